"""What a run works with: its scenario, what earlier runs hand on, the ledger, whom it tells."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from models.base import Model
from models.findings import Finding
from models.history import NO_PAST, History
from service.sources import Source

if TYPE_CHECKING:
    from models.plan import Plan
    from models.planned_stops import PlannedStop
    from models.scenario import Scenario
    from models.visits import Journal
    from solver.allocation.accounts import PastWeek
    from solver.cache import Cache
    from solver.parallel import Brake
    from solver.settings import Progress, Watcher


def _unwatched(step: Progress) -> None:
    """Tell nobody."""
    del step


def _unkept(plan: Plan) -> None:
    """Keep nothing."""
    del plan


@dataclass(frozen=True)
class Given:
    """What a run works with, and whom it tells."""

    source: Source
    earlier: Mapping[str, Model] = field(default_factory=dict)
    """What earlier runs hand on, by the field that names them."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """Files of this computer, by the field in which they would else be sent."""
    database: str | None = None
    """Where the ledger is; none when there is none."""
    cluster: str | None = None
    """Address of the Dask cluster that plans; this computer when absent."""
    cached: bool = True
    """Whether plans are kept by content, and taken from there."""
    tell: Watcher = _unwatched
    keep: Callable[[Plan], None] = _unkept
    """Given every better plan."""
    stop: Brake = field(default_factory=threading.Event)

    def past(self, world: Scenario) -> History:
        """Return what the published weeks before a scenario's leave behind.

        Raises
        ------
        service.ledger.LedgerError
            When the ledger cannot be read.
        """
        if self.database is None:
            return NO_PAST
        from service.ledger import Ledger

        with Ledger(self.database) as ledger:
            return ledger.history(world)

    def journal(self, world: Scenario, since: date | None = None) -> Journal:
        """Return what a scenario's town told of its weeks; of a variant, what the town told.

        Parameters
        ----------
        since
            The first day that counts; all of them when absent.

        Raises
        ------
        service.ledger.LedgerError
            When the journal cannot be read.
        """
        if self.database is None:
            from models.visits import nothing_told

            return nothing_told(world.id)
        from service.ledger import Ledger

        with Ledger(self.database) as ledger:
            return ledger.journal(world.id, since)

    def published(self, world: Scenario) -> list[PastWeek]:
        """Return each week that a scenario's town published, corrections made, in order.

        Raises
        ------
        service.ledger.LedgerError
            When the ledger cannot be read.
        """
        if self.database is None:
            return []
        from service.ledger import Ledger
        from service.ledger.past_weeks import past_weeks

        with Ledger(self.database) as ledger:
            return past_weeks(ledger.entries(world.id), (), ledger.planned(world.id))

    def stops(self, world: Scenario) -> tuple[PlannedStop, ...] | None:
        """Return the stops that a scenario's week was published with; none without a plan.

        Raises
        ------
        service.ledger.LedgerError
            When the ledger cannot be read.
        """
        if self.database is None:
            return None
        from service.ledger import Ledger

        with Ledger(self.database) as ledger:
            return ledger.planned(world.id, world.week_of).get(world.week_of)

    def as_measured(self, world: Scenario, *, asked: bool) -> Scenario:
        """Return a scenario with what its journal measured instead of what it assumes, if asked.

        Raises
        ------
        service.ledger.LedgerError
            When the journal cannot be read.
        """
        if not asked:
            return world
        from solver.forecast.applied import applied
        from solver.forecast.measured import measured

        return applied(world, measured(world, self.journal(world)))

    def measured_told(self, world: Scenario) -> tuple[Finding, ...]:
        """Return which stores of a scenario are measured, which lean on their kind or are assumed.

        Raises
        ------
        service.ledger.LedgerError
            When the journal cannot be read.
        """
        from solver.forecast.applied import measured_told
        from solver.forecast.measured import measured

        return measured_told(world, measured(world, self.journal(world)))

    @property
    def cache(self) -> Cache:
        """Where plans are kept by content; nowhere if they are not."""
        from models.folders import default_folder
        from solver.cache import Cache

        return Cache(default_folder("plans") if self.cached else None)
