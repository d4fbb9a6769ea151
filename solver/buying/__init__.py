"""Buying together: who gets how much, bought how, who pays."""
