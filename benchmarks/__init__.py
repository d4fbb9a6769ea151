"""Measured cases: one self-registering file each."""
