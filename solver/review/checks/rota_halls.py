"""The reasons for empty places: so few people, and what they do at most, counted again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

from models.duties import Duty
from models.findings import Finding
from models.rota_study import RotaStudy
from models.volunteers import Volunteer
from solver.review.checks.rota_people import HalfDay, may_do
from solver.review.checks.violations import violation

Part = TypeVar("Part", bound=Hashable)
Whole = TypeVar("Whole", bound=Hashable)


def halls(study: RotaStudy) -> Iterator[Finding]:
    """Yield sets of places that more people can fill than is told, or that leave nothing empty."""
    if not study.shortages:
        return
    table = may_do(study)
    known = study.scenario.rota.volunteer
    of: dict[str, set[str]] = defaultdict(set)
    for person, halves in table.items():
        for duty in (one for duties in halves.values() for one in duties):
            of[duty.id].add(person)
    bound = {person: _due(study, person, halves) for person, halves in table.items()}
    for one in study.shortages:
        what = f"{', '.join(one.skills) or '–'} {one.day} {one.shift}"
        sound = all(name in study.duty for name in one.duties)
        chosen = set(one.duties)
        places = sum(study.duty[name].places for name in chosen) if sound else 0
        able = {person for name in chosen for person in of[name]}
        possible = sum(
            _at_most(study, known[person], chosen, table[person], bound[person]) for person in able
        )
        told = (one.places, set(one.people))
        if told != (places, able) or possible > one.at_most or one.at_most >= one.places:
            yield violation(
                "rota_hall", tuple(one.duties[:1]), what=what, found=one.at_most, limit=possible
            )


def _due(
    study: RotaStudy, person: str, halves: Mapping[HalfDay, list[Duty]]
) -> dict[HalfDay, set[str]]:
    """Return the half-days that decisions take of a person, and the duties they are bound to."""
    found: dict[HalfDay, set[str]] = {}
    for one in study.decisions:
        if one.person == person and one.rule == "comes":
            for half, duties in halves.items():
                named = {duty.id for duty in duties if one.duty in (duty.id, duty.activity)}
                if named:
                    found[half] = found.get(half, set()) | named
    return found


def _at_most(
    study: RotaStudy,
    who: Volunteer,
    chosen: set[str],
    halves: Mapping[HalfDay, list[Duty]],
    bound: Mapping[HalfDay, set[str]],
) -> int:
    """Return how many places of a set a person fills at most, caps and decisions held."""
    parts: dict[HalfDay, tuple[int, int]] = {}
    for half, duties in halves.items():
        due = bound.get(half)
        here = chosen & (due or {duty.id for duty in duties})
        parts[half] = (int(bool(here)), int(bool(due) and not here))
    twice = 2 * who.max_per_week
    fortnight = twice if who.max_per_fortnight is None else min(twice, who.max_per_fortnight)
    days = _capped({half: half[0] for half in parts}, parts, who.max_per_day)
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
