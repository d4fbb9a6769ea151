"""What stores will give, and what comes of going there."""
