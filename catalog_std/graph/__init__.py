"""Who needs which paper, and who issues it."""
