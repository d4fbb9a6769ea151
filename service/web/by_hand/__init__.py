"""The page on which a planned week is changed by hand."""
