"""Annealed search of a week of rounds from a hub: days, splits, vehicles, trips, order together."""
