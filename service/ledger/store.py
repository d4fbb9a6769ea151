"""The ledger's store: SQLite or PostgreSQL by URL, one transaction per deed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from service.database import Database
from service.ledger.journal_store import JournalStore
from service.ledger.refusals import LedgerError
from service.ledger.writing import LedgerWriter

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "alembic_version"


class Ledger(LedgerWriter, JournalStore):
    """The ledger of all towns in one database."""

    def __init__(self, url: str) -> None:
        """Open a ledger, and bring its tables up to date.

        Parameters
        ----------
        url
            As SQLAlchemy reads it: ``sqlite:///ledger.db``, ``postgresql+psycopg://…``.

        Raises
        ------
        LedgerError
            When it cannot be opened, or was written by another version.
        """
        self.database = Database(url, MIGRATIONS, VERSION_TABLE, LedgerError)

    def close(self) -> None:
        """Let the database go."""
        self.database.close()

    def __enter__(self) -> Ledger:
        """Hold the ledger open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the database go."""
        self.close()


def exists(url: str) -> bool:
    """Tell whether a ledger's file is there; what is no file of ours is taken to be."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return True
    if parsed.get_backend_name() != "sqlite":
        return True
    name = (parsed.database or "").removeprefix("file:").partition("?")[0]
    return Path(name).exists()
