"""The plan replayed over sampled weeks: what fails, how often, and what is lost."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from models.base import Text
from models.calendar import DAY_NUMBER
from models.plan import Plan, Round, Share, Stop
from models.scenario import Scenario
from models.study import Outcome, Simulation
from models.travel import TravelMatrix
from pools.streams import streams
from solver.review.checks.times import needed_s
from solver.review.vehicle_room import Room

Floats = npt.NDArray[np.float64]
Lot = tuple[str, str, int]
"""Origin round, family, use-by day."""
DAY_S = 86_400
LEG_PART = 0.4
"""Noise of one leg, as a part of the travel spread (± 10 % for ± 25 %)."""
SMALL_KG = 0.01
"""Less than this is rounding."""
RECOURSE = Text(
    fr="Ce qui dépasse la charge, les palettes ou les caisses reste en magasin ; un passage qui "
    "viendrait après le créneau, ou ferait rentrer après la plage, est sauté ; ce qui manque à un "
    "lot, ou s'y ajoute, se partage à proportion, dans la limite des besoins ; une part déposée "
    "hors des heures de réception est perdue, une part prête après la distribution l'est aussi si "
    "elle ne se garde pas jusqu'à la suivante.",
    en="What exceeds payload, pallets or boxes stays behind; a stop that would come after its "
    "window, or bring the round home after the shift, is skipped; what a lot lacks or has on top "
    "is shared in proportion, up to the needs; a share that comes outside reception hours is lost, "
    "and so is one that is ready after the distribution unless it keeps until the next one.",
)


LEAST_WEEKS = 20
"""Weeks sampled however long that takes: a tenth of them is two."""


@dataclass
class SampledWeek:
    """What happened in one sampled week."""

    collected: dict[Lot, float] = field(default_factory=lambda: defaultdict(float))
    """Usable kg by lot."""
    ready_s: dict[str, float] = field(default_factory=dict)
    """When what a round unloaded is sorted, in absolute seconds."""
    dropped_s: dict[tuple[str, str], float] = field(default_factory=dict)
    """When a round has dropped at an association, in absolute seconds."""
    lost_kg: float = 0.0
    late_stops: int = 0
    overtime_s: float = 0.0
    failures: set[str] = field(default_factory=set)
    troubled: set[str] = field(default_factory=set)


def simulate(
    scenario: Scenario,
    travel: TravelMatrix,
    plan: Plan,
    *,
    weeks: int,
    seed: int,
    spread: float = 0.25,
    most_s: float | None = None,
) -> Simulation:
    """Replay a plan over sampled weeks.

    Quantities are lognormal with each offer's mean and variation, no-shows are drawn apart, and
    travel times stay within ± ``spread``: one factor for the round, a smaller noise on each leg.
    Rejects stay at their mean.

    Parameters
    ----------
    weeks
        How many weeks are sampled, at least 1.
    most_s
        Seconds after which no further week is sampled, beyond the first ``LEAST_WEEKS``: of a
        large town fewer are sampled where the clock rules, and the answer says how many.
    spread
        Greatest relative change of a travel time; 0 for times as planned.
    """
    rng = np.random.default_rng(seed)
    replay = Replay(scenario, travel, plan)
    began, results = time.monotonic(), list[SampledWeek]()
    while len(results) < weeks:
        late = most_s is not None and time.monotonic() - began > most_s
        if late and len(results) >= LEAST_WEEKS:
            break
        results.append(replay.week(rng, spread))
    weeks = len(results)
    usable = np.array([replay.usable_kg(week) for week in results])
    names = sorted(set().union(*(week.failures for week in results)))
    return Simulation(
        weeks=weeks,
        seed=seed,
        recourse=RECOURSE,
        usable_kg=_outcome("usable_kg", usable, "kg"),
        kg_lost=_outcome("kg_lost", np.array([week.lost_kg for week in results]), "kg"),
        late_stops=_outcome(
            "late_stops", np.array([float(week.late_stops) for week in results]), "stops"
        ),
        overtime_min=_outcome(
            "overtime_min", np.array([week.overtime_s / 60 for week in results]), "min"
        ),
        failures={name: sum(name in week.failures for week in results) / weeks for name in names},
        by_round={
            item.id: sum(item.id in week.troubled for week in results) / weeks
            for item in plan.rounds
        },
    )


def _outcome(name: str, values: Floats, unit: str) -> Outcome:
    low, high = np.percentile(values, [10, 90])
    return Outcome(name=name, mean=float(values.mean()), p10=float(low), p90=float(high), unit=unit)


class Replay:
    """A plan made ready to be replayed many times."""

    def __init__(self, scenario: Scenario, travel: TravelMatrix, plan: Plan) -> None:
        self.scenario, self.travel, self.plan = scenario, travel, plan
        self.stream = {stream.id: stream for stream in streams(scenario)}
        # In the order of departure, so that what a later round loads has been unloaded.
        self.rounds = sorted(
            plan.rounds, key=lambda item: (DAY_NUMBER[item.day], item.stops[0].leave_s, item.id)
        )
        self.planned: dict[Lot, float] = defaultdict(float)
        for share in plan.shares:
            self.planned[share.origin, share.family, share.use_by] += share.kg
        self.expected: dict[Lot, float] = defaultdict(float)
        for item in plan.rounds:
            for stop in item.collected:
                pickup = scenario.pickups[str(stop.pickup)]
                kept = (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
                for family, kg in stop.kg.items():
                    self.expected[item.id, family, pickup.use_by[family]] += kg * kept
        self.carried: dict[str, list[Share]] = defaultdict(list)
        for share in plan.shares:
            if share.carried_by is not None:
                self.carried[share.carried_by].append(share)

    def week(self, rng: np.random.Generator, spread: float) -> SampledWeek:
        """Return what happens in one week drawn.

        Parameters
        ----------
        rng
            Every draw comes from it: the same state, the same week.
        spread
            Half width of the range of travel times, relative: 0.2 for 20 % either way.
        """
        week = SampledWeek()
        for item in self.rounds:
            common = 1 + spread * rng.uniform(-1, 1)
            noise = 1 + LEG_PART * spread * rng.uniform(-1, 1, len(item.stops))
            self._drive(week, item, rng, np.clip(common * noise, 1 - spread, 1 + spread))
        return week

    def _drive(
        self, week: SampledWeek, item: Round, rng: np.random.Generator, slow: Floats
    ) -> None:
        stream, room = self.stream[item.stream], Room(self.scenario, item)
        midnight = DAY_NUMBER[item.day] * DAY_S
        sorting_s = self.scenario.policy.sorting_min * 60
        ends_s = self.scenario.shift[item.shift].ends_s
        now, here = float(item.stops[0].leave_s), item.stops[0].site
        left_s = now
        for position, stop in enumerate(item.stops[1:-1], start=1):
            arrives = now + self._way_s(here, stop.site, now - left_s) * slow[position]
            start = max(arrives, self._opens_s(week, item, stop))
            leaves = start + max(
                stop.leave_s - stop.start_s, needed_s(self.scenario, stream, item.stops, position)
            )
            if stop.kind == "collect":
                pickup = self.scenario.pickups[str(stop.pickup)]
                back = leaves + self._rest_s(item, position, leaves - left_s) * slow[position]
                if leaves > pickup.closes_s or back > ends_s:
                    week.late_stops += 1
                    week.lost_kg += sum(
                        kg * (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
                        for kg in stop.kg.values()
                    )
                    _fail(week, item, "late_stop")
                    continue
                self._collect(week, item, stop, rng, room)
            elif stop.kind == "unload":
                room.empty()
                week.ready_s[item.id] = midnight + leaves + sorting_s
            elif stop.kind == "drop":
                closes = _reception(self.scenario, item, stop)[1]
                on_time = leaves <= closes
                week.dropped_s.setdefault(
                    (item.id, stop.site), midnight + leaves if on_time else float("inf")
                )
                if stream.mode == "direct":
                    room.give(self._parts(item, stop))
            now, here = leaves, stop.site
        back = now + self._way_s(here, item.stops[-1].site, now - left_s) * slow[-1]
        if back > ends_s + 1:
            week.overtime_s += back - ends_s
            _fail(week, item, "overtime")

    def _way_s(self, origin: str, destination: str, elapsed_s: float) -> int:
        return 0 if origin == destination else self.travel.way(origin, destination, elapsed_s)[0]

    def _rest_s(self, item: Round, position: int, elapsed_s: float) -> float:
        """Return the way and the services still due after a stop, further pick-ups left out."""
        total, here = 0.0, item.stops[position].site
        for stop in item.stops[position + 1 :]:
            if stop.kind != "collect":
                total += self._way_s(here, stop.site, elapsed_s + total)
                total += stop.leave_s - stop.start_s
                here = stop.site
        return total

    def _opens_s(self, week: SampledWeek, item: Round, stop: Stop) -> float:
        """Return before when service cannot start, in seconds of the day."""
        if stop.kind == "collect":
            return self.scenario.pickups[str(stop.pickup)].opens_s
        if stop.kind == "load":
            midnight = DAY_NUMBER[item.day] * DAY_S
            sorted_s = [
                week.ready_s.get(share.origin, 0.0) - midnight for share in self.carried[item.id]
            ]
            return max([stop.start_s, *sorted_s])
        return _reception(self.scenario, item, stop)[0]

    def _collect(
        self, week: SampledWeek, item: Round, stop: Stop, rng: np.random.Generator, room: Room
    ) -> None:
        pickup = self.scenario.pickups[str(stop.pickup)]
        shows = rng.random() >= pickup.no_show_rate
        factor = 1.0
        if pickup.variation > 0:
            sigma2 = np.log1p(pickup.variation**2)
            factor = float(rng.lognormal(-sigma2 / 2, np.sqrt(sigma2)))
        if not shows:
            _fail(week, item, "no_show")
            return
        for family, planned in stop.kg.items():
            taken = room.take(family, pickup.use_by[family], planned * factor)
            if planned * factor - taken > SMALL_KG:
                week.lost_kg += (planned * factor - taken) * (1 - pickup.reject_rate)
                _fail(week, item, "overflow")
            lot = (item.id, family, pickup.use_by[family])
            week.collected[lot] += taken * (1 - pickup.reject_rate)

    def _parts(self, item: Round, stop: Stop) -> dict[tuple[str, int], float]:
        """Return the part of each lot that a direct drop takes off."""
        parts: dict[tuple[str, int], float] = defaultdict(float)
        for share in self.carried[item.id]:
            if share.association == stop.site and share.kg > 0:
                lot = (share.origin, share.family, share.use_by)
                parts[share.family, share.use_by] += share.kg / self.expected[lot]
        return parts

    def usable_kg(self, week: SampledWeek) -> float:
        """Return what reaches people in time, no association beyond its need of a family.

        What is lost on the way is added to the week's loss.
        """
        received: dict[tuple[str, str], float] = defaultdict(float)
        for share in self.plan.shares:
            if share.kg <= 0:
                continue
            lot = (share.origin, share.family, share.use_by)
            came, planned = week.collected.get(lot, 0.0), self.planned[lot]
            # What the plan leaves over of a lot makes up for what is missing from it.
            scale = came / planned if came < planned else max(1.0, came / self.expected[lot])
            kg = share.kg * scale
            if self._in_time(week, share):
                received[share.association, share.family] += kg
            else:
                week.lost_kg += kg
        return sum(
            min(kg, self.scenario.need_kg(who, family)) for (who, family), kg in received.items()
        )

    def _in_time(self, week: SampledWeek, share: Share) -> bool:
        """Tell whether a share is on the shelf for its distribution, or keeps until another."""
        sorting_s = self.scenario.policy.sorting_min * 60
        shelf_s = week.ready_s.get(share.origin, 0.0)
        if share.carried_by is not None:
            dropped = week.dropped_s[share.carried_by, share.association]
            direct = share.carried_by == share.origin and share.origin not in week.ready_s
            shelf_s = dropped + (sorting_s if direct else 0.0)
        # A second's grace, as times are whole seconds in plans.
        if shelf_s <= share.opening_s + 1:
            return True
        _fail(week, self.plan.round[share.carried_by or share.origin], "late_drop")
        return any(
            shelf_s <= start and start // DAY_S <= share.use_by
            for start in self.scenario.openings_s[share.association]
        )


def _fail(week: SampledWeek, item: Round, name: str) -> None:
    week.failures.add(name)
    week.troubled.add(item.id)


def _reception(scenario: Scenario, item: Round, stop: Stop) -> tuple[float, float]:
    """Return the reception hours in which a stop is planned; a hub unloads whoever comes late."""
    if stop.kind not in ("unload", "drop"):
        return 0.0, float("inf")
    for opens_s, closes_s in scenario.receives_s(stop.site, item.day):
        if opens_s <= stop.start_s and stop.leave_s <= closes_s:
            return opens_s, closes_s
    return 0.0, float("inf")
