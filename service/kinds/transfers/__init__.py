"""Transfers between structures: all that people meet of them."""
