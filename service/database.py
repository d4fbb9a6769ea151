"""A database, SQLite or PostgreSQL by URL: opened, brought up to date, one transaction per deed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    SQLAlchemyError,
)

from models.base import Text
from models.folders import own_file
from service.database_errors import DatabaseError, UnavailableError, UnusableError

LOCK_S = 5.0
"""Seconds that a deed waits for another one to end."""
HELD, MORE = 6, 34
"""Connections of one server that stay open, and that may be opened beside them."""
MIGRATES_S = 60
"""Seconds that a server which starts waits for another one to bring the tables up to date."""
MIGRATING = 0x72616D61
"""The advisory lock of whoever does."""
PATIENCE = {"connect_timeout": 5, "tcp_user_timeout": 15_000}
"""Of PostgreSQL: seconds to answer, milliseconds until one that went without a word is gone."""
READS = "reads"
"""Execution option of a connection that will not write."""


class Database:
    """One database, and the tables that some migrations make in it.

    Parameters
    ----------
    url
        As SQLAlchemy reads it: ``sqlite:///ledger.db``, ``postgresql+psycopg://…``.
    migrations
        Folder of the migrations of the tables.
    version_table
        Where the database notes the last migration applied: one for each folder of migrations.
    refused
        What is raised of tables that another version wrote.

    Raises
    ------
    DatabaseError
        When it cannot be opened, or was written by another version.
    """

    def __init__(
        self,
        url: str,
        migrations: Path,
        version_table: str,
        refused: type[DatabaseError] = DatabaseError,
    ) -> None:
        self.engine = engine_of(url, refused)
        try:
            with self.begin() as connection:
                migrate(connection, migrations, version_table, refused)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Yield a connection whose deeds are all done, or none is.

        Where the connection breaks while they are being kept, nobody knows which: that is told.
        """
        keeping = False
        try:
            with self._told(), self.engine.begin() as connection:
                yield connection
                keeping = True
        except UnavailableError as error:
            why = error.__cause__
            if keeping and isinstance(why, DBAPIError) and why.connection_invalidated:
                raise UnavailableError(UNKNOWN.format(reason=first_line(why))) from why
            raise

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Yield a connection to read from."""
        with self._told(), self.engine.connect() as connection:
            yield connection.execution_options(**{READS: True})

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in both languages what a database refuses."""
        try:
            yield
        except IntegrityError:
            raise
        except DataError as error:
            raise UnusableError(UNUSABLE.format(reason=first_line(error))) from error
        except SQLAlchemyError as error:
            raise UnavailableError(refusal(error)) from error


def first_line(error: Exception) -> str:
    """Return what a database says, without its statement."""
    return str(getattr(error, "orig", error)).partition("\n")[0]


def refusal(error: Exception) -> Text:
    """Return that a database refuses, and what helps where it says what is wrong."""
    met = getattr(error, "orig", error)
    code = getattr(met, "sqlstate", None) or getattr(met, "sqlite_errorname", None)
    return TOLD.get(code or "", REFUSES).format(reason=first_line(error))


UNUSABLE = Text(
    fr="La base de données ne peut pas garder cela : {reason}. Rien n'a été écrit. Attendu : du "
    "texte et des nombres ordinaires. Retirez les caractères invisibles.",
    en="The database cannot keep this: {reason}. Nothing was written. Expected: ordinary text and "
    "numbers. Remove invisible characters.",
)
REFUSES = Text(
    fr="La base de données refuse : {reason}. Rien n'a été écrit. Vérifiez qu'elle "
    "est accessible en écriture et qu'aucun autre programme ne la tient.",
    en="The database refuses: {reason}. Nothing was written. Check that it can "
    "be written to and that no other program holds it.",
)
FULL = Text(
    fr="Le disque de la base de données est plein. Rien n'a été écrit. Libérez de la place, puis "
    "recommencez.",
    en="The disk of the database is full. Nothing was written. Make room, then try again.",
)
HELD_BY_ANOTHER = Text(
    fr="Un autre programme tient la base de données. Rien n'a été écrit. Recommencez dans quelques "
    "secondes ; si cela dure, fermez ce programme.",
    en="Another program holds the database. Nothing was written. Try again in a few seconds; if "
    "it lasts, close that program.",
)
TOLD: Mapping[str, Text] = {
    "SQLITE_FULL": FULL,
    "53100": FULL,
    "SQLITE_BUSY": HELD_BY_ANOTHER,
    "55P03": HELD_BY_ANOTHER,
}
"""What is said of what SQLite and PostgreSQL call so."""
UNKNOWN = Text(
    fr="La connexion à la base de données s'est rompue au moment d'écrire : {reason}. C'est écrit "
    "en entier ou pas du tout, on ne sait pas lequel. Regardez si c'est fait avant de recommencer.",
    en="The connection to the database broke while it was writing: {reason}. It is written as a "
    "whole or not at all, and which is not known. Look whether it is done before you try again.",
)


