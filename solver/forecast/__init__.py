"""What stores will give, learned from the journal of visits, and the evidence beside it."""
