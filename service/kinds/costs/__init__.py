"""Costs shared between associations."""
