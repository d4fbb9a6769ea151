"""The 8:30 call: a running week planned again with the fewest changes."""
