"""Scenario files: reading, merging variants, validating; the shipped library."""
