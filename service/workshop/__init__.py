"""What works beside the server: helpers, what they made, threads of followers, processes."""
