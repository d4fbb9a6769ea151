"""Shared trucks: who books which one when, how many it takes, who pays."""
