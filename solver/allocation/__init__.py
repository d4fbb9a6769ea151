"""Who receives what: one rule a file, behind one protocol."""
