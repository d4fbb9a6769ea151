"""The rounds of a study as people read them: sorted by day, their loads and their drops."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise

from models.base import Language
from models.calendar import DAY_NUMBER, Day
from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.study import Study
from scenarios.naming import ids_of
from service.words.sentences import capital


def by_day(plan: Plan) -> tuple[tuple[Day, tuple[Round, ...]], ...]:
    """Return the rounds of each day that has some, in the order in which they leave."""
    rounds = sorted(
        plan.rounds, key=lambda one: (DAY_NUMBER[one.day], one.stops[0].leave_s, one.id)
    )
    return tuple((day, tuple(group)) for day, group in groupby(rounds, key=lambda one: one.day))


def label(scenario: Scenario, site: str) -> str:
    """Return what people call a donor or an association."""
    if site in scenario.donor:
        return scenario.donor[site].label
    return scenario.association[site].label


def named(scenario: Scenario, item: Round, language: Language) -> str:
    """Return what people call a round: the day, the shift, the vehicle."""
    when = scenario.when(item.day, item.shift).in_(language)
    return f"{capital(when)}, {scenario.vehicle[item.vehicle].label}"


def file_stems(study: Study, language: Language) -> dict[str, str]:
    """Return how the names of a round's files begin, by its id: as people call it."""
    rounds = study.plan.rounds
    stems = ids_of([named(study.scenario, one, language) for one in rounds], "round")
    return dict(zip((one.id for one in rounds), stems, strict=True))


def driven_km(study: Study, item: Round) -> float:
    """Return the length of a round, km."""
    legs = pairwise(stop.site for stop in item.stops)
    return sum(study.travel.between(*leg)[1] for leg in legs if leg[0] != leg[1]) / 1000


Roads = Mapping[tuple[str, str], tuple[tuple[float, float], ...]]
"""(lat, lon) points from one site to another."""


def way(scenario: Scenario, item: Round, roads: Roads) -> list[tuple[float, float]]:
    """Return the (lat, lon) points of a round, along roads where they are known."""
    found: list[tuple[float, float]] = []
    for a, b in pairwise(item.stops):
        ends = [scenario.sites[site] for site in (a.site, b.site)]
        found += roads.get((a.site, b.site), tuple((place.lat, place.lon) for place in ends))
    return found


def handled_kg(plan: Plan, item: Round, number: int) -> Mapping[str, float]:
    """Return the kg by family that pass through the doors of a vehicle at one of its stops.

    Collect: what is taken; unload: all that was collected since the last unloading; load and
    drop: the shares that leave with this round for the doors that follow, or for this one. A door
    that a round serves twice shows its shares at the first of its drops.
    """
    stop = item.stops[number]
    if stop.kind == "collect":
        return stop.kg
    if stop.kind == "unload":
        return _summed(one.kg for one in _since_unloading(item, number))
    if stop.kind == "drop":
        return _shares(plan, item, {stop.site} if _first_drop(item, number) else set())
    if stop.kind == "load":
        doors = [n for n in _drops_after(item, number) if _first_drop(item, n)]
        return _shares(plan, item, {item.stops[n].site for n in doors})
    return {}


def moved_kg(plan: Plan, item: Round) -> float:
    """Return the kg that a round collects, or that it drops if it collects nothing."""
    kind = "collect" if item.collected else "drop"
    return sum(
        sum(handled_kg(plan, item, number).values())
        for number, stop in enumerate(item.stops)
        if stop.kind == kind
    )


def crates(scenario: Scenario, family: str, kg: float) -> int:
    """Return how many crates hold some food; an almost empty last one does not count."""
    return max(1, math.ceil(kg / scenario.family[family].crate_kg - 0.05))


def left_behind(scenario: Scenario, stop: Stop) -> tuple[str, ...]:
    """Return the families of a pick-up that its round does not take."""
    if stop.pickup is None:
        return ()
    return tuple(name for name in scenario.pickups[stop.pickup].kg if not stop.kg.get(name))


def _since_unloading(item: Round, number: int) -> list[Stop]:
    before = item.stops[:number]
    last = max((n for n, one in enumerate(before) if one.kind == "unload"), default=0)
    return [one for one in before[last:] if one.kind == "collect"]


def _drops_after(item: Round, number: int) -> list[int]:
    found = []
    for n in range(number + 1, len(item.stops)):
        if item.stops[n].kind == "load":
            break
        if item.stops[n].kind == "drop":
            found.append(n)
    return found


def _first_drop(item: Round, number: int) -> bool:
    site = item.stops[number].site
    return not any(one.kind == "drop" and one.site == site for one in item.stops[:number])


def _shares(plan: Plan, item: Round, doors: set[str]) -> Mapping[str, float]:
    return _summed(
        {share.family: share.kg}
        for share in plan.shares
        if share.carried_by == item.id and share.association in doors
    )


def _summed(parts: Iterable[Mapping[str, float]]) -> Mapping[str, float]:
    total: dict[str, float] = {}
    for part in parts:
        for family, kg in part.items():
            total[family] = total.get(family, 0.0) + kg
    return total
