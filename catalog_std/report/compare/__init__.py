"""One item across places, in words: tables for terminals, files for machines, a page to print."""
