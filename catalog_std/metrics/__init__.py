"""The numbers of reform: how far online, how often people must come, how many papers, how fast."""
