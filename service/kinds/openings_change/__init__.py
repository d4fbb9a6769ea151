"""Calendars of openings changed by hand."""
