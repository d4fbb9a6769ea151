"""What if? Changes picked by name, planned beside today's, kept as a variant when wanted."""
