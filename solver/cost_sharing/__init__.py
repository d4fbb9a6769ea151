"""Who pays what of a shared cost: one rule a file, over the costs of all coalitions."""
