"""The store's database, opened and brought up to date."""

from __future__ import annotations

from pathlib import Path

from service.database import Database

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "store_version"
"""Its own: the ledger's tables live in the same database and move on by themselves."""


def opened(url: str) -> Database:
    """Open the store of a database.

    Raises
    ------
    DatabaseError
        When it cannot be opened, or was written by another version.
    """
    return Database(url, MIGRATIONS, VERSION_TABLE)
