"""From a scenario to a study: travel, routing, rounds, shares, review."""
