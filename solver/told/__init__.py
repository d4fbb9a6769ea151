"""What a town told of its weeks, reckoned up: months, years, settlements, weeks on end."""
