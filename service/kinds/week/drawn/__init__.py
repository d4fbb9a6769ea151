"""The week drawn: map and timeline together, a round picked in either shows in both."""
