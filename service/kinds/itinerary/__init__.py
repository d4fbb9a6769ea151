"""Itinerant distribution: all that people meet of it."""
