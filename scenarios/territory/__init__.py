"""What a territory is made of: the scenario's own areas and outlets, and files beside it."""
