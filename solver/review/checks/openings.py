"""The independent checker of a calendar of openings: walked day by day, from models alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.base import Text
from models.dates import dated, span
from models.findings import Finding
from models.opening_days import OpeningDays
from models.openings_study import ClosedDays, GroupGap, HandChange, OpeningPlan
from models.outlets import HalfDay, Outlet, OutletSlot
from models.scenario import Scenario
from models.words import OPEN
from solver.review.checks.violations import violation

_SHUT = Text(fr="sans ouverture", en="not open")
_A_CLOSURE = Text(fr="une fermeture", en="a closure")
WEEK = 7


def check_openings(
    scenario: Scenario,
    plan: OpeningPlan,
    gaps: Sequence[GroupGap] = (),
    hand: Sequence[HandChange] = (),
) -> tuple[Finding, ...]:
    """Return every rule that a calendar breaks, and every wait that it does not tell as it is."""
    unknown = tuple(_unknown(scenario, plan))
    if unknown:
        return unknown
    found = [
        *_slots(scenario, plan, hand),
        *_closures(scenario, plan),
        *_relays(scenario, plan, hand),
    ]
    found += _walked(scenario, plan, gaps)
    return tuple(found)


def _unknown(scenario: Scenario, plan: OpeningPlan) -> Iterator[Finding]:
    asked = scenario.openings
    named = [(one.outlet, one.slot) for one in plan.slots]
    for one in plan.relays:
        if one.relay in asked.relay:
            named.append((asked.relay[one.relay].outlet, one.slot))
        else:
            yield violation("opening_known", (one.relay,), who=one.relay, what=one.relay)
    for outlet, slot in named:
        if outlet not in asked.outlet:
            yield violation("opening_known", (outlet,), who=outlet, what=outlet)
        elif slot not in {one.name for one in asked.outlet[outlet].slots}:
            yield violation("opening_known", (outlet,), who=asked.outlet[outlet].label, what=slot)
    for gone in plan.closures:
        known = asked.outlet.get(gone.outlet)
        if known is None or gone.closure >= len(known.closures):
            who = gone.outlet if known is None else known.label
            yield violation("opening_known", (gone.outlet,), who=who, what=_A_CLOSURE)


def _slots(scenario: Scenario, plan: OpeningPlan, hand: Sequence[HandChange]) -> Iterator[Finding]:
    """Yield what is wrong with the base week of each outlet."""
    by_hand = {(one.outlet, one.slot): one.wish for one in hand}
    for outlet in scenario.openings.outlets:
        opened = [one.slot for one in plan.slots if one.outlet == outlet.id]
        where = (outlet.id,)
        for slot, times in Counter(opened).items():
            if times > 1:
                what = _named(outlet, slot)
                yield violation("opening_once", where, who=outlet.label, what=what, found=times)
        if len(opened) != outlet.kept_open:
            yield violation(
                "opening_count",
                where,
                who=outlet.label,
                found=len(opened),
                limit=outlet.kept_open,
            )
        for one in outlet.slots:
            is_open = one.name in opened
            state = OPEN if is_open else _SHUT
            wish = by_hand.get((outlet.id, one.name))
            if wish is None and not outlet.takes_part:
                if is_open != one.today:
                    what = _named(outlet, one.name)
                    yield violation("opening_part", where, who=outlet.label, what=what)
                continue
            wished = one.wish if wish is None else wish
            if wished != "free" and is_open != (wished == "fixed"):
                yield violation(
                    "opening_wish",
                    where,
                    who=outlet.label,
                    what=_named(outlet, one.name),
                    limit=_SHUT if is_open else OPEN,
                    found=state,
                )


def _named(outlet: Outlet, slot: str) -> str:
    found = {one.name: one for one in outlet.slots}[slot]
    return f"{found.day} {found.starts}–{found.ends}"


def _days(one: ClosedDays) -> Text:
    return span(one.first, one.last)


def _closures(scenario: Scenario, plan: OpeningPlan) -> Iterator[Finding]:
    """Yield what is wrong with when outlets close."""
    for outlet in scenario.openings.outlets:
        where = (outlet.id,)
        mine = [one for one in plan.closures if one.outlet == outlet.id]
        count = Counter(one.closure for one in mine)
        for number, asked in enumerate(outlet.closures):
            if count[number] != 1:
                yield violation(
                    "opening_once", where, who=outlet.label, what=_A_CLOSURE, found=count[number]
                )
            for one in (one for one in mine if one.closure == number):
                moved = (one.first - asked.first).days
                early = asked.earliest if asked.earliest is not None else asked.first
                late = asked.latest if asked.latest is not None else asked.last
                still = asked.fixed or not outlet.takes_part
                if still and moved:
                    limit = span(asked.first, asked.last)
                    values = {"what": _A_CLOSURE, "found": _days(one), "limit": limit}
                    yield (
                        violation("closure_fixed", where, who=outlet.label, **values)
                        if asked.fixed
                        else violation("opening_part", where, who=outlet.label, **values)
                    )
                elif (
                    (one.last - one.first).days + 1 != asked.days
                    or moved % WEEK
                    or (moved < 0 and one.first < early)
                    or (moved > 0 and one.last > late)
                ):
                    yield violation(
                        "closure_whole",
                        where,
                        who=outlet.label,
                        what=_A_CLOSURE,
                        found=_days(one),
                        limit=asked.days,
                    )
        days = Counter(
            one.first + timedelta(days=n)
            for one in mine
            for n in range((one.last - one.first).days + 1)
        )
        twice = sorted(when for when, times in days.items() if times > 1)
        if twice:
            yield violation("closure_apart", where, who=outlet.label, when=dated(twice[0]))


def _relays(scenario: Scenario, plan: OpeningPlan, hand: Sequence[HandChange]) -> Iterator[Finding]:
    """Yield relays that open more than they offer, or what another opens, or what is refused."""
    asked, by_hand = scenario.openings, {(one.outlet, one.slot): one.wish for one in hand}
    offered = Counter((one.relay, one.closure) for one in plan.relays)
    for (relay, _), times in offered.items():
        offer = asked.relay[relay]
        if times > offer.slots:
            yield violation(
                "relay_slots",
                (relay,),
                who=scenario.association[offer.association].name,
                what=asked.outlet[offer.outlet].label,
                found=times,
                limit=offer.slots,
            )
    opened = Counter((asked.relay[one.relay].outlet, one.closure, one.slot) for one in plan.relays)
    for (outlet, _, slot), times in opened.items():
        here = asked.outlet[outlet]
        wish = by_hand.get((outlet, slot), {one.name: one.wish for one in here.slots}[slot])
        what = _named(here, slot)
        if times > 1:
            yield violation("relay_once", (outlet,), who=here.label, what=what, found=times)
        if wish == "forbidden":
            yield violation(
                "opening_wish", (outlet,), who=here.label, what=what, limit=_SHUT, found=OPEN
            )


class _Today:
    """What is open on one day."""

    def __init__(self) -> None:
        self.opened: list[tuple[Outlet, OutletSlot]] = []
        self.people: dict[tuple[str, HalfDay], int] = defaultdict(int)


def _walked(scenario: Scenario, plan: OpeningPlan, gaps: Sequence[GroupGap]) -> Iterator[Finding]:
    """Walk the calendar day by day: who opens, with how many people, and who waits how long."""
    days, asked = OpeningDays(scenario), scenario.openings
    near = {one.id: {outlet.id for outlet in asked.reached(one)} for one in asked.groups}
    waited = dict.fromkeys(near, 0)
    longest, rest_waited, rest_longest = dict(waited), dict(waited), dict(waited)
    told: set[tuple[str, str]] = set()
    for when in days.dates:
        today = _opened(days, plan, when)
        for finding in _of_day(scenario, today, when):
            if (finding.code, finding.where[0]) not in told:
                told.add((finding.code, finding.where[0]))
                yield finding
        for group in asked.groups:
            served = any(outlet.id in near[group.id] for outlet, _ in today.opened)
            waited[group.id] = 0 if served else waited[group.id] + 1
            longest[group.id] = max(longest[group.id], waited[group.id])
            if days.is_rest(when):
                rest_waited[group.id] = 0 if served else rest_waited[group.id] + 1
                rest_longest[group.id] = max(rest_longest[group.id], rest_waited[group.id])
    for gap in gaps:
        for found, limit in (
            (gap.after_days, longest.get(gap.group)),
            (gap.rest_after_days, rest_longest.get(gap.group)),
        ):
            if found != limit:
                label = asked.group[gap.group].label if gap.group in asked.group else gap.group
                yield violation("opening_told", (gap.group,), who=label, found=found, limit=limit)


def _opened(days: OpeningDays, plan: OpeningPlan, when: date) -> _Today:
    asked, found = days.openings, _Today()
    shut = {one.outlet: one.closure for one in plan.closures if one.first <= when <= one.last}
    takes = [(one.outlet, one.slot, "") for one in plan.slots if one.outlet not in shut]
    for one in plan.relays:
        offer = asked.relay[one.relay]
        if shut.get(offer.outlet) == one.closure:
            takes.append((offer.outlet, one.slot, offer.association))
    for name, slot_name, by in takes:
        outlet = asked.outlet[name]
        slot = next(one for one in outlet.slots if one.name == slot_name)
        if days.may_open(outlet, slot, when):
            found.opened.append((outlet, slot))
            found.people[by or outlet.association, slot.half] += slot.people
    return found


def _of_day(scenario: Scenario, today: _Today, when: date) -> Iterator[Finding]:
    asked = scenario.openings
    for (who, half), people in sorted(today.people.items()):
        day = today.opened[0][1].day
        most = asked.at_hand(who, day, half)
        if most is not None and people > most:
            yield violation(
                "opening_people",
                (who,),
                who=scenario.association[who].name,
                found=people,
                limit=most,
                when=dated(when),
            )
    for n, (outlet, slot) in enumerate(today.opened):
        for other, later in today.opened[n + 1 :]:
            if other.id == outlet.id and (
                slot.starts_s < later.ends_s and later.starts_s < slot.ends_s
            ):
                yield violation(
                    "opening_apart",
                    (outlet.id,),
                    who=outlet.label,
                    what=f"{slot.starts}–{slot.ends}",
                    found=f"{later.starts}–{later.ends}",
                    when=dated(when),
                )