def engine_of(url: str, refused: type[DatabaseError] = DatabaseError) -> Engine:
    """Return what connects to a database, with the settings that all of the program relies on.

    Raises
    ------
    DatabaseError
        Its address is none, or its folder is not there.
    """
    try:
        parsed = make_url(url)
        engine = create_engine(
            parsed,
            connect_args=_connect(parsed),
            # a connection that died meanwhile is found out before anything is asked of it
            pool_pre_ping=True,
            **_pool(parsed),
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise refused(
            Text(
                fr="Adresse de base inconnue. Attendu : sqlite:///fichier.db, ou "
                "postgresql+psycopg://… avec l'extra « postgresql ».",
                en="Unknown database address. Expected: sqlite:///file.db, or "
                'postgresql+psycopg://… with the "postgresql" extra.',
            )
        ) from error
    if parsed.get_backend_name() == "sqlite":
        folder = Path((parsed.database or ".").removeprefix("file:")).parent
        if not folder.is_dir():
            raise refused(
                Text(
                    fr=f"Le dossier {folder} n'existe pas. Créez-le, ou changez --database.",
                    en=f"The folder {folder} does not exist. Make it, or change --database.",
                )
            )
        if parsed.database and not parsed.database.startswith((":", "file:")):
            own_file(Path(parsed.database))
        event.listen(engine, "connect", _sqlite_settings)
        event.listen(engine, "begin", _sqlite_begin)
        event.listen(engine, "before_cursor_execute", _sqlite_texts)
    elif parsed.get_backend_name() == "postgresql":
        event.listen(engine, "connect", _postgresql_settings)
    return engine


def _connect(url: URL) -> dict[str, Any]:
    """Return how a connection is opened, but for what its address says: nothing waits for ever."""
    if url.get_backend_name() == "sqlite":
        return {"timeout": LOCK_S}
    if url.get_backend_name() != "postgresql":
        return {}
    return {name: value for name, value in PATIENCE.items() if name not in url.query}


def _pool(url: URL) -> dict[str, int]:
    """Return how many connections are held and may be opened: one for each thread that works."""
    if url.get_backend_name() == "sqlite" and sqlite_path(url) is None:
        return {}
    return {"pool_size": HELD, "max_overflow": MORE}


def sqlite_path(url: URL) -> Path | None:
    """Return the file of a SQLite database; none of one in memory."""
    name = (url.database or "").removeprefix("file:").partition("?")[0]
    return None if name in ("", ":memory:") else Path(name)


def _sqlite_settings(connection: Any, record: object) -> None:
    """Keep references, write through to the disk, and let transactions be ours."""
    del record
    connection.isolation_level = None
    for pragma in ("foreign_keys=on", "synchronous=full", f"busy_timeout={int(1000 * LOCK_S)}"):
        connection.execute(f"pragma {pragma}")


def _postgresql_settings(connection: Any, record: object) -> None:
    """Wait for another deed as long as with a file, and then say so."""
    del record
    with connection.cursor() as cursor:
        cursor.execute(f"set lock_timeout = {int(1000 * LOCK_S)}")
    connection.commit()


def _sqlite_begin(connection: Connection) -> None:
    # whoever will write says so from the start: two that read first could not both write then
    reads = connection.get_execution_options().get(READS, False)
    connection.exec_driver_sql("begin" if reads else "begin immediate")


def _sqlite_texts(
    connection: Connection,
    cursor: Any,
    statement: str,
    parameters: Any,
    context: object,
    executemany: bool,
) -> None:
    """Refuse what PostgreSQL refuses: what one of them keeps, the other takes from a backup."""
    del connection, cursor, statement, context
    for row in parameters if executemany else (parameters,):
        for value in row.values() if isinstance(row, Mapping) else row:
            if isinstance(value, str) and "\0" in value:
                raise UnusableError(UNUSABLE.format(reason="NUL (0x00)"))


def known_revisions(migrations: Path) -> list[str]:
    """Return the migrations of a folder, the first one first."""
    return [one.revision for one in _script(migrations)[1].walk_revisions()][::-1]


def migrate(
    connection: Connection,
    migrations: Path,
    version_table: str,
    refused: type[DatabaseError],
    revision: str = "head",
) -> None:
    """Bring the tables of a folder of migrations up to a revision, by default the last.

    Raises
    ------
    DatabaseError
        Another version of the program wrote them.
    """
    from alembic import command
    from alembic.runtime.migration import MigrationContext

    config, script = _script(migrations)
    noted = {"version_table": version_table}

    def revision_there() -> str | None:
        return MigrationContext.configure(connection, opts=noted).get_current_revision()

    current = revision_there()
    if current == script.get_current_head():
        return
    if connection.dialect.name == "postgresql":
        # servers that start together: one does it, the others find it done
        connection.exec_driver_sql(f"set local lock_timeout = '{MIGRATES_S}s'")
        connection.exec_driver_sql(f"select pg_advisory_xact_lock({MIGRATING})")
        current = revision_there()
        if current == script.get_current_head():
            return
    known = {one.revision for one in script.walk_revisions()}
    if current is not None and current not in known:
        raise refused(
            Text(
                fr=f"Ce registre vient d'une autre version de ramasse ({current}). Mettez ramasse "
                "à jour, ou ouvrez un autre registre.",
                en=f"This ledger comes from another version of ramasse ({current}). Update "
                "ramasse, or open another ledger.",
            )
        )
    config.attributes["connection"] = connection
    config.attributes["version_table"] = version_table
    command.upgrade(config, revision)


def _script(migrations: Path) -> tuple[Any, Any]:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config, ScriptDirectory.from_config(config)
