"""A town of one's own from a few answers: what the page's first steps and short tables ask."""
