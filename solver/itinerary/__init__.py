"""Itinerant distribution: which half-day a van halts where, over a cycle of weeks."""
