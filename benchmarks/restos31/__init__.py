"""A real week of food aid, in a foreign form: read, written, and judged apart."""
