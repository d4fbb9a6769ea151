"""One room a system: all that people meet of it."""
