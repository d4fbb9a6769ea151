"""Points that cannot be right, or look wrong: swapped, 0/0, a lost sign, metres, far, elsewhere."""
