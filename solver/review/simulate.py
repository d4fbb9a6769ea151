"""The plan replayed over sampled weeks: what fails, how often, and what is lost."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from models.base import Text
from models.calendar import DAY_NUMBER
from models.plan import Plan, Round, Share, Stop
from models.scenario import Scenario
from models.streams import streams
from models.study import Outcome, Simulation
from models.travel import TravelMatrix
from solver.review.checks.times import service_s

Floats = npt.NDArray[np.float64]
DAY_S = 86_400
ROUND_PART = 0.8
"""Part of the travel spread that a whole round has in common; the rest falls on each leg."""
RECOURSE = Text(
    fr="Ce qui dépasse la charge, les palettes ou les caisses reste en magasin ; un passage qui "
    "viendrait après le créneau, ou ferait rentrer après la plage, est sauté ; une part arrivée "
    "après la distribution est perdue si elle ne se garde pas jusqu'à la suivante.",
    en="What exceeds payload, pallets or boxes stays behind; a stop that would come after its "
    "window, or bring the round home after the shift, is skipped; a share that comes after the "
    "distribution is lost unless it keeps until the next one.",
)


@dataclass
class Week:
    """What happened in one sampled week."""

    collected: dict[tuple[str, str, int], float] = field(default_factory=lambda: defaultdict(float))
    """Usable kg by origin round, family and use-by day."""
    lost_kg: float = 0.0
    late_stops: int = 0
    overtime_s: float = 0.0
    skipped: set[tuple[str, str]] = field(default_factory=set)
    """Rounds and the associations that they did not reach in time."""
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
) -> Simulation:
    """Replay a plan over sampled weeks.

    Quantities are lognormal with each offer's mean and variation, no-shows are drawn apart, and
    travel times vary within ± ``spread``: mostly with the round, for the rest with the leg.
    Rejects stay at their mean.

    Parameters
    ----------
    weeks
        How many weeks are sampled, at least 1.
    """
    rng = np.random.default_rng(seed)
    results = [_one(scenario, travel, plan, rng, spread) for _ in range(weeks)]
    usable = np.array([_usable_kg(scenario, plan, week) for week in results])
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


def _one(
    scenario: Scenario,
    travel: TravelMatrix,
    plan: Plan,
    rng: np.random.Generator,
    spread: float,
) -> Week:
    of = {stream.id: stream for stream in streams(scenario)}
    week = Week()
    for item in plan.rounds:
        common = 1 + ROUND_PART * spread * rng.uniform(-1, 1)
        legs = 1 + (1 - ROUND_PART) * spread * rng.uniform(-1, 1, len(item.stops))
        now, aboard = item.stops[0].leave_s, _Room(scenario, item)
        shift = scenario.shift[item.shift]
        here = item.stops[0].site
        for position, stop in enumerate(item.stops[1:-1]):
            service = stop.leave_s - stop.start_s
            service = max(service, service_s(scenario, of[item.stream], stop))
            way = travel.between(here, stop.site)[0] * common * legs[position]
            start = max(now + way, stop.start_s if stop.kind == "load" else _opens(scenario, stop))
            home = travel.between(stop.site, item.stops[-1].site)[0] * common
            if stop.kind == "collect":
                pickup = scenario.pickups[str(stop.pickup)]
                late = start + service > pickup.closes_s
                if late or start + service + home > shift.ends_s:
                    week.late_stops += 1
                    week.lost_kg += sum(pickup.usable_kg(family) for family in stop.kg)
                    _fail(week, item, "late_stop")
                    continue
                _collect(scenario, item, stop, rng, aboard, week)
            elif stop.kind in ("unload", "load"):
                aboard = _Room(scenario, item)
            elif stop.kind == "drop":
                leaves = DAY_NUMBER[item.day] * DAY_S + start + service
                _drop(plan, item, stop, leaves, week)
            now, here = start + service, stop.site
        back = now + travel.between(here, item.stops[-1].site)[0] * common * legs[-1]
        if back > shift.ends_s:
            week.overtime_s += back - shift.ends_s
            _fail(week, item, "overtime")
    return week


def _fail(week: Week, item: Round, name: str) -> None:
    week.failures.add(name)
    week.troubled.add(item.id)


def _opens(scenario: Scenario, stop: Stop) -> float:
    return scenario.pickups[str(stop.pickup)].opens_s if stop.kind == "collect" else 0.0


class _Room:
    """What a vehicle can still take: kg, pallet places, kg in boxes, without the plan's margin."""

    def __init__(self, scenario: Scenario, item: Round) -> None:
        vehicle = scenario.vehicle[item.vehicle]
        self.kg = vehicle.payload_kg
        self.pallets = float("inf") if vehicle.pallets is None else vehicle.pallets
        boxes = vehicle.boxes * vehicle.box_kg
        self.cold = boxes if vehicle.cold == "boxes" else float("inf")


