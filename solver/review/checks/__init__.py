"""The rules that the checker verifies, by subject; they read models alone."""
