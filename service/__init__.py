"""What people meet: the command, files, later the API and the page."""
