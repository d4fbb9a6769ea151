"""Pooled collection rounds: from pick-ups, vehicles and people to a week of rounds."""
