"""Publishing: what a catalog says becomes guides, pages and documents for people."""
