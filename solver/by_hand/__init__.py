"""A planned week changed by hand: what each change breaks, and what it costs."""
