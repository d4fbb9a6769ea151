"""Travel matrices: the labelled estimate, or a given table."""
