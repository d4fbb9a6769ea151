"""The ledger's store: SQLite or PostgreSQL by URL, one transaction per deed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError

from models.allocation import Allocation
from models.base import Text
from models.dates import dated
from models.history import History
from models.scenario import Scenario
from service.acting import author
from service.database import Database
from service.ledger import deeds, journal
from service.ledger.chain import Checked
from service.ledger.journal_store import JournalStore
from service.ledger.lines import (
    Balance,
    Entry,
    FairPart,
    Withdrawn,
    balance,
    differences,
    kept_kg,
    published_lines,
    published_parts,
)
from service.ledger.past_weeks import history_before, past_weeks
from service.ledger.refusals import NOT_PUBLISHED, WEIGHED, LedgerError, twice
from service.ledger.tables import drafts, entries, fair_parts, publications, withdrawals

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "alembic_version"
ROUNDING_KG = 1e-6
STANDS = publications.c.id.not_in(select(withdrawals.c.publication_id))
"""Of a publication: it was not withdrawn."""


class Ledger(JournalStore):
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

    # -- writing ------------------------------------------------------------------------------

    def draft(self, allocation: Allocation) -> None:
        """Note that a week was split; a later split takes its place."""
        key: dict[str, Any] = {
            "town": allocation.scenario.id,
            "week_of": allocation.scenario.week_of,
        }
        with self.database.begin() as connection:
            self._check_free(connection, allocation.scenario)
            connection.execute(drafts.delete().where(*_matches(drafts, key)))
            connection.execute(
                drafts.insert().values(
                    **key, digest=allocation.provenance.input_digest, saved_at=_now()
                )
            )

    def check_unpublished(self, scenario: Scenario) -> None:
        """Refuse a week that is published already.

        Raises
        ------
        LedgerError
            When it is.
        """
        with self.database.connect() as connection:
            self._check_free(connection, scenario)

    def publish(
        self, allocation: Allocation, beside: Callable[[Connection], None] | None = None
    ) -> None:
        """Write what a week needs and promises, all of it or nothing.

        Parameters
        ----------
        beside
            Writes what goes with it in the same database: with it, or not at all.

        Raises
        ------
        LedgerError
            When the week is published already.
        """
        scenario = allocation.scenario
        key: dict[str, Any] = {"town": scenario.id, "week_of": scenario.week_of}
        moment = _now()
        gone = (
            select(func.count())
            .select_from(publications.join(withdrawals))
            .where(*_matches(publications, key))
        )
        try:
            with self.database.begin() as connection:
                self._check_free(connection, scenario)
                # counted by withdrawals: the second of two hands then meets the first's edition
                editions = connection.scalar(gone) or 0
                made = connection.execute(
                    publications.insert().values(
                        **key,
                        edition=editions + 1,
                        rule=allocation.provenance.rule,
                        digest=allocation.provenance.input_digest,
                        published_at=moment,
                    )
                )
                assert made.inserted_primary_key is not None
                of = {"publication_id": made.inserted_primary_key[0]}
                written = _write(connection, of["publication_id"], published_lines(allocation))
                parts = published_parts(allocation)
                if parts:
                    connection.execute(fair_parts.insert(), [part | of for part in parts])
                connection.execute(drafts.delete().where(*_matches(drafts, key)))
                town, number = scenario.id, of["publication_id"]
                deeds.chain(connection, town, "published", number, written, moment)
                if beside is not None:
                    beside(connection)
        except IntegrityError as error:  # another hand published it meanwhile
            raise twice(allocation.scenario) from error

    def settle(
        self,
        allocation: Allocation,
        reason: str,
        beside: Callable[[Connection], None] | None = None,
    ) -> int:
        """Bring a published week to what a split of it gives, by lines that show; tell how many.

        Parameters
        ----------
        beside
            Writes what goes with it in the same database: with it, or not at all.

        Raises
        ------
        LedgerError
            When the week is not published.
        """
        scenario = allocation.scenario
        with self.database.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("lock table entries in share row exclusive mode"))
            number = self._held(connection, scenario.id, scenario.week_of)
            rows = connection.execute(
                select(entries).where(entries.c.publication_id == number).order_by(entries.c.id)
            )
            lines = differences(allocation, [(row.association, row.family, row) for row in rows])
            written = _write(connection, number, lines, reason)
            if lines:
                deeds.chain(connection, scenario.id, "settled", number, written, _now())
            if beside is not None:
                beside(connection)
            return len(lines)

    def withdraw(
        self,
        town: str,
        week_of: date,
        reason: str,
        beside: Callable[[Connection], None] | None = None,
    ) -> None:
        """Take back a published week by a line that shows: what it promised counts no more.

        Parameters
        ----------
        beside
            Writes what goes with it in the same database: with it, or not at all.

        Raises
        ------
        LedgerError
            When the week is not published, or something of it was told.
        """
        values = {"week": dated(week_of), "town": town}
        try:
            with self.database.begin() as connection:
                journal.hold(connection)
                number = self._held(connection, town, week_of)
                last = week_of + timedelta(days=6)
                there = journal.standing(connection, town, week_of, last)
                if there.told or there.closed:
                    raise LedgerError(WEIGHED.format(**values))
                connection.execute(
                    withdrawals.insert().values(
                        publication_id=number,
                        reason=reason,
                        recorded_at=_now(),
                        author=author(),
                    )
                )
                deeds.chain(connection, town, "withdrawn", number, (), _now())
                if beside is not None:
                    beside(connection)
        except IntegrityError as error:  # another hand withdrew it meanwhile
            raise LedgerError(NOT_PUBLISHED.format(**values)) from error

    def correct(
        self,
        town: str,
        week_of: date,
        association: str,
        family: str,
        kind: Literal["received", "refused", "returned"],
        kg: float,
        reason: str,
        beside: Callable[[Connection], None] | None = None,
    ) -> None:
        """Add a visible entry to a published week.

        Parameters
        ----------
        beside
            Writes what goes with it in the same database: with it, or not at all.
        kg
            Refused or returned, above 0; for ``received``, the difference to what was promised.

        Raises
        ------
        LedgerError
            When the week is not published, or more would be returned than received.
        """
        with self.database.begin() as connection:
            number = self._held(connection, town, week_of)
            kept = sum(
                kept_kg(row.kind, row.kg)
                for row in connection.execute(
                    select(entries.c.kind, entries.c.kg).where(
                        entries.c.publication_id == number,
                        entries.c.association == association,
                        entries.c.family == family,
                    )
                )
            )
            out = abs(kept_kg(kind, kg))
            if kept + kept_kg(kind, kg) < -ROUNDING_KG:
                raise LedgerError(
                    Text(
                        fr=f"{association} a {french(kept)} kg de {family} dans la semaine du "
                        f"{week_of} : {french(out)} ne peuvent pas en sortir. Attendu : "
                        f"{french(kept)} au plus.",
                        en=f"{association} has {kept:.1f} kg of {family} in the week of "
                        f"{week_of}: {out:.1f} cannot leave. Expected: at most {kept:.1f}.",
                    )
                )
            line = {"association": association, "family": family, "kind": kind, "kg": kg}
            written = _write(connection, number, [line], reason)
            deeds.chain(connection, town, "corrected", number, written, _now())
            if beside is not None:
                beside(connection)

    # -- reading ------------------------------------------------------------------------------

    def entries(self, town: str, since: date | None = None) -> list[Entry]:
        """Return every line of a town, in the order in which they were written."""
        query = (
            select(publications.c.week_of, entries)
            .join(publications, publications.c.id == entries.c.publication_id)
            .where(publications.c.town == town, STANDS)
            .order_by(entries.c.id)
        )
        if since is not None:
            query = query.where(publications.c.week_of >= since)
        with self.database.connect() as connection:
            return [
                Entry(
                    week_of=row.week_of,
                    association=row.association,
                    family=row.family,
                    kind=row.kind,
                    kg=row.kg,
                    reason=row.reason,
                    recorded_at=row.recorded_at,
                    author=row.author,
                )
                for row in connection.execute(query)
            ]

    def weeks(self, town: str) -> list[date]:
        """Return the weeks of a town that are published, in order."""
        query = (
            select(publications.c.week_of)
            .where(publications.c.town == town, STANDS)
            .order_by(publications.c.week_of)
        )
        with self.database.connect() as connection:
            return list(connection.scalars(query))

    def kept(self, scenario: Scenario) -> dict[str, float] | None:
        """Return the kg that each keeps of a scenario's week; none when it is not published."""
        if scenario.week_of not in self.weeks(scenario.id):
            return None
        found: dict[str, float] = defaultdict(float)
        for one in self.entries(scenario.id, scenario.week_of):
            if one.week_of == scenario.week_of:
                found[one.association] += kept_kg(one.kind, one.kg)
        return dict(found)

    def withdrawn(self, town: str) -> list[Withdrawn]:
        """Return the publications of a town that were withdrawn, in order."""
        query = (
            select(
                publications.c.week_of,
                publications.c.published_at,
                withdrawals.c.reason,
                withdrawals.c.recorded_at,
                withdrawals.c.author,
            )
            .join(publications, publications.c.id == withdrawals.c.publication_id)
            .where(publications.c.town == town)
            .order_by(withdrawals.c.id)
        )
        with self.database.connect() as connection:
            return [Withdrawn(*row) for row in connection.execute(query)]

    def draft_of(self, scenario: Scenario) -> tuple[str, datetime] | None:
        """Return the digest of the last split noted for a week, and when; none without one."""
        key = {"town": scenario.id, "week_of": scenario.week_of}
        query = select(drafts.c.digest, drafts.c.saved_at).where(*_matches(drafts, key))
        with self.database.connect() as connection:
            row = connection.execute(query).first()
            return None if row is None else (row.digest, row.saved_at)

    def drafted(self, town: str) -> list[date]:
        """Return the weeks of a town that were split and not published, in order."""
        query = select(drafts.c.week_of).where(drafts.c.town == town).order_by(drafts.c.week_of)
        with self.database.connect() as connection:
            return list(connection.scalars(query))

    def history(self, scenario: Scenario) -> History:
        """Return what the published weeks before a scenario's leave behind.

        Its window of weeks counts for levels, every week since the first for accounts.
        """
        # lines first: a week published meanwhile has no line here, and its parts are not used
        lines = self.entries(scenario.id)
        query = (
            select(publications.c.week_of, fair_parts)
            .join(publications, publications.c.id == fair_parts.c.publication_id)
            .where(publications.c.town == scenario.id, STANDS)
        )
        with self.database.connect() as connection:
            parts = [
                FairPart(row.week_of, row.association, row.family, row.part, row.largest_lot_kg)
                for row in connection.execute(query)
            ]
        return history_before(scenario, past_weeks(lines, parts))

    def balances(self, town: str, since: date | None = None) -> list[Balance]:
        """Return what each association got, by association."""
        lines: dict[str, list[Entry]] = defaultdict(list)
        for one in self.entries(town, since):
            lines[one.association].append(one)
        return [balance(who, found) for who, found in sorted(lines.items())]

    def check_ledger(self, town: str) -> Checked:
        """Return whether every deed of a town and the lines that it wrote are as written."""
        with self.database.connect() as connection:
            return deeds.check(connection, town)

    def _published(self, connection: Connection, town: str, week_of: date) -> int | None:
        key = {"town": town, "week_of": week_of}
        query = select(publications.c.id).where(*_matches(publications, key), STANDS)
        return connection.scalar(query)

    def _held(self, connection: Connection, town: str, week_of: date) -> int:
        """Return the publication of a week; refuse one that is not published."""
        number = self._published(connection, town, week_of)
        if number is None:
            raise LedgerError(NOT_PUBLISHED.format(week=dated(week_of), town=town))
        return number

    def _check_free(self, connection: Connection, scenario: Scenario) -> None:
        """Refuse a week that is published already."""
        if self._published(connection, scenario.id, scenario.week_of) is not None:
            raise twice(scenario)


def _write(
    connection: Connection,
    publication: int,
    lines: Sequence[Mapping[str, Any]],
    reason: str = "",
) -> list[int]:
    """Write entries of a publication, and return their ids, ascending."""
    noted = {"publication_id": publication, "reason": reason, "recorded_at": _now()}
    noted["author"] = author()
    deeds.hold(connection)
    last = connection.scalar(select(func.max(entries.c.id))) or 0
    if lines:
        connection.execute(entries.insert(), [dict(line) | noted for line in lines])
    mine = select(entries.c.id).where(entries.c.publication_id == publication, entries.c.id > last)
    return list(connection.scalars(mine.order_by(entries.c.id)))


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


def _matches(table: Any, key: Mapping[str, Any]) -> list[Any]:
    return [table.c[name] == value for name, value in key.items()]


def french(value: float) -> str:
    """Return a quantity with its decimal comma."""
    return f"{value:.1f}".replace(".", ",")


def _now() -> datetime:
    return datetime.now(UTC)
