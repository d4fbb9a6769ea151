"""Accounts: who may log in, what each may do, and who did what."""
