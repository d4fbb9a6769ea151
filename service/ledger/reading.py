"""What the ledger of a town holds, read: lines, weeks, balances, what past weeks leave behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from models.history import History
from models.scenario import Scenario
from service.database import Database
from service.ledger import deeds
from service.ledger.chain import Checked
from service.ledger.lines import Balance, Entry, FairPart, Withdrawn, balance, kept_kg
from service.ledger.past_weeks import history_before, past_weeks
from service.ledger.remarks import Remarks
from service.ledger.stops import STANDS, Stops, stops_of
from service.ledger.tables import drafts, entries, fair_parts, publications, withdrawals


class LedgerReader:
    """The ledgers of all towns in one database, to be read."""

    database: Database

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
            there = Remarks(connection, town)
            return [
                Entry(
                    week_of=row.week_of,
                    association=row.association,
                    family=row.family,
                    kind=row.kind,
                    kg=row.kg,
                    reason=there.shown(row.reason),
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

    def planned(self, town: str, since: date | None = None) -> Stops:
        """Return the stops of each week of a town that is published with a plan, by its Monday."""
        with self.database.connect() as connection:
            return stops_of(connection, town, since)

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
            there = Remarks(connection, town)
            rows = [Withdrawn(*row) for row in connection.execute(query)]
            return [replace(one, reason=there.shown(one.reason)) for one in rows]

    def draft_of(self, scenario: Scenario) -> tuple[str, datetime] | None:
        """Return the digest of the last split noted for a week, and when; none without one."""
        key = {"town": scenario.id, "week_of": scenario.week_of}
        query = select(drafts.c.digest, drafts.c.saved_at).where(*matches(drafts, key))
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

    def published_as(self, connection: Connection, town: str, week_of: date) -> int | None:
        """Return the publication of a week that stands, none when it is not published."""
        key = {"town": town, "week_of": week_of}
        query = select(publications.c.id).where(*matches(publications, key), STANDS)
        return connection.scalar(query)


def matches(table: Any, key: Mapping[str, Any]) -> list[Any]:
    """Return what holds of the rows that have some values."""
    return [table.c[name] == value for name, value in key.items()]
