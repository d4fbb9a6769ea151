"""A solidarity fridge: its size, its site, its keepers, what it would save."""
