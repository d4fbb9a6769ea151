"""A town's weeks, one after the other."""
