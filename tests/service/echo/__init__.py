"""A system that is thrown away: it says the names of associations, as often as it is asked."""
