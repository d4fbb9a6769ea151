"""Real insertion trials: what happens if a pick-up is put into a plan after all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from models.calendar import Shift
from models.donors import Pickup
from models.findings import Finding
from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.streams import Stream, may_crew, may_drop, may_work
from models.travel import TravelMatrix
from solver.review.check import check, check_round
from solver.review.checks.times import service_s

NO_CREW = "no_crew"
"""Code of a trial for which nobody is free."""
COLD = frozenset({"cold_time", "cold_boxes", "frozen"})
LOAD = frozenset({"payload", "pallets"})


@dataclass(frozen=True)
class Trial:
    """One way to collect a pick-up, and the rules that it breaks."""

    item: Round
    before: Round | None
    """The round it was put in; none when it is a new one."""
    broken: tuple[str, ...]
    """Codes; none when the trial is feasible."""
    instead: Round | None = None
    """A round of the same vehicle that would have to stay at home."""


def trials(
    scenario: Scenario, travel: TravelMatrix, stream: Stream, plan: Plan, pickup: Pickup
) -> Iterator[Trial]:
    """Yield every way to collect a pick-up: in each round of its stream, or by a new one."""
    for item in plan.rounds:
        if item.stream != stream.id or item.day != pickup.day:
            continue
        if not may_work(scenario, stream, item.vehicle, item.day, collects=True):
            continue
        for position in _positions(stream, item):
            for kg in _choices(scenario, pickup):
                stops = list(item.stops)
                stops.insert(position, _collect(pickup, kg))
                tried = retimed(scenario, travel, stream, item, tuple(stops))
                yield Trial(tried, item, _broken(scenario, travel, plan, tried, item))
    for vehicle, shift in itertools.product(scenario.vehicle, scenario.shifts):
        yield from _new_rounds(scenario, travel, stream, plan, pickup, vehicle, shift)


def widened(
    scenario: Scenario, travel: TravelMatrix, plan: Plan, item: Round, pickup: Pickup
) -> Trial:
    """Return the trial of taking all of a pick-up that a round takes in part."""
    stops = tuple(
        stop.changed(kg=dict(pickup.kg)) if stop.pickup == pickup.id else stop
        for stop in item.stops
    )
    tried = item.changed(stops=stops)
    return Trial(tried, item, _broken(scenario, travel, plan, tried, item))


def _choices(scenario: Scenario, pickup: Pickup) -> list[dict[str, float]]:
    """Return what may be taken: all of it, or without what must be kept cold."""
    ambient = {
        family: kg
        for family, kg in pickup.kg.items()
        if scenario.family[family].temperature == "ambient"
    }
    return [pickup.kg] if ambient == pickup.kg or not ambient else [pickup.kg, ambient]


def _collect(pickup: Pickup, kg: dict[str, float]) -> Stop:
    return Stop(
        kind="collect",
        site=pickup.donor,
        pickup=pickup.id,
        arrive_s=0,
        start_s=0,
        leave_s=0,
        kg=kg,
    )


def _positions(stream: Stream, item: Round) -> list[int]:
    """Return where a collect stop may stand: before another one, or before what takes it off."""
    found = []
    for position in range(1, len(item.stops)):
        after = item.stops[position]
        off = after.kind == "unload" or (stream.mode == "direct" and after.kind == "drop")
        if after.kind == "collect" or off:
            found.append(position)
    return found


def _broken(
    scenario: Scenario, travel: TravelMatrix, plan: Plan, tried: Round, before: Round | None
) -> tuple[str, ...]:
    codes = dict.fromkeys(fault.code for fault in check_round(scenario, travel, tried))
    if not codes:
        rounds = tuple(item for item in plan.rounds if before is None or item.id != before.id)
        whole = Plan(rounds=(*rounds, tried), shares=plan.shares)
        faults: tuple[Finding, ...] = check(scenario, travel, whole)
        codes = dict.fromkeys(fault.code for fault in faults)
    return tuple(codes)


def _new_rounds(
    scenario: Scenario,
    travel: TravelMatrix,
    stream: Stream,
    plan: Plan,
    pickup: Pickup,
    vehicle: str,
    shift: Shift,
) -> Iterator[Trial]:
    means = scenario.vehicle[vehicle]
    if not may_work(scenario, stream, vehicle, pickup.day, collects=True):
        return
    if means.shifts and shift.id not in means.shifts:
        return
    busy = [
        item
        for item in plan.rounds
        if item.day == pickup.day and _overlap(scenario.shift[item.shift], shift)
    ]
    instead = next((item for item in busy if item.vehicle == vehicle), None)
    if instead is not None:
        busy = [item for item in busy if item.id != instead.id]
        plan = without(plan, instead)
    doors = [stream.hub] if stream.hub is not None else [*stream.members]
    for door in doors:
        if stream.mode == "direct" and not may_drop(scenario, stream, vehicle, pickup.day, door):
            continue
        for kg in _choices(scenario, pickup):
            kind = "drop" if stream.mode == "direct" else "unload"
            stops = (
                Stop(kind="depart", site=means.owner, arrive_s=0, start_s=0, leave_s=0),
                _collect(pickup, kg),
                Stop.model_validate(
                    {"kind": kind, "site": door, "arrive_s": 0, "start_s": 0, "leave_s": 0}
                ),
                Stop(kind="return", site=means.owner, arrive_s=0, start_s=0, leave_s=0),
            )
            empty = Round(
                id="trial",
                stream=stream.id,
                vehicle=vehicle,
                day=pickup.day,
                shift=shift.id,
                crew=(),
                stops=stops,
            )
            tried = retimed(scenario, travel, stream, empty, stops)
            crew = _free_crew(scenario, stream, plan, busy, tried)
            if crew is None:
                alone = check_round(scenario, travel, tried)
                codes = dict.fromkeys(f.code for f in alone if f.code != "crew_size")
                yield Trial(tried, None, (*codes, NO_CREW), instead)
                continue
            tried = tried.changed(crew=crew)
            yield Trial(tried, None, _broken(scenario, travel, plan, tried, None), instead)


def without(plan: Plan, item: Round) -> Plan:
    """Return a plan without one of its rounds and what came through it."""
    return Plan(
        rounds=tuple(other for other in plan.rounds if other.id != item.id),
        shares=tuple(s for s in plan.shares if item.id not in (s.origin, s.carried_by)),
    )


def _overlap(one: Shift, other: Shift) -> bool:
    return one.starts_s < other.ends_s and other.starts_s < one.ends_s


def _free_crew(
    scenario: Scenario, stream: Stream, plan: Plan, busy: list[Round], tried: Round
) -> tuple[str, ...] | None:
    """Return people free for a round, the driver first, or none."""
    means = scenario.vehicle[tried.vehicle]
    taken = {person for item in busy for person in item.crew}
    free = []
    for person in scenario.people:
        mine = [item for item in plan.rounds if person.id in item.crew]
        hours = sum(item.duration_s for item in mine) + tried.duration_s
        if (
            person.id not in taken
            and tried.day in person.days
            and (not person.shifts or tried.shift in person.shifts)
            and len(mine) < person.max_shifts
            and (person.max_hours is None or hours <= person.max_hours * 3600)
            and may_crew(scenario, stream, person.id, means.id, tried.day, collects=True)
        ):
            free.append(person)
    drivers = [p for p in free if "driver" in p.roles and means.licence in p.licences]
    # A driver who cannot help is better at the wheel than one who can do both.
    drivers.sort(key=lambda person: ("helper" in person.roles, person.id))
    for driver in drivers:
        helpers = [p.id for p in free if "helper" in p.roles and p.id != driver.id]
        if len(helpers) >= means.crew - 1:
            return (driver.id, *helpers[: means.crew - 1])
    return None


def retimed(
    scenario: Scenario,
    travel: TravelMatrix,
    stream: Stream,
    item: Round,
    stops: tuple[Stop, ...],
) -> Round:
    """Return a round with other stops, as early as they can be, then leaving as late as it may.

    Loads keep their moment or come later, since what they load must be sorted by then.
    """
    shift = scenario.shift[item.shift]
    earliest = _forward(scenario, travel, stream, item, stops, shift.starts_s)
    latest = earliest[-1].start_s
    for stop, before in zip(reversed(earliest[1:]), reversed(earliest[:-1]), strict=True):
        way_s, _ = travel.between(before.site, stop.site)
        closes = _closes_s(scenario, item, before)
        done = min(latest - way_s, closes)
        latest = done - (before.leave_s - before.start_s)
    depart = max(shift.starts_s, latest)
    return item.changed(stops=_forward(scenario, travel, stream, item, stops, depart))


def _forward(
    scenario: Scenario,
    travel: TravelMatrix,
    stream: Stream,
    item: Round,
    stops: tuple[Stop, ...],
    depart_s: int,
) -> tuple[Stop, ...]:
    now, here = depart_s, stops[0].site
    timed = [stops[0].changed(arrive_s=now, start_s=now, leave_s=now)]
    for stop in stops[1:]:
        arrive = now + travel.between(here, stop.site)[0]
        start = max(arrive, _opens_s(scenario, item, stop, arrive))
        now, here = start + service_s(scenario, stream, stop), stop.site
        timed.append(stop.changed(arrive_s=arrive, start_s=start, leave_s=now))
    last = timed[-1]
    timed[-1] = last.changed(start_s=last.arrive_s, leave_s=last.arrive_s)
    return tuple(timed)


def _opens_s(scenario: Scenario, item: Round, stop: Stop, arrive_s: int) -> int:
    if stop.kind == "collect":
        return scenario.pickups[str(stop.pickup)].opens_s
    if stop.kind == "load":
        return stop.start_s
    if stop.kind in ("unload", "drop"):
        windows = [
            window
            for window in scenario.association[stop.site].reception
            if window.day in (None, item.day) and window.closes_s > arrive_s
        ]
        return min((window.opens_s for window in windows), default=0)
    return 0


def _closes_s(scenario: Scenario, item: Round, stop: Stop) -> int:
    """Return when service of a timed stop must be over."""
    if stop.kind == "collect":
        return scenario.pickups[str(stop.pickup)].closes_s
    if stop.kind in ("unload", "drop"):
        open_then = [
            window.closes_s
            for window in scenario.association[stop.site].reception
            if window.day in (None, item.day)
            and window.opens_s <= stop.start_s
            and stop.leave_s <= window.closes_s
        ]
        return max(open_then, default=86_400)
    return 86_400
