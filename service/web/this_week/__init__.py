"""The first page: this week of each town, in one look."""
