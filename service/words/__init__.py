"""What is said, in both languages; numbers and dates as people write them."""
