"""Buying together: all that people meet of it."""
