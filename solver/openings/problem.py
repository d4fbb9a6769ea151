"""A calendar of openings as arrays: slots, dates, closures and groups by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from models.calendar import Day
from models.opening_days import OpeningDays
from models.openings import RelayOffer
from models.openings_study import ClosedDays, HandChange, OpeningPlan, OpenSlot, RelayOpening
from models.outlets import HalfDay, OutletSlot
from models.publics import PublicGroup
from models.recurrence import monday_of
from models.scenario import Scenario

HalfDayOf = tuple[str, Day, HalfDay]
"""An association, a day of the week and a part of the day."""
AtHand = Mapping[str, Mapping[tuple[Day, HalfDay], int]]
"""People of an association, by day and half-day, where they are limited."""


@dataclass(frozen=True)
class SlotOf:
    """A slot of an outlet."""

    number: int
    outlet: int
    slot: OutletSlot
    dates: tuple[int, ...]
    """Days on which it takes place, counted from the first."""
    fixed: bool
    """Kept at any price."""
    forbidden: bool
    """Refused at any price."""


@dataclass(frozen=True)
class Closing:
    """A closure of an outlet, and where it may lie."""

    outlet: int
    number: int
    """Among those of its outlet."""
    shifts: tuple[int, ...]
    """Weeks by which it may be moved, ascending."""
    spans: tuple[tuple[date, date], ...]
    """First and last day at each shift."""
    days: tuple[frozenset[int], ...]
    """Days of the calendar that are closed, at each shift."""

    @property
    def unmoved(self) -> int:
        """Which of its shifts leaves it where it was."""
        return self.shifts.index(0)


@dataclass(frozen=True)
class Relaying:
    """A slot that a relay may open while a closure lasts."""

    relay: int
    closing: int
    slot: int


@dataclass(frozen=True)
class Lifted:
    """Refusals that are left aside, to see what they cost."""

    outlets: frozenset[str] = frozenset()
    slots: frozenset[tuple[str, str]] = frozenset()
    closures: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True)
class CalendarProblem:
    """What may be decided, and for whom."""

    days: OpeningDays
    slots: tuple[SlotOf, ...]
    closings: tuple[Closing, ...]
    relays: tuple[RelayOffer, ...]
    relayings: tuple[Relaying, ...]
    groups: tuple[PublicGroup, ...]
    reached: tuple[tuple[int, ...], ...]
    """Slots that each group reaches, by number."""
    kept_open: tuple[int, ...]
    """Slots that each outlet holds."""
    at_hand: AtHand = field(default_factory=dict)
    """Volunteers of an association, by day and half-day, where they are limited."""

    @property
    def scenario(self) -> Scenario:
        """What it was made of."""
        return self.days.scenario

    @cached_property
    def length(self) -> int:
        """How many days there are."""
        return len(self.days.dates)

    @cached_property
    def rest(self) -> tuple[int, ...]:
        """Days that are holidays or of a week-end, ascending."""
        return tuple(n for n, when in enumerate(self.days.dates) if self.days.is_rest(when))

    @cached_property
    def weeks(self) -> tuple[tuple[int, ...], ...]:
        """Days by week, Monday first; the first and last week may be short."""
        found: dict[date, list[int]] = {}
        for n, when in enumerate(self.days.dates):
            found.setdefault(monday_of(when), []).append(n)
        return tuple(tuple(one) for one in found.values())

    @cached_property
    def slots_of(self) -> tuple[tuple[int, ...], ...]:
        """Slots by outlet."""
        found: list[list[int]] = [[] for _ in self.kept_open]
        for one in self.slots:
            found[one.outlet].append(one.number)
        return tuple(tuple(one) for one in found)

    @cached_property
    def closings_of(self) -> tuple[tuple[int, ...], ...]:
        """Closures by outlet."""
        found: list[list[int]] = [[] for _ in self.kept_open]
        for n, one in enumerate(self.closings):
            found[one.outlet].append(n)
        return tuple(tuple(one) for one in found)

    @cached_property
    def slots_on(self) -> tuple[tuple[int, ...], ...]:
        """Slots that may take place on each day."""
        found: list[list[int]] = [[] for _ in range(self.length)]
        for one in self.slots:
            for day in one.dates:
                found[day].append(one.number)
        return tuple(tuple(one) for one in found)

    @cached_property
    def today(self) -> OpeningPlan:
        """The calendar of today: slots open today, closures as each plans them by itself."""
        return self.plan(
            [one.number for one in self.slots if one.slot.today],
            [one.unmoved for one in self.closings],
            (),
        )

    def plan(
        self, slots: Sequence[int], shifts: Sequence[int], relays: Sequence[int]
    ) -> OpeningPlan:
        """Return a calendar from the numbers of slots, of shifts by closure, of relayings."""
        outlets = self.days.openings.outlets

        def named(number: int) -> tuple[str, str]:
            one = self.slots[number]
            return outlets[one.outlet].id, one.slot.name

        closed = []
        for one, at in zip(self.closings, shifts, strict=True):
            first, last = one.spans[at]
            closed.append(
                ClosedDays(
                    outlet=outlets[one.outlet].id, closure=one.number, first=first, last=last
                )
            )
        relayed = [self.relayings[number] for number in sorted(relays)]
        return OpeningPlan(
            slots=tuple(
                OpenSlot(outlet=outlet, slot=slot)
                for outlet, slot in (named(number) for number in sorted(slots))
            ),
            closures=tuple(closed),
            relays=tuple(
                RelayOpening(
                    relay=self.relays[one.relay].id,
                    closure=self.closings[one.closing].number,
                    slot=named(one.slot)[1],
                )
                for one in relayed
            ),
        )

    def numbers(self, plan: OpeningPlan) -> tuple[list[int], list[int], list[int]]:
        """Return the numbers of slots, of shifts by closure and of relayings of a calendar.

        What it has and the problem has not is left out.
        """
        ids = [one.id for one in self.days.openings.outlets]
        slot = {(ids[one.outlet], one.slot.name): one.number for one in self.slots}
        spans = {(one.outlet, one.closure): (one.first, one.last) for one in plan.closures}
        shifts = []
        for one in self.closings:
            found = spans.get((ids[one.outlet], one.number))
            known = found is not None and found in one.spans
            shifts.append(one.spans.index(found) if known and found else one.unmoved)
        relayed = {
            (
                self.relays[one.relay].id,
                self.closings[one.closing].number,
                self.slots[one.slot].slot.name,
            ): number
            for number, one in enumerate(self.relayings)
        }
        relays = [relayed.get((one.relay, one.closure, one.slot)) for one in plan.relays]
        opened = [slot.get((one.outlet, one.slot)) for one in plan.slots]
        return (
            [one for one in opened if one is not None],
            shifts,
            [one for one in relays if one is not None],
        )


def calendar_problem(
    scenario: Scenario, hand: Sequence[HandChange] = (), lifted: Lifted | None = None
) -> CalendarProblem:
    """Return what may be decided of a scenario's openings.

    Parameters
    ----------
    hand
        Slots fixed or refused by hand, after the file: a later one goes before an earlier.
    lifted
        Refusals that are left aside.
    """
    lift = Lifted() if lifted is None else lifted
    days = OpeningDays(scenario)
    outlets = days.openings.outlets
    by_hand = {(one.outlet, one.slot): one.wish for one in hand}
    slots: list[SlotOf] = []
    closings: list[Closing] = []
    moves = [one.takes_part or one.id in lift.outlets for one in outlets]
    for number, outlet in enumerate(outlets):
        rigid = not moves[number]
        for slot in outlet.slots:
            key = (outlet.id, slot.name)
            own = "free" if key in lift.slots else slot.wish
            if rigid:
                own = "fixed" if slot.today else "forbidden"
            wish = by_hand.get(key, own)
            dates = (n for n, when in enumerate(days.dates) if days.may_open(outlet, slot, when))
            slots.append(
                SlotOf(len(slots), number, slot, tuple(dates), wish == "fixed", wish == "forbidden")
            )
        for at, closure in enumerate(outlet.closures):
            still = rigid or (closure.fixed and (outlet.id, at) not in lift.closures)
            shifts = closure.shifts(fixed=still)
            spans = tuple(closure.moved(weeks) for weeks in shifts)
            gone = tuple(
                frozenset(n for n, when in enumerate(days.dates) if first <= when <= last)
                for first, last in spans
            )
            closings.append(Closing(number, at, shifts, spans, gone))
    place = {one.id: number for number, one in enumerate(outlets)}
    relays = days.openings.relays
    relayings = [
        Relaying(r, c, slot.number)
        for r, relay in enumerate(relays)
        for c, closing in enumerate(closings)
        if closing.outlet == place[relay.outlet]
        for slot in slots
        if slot.outlet == closing.outlet
        and not slot.forbidden
        and not frozenset().union(*closing.days).isdisjoint(slot.dates)
    ]
    groups = days.openings.groups
    near = [{place[one.id] for one in days.openings.reached(group)} for group in groups]
    return CalendarProblem(
        days,
        tuple(slots),
        tuple(closings),
        relays,
        tuple(relayings),
        groups,
        tuple(tuple(one.number for one in slots if one.outlet in mine) for mine in near),
        tuple(
            one.holds if may_move else one.open_today
            for one, may_move in zip(outlets, moves, strict=True)
        ),
        _at_hand(days, slots),
    )


def _at_hand(days: OpeningDays, slots: Sequence[SlotOf]) -> AtHand:
    openings = days.openings
    who = {one.association for one in openings.outlets} | {
        one.association for one in openings.relays
    }
    parts = sorted({(one.slot.day, one.slot.half) for one in slots})
    found: dict[str, dict[tuple[Day, HalfDay], int]] = {}
    for association in sorted(who):
        for day, half in parts:
            most = openings.at_hand(association, day, half)
            if most is not None:
                found.setdefault(association, {})[day, half] = most
    return found
