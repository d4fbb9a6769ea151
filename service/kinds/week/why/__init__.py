"""Why: a page for each association, store, person and vehicle of a planned week."""
