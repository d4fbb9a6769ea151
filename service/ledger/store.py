"""The ledger's store: SQLite or PostgreSQL by URL, one transaction per deed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError

from models.allocation import Allocation, History
from models.base import Text
from models.scenario import Scenario
from service.database import Database, DatabaseError
from service.ledger.tables import drafts, entries, publications

Kind = Literal["need", "promised", "received", "refused", "returned"]
MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "alembic_version"
ROUNDING_KG = 1e-6


class LedgerError(DatabaseError):
    """Something the ledger refuses, in both languages."""


@dataclass(frozen=True)
class Entry:
    """One line of the ledger."""

    week_of: date
    association: str
    family: str
    kind: Kind
    kg: float
    reason: str
    recorded_at: datetime


@dataclass(frozen=True)
class Balance:
    """What one association got over some weeks, kg."""

    association: str
    need_kg: float
    promised_kg: float
    received_kg: float
    """What it keeps: promised, as corrected, less what it refused and returned."""
    by_family_kg: Mapping[str, float]
    """What it keeps, by family."""
    weeks: int


class Ledger:
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
            if self._published(connection, **key) is not None:
                raise _twice(allocation.scenario)
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
            if self._published(connection, scenario.id, scenario.week_of) is not None:
                raise _twice(scenario)

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
        try:
            with self.database.begin() as connection:
                if self._published(connection, **key) is not None:
                    raise _twice(allocation.scenario)
                made = connection.execute(
                    publications.insert().values(
                        **key,
                        rule=allocation.provenance.rule,
                        digest=allocation.provenance.input_digest,
                        published_at=moment,
                    )
                )
                assert made.inserted_primary_key is not None
                lines = _lines(allocation)
                if lines:
                    shared = {
                        "publication_id": made.inserted_primary_key[0],
                        "reason": "",
                        "recorded_at": moment,
                    }
                    connection.execute(entries.insert(), [line | shared for line in lines])
                connection.execute(drafts.delete().where(*_matches(drafts, key)))
                if beside is not None:
                    beside(connection)
        except IntegrityError as error:  # another hand published it meanwhile
            raise _twice(allocation.scenario) from error

    def correct(
        self,
        town: str,
        week_of: date,
        association: str,
        family: str,
        kind: Literal["received", "refused", "returned"],
        kg: float,
        reason: str,
    ) -> None:
        """Add a visible entry to a published week.

        Parameters
        ----------
        kg
            Refused or returned, above 0; for ``received``, the difference to what was promised.

        Raises
        ------
        LedgerError
            When the week is not published, or more would be returned than received.
        """
        with self.database.begin() as connection:
            number = self._published(connection, town, week_of)
            if number is None:
                raise LedgerError(
                    Text(
                        fr=f"La semaine du {week_of} n'est pas publiée pour {town}. Publiez-la "
                        "avec `ramasse allocate … --publish`.",
                        en=f"The week of {week_of} is not published for {town}. Publish it "
                        "with `ramasse allocate … --publish`.",
                    )
                )
            kept = sum(
                _kept(row.kind, row.kg)
                for row in connection.execute(
                    select(entries.c.kind, entries.c.kg).where(
                        entries.c.publication_id == number,
                        entries.c.association == association,
                        entries.c.family == family,
                    )
                )
            )
            out = abs(_kept(kind, kg))
            if kept + _kept(kind, kg) < -ROUNDING_KG:
                raise LedgerError(
                    Text(
                        fr=f"{association} a {french(kept)} kg de {family} dans la semaine du "
                        f"{week_of} : {french(out)} ne peuvent pas en sortir. Attendu : "
                        f"{french(kept)} au plus.",
                        en=f"{association} has {kept:.1f} kg of {family} in the week of "
                        f"{week_of}: {out:.1f} cannot leave. Expected: at most {kept:.1f}.",
                    )
                )
            connection.execute(
                entries.insert().values(
                    publication_id=number,
                    association=association,
                    family=family,
                    kind=kind,
                    kg=kg,
                    reason=reason,
                    recorded_at=_now(),
                )
            )

    # -- reading ------------------------------------------------------------------------------

    def entries(self, town: str, since: date | None = None) -> list[Entry]:
        """Return every line of a town, in the order in which they were written."""
        query = (
            select(publications.c.week_of, entries)
            .join(publications, publications.c.id == entries.c.publication_id)
            .where(publications.c.town == town)
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
                )
                for row in connection.execute(query)
            ]

    def weeks(self, town: str) -> list[date]:
        """Return the weeks of a town that are published, in order."""
        query = (
            select(publications.c.week_of)
            .where(publications.c.town == town)
            .order_by(publications.c.week_of)
        )
        with self.database.connect() as connection:
            return list(connection.scalars(query))

    def history(self, town: str, week_of: date, window: int) -> History:
        """Return what the weeks of the window before a week brought.

        Parameters
        ----------
        window
            Weeks that count, the one at hand included.
        """
        first = week_of - timedelta(weeks=window - 1)
        found = [one for one in self.entries(town, first) if one.week_of < week_of]
        received: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        needed: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for one in found:
            if one.kind == "need":
                needed[one.association][one.family] += one.kg
            else:
                received[one.association][one.family] += _kept(one.kind, one.kg)
        return History(
            weeks=len({one.week_of for one in found}),
            received_kg={who: dict(kg) for who, kg in received.items()},
            need_kg={who: dict(kg) for who, kg in needed.items()},
        )

    def balances(self, town: str, since: date | None = None) -> list[Balance]:
        """Return what each association got, by association."""
        lines: dict[str, list[Entry]] = defaultdict(list)
        for one in self.entries(town, since):
            lines[one.association].append(one)
        return [_balance(who, found) for who, found in sorted(lines.items())]

    def _published(self, connection: Connection, town: str, week_of: date) -> int | None:
        key = {"town": town, "week_of": week_of}
        return connection.scalar(select(publications.c.id).where(*_matches(publications, key)))


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


def _balance(who: str, lines: Sequence[Entry]) -> Balance:
    families: dict[str, float] = defaultdict(float)
    for one in lines:
        families[one.family] += _kept(one.kind, one.kg)
    return Balance(
        association=who,
        need_kg=sum(one.kg for one in lines if one.kind == "need"),
        promised_kg=sum(one.kg for one in lines if one.kind == "promised"),
        received_kg=sum(families.values()),
        by_family_kg=dict(families),
        weeks=len({one.week_of for one in lines}),
    )


def _kept(kind: str, kg: float) -> float:
    """Return what a line adds to what an association keeps."""
    if kind in ("promised", "received"):
        return kg
    return -kg if kind in ("refused", "returned") else 0.0


def _lines(allocation: Allocation) -> list[dict[str, Any]]:
    scenario = allocation.scenario
    promised: dict[tuple[str, str], float] = defaultdict(float)
    for portion in allocation.portions:
        promised[portion.association, allocation.supply.lot[portion.lot].family] += portion.kg
    found = []
    for who in scenario.associations:
        for family in scenario.families:
            place = {"association": who.id, "family": family.id}
            need = scenario.need_kg(who.id, family.id)
            if need > 0:
                found.append(place | {"kind": "need", "kg": need})
            if promised[who.id, family.id] > 0:
                found.append(place | {"kind": "promised", "kg": promised[who.id, family.id]})
    return found


def _matches(table: Any, key: Mapping[str, Any]) -> list[Any]:
    return [table.c[name] == value for name, value in key.items()]


def french(value: float) -> str:
    """Return a quantity with its decimal comma."""
    return f"{value:.1f}".replace(".", ",")


def _now() -> datetime:
    return datetime.now(UTC)


def _twice(scenario: Scenario) -> LedgerError:
    return LedgerError(
        Text(
            fr=f"La semaine du {scenario.week_of} est déjà publiée pour {scenario.label}. "
            "Corrigez-la par une ligne visible : `ramasse ledger correct`.",
            en=f"The week of {scenario.week_of} is published already for {scenario.label}. "
            "Correct it by a visible line: `ramasse ledger correct`.",
        )
    )
