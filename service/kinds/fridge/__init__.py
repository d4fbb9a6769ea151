"""A solidarity fridge: all that people meet of it."""