def _collect(
    scenario: Scenario,
    item: Round,
    stop: Stop,
    rng: np.random.Generator,
    room: _Room,
    week: Week,
) -> None:
    pickup = scenario.pickups[str(stop.pickup)]
    shows = rng.random() >= pickup.no_show_rate
    factor = 1.0
    if pickup.variation > 0:
        sigma2 = np.log1p(pickup.variation**2)
        factor = float(rng.lognormal(-sigma2 / 2, np.sqrt(sigma2)))
    if not shows:
        _fail(week, item, "no_show")
        return
    for family, planned in stop.kg.items():
        kind = scenario.family[family]
        offered = planned * factor
        per_pallet = kind.kg_per_pallet or float("inf")
        cold = kind.temperature != "ambient"
        taken = min(
            offered, room.kg, room.pallets * per_pallet, room.cold if cold else float("inf")
        )
        room.kg -= taken
        room.pallets -= taken / per_pallet
        room.cold -= taken if cold else 0.0
        if offered - taken > 1e-6:
            week.lost_kg += (offered - taken) * (1 - pickup.reject_rate)
            _fail(week, item, "overflow")
        lot = (item.id, family, pickup.use_by[family])
        week.collected[lot] += taken * (1 - pickup.reject_rate)


def _drop(plan: Plan, item: Round, stop: Stop, leaves_s: float, week: Week) -> None:
    late = [
        share
        for share in plan.shares
        if share.carried_by == item.id
        and share.association == stop.site
        and leaves_s > share.opening_s
    ]
    if late:
        week.skipped.add((item.id, stop.site))
        _fail(week, item, "late_drop")


def _usable_kg(scenario: Scenario, plan: Plan, week: Week) -> float:
    """Return what reaches people: lots are shared as planned, pro rata of what came.

    A lot larger than expected serves its association's need too, no further than the need.
    """
    planned: dict[tuple[str, str, int], float] = defaultdict(float)
    for share in plan.shares:
        planned[share.origin, share.family, share.use_by] += share.kg
    received: dict[tuple[str, str], float] = defaultdict(float)
    lost = 0.0
    for share in plan.shares:
        lot = (share.origin, share.family, share.use_by)
        kg = week.collected.get(lot, 0.0) * share.kg / planned[lot]
        if (share.carried_by, share.association) in week.skipped and not _keeps(scenario, share):
            lost += kg
            continue
        received[share.association, share.family] += kg
    week.lost_kg += lost
    return sum(min(kg, scenario.need_kg(who, family)) for (who, family), kg in received.items())


def _keeps(scenario: Scenario, share: Share) -> bool:
    """Tell whether a share that misses its distribution can wait for another one."""
    return any(
        share.opening_s < start and start // DAY_S <= share.use_by
        for opening in scenario.association[share.association].openings
        for week in (0, 7)
        for start in [(DAY_NUMBER[opening.day] + week) * DAY_S + opening.starts_s]
    )
