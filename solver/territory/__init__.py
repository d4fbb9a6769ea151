"""The map of needs and offer: reach, places, scores, gaps, and what would change them."""
