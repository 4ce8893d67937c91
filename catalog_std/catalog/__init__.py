"""The catalog: its settings, its files, its items together, and the facts about them."""
