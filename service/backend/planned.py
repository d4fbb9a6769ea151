"""The weeks of a town as they are planned: which plan is a run's, a week's, a town's."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from models.base import Text
from models.plan import Plan
from models.scenario import Scenario
from service.accounts import audit
from service.asking.asked import EarlierAsked
from service.asking.kind import Kind
from service.backend.studies import Studies
from service.ledger.week_visits import in_week
from service.sources import opened as opened_scenario
from service.store import published, results, runs, scenarios
from service.store.runs import Run
from service.store.scenarios import UnknownError

MOST_PLANS = 24
"""Plans that are kept at hand."""


@dataclass(frozen=True)
class PlannedWeek:
    """A week of a town, and its plan."""

    world: Scenario
    plan: Plan | None
    run: str | None
    """The run that planned it."""


def plans_rounds(kind: Kind) -> bool:
    """Tell whether what a kind gives holds the plan of a week's rounds, not one of another sort."""
    field = kind.study.model_fields.get("plan")
    return field is not None and field.annotation is Plan


class PlannedWeeks(Studies):
    """The plans of weeks, at hand."""

    _plans: OrderedDict[str, PlannedWeek | None]
    _making: threading.Lock
    _erased: list[int]

    def erased(self) -> int:
        """Return the number of the last deed that erased something; let go of what is older."""
        last = audit.last_forgotten(self.database)
        with self._making:
            if self._erased[0] != last:
                self._erased[0] = last
                self._plans.clear()
        return last

    def earlier(self, kind: Kind, name: str) -> Mapping[str, EarlierAsked]:
        """Return the earlier runs that a run asked for; none of what asked in another shape."""
        try:
            return kind.asked.model_validate(runs.asked(self.database, name)).earlier()
        except ValidationError:  # asked of an earlier version of the program
            return {}

    def plan_of(self, name: str) -> PlannedWeek | None:
        """Return the plan of a run, or the one that it started from; none when it has none.

        Raises
        ------
        UnknownError
            There is no such run.
        """
        found = runs.run(self.database, name)
        self.erased()
        with self._making:
            if name in self._plans:
                self._plans.move_to_end(name)
                return self._plans[name]
        made = self._plan(found)
        if found.has_study:  # what has ended changes no more
            with self._making:
                self._plans[name] = made
                while len(self._plans) > MOST_PLANS:
                    self._plans.popitem(last=False)
        return made

    def _plan(self, found: Run) -> PlannedWeek | None:
        name = found.id
        content = results.study(self.database, name) if found.has_study else None
        if content is None or found.kind not in self.kinds:
            return None
        kind = self.kinds[found.kind]
        handed = kind.hands_on(kind.study.model_validate_json(content))
        world, plan = getattr(handed, "scenario", None), getattr(handed, "plan", None)
        if isinstance(world, Scenario) and isinstance(plan, Plan):
            return PlannedWeek(world, plan, name)
        for one in self.earlier(kind, name).values():
            before = None if one.run == name else self.plan_of(one.run)
            if before is not None:
                return before
        return None

    def week(self, town: str, week_of: date) -> PlannedWeek:
        """Return a week of a town: as published, else as planned last, else as its scenario says.

        Raises
        ------
        UnknownError
            No scenario of the town is stored.
        """
        there = published.weeks(self.database, town)
        chosen = [one.run for one in there if one.week_of == week_of]
        chosen += [one.id for one in runs.listed(self.database, town=town, week_of=week_of)]
        for name in dict.fromkeys(chosen):
            found = self.plan_of(name)
            if found is not None:
                return found
        return PlannedWeek(in_week(self.town(town), week_of), None, None)

    def plans(self, town: str, week_of: date) -> Iterator[Plan]:
        """Yield the plans of a week of a town, the one that stands first."""
        seen = []
        names = [one.id for one in runs.listed(self.database, town=town, week_of=week_of)]
        for found in (self.week(town, week_of), *(self.plan_of(name) for name in names)):
            if found is not None and found.plan is not None and found.run not in seen:
                seen.append(found.run)
                yield found.plan

    def planned_weeks(self, town: str) -> set[date]:
        """Return the Mondays of a town's weeks that were planned."""
        planning = [name for name, kind in self.kinds.items() if plans_rounds(kind)]
        return runs.weeks(self.database, town, planning)

    def town(self, town: str) -> Scenario:
        """Return the last scenario of a town that is stored.

        Raises
        ------
        UnknownError
            There is none.
        """
        for one in scenarios.latest(self.database):
            if one.town == town:
                upload = scenarios.upload(self.database, one.scenario)
                with opened_scenario(upload, None, ()) as found:
                    return found.scenario
        raise UnknownError(NO_TOWN.format(town=town))


NO_TOWN = Text(
    fr="Aucun scénario de {town} n'est enregistré ici. Enregistrez-le d'abord.",
    en="No scenario of {town} is stored here. Store it first.",
)
