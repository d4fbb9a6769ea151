"""The map of needs and offer: all that people meet of it."""
