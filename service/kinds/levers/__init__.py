"""One change of the week at a time."""
