"""What is kept of people: found, erased, aged, and told."""
