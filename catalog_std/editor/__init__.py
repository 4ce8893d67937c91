"""The language server: the same engine over unsaved text, and what an editor may ask of it."""
