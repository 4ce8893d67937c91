"""Findings become words: for people, for terminals, for machines."""
