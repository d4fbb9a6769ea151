"""Load units that depots deliver in a week: the problem, the rounds, what they cost at least."""
