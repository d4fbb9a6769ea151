"""A week of pooled rounds."""
