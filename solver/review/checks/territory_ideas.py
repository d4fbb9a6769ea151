"""What ideas and new outlets change, counted again from the minutes of a map, whatever the way."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from models.base import Text
from models.findings import Finding
from models.territory import Way
from models.territory_study import IdeaTried, Sited
from solver.review.checks.territory_places import nearest_of, places_of
from solver.review.checks.territory_world import TerritoryWorld
from solver.review.checks.violations import amount, violation

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
MINUTES, PLACES = 0.05, 1e-6
"""What rounding may make of minutes, and of places for each."""
NOW = Text(fr="Aujourd'hui", en="Today")


def broken_ideas(world: TerritoryWorld) -> Iterator[Finding]:
    """Yield ideas that do not change what they are said to change."""
    supply = world.supply()
    if not supply:
        return
    within = world.within(world.asked.access_by)
    today = places_of(dict(enumerate(world.high)), supply, within)
    real, said = _short(world, today), world.study.people_short
    if said is not None and said != real:
        yield violation("idea_people", (), what=NOW, found=said, limit=real)
    for one in world.study.ideas:
        name, then = world.name_of(one.at), _then(world, one, today)
        short, reached, lowest = _short(world, then), _reached(world, one), _lowest(world, then)
        if short != one.people_short:
            found = one.people_short
            yield violation("idea_people", (one.at,), what=name, found=found, limit=short)
        if reached != one.people_reached:
            found = one.people_reached
            yield violation("idea_reached", (one.at,), what=name, found=found, limit=reached)
        if (one.lowest is None) != (lowest is None) or (
            abs((one.lowest or 0.0) - (lowest or 0.0)) > PLACES
        ):
            values = {"found": _told(one.lowest), "limit": _told(lowest)}
            yield violation("idea_lowest", (one.at,), what=name, **values)


def broken_sitings(world: TerritoryWorld) -> Iterator[Finding]:
    """Yield new outlets that do not give what they are said to give, or more than were asked."""
    for one in world.study.sited:
        then = nearest_of(
            world.before(one.way), world.to_sites(one.way, one.areas), range(len(one.areas))
        )
        real, slack = _worth(world, one, then)
        better = real > one.bound + slack if one.aim == "cover" else real < one.bound - slack
        most = world.asked.new_points
        if abs(real - one.value) > slack or better or len(one.areas) > most:
            yield violation(
                "sited_value",
                one.areas,
                what=", ".join(map(world.name_of, one.areas)),
                found=amount(one.value),
                limit=amount(real),
            )


def _worth(world: TerritoryWorld, one: Sited, then: Floats) -> tuple[float, float]:
    """Return what a siting gives by its aim, and what rounding may make of it."""
    if one.aim == "cover":
        return float(world.low[then <= world.limit_min(one.way)].sum()), 0.5
    if one.aim == "furthest":
        worst = float(then.max())
        return (math.ceil(worst / 5 - 1e-9) * 5.0 if math.isfinite(worst) else worst), 0.5
    some = world.low > 0
    return float(world.low[some] @ then[some]) / max(1.0, float(world.low.sum())), MINUTES


def _then(world: TerritoryWorld, one: IdeaTried, today: dict[int, float]) -> dict[int, float]:
    """Return the places for each in need of each area with an idea."""
    if one.idea == "day":
        near = [world.within(world.asked.access_by)[:, world.point[one.at]]]
    else:
        way: Way = "foot" if one.idea == "stop" else world.asked.access_by
        minutes = world.to_sites(way, (one.at, *one.other_stops))
        near = list((minutes <= world.limit_min(way)).T)
    then = dict(today)
    for those in near:
        asking = float(world.high[those].sum())
        for n in map(int, np.flatnonzero(those)):
            then[n] += one.places / len(near) / asking if asking > 0 else 0.0
    return then


def _reached(world: TerritoryWorld, one: IdeaTried) -> int:
    """Return how many in need can walk to something for the first time."""
    if one.idea == "day":
        return 0
    near: Flags = world.to_sites("foot", (one.at, *one.other_stops)) <= world.asked.foot_max_min
    already = world.within("foot").any(axis=1)
    return round(float(world.low[near.any(axis=1) & ~already].sum()))


def _short(world: TerritoryWorld, places: dict[int, float]) -> int:
    wanted = world.asked.places_wanted / 100
    return round(sum(float(world.high[n]) for n, each in places.items() if each < wanted - 1e-9))


def _lowest(world: TerritoryWorld, places: dict[int, float]) -> float | None:
    asking = [each for n, each in places.items() if world.high[n] > 0]
    return min(asking, default=None)


def _told(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
