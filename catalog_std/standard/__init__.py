"""Standards: what each layer fixes, and what it says of an item."""
