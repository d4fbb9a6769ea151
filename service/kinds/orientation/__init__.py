"""Orientation of the public: all that people meet of it."""
