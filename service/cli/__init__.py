"""The command ``ramasse``."""
