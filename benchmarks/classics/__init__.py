"""Classics in the forms that food aid has: fleets, depots, trips and weeks, read and judged."""
