"""The book: rules, standards clause by clause, every element, every code list."""
