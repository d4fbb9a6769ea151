"""All that a database keeps as one file that any ramasse of today or later reads back."""
