"""Bookings of shared trucks."""
