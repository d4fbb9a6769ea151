"""Other codes, for comparison only: never imported by the product."""
