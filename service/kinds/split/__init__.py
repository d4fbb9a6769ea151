"""The fair split of a week."""
