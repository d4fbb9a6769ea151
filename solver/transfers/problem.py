"""What may be passed on: each lot, each trip, from which halt to which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from models.plan import Plan
from models.scenario import Scenario
from models.transfers import StockLot
from models.transfers_study import TransferTrip, TripHalt
from models.travel import TravelMatrix
from solver.transfers.needs import DAY_S, Outlook, Stock, at_home, last_s, outlook
from solver.transfers.rooms import Room
from solver.transfers.trips import NO_LIMIT, Trip, given_trips, new_trips, round_trips

NEAREST = 12
"""Receivers to which new trips of a giver are tried, the nearest first."""


@dataclass(frozen=True)
class Arc:
    """A lot that may ride a trip from one halt to a later one."""

    lot: StockLot
    trip: int
    from_stop: int
    to_stop: int
    to: str
    arrives_s: int
    """When the trip reaches the receiver, handling on the way included."""
    leaves_s: int
    ends_s: int
    """The receiver may give it out before."""


@dataclass(frozen=True)
class TransferProblem:
    """Everything that transfers are chosen from."""

    scenario: Scenario
    ahead: Outlook
    alone: Stock
    trips: tuple[Trip, ...]
    arcs: tuple[Arc, ...]
    shifts_taken: Mapping[str, int]
    """Shifts of the planned week, by person."""
    every_trip: tuple[Trip, ...]
    """Those too on which nothing could ride."""

    @property
    def lost_kg(self) -> float:
        """What would be binned without any transfer."""
        return sum(self.alone.lost.values())

    @property
    def new(self) -> tuple[int, ...]:
        """Numbers of the trips that would be driven for transfers alone."""
        return tuple(number for number, one in enumerate(self.trips) if one.is_new)


def transfer_problem(
    scenario: Scenario, travel: TravelMatrix, week: Plan | None = None
) -> TransferProblem:
    """Return the problem of passing on a scenario's stock."""
    ahead = outlook(scenario, week)
    alone = at_home(scenario, ahead)
    trips = list(given_trips(scenario, ahead))
    if week is not None:
        trips += round_trips(scenario, travel, week, ahead)
    if scenario.transfers.new_trips:
        pairs = list(_pairs(scenario, travel, ahead))
        trips += new_trips(scenario, travel, week, ahead, pairs)
    taken = Counter(who for item in (week.rounds if week else ()) for who in item.crew)
    return with_trips(scenario, ahead, alone, trips, taken)


def with_trips(
    scenario: Scenario,
    ahead: Outlook,
    alone: Stock,
    trips: Iterable[Trip],
    shifts_taken: Mapping[str, int] = MappingProxyType({}),
) -> TransferProblem:
    """Return the problem over some trips; those on which nothing could ride are left out."""
    kept, arcs, every = list[Trip](), list[Arc](), tuple(trips)
    by_place = _by_place(ahead.lots)
    for trip in every:
        found = list(_arcs(scenario, ahead, by_place, trip, len(kept)))
        if found:
            kept.append(trip)
            arcs += found
    return TransferProblem(scenario, ahead, alone, tuple(kept), tuple(arcs), shifts_taken, every)


def changed_rules(problem: TransferProblem, scenario: Scenario) -> TransferProblem:
    """Return the same problem under other rules of a scenario, its trips as they are.

    Parameters
    ----------
    scenario
        With other conditions of who accepts what; all else as before.
    """
    alone = at_home(scenario, problem.ahead)
    return with_trips(scenario, problem.ahead, alone, problem.every_trip, problem.shifts_taken)


def free_trips(problem: TransferProblem, only: str | None = None) -> TransferProblem:
    """Return the problem in which everything may go anywhere at once, whatever the trips.

    Parameters
    ----------
    only
        The lot that may; all when absent. The trips there are stay.
    """
    scenario, ahead = problem.scenario, problem.ahead
    places = sorted(one.id for one in scenario.associations)
    arcs = [] if only is None else list(problem.arcs)
    trips = [] if only is None else list(problem.trips)
    for lot in ahead.lots:
        if only not in (None, lot.id):
            continue
        number = len(trips)
        trips.append(_anywhere(lot, places, ahead))
        arcs += [
            arc
            for arc in _arcs(scenario, ahead, {lot.association: [lot]}, trips[-1], number)
            if arc.from_stop == 0
        ]
    return replace(problem, trips=tuple(trips), arcs=tuple(arcs))


