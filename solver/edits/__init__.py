"""Changes of a scenario, as remedies tell them and ``--set`` takes them."""
