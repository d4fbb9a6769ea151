"""Why food stays behind, and the smallest change that a new plan confirms."""
