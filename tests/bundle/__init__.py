"""Files that hold the texts of many items."""
