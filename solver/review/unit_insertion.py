"""Real insertions of delivered units: in every round and trip that might take them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from models.calendar import Day, Shift
from models.deliveries import Unit
from models.plan import Plan, Round, Stop, StopKind
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import Stream, may_drop, may_work, streams
from solver.review.check import check, check_round, together
from solver.review.indicators import cost_eur
from solver.review.retiming import retimed


@dataclass(frozen=True)
class Attempt:
    """One way to bring a unit, and the rules that it breaks."""

    item: Round
    before: Round | None
    """The round it was put in; none when it is a new one."""
    broken: tuple[str, ...]
    """Codes; none when the rounds stand with it, whatever their shares."""
    eur: float
    """What it costs more than the plan, euros."""


class Attempts:
    """A plan in which units are tried."""

    def __init__(self, scenario: Scenario, travel: TravelMatrix, plan: Plan) -> None:
        self.scenario, self.travel, self.plan = scenario, travel, plan
        self.streams = {stream.id: stream for stream in streams(scenario)}

    @cached_property
    def told(self) -> frozenset[str]:
        """What the plan breaks already: no fault of an attempt."""
        return frozenset(one.code for one in check(self.scenario, self.travel, self.plan))

    @cached_property
    def out(self) -> frozenset[str]:
        """Vehicles that go out this week."""
        return frozenset(item.vehicle for item in self.plan.rounds)

    def _eur(self, item: Round) -> float:
        """Return what a round costs by itself, without what its vehicle costs in the week."""
        alone = cost_eur(self.scenario, self.travel, Plan(rounds=(item,)))
        return alone - self.scenario.vehicle[item.vehicle].eur_per_week

    def confirmed(self, one: Attempt) -> bool:
        """Tell whether the whole plan stands with an attempt, its shares too."""
        faults = check(self.scenario, self.travel, self._with(one.item, one.before))
        passed = self.told | ({"crew_size"} if one.before is None else set())
        return {fault.code for fault in faults} <= passed

    def _with(self, tried: Round, before: Round | None) -> Plan:
        rest = [one for one in self.plan.rounds if before is None or one.id != before.id]
        return Plan(rounds=(*rest, tried), shares=self.plan.shares)

    def of(self, stream: Stream, unit: Unit) -> list[Attempt]:
        """Return every way to bring a unit: at a stop that is made, by a new stop, trip or round.

        Rounds of vehicles that may not enter, or that do not carry the unit, are left out.
        """
        scenario = self.scenario
        days = scenario.delivery[unit.delivery].days or scenario.days
        found: list[Attempt] = []
        for vehicle in scenario.vehicles:
            carries = not vehicle.carries or unit.temperature in vehicle.carries
            if not carries or unit.to in vehicle.forbidden:
                continue
            for day in days:
                if may_work(scenario, stream, vehicle.id, day, collects=False) and may_drop(
                    scenario, stream, vehicle.id, day, unit.to
                ):
                    for shift in scenario.shifts:
                        if not vehicle.shifts or shift.id in vehicle.shifts:
                            found += self._by(stream, unit, vehicle.id, day, shift)
        return found

    def _by(
        self, stream: Stream, unit: Unit, vehicle: str, day: Day, shift: Shift
    ) -> Iterator[Attempt]:
        mine = [
            item
            for item in self.plan.rounds
            if (item.vehicle, item.day, item.shift) == (vehicle, day, shift.id)
        ]
        home = self.scenario.vehicle[vehicle].owner
        if not mine:
            empty = Round(
                id=f"{day}-{shift.id}-{vehicle}",
                stream=stream.id,
                vehicle=vehicle,
                day=day,
                shift=shift.id,
                crew=(),
                stops=(_halt("depart", home), _halt("return", home)),
            )
            trip = (_halt("load", str(stream.hub)), _drop(unit))
            yield self.tried(stream, empty, (empty.stops[0], *trip, empty.stops[1]), None)
        for item in mine:
            if item.stream == stream.id:
                for stops in _ways(stream, item, unit):
                    yield self.tried(stream, item, stops, item)

    def tried(
        self, stream: Stream, item: Round, stops: tuple[Stop, ...], before: Round | None
    ) -> Attempt:
        """Return what becomes of a round with other stops.

        Parameters
        ----------
        before
            The round of the plan that it would replace; none for one more.
        """
        tried = retimed(self.scenario, self.travel, stream, item, stops)
        # who would go with a new round is not asked
        passed = self.told | ({"crew_size"} if before is None else set())
        faults = (
            *check_round(self.scenario, self.travel, tried),
            *together(self.scenario, self.streams, self._with(tried, before)),
        )
        codes = dict.fromkeys(one.code for one in faults if one.code not in passed)
        week = 0.0 if item.vehicle in self.out else self.scenario.vehicle[item.vehicle].eur_per_week
        more = self._eur(tried) + week - (0.0 if before is None else self._eur(before))
        return Attempt(tried, before, tuple(codes), more)


def _ways(stream: Stream, item: Round, unit: Unit) -> Iterator[tuple[Stop, ...]]:
    """Yield a round's stops with a unit more: at a drop that is made, by a new drop or trip."""
    stops = item.stops
    for position, stop in enumerate(stops):
        if stop.kind == "drop" and stop.site == unit.to:
            more = stop.changed(units=(*stop.units, unit.id))
            yield (*stops[:position], more, *stops[position + 1 :])
        elif stop.kind in ("load", "drop"):
            yield (*stops[: position + 1], _drop(unit), *stops[position + 1 :])
    hub = str(stream.hub)
    trip = (_halt("load", hub), _drop(unit))
    yield (*stops[:-1], *trip, stops[-1])  # a trip more, at the end
    if stops[1].kind == "collect":
        yield (stops[0], *trip, *stops[1:])  # on the way to the first pick-up


def _halt(kind: StopKind, site: str) -> Stop:
    return Stop(kind=kind, site=site, arrive_s=0, start_s=0, leave_s=0)


def _drop(unit: Unit) -> Stop:
    return _halt("drop", unit.to).changed(units=(unit.id,))
