"""Load units carried from a hub over a week: days, splits, vehicles, trips and order together."""
