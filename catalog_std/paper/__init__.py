"""A guide on paper: one manuscript in one language, set as Markdown, DOCX or PDF."""
