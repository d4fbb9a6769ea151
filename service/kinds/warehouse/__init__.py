"""A shared warehouse."""
