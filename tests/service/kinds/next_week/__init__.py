"""The kind that makes the next week."""
