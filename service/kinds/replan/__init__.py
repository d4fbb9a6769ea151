"""A running week planned again."""
