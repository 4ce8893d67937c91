"""Foreign rows become item texts by a mapping; what had no home is reported."""
