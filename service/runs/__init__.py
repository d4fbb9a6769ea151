"""Runs of the server: their queue and their processes."""
