"""One server at a time works on a database: what it does not run was lost by an earlier one."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from models.base import Text
from service.database import Database, DatabaseError

KEY = 0x72616D61
"""Of PostgreSQL's advisory lock: "rama"."""


def hold(database: Database) -> Callable[[], None]:
    """Be the one server of a database, until what is returned is called or the process ends.

    Raises
    ------
    DatabaseError
        When another server holds it.
    """
    if database.engine.dialect.name == "sqlite":
        return _file_held(Path(str(database.engine.url.database)))
    connection = database.engine.connect()
    held = connection.scalar(text(f"select pg_try_advisory_lock({KEY})"))
    connection.commit()
    if not held:
        connection.close()
        raise DatabaseError(HELD)

    def release() -> None:
        # of the session, which the pool would keep
        connection.scalar(text(f"select pg_advisory_unlock({KEY})"))
        connection.close()

    return release


def _file_held(path: Path) -> Callable[[], None]:
    # beside the database: closing a second handle of its own file would drop SQLite's locks
    handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise DatabaseError(HELD) from error
    return lambda: os.close(handle)


HELD = Text(
    fr="Un autre « ramasse serve » travaille déjà sur cette base. Arrêtez-le, ou choisissez une "
    "autre base avec --database.",
    en='Another "ramasse serve" works on this database already. Stop it, or choose another '
    "database with --database.",
)
