"""Servers that work on a database: what one of them runs is its own as long as it is there.

A SQLite file has one server, which holds a lock beside it. A PostgreSQL database may have several:
each tells now and then that it is there, and who has not for long has lost what it ran.
"""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select

from models.base import Text
from service.database import Database
from service.database_errors import DatabaseError
from service.store.tables import runs, servers

BEAT_S = 2.0
"""How often a server that may not be alone tells that it is there."""
TAKEN = frozenset((errno.EAGAIN, errno.EACCES, errno.EDEADLK))
"""What a system answers of a lock that somebody else holds."""
LOST = timedelta(seconds=20)
"""A server that was silent for so long is taken to be gone."""


@dataclass(frozen=True)
class Server:
    """One server's place at a database, held until it is released or the process ends."""

    name: str
    alone: bool
    """Whether no other server can work on the database meanwhile."""
    release: Callable[[], None]


def arrive(database: Database) -> Server:
    """Work on a database from now on.

    Raises
    ------
    DatabaseError
        When another server holds it alone.
    """
    name = secrets.token_hex(8)
    alone = database.engine.dialect.name == "sqlite"
    let_go = _file_held(Path(str(database.engine.url.database))) if alone else _nothing
    try:
        with database.begin() as connection:
            if alone:
                connection.execute(servers.delete())
            connection.execute(servers.insert().values(name=name, seen_at=_now(connection)))
    except BaseException:
        let_go()
        raise

    def release() -> None:
        with suppress(DatabaseError), database.begin() as connection:
            connection.execute(servers.delete().where(servers.c.name == name))
        let_go()

    return Server(name, alone, release)


@contextmanager
def held_alone(path: Path) -> Iterator[None]:
    """Hold a SQLite file as a server does, so that none works on it meanwhile.

    Raises
    ------
    DatabaseError
        A server works on it.
    """
    let_go = _file_held(path)
    try:
        yield
    finally:
        let_go()


def heard_of(connection: Connection) -> bool:
    """Tell whether a server works on a database that several may work on."""
    if "servers" not in inspect(connection).get_table_names():
        return False
    since = servers.c.seen_at >= _now(connection) - LOST
    return bool(connection.scalar(select(func.count()).select_from(servers).where(since)))


def beat(database: Database, server: Server) -> None:
    """Tell that a server is there."""
    with database.begin() as connection:
        seen = {"seen_at": _now(connection)}
        there = connection.execute(
            servers.update().where(servers.c.name == server.name).values(seen)
        )
        if not there.rowcount:
            connection.execute(servers.insert().values(name=server.name, **seen))


def take_over(database: Database, server: Server) -> list[str]:
    """Make what servers ran that are gone a server's own; return the ids of those runs."""
    with database.begin() as connection:
        connection.execute(servers.delete().where(servers.c.seen_at < _now(connection) - LOST))
        lost = list(
            connection.scalars(
                select(runs.c.id)
                .where(runs.c.state == "running", runs.c.server.not_in(select(servers.c.name)))
                .order_by(runs.c.number)
                .with_for_update(skip_locked=True)
            )
        )
        if lost:
            connection.execute(runs.update().where(runs.c.id.in_(lost)).values(server=server.name))
        return lost


def _now(connection: Connection) -> datetime:
    """Return the time by the one clock that all servers of a database share."""
    if connection.dialect.name == "sqlite":
        return datetime.now(UTC)
    found: datetime = connection.execute(select(func.now())).scalar_one()
    return found


def _nothing() -> None:
    """Let go of nothing."""


def _file_held(path: Path) -> Callable[[], None]:
    # beside the database: closing a second handle of its own file would drop SQLite's locks
    beside = path.with_name(path.name + ".lock")
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DatabaseError(NO_LOCK.format(path=beside, why=error.strerror or error)) from error
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        if error.errno not in TAKEN:  # a disk of the network, perhaps, that knows no locks
            why = error.strerror or error
            raise DatabaseError(NO_LOCK.format(path=beside, why=why)) from error
        raise DatabaseError(HELD) from error
    return lambda: os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


HELD = Text(
    fr="Un autre « ramasse serve » travaille déjà sur cette base. Arrêtez-le, ou choisissez une "
    "autre base avec --database.",
    en='Another "ramasse serve" works on this database already. Stop it, or choose another '
    "database with --database.",
)
NO_LOCK = Text(
    fr="{path} ne peut pas être ouvert ({why}). Attendu : un fichier que ramasse peut écrire. "
    "Rendez-le accessible en écriture, ou choisissez une autre base avec --database.",
    en="{path} cannot be opened ({why}). Expected: a file that ramasse can write. Let it be "
    "written, or choose another database with --database.",
)
