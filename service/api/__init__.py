"""The HTTP API: thin endpoints over what the command line calls."""
