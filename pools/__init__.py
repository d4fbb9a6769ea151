"""What the pools of a policy mean: who collects, carries and receives for whom."""
