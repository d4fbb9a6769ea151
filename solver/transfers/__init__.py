"""Transfers between structures: what goes from whom to whom on which trip before it expires."""
