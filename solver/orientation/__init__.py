"""Where the public is sent: flows of aggregates between sectors and outlets."""