def _anywhere(lot: StockLot, places: Iterable[str], ahead: Outlook) -> Trip:
    at = ahead.first_s
    others = [one for one in places if one != lot.association]
    halts = tuple(
        TripHalt(association=one, arrive_s=at, leave_s=at, position=number)
        for number, one in enumerate((lot.association, *others))
    )
    said = TransferTrip(id=f"free-{lot.id}", sort="given", stops=halts)
    room = Room(NO_LIMIT, NO_LIMIT, NO_LIMIT)
    all_of_them = frozenset(("ambient", "chilled", "frozen"))
    stays = (NO_LIMIT,) * len(halts)
    return Trip(said, (room,) * (len(halts) - 1), stays, NO_LIMIT, "refrigerated", all_of_them)


def _pairs(scenario: Scenario, travel: TravelMatrix, ahead: Outlook) -> Iterator[tuple[str, str]]:
    """Yield who might give to whom: those who have stock, and the nearest who could use it."""
    have: Mapping[str, set[str]] = {
        who: {lot.family for lot in lots} for who, lots in _by_place(ahead.lots).items()
    }
    use = defaultdict(set)
    for who, family, _ in ahead.wanted:
        use[who].add(family)
    for giver in sorted(have):
        others = sorted(
            (travel.way(giver, one.id, 0)[1], one.id)
            for one in scenario.associations
            if one.id != giver and have[giver] & use[one.id]
        )
        yield from ((giver, to) for _, to in others[:NEAREST])


def _by_place(lots: Iterable[StockLot]) -> dict[str, list[StockLot]]:
    found = defaultdict(list)
    for lot in lots:
        found[lot.association].append(lot)
    return found


def _arcs(
    scenario: Scenario,
    ahead: Outlook,
    lots: Mapping[str, list[StockLot]],
    trip: Trip,
    number: int,
) -> Iterator[Arc]:
    """Yield what may ride a trip: accepted, kept cold, and of use before its date."""
    asked, stops = scenario.transfers, trip.said.stops
    for i, giver in enumerate(stops[:-1]):
        if not asked.partner(giver.association).gives:
            continue
        for j, to in enumerate(stops[i + 1 :], i + 1):
            who = scenario.association[to.association]
            if who.id == giver.association or not asked.partner(who.id).takes:
                continue
            if any(stop.association == who.id for stop in stops[i + 1 : j]):
                continue
            arrives = to.arrive_s + round(trip.late_s)
            for lot in lots.get(giver.association, ()):
                ends = last_s(scenario, lot, who.id, ahead.end_s)
                if (
                    lot.cooked != "home"
                    and lot.family not in who.refuses
                    and stays_cold(scenario, trip, lot.family, i, j)
                    and _is_good(scenario, lot, giver.leave_s)
                    and any(
                        arrives <= opening < ends
                        and ahead.wanted.get((who.id, lot.family, opening), 0) > 0
                        for opening in ahead.openings[who.id]
                    )
                ):
                    yield Arc(lot, number, i, j, who.id, arrives, giver.leave_s, ends)


def _is_good(scenario: Scenario, lot: StockLot, second: int) -> bool:
    """Tell whether a lot is there to be given at a moment: its use-by date is not past."""
    until = (lot.date - scenario.week_of).days * DAY_S + DAY_S
    return lot.date_kind == "best_before" or second < until


def stays_cold(scenario: Scenario, trip: Trip, family: str, i: int, j: int) -> bool:
    """Tell whether food of a family may ride a trip from one halt to another."""
    temperature = scenario.family[family].temperature
    if temperature not in trip.carries:
        return False
    if temperature == "ambient" or trip.cold == "refrigerated":
        return True
    chain = scenario.policy.cold_chain
    limit = chain.max_min_boxes if trip.cold == "boxes" else chain.max_min_out
    aboard = float(trip.said.stops[j].arrive_s - trip.said.stops[i].leave_s)
    if j > i + 1:  # handling at the halts between
        aboard += trip.late_s
    return aboard <= limit * 60
