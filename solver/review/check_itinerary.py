"""The independent checker of a van's visits: every rule, from models alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from models.base import Text, clock
from models.calendar import DAY_NAMES
from models.findings import Finding
from models.itinerary import Itinerary, VisitingVan
from models.itinerary_study import VanOuting, VisitPlan
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.words import HOUSEHOLDS, KG
from solver.review.checks.violations import number, span, violation


def check_itinerary(
    scenario: Scenario, travel: TravelMatrix, plan: VisitPlan
) -> tuple[Finding, ...]:
    """Return every rule that visits break; empty when they can be kept."""
    found: list[Finding] = []
    sound = []
    for outing in plan.outings:
        unknown = list(_unknown(scenario, travel, outing))
        found += unknown
        if not unknown:
            sound.append(outing)
            found += _half_day(scenario, outing)
            found += _way(scenario, travel, outing)
            found += _load(scenario.itinerary, outing)
    found += _twice(scenario, sound)
    found += _weeks(scenario.itinerary, sound)
    return tuple(found)


def _unknown(scenario: Scenario, travel: TravelMatrix, outing: VanOuting) -> Iterator[Finding]:
    asked = scenario.itinerary
    names = [] if outing.van in asked.van else [outing.van]
    names += [] if outing.shift in scenario.shift else [outing.shift]
    names += [
        one.stop
        for one in outing.visits
        if one.stop not in asked.stop or one.stop not in travel.index
    ]
    for name in names:
        yield violation("reference", (outing.van,), who=outing.van, what=name)


def _said(scenario: Scenario, outing: VanOuting) -> Text:
    """Return when an outing is, in words."""
    when, week = scenario.when(outing.day, outing.shift), outing.week + 1
    return Text(fr=f"{when.fr}, semaine {week}", en=f"{when.en}, week {week}")


def _half_day(scenario: Scenario, outing: VanOuting) -> Iterator[Finding]:
    """Yield what is wrong with when a van goes out, and for how long."""
    van = scenario.itinerary.van[outing.van]
    shift, said = scenario.shift[outing.shift], _said(scenario, outing)
    if (outing.day, outing.shift) not in {(one.day, one.shift) for one in van.half_days}:
        yield violation("visit_half_day", (van.id,), who=van.label, found=said)
    if outing.week >= scenario.itinerary.cycle_weeks:
        limit = scenario.itinerary.cycle_weeks
        yield violation("visit_week", (van.id,), who=van.label, found=outing.week + 1, limit=limit)
    out_s = outing.returns_s - outing.leaves_s
    if (
        outing.leaves_s < shift.starts_s
        or outing.returns_s > shift.ends_s
        or out_s > shift.max_min * 60
    ):
        limit_said = f"{span(shift.starts_s, shift.ends_s)}, {shift.max_min} min"
        found = f"{span(outing.leaves_s, outing.returns_s)}, {number(out_s / 60)} min"
        yield violation(
            "visit_shift", (van.id,), who=van.label, what=said, found=found, limit=limit_said
        )
    if len(outing.visits) > van.max_stops:
        yield violation(
            "visit_stops",
            (van.id,),
            who=van.label,
            what=said,
            found=len(outing.visits),
            limit=van.max_stops,
        )


def _way(scenario: Scenario, travel: TravelMatrix, outing: VanOuting) -> Iterator[Finding]:
    """Yield what is wrong along the way: drives again from the base and back."""
    asked = scenario.itinerary
    van, said = asked.van[outing.van], _said(scenario, outing)
    before, now = van.base, outing.leaves_s
    for visit in outing.visits:
        stop = asked.stop[visit.stop]
        where = (van.id, stop.id)
        earliest = now + travel.seconds[travel.index[before]][travel.index[stop.id]]
        if visit.starts_s < earliest:
            yield violation(
                "visit_travel",
                where,
                who=van.label,
                what=said,
                found=f"{stop.label} {clock(visit.starts_s)}",
                limit=clock(earliest),
            )
        stays_s = visit.leaves_s - visit.starts_s
        if stays_s < stop.minutes * 60:
            yield violation(
                "visit_minutes",
                where,
                what=stop.label,
                found=number(stays_s / 60),
                limit=stop.minutes,
            )
        if (
            (stop.days is not None and outing.day not in stop.days)
            or visit.starts_s < stop.opens_s
            or visit.leaves_s > stop.closes_s
        ):
            hours = span(visit.starts_s, visit.leaves_s)
            found = Text(fr=f"{said.fr} {hours}", en=f"{said.en} {hours}")
            yield violation("visit_hours", where, what=stop.label, found=found)
        if stop.parking is None:
            yield violation("visit_parking", where, what=stop.label)
        before, now = stop.id, visit.leaves_s
    back = now + travel.seconds[travel.index[before]][travel.index[van.base]]
    if outing.returns_s < back:
        home = scenario.association[van.base].label
        yield violation(
            "visit_travel",
            (van.id, van.base),
            who=van.label,
            what=said,
            found=f"{home} {clock(outing.returns_s)}",
            limit=clock(back),
        )


def _load(asked: Itinerary, outing: VanOuting) -> Iterator[Finding]:
    """Yield halts that serve too many, and outings that would have to carry too much."""
    van = asked.van[outing.van]
    for visit in outing.visits:
        stop = asked.stop[visit.stop]
        for served, there in (
            (visit.households_low, stop.households_low),
            (visit.households_high, stop.households_high),
        ):
            limit = min(van.households_per_stop, there)
            if served > limit:
                yield violation(
                    "visit_households", (stop.id,), what=stop.label, found=served, limit=limit
                )
    yield from _on_board(asked, van, outing)


def _on_board(asked: Itinerary, van: VisitingVan, outing: VanOuting) -> Iterator[Finding]:
    served = sum(max(one.households_low, one.households_high) for one in outing.visits)
    limits = (
        (served, van.households_per_half_day, HOUSEHOLDS),
        (served * asked.parcel_kg, van.payload_kg, KG),
        (served * asked.parcel_cold_kg, van.cold_kg, Text(fr="kg au froid", en="kg cold")),
    )
    what = DAY_NAMES[outing.day]
    for carried, limit, unit in limits:
        if limit is not None and carried > limit + 1e-6:
            found = Text(fr=f"{number(carried)} {unit.fr}", en=f"{number(carried)} {unit.en}")
            yield violation(
                "visit_load", (van.id,), who=van.label, what=what, found=found, limit=number(limit)
            )


def _twice(scenario: Scenario, outings: list[VanOuting]) -> Iterator[Finding]:
    """Yield vans that are out twice in one half-day, or on hours that overlap."""
    counted = Counter((one.van, one.week, one.day, one.shift) for one in outings)
    said = {(one.van, one.week, one.day, one.shift): _said(scenario, one) for one in outings}
    for key, times in counted.items():
        if times > 1:
            van = scenario.itinerary.van[key[0]]
            yield violation(
                "visit_outing_twice", (van.id,), who=van.label, what=said[key], found=times
            )


def _weeks(asked: Itinerary, outings: list[VanOuting]) -> Iterator[Finding]:
    """Yield stops at which more households are served in a week than there are."""
    served: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for outing in outings:
        for visit in outing.visits:
            sums = served[visit.stop, outing.week]
            sums[0] += visit.households_low
            sums[1] += visit.households_high
    for (name, week), (low, high) in sorted(served.items()):
        stop = asked.stop[name]
        for found, limit in ((low, stop.households_low), (high, stop.households_high)):
            if found > limit:
                yield violation(
                    "visit_week_most",
                    (name,),
                    what=stop.label,
                    when=week + 1,
                    found=found,
                    limit=limit,
                )
