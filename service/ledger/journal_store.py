"""What the ledger's store does with the journal: one transaction per deed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import Connection

from models.plan import Plan
from models.scenario import Scenario
from models.visits import Journal
from service.database import Database
from service.ledger import journal as told
from service.ledger.chain import Checked, Line
from service.ledger.journal import Standing, Telling
from service.ledger.refusals import ALTERED, ClashError, LedgerError
from service.ledger.stops import stops_of
from service.ledger.week_visits import WeekTold, week_told

Beside = Callable[[Connection], None]


class JournalStore:
    """The journals of all towns in one database."""

    database: Database

    def tell(self, town: str, telling: Telling, beside: Beside | None = None) -> int:
        """Write what is told of a town's days, all of it or nothing; return how many lines.

        What is written already just so is not written again.

        Parameters
        ----------
        beside
            Writes what goes with lines in the same database: with them, or not at all.

        Raises
        ------
        ClashError
            What is written already does not allow it.
        LedgerError
            When the database refuses.
        """
        days = [one.day for one in telling.lines]
        if not days:
            return 0
        with self.database.begin() as connection:
            told.hold(connection)
            there = told.standing(connection, town, min(days), max(days))
            found = told.clashes(telling, there)
            if found:
                raise ClashError(found)
            written = told.write(connection, town, telling, there)
            if written and beside is not None:
                beside(connection)
            return written

    def close_week(self, town: str, week_of: date, beside: Beside | None = None) -> bool:
        """Close a week, so that only corrections with a reason follow; tell if it was open.

        Parameters
        ----------
        beside
            Writes what goes with it in the same database: with it, or not at all.
        """
        with self.database.begin() as connection:
            told.hold(connection)
            closed = told.close(connection, town, week_of)
            if closed and beside is not None:
                beside(connection)
            return closed

    def journal(self, town: str, first: date | None = None, last: date | None = None) -> Journal:
        """Return what a town told of its days, corrections taken in.

        Parameters
        ----------
        first, last
            Days, both included; all of them when absent.

        Raises
        ------
        LedgerError
            When a line was altered so that it cannot be read.
        """
        with self._readable(town) as connection:
            return told.read(connection, town, first, last)

    def standing(self, town: str, first: date, last: date) -> Standing:
        """Return the lines of a town's days that stand, both days included.

        Raises
        ------
        LedgerError
            When a line was altered so that it cannot be read.
        """
        with self._readable(town) as connection:
            return told.standing(connection, town, first, last)

    @contextmanager
    def _readable(self, town: str) -> Iterator[Connection]:
        """Read a town's lines; say which is the first altered when they cannot be read."""
        with self.database.connect() as connection:
            try:
                yield connection
            except ValueError as error:
                broken = told.check(connection, town).broken
                if broken is None:
                    raise
                raise LedgerError(ALTERED.format(line=broken, town=town)) from error

    def week_told(self, world: Scenario, plan: Plan | None) -> WeekTold:
        """Return the visits and outings of a scenario's week, with what was told of each."""
        there = self.standing(world.id, world.week_of, world.week_of + timedelta(days=6))
        with self.database.connect() as connection:
            stops = stops_of(connection, world.id, world.week_of, world.week_of)
        return week_told(world, plan, there, stops.get(world.week_of))

    def last_line(self, town: str) -> int:
        """Return the number of the last line of a town's journal, 0 when there is none."""
        with self.database.connect() as connection:
            return told.last_number(connection, town)

    def told_days(self, town: str) -> list[date]:
        """Return the first and the last day of which a town told something; none, or both."""
        with self.database.connect() as connection:
            return told.ends(connection, town)

    def closed_weeks(self, town: str) -> list[date]:
        """Return the Mondays of a town's closed weeks, ascending."""
        with self.database.connect() as connection:
            return told.closed_weeks(connection, town)

    def journal_lines(
        self, town: str, first: date | None = None, last: date | None = None
    ) -> list[Line]:
        """Return every line of a town's journal, those corrected too, with what was written beside.

        Parameters
        ----------
        first, last
            Days, both included; all of them when absent.
        """
        with self.database.connect() as connection:
            return told.shown_lines(connection, town, first, last)

    def check_journal(self, town: str) -> Checked:
        """Return whether every line of a town's journal is as it was written."""
        with self.database.connect() as connection:
            return told.check(connection, town)
