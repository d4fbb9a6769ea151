"""A planned week changed by hand: what is asked, and what people meet of it."""
