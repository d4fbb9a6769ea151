"""Calendars of openings."""
