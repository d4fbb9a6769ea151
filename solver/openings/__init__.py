"""Calendars of openings: which slots are open, which weeks are closed, how long people wait."""
