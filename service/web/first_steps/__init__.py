"""A town of one's own, step by step: from an empty page to its first plan."""
