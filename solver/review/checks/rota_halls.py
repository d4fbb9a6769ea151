"""The reasons for empty places: so few people, and what they do at most, counted again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from models.findings import Finding
from models.rota import Volunteer
from models.rota_study import HallSet, RotaStudy
from solver.review.checks.rota_people import may_do
from solver.review.checks.violations import violation

Part = TypeVar("Part", bound=Hashable)
Whole = TypeVar("Whole", bound=Hashable)


def halls(study: RotaStudy) -> Iterator[Finding]:
    """Yield sets of places that more people can fill than is told, or that leave nothing empty."""
    for one in study.shortages:
        what = f"{', '.join(one.skills) or '–'} {one.day} {one.shift}"
        unknown = any(name not in study.duty for name in one.duties)
        places = 0 if unknown else sum(study.duty[name].places for name in one.duties)
        possible = (
            places
            if unknown
            else sum(at_most(study, who, one) for who in study.scenario.rota.volunteers)
        )
        able = {
            who.id
            for who in study.scenario.rota.volunteers
            if not unknown and any(may_do(study, who, study.duty[name]) for name in one.duties)
        }
        told = (one.places, set(one.people))
        if told != (places, able) or possible > one.at_most or one.at_most >= one.places:
            yield violation(
                "rota_hall", tuple(one.duties[:1]), what=what, found=one.at_most, limit=possible
            )


def at_most(study: RotaStudy, who: Volunteer, hall: HallSet) -> int:
    """Return how many places of a set a person fills at most, caps and decisions held."""
    able: dict[tuple[date, str], bool] = {}
    for name in hall.duties:
        duty = study.duty[name]
        if may_do(study, who, duty):
            able[duty.on, duty.shift] = True
    if not able:
        return 0
    elsewhere: set[tuple[date, str]] = set()
    for one in study.decisions:
        if one.person == who.id and one.rule == "comes":
            named = [duty for duty in study.duties if one.duty in (duty.id, duty.activity)]
            mine = [duty for duty in named if may_do(study, who, duty)]
            if mine and not any(duty.id in hall.duties for duty in mine):
                elsewhere.add((mine[0].on, mine[0].shift))
    halves = dict.fromkeys(elsewhere, (0, 1))
    halves |= {half: (1, 0) for half in able if half not in elsewhere}
    twice = 2 * who.max_per_week
    fortnight = twice if who.max_per_fortnight is None else min(twice, who.max_per_fortnight)
    days = _capped({half: half[0] for half in halves}, halves, who.max_per_day)
    weeks = _capped({day: (day - study.first).days // 7 for day in days}, days, who.max_per_week)
    pairs = _capped({week: week // 2 for week in weeks}, weeks, fortnight)
    return sum(one for one, _ in pairs.values())


def _capped(
    of: Mapping[Part, Whole], parts: Mapping[Part, tuple[int, int]], cap: int
) -> dict[Whole, tuple[int, int]]:
    """Return what is possible, and due elsewhere, of things that have one cap together."""
    found: dict[Whole, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for part, (able, due) in parts.items():
        before = found[of[part]]
        found[of[part]] = (before[0] + able, before[1] + due)
    return {key: (min(able, cap - due), due) for key, (able, due) in found.items()}
