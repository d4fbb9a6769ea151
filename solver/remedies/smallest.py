"""The smallest changes that let a pick-up or a load join a plan, by real insertions.

A way is a round with it. A way that breaks rules is tried again with what would keep it from
breaking the first of them, and so on: fewest fields first, then least minutes, then least kg, so
that the first way that breaks nothing is the smallest that these ways have.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from models.scenario import Scenario
from pools.streams import Stream
from solver.edits.edit import Edits, rounded_up, size
from solver.remedies.broken import Broken
from solver.remedies.changes import CHANGES, changes
from solver.remedies.crews import crew_changes
from solver.remedies.loads import most_aboard
from solver.remedies.worlds import Worlds
from solver.review.insertion import NO_CREW, InsertionTrial

MOST_CHANGES = 3
"""Changes made together, at most."""
TOGETHER = {
    "pickup_window": "hours",
    "shift": "hours",
    "cold_boxes": "cold",
    "cold_time": "cold",
    "frozen": "cold",
    "refrigerated": "cold",
    "commitment": "promise",
    "alone": "promise",
}
"""Rules that one change may mend at once."""
Cost = tuple[int, int, int, int, tuple[str, ...]]


@dataclass(frozen=True)
class Way:
    """One way to collect or bring something, and what is changed for it."""

    trial: InsertionTrial
    edits: Edits = ()
    codes: tuple[str, ...] = ()
    """The rules that bind, in the order in which they were mended."""
    lacking: tuple[int, int] = (0, 0)
    """Minutes and kg that are lacking still, at least."""

    @property
    def cost(self) -> Cost:
        """What it takes, and at least takes still."""
        fields, minutes, kg = size(self.edits)
        rules = len({TOGETHER.get(code, code) for code in self.trial.broken})
        return (
            fields + rules,
            minutes + self.lacking[0],
            kg + self.lacking[1],
            len(self.trial.broken),
            tuple(map(str, self.edits)),
        )


@dataclass
class Smallest:
    """The plan that something is to join, and how much is tried."""

    worlds: Worlds
    stream: Stream
    most: int
    """Insertions tried, at most."""
    again: Callable[[InsertionTrial, Edits], InsertionTrial]
    """Makes a trial in the scenario with some changes made."""

    def ways(self, groups: Sequence[tuple[int, Iterable[Way]]]) -> Iterator[Way]:
        """Yield ways that break no rule of rounds, the smallest change first.

        Parameters
        ----------
        groups
            Where to begin: trials in the plan as it is, or with something more; each group with
            the fields that it changes at least, in this order. None is looked at before its turn.
        """
        waiting = list(groups)
        order = itertools.count()
        heap: list[tuple[Cost, int, Way]] = []
        known: set[tuple[object, ...]] = set()

        def push(way: Way) -> None:
            if _can_be_mended(way.trial):
                lacking = _lacking(self.worlds.of(way.edits), way.trial)
                way = replace(way, lacking=lacking)
                heapq.heappush(heap, (way.cost, next(order), way))

        while heap or waiting:
            if waiting and (not heap or heap[0][0][0] >= waiting[0][0]):
                for way in waiting.pop(0)[1]:
                    push(way)
                continue
            _, _, way = heapq.heappop(heap)
            if not way.trial.broken:
                yield way
                continue
            for code, edits in self._mended(way):
                key = (_place(way.trial), tuple(map(str, edits)))
                if key in known or self.most <= 0:
                    continue
                known.add(key)
                self.most -= 1
                push(Way(self.again(way.trial, edits), edits, (*way.codes, code)))

    def _mended(self, way: Way) -> Iterator[tuple[str, Edits]]:
        """Yield what mends the first rule that can be mended, beside what is changed already."""
        now, travel = self.worlds.of(way.edits), self.worlds.travel
        item = way.trial.item
        code = next((one for one in way.trial.broken if one != NO_CREW), NO_CREW)
        if code == NO_CREW:
            several = crew_changes(now, self.worlds.plan, self.stream, item)
        else:
            new = [edit for edit in way.edits if isinstance(edit.value, dict)]
            base = self.worlds.of(new)  # nothing of what is new was otherwise before
            several = changes(code, Broken(base, now, travel, self.stream, item, way.trial.before))
        for more in several:
            both = together(way.edits, more)
            if len(both) <= MOST_CHANGES and both != way.edits:
                yield code, both


def together(edits: Edits, more: Edits) -> Edits:
    """Return changes made together: the later one holds where both are of the same place."""
    found = {edit.path: edit for edit in (*edits, *more)}
    return tuple(found.values())


def _can_be_mended(trial: InsertionTrial) -> bool:
    return all(code in CHANGES or code == NO_CREW for code in trial.broken)


def _lacking(scenario: Scenario, trial: InsertionTrial) -> tuple[int, int]:
    """Return the minutes and kg that keep a trial from breaking no rule, at least."""
    item, broken, kg = trial.item, trial.broken, 0
    means, shift = scenario.vehicle[item.vehicle], scenario.shift[item.shift]
    overdue = (s.leave_s - scenario.pickups[str(s.pickup)].closes_s for s in item.collected)
    late = {
        "pickup_window": max(overdue, default=0),
        "shift": item.stops[-1].arrive_s - shift.ends_s,
    }
    minutes = max([0, *(rounded_up(s / 60) for code, s in late.items() if code in broken)])
    longest = min(shift.max_min, means.max_round_min or shift.max_min)
    minutes += max(0, rounded_up(item.duration_s / 60 - longest))
    minutes += rounded_up(item.duration_s / 60) if NO_CREW in broken else 0
    if "payload" in broken:
        kg = rounded_up(most_aboard(scenario, item).kg - means.payload_kg)
    return minutes, max(0, kg)


def _place(trial: InsertionTrial) -> tuple[object, ...]:
    """Return what tells a way from others: the round and its stops, whatever their times."""
    item = trial.item
    stops = tuple((stop.kind, stop.site, stop.pickup, *stop.kg.values()) for stop in item.stops)
    return item.id, item.vehicle, item.shift, stops
