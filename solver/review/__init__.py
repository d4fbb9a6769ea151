"""Independent review of a plan: check, explain, diagnose, simulate."""
