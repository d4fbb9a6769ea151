"""Who funds whom: all that people meet of it."""
