"""Changes: their kinds, the way they are found, and the way they are told."""
