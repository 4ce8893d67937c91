"""How the work is spread: a file phase over texts, then a catalog phase over facts."""
