"""Who funds whom: grants joined, spread and summed, and where more money would go."""
