"""The ledger's deeds, written: one transaction each, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import IntegrityError

from models.allocation import Allocation
from models.base import Text
from models.dates import dated
from models.scenario import Scenario
from service.acting import author
from service.ledger import deeds, journal
from service.ledger.lines import differences, kept_kg, published_lines, published_parts
from service.ledger.reading import LedgerReader, matches
from service.ledger.refusals import NOT_PUBLISHED, WEIGHED, LedgerError, twice
from service.ledger.remarks import keep
from service.ledger.stops import keep_stops
from service.ledger.tables import drafts, entries, fair_parts, publications, withdrawals

ROUNDING_KG = 1e-6
TOO_MUCH = Text(
    fr="{association} a {kept} kg de {family} dans la semaine du {week_of} : {out} ne peuvent pas "
    "en sortir. Attendu : {kept} au plus.",
    en="{association} has {kept} kg of {family} in the week of {week_of}: {out} cannot leave. "
    "Expected: at most {kept}.",
)
Beside = Callable[[Connection], None]


class LedgerWriter(LedgerReader):
    """The ledgers of all towns in one database, to be written."""

    def draft(self, allocation: Allocation) -> None:
        """Note that a week was split; a later split takes its place."""
        key: dict[str, Any] = {
            "town": allocation.scenario.id,
            "week_of": allocation.scenario.week_of,
        }
        with self.database.begin() as connection:
            self._check_free(connection, allocation.scenario)
            connection.execute(drafts.delete().where(*matches(drafts, key)))
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

    def publish(self, allocation: Allocation, beside: Beside | None = None) -> None:
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
            .where(*matches(publications, key))
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
                town, number = scenario.id, of["publication_id"]
                written = _write(connection, town, number, published_lines(allocation))
                parts = published_parts(allocation)
                if parts:
                    connection.execute(fair_parts.insert(), [part | of for part in parts])
                keep_stops(connection, number, allocation.planned)
                connection.execute(drafts.delete().where(*matches(drafts, key)))
                deeds.chain(connection, town, "published", number, written, moment)
                if beside is not None:
                    beside(connection)
        except IntegrityError as error:  # another hand published it meanwhile
            raise twice(allocation.scenario) from error

    def settle(
        self,
        allocation: Allocation,
        reason: str,
        beside: Beside | None = None,
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
            written = _write(connection, scenario.id, number, lines, reason)
            keep_stops(connection, number, allocation.planned)
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
        beside: Beside | None = None,
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
                        reason=keep(connection, town, reason),
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
        beside: Beside | None = None,
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
                    TOO_MUCH.format(
                        association=association,
                        family=family,
                        week_of=week_of,
                        kept=Text(fr=french(kept), en=f"{kept:.1f}"),
                        out=Text(fr=french(out), en=f"{out:.1f}"),
                    )
                )
            line = {"association": association, "family": family, "kind": kind, "kg": kg}
            written = _write(connection, town, number, [line], reason)
            deeds.chain(connection, town, "corrected", number, written, _now())
            if beside is not None:
                beside(connection)

    def _held(self, connection: Connection, town: str, week_of: date) -> int:
        """Return the publication of a week; refuse one that is not published."""
        number = self.published_as(connection, town, week_of)
        if number is None:
            raise LedgerError(NOT_PUBLISHED.format(week=dated(week_of), town=town))
        return number

    def _check_free(self, connection: Connection, scenario: Scenario) -> None:
        """Refuse a week that is published already."""
        if self.published_as(connection, scenario.id, scenario.week_of) is not None:
            raise twice(scenario)


def _write(
    connection: Connection,
    town: str,
    publication: int,
    lines: Sequence[Mapping[str, Any]],
    reason: str = "",
) -> list[int]:
    """Write entries of a publication, and return their ids, ascending."""
    noted = {"publication_id": publication, "recorded_at": _now(), "author": author()}
    deeds.hold(connection)
    noted["reason"] = keep(connection, town, reason) if lines else ""
    last = connection.scalar(select(func.max(entries.c.id))) or 0
    if lines:
        connection.execute(entries.insert(), [dict(line) | noted for line in lines])
    mine = select(entries.c.id).where(entries.c.publication_id == publication, entries.c.id > last)
    return list(connection.scalars(mine.order_by(entries.c.id)))


def french(value: float) -> str:
    """Return a quantity with its decimal comma."""
    return f"{value:.1f}".replace(".", ",")


def _now() -> datetime:
    return datetime.now(UTC)
