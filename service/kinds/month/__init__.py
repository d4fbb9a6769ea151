"""What is due of a month or a year."""
