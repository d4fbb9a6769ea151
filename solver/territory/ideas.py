"""What the same hours of volunteers would change: a day more, an outlet more, van stops.

Each idea is tried wherever it can be; where it changes most is told: most people in need who reach
something on foot for the first time, then fewest below the places wanted, then ids. Stops of one
outing are chosen one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from models.territory import Way
from models.territory_study import Idea, IdeaTried
from solver.territory.problem import Mapped

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
MOST_DAYS = 7.0


def people_short(given: Mapped, places: Floats) -> int:
    """Return how many in need live where the places are below those wanted."""
    wanted = given.asked.places_wanted / 100
    return round(float(given.asks[(places < wanted - 1e-9) & (given.asks > 0)].sum()))


def ideas(given: Mapped, places: Floats) -> Iterator[IdeaTried]:
    """Yield each idea where it changes most.

    Parameters
    ----------
    places : (areas,)
        A week for each in need, today.
    """
    for found in (_day(given, places), _point(given, places), _stops(given, places)):
        if found is not None:
            yield found


def _day(given: Mapped, places: Floats) -> IdeaTried | None:
    """Return at which outlet some days more change most; none where none can open more."""
    asked = given.asked
    within = given.within(asked.access_by)
    shared = given.asks @ within
    best: tuple[tuple[float, ...], int, float, float, Floats] | None = None
    for n, one in enumerate(given.points):
        if one.people_a_day is None or one.days_a_week is None or shared[n] <= 0:
            continue
        days = min(asked.more.hours_a_week / asked.more.day_hours, MOST_DAYS - one.days_a_week)
        if days <= 0:
            continue
        added = days * one.people_a_day
        then = places + within[:, n] * added / shared[n]
        key = (float(people_short(given, then)), -float(added), n)
        if best is None or key < best[0]:
            best = (key, n, days, added, then)
    if best is None:
        return None
    _, n, days, added, then = best
    return _told(given, "day", given.points[n].id, (), days, added, 0, then)


def _point(given: Mapped, places: Floats) -> IdeaTried | None:
    """Return in which area one outlet more changes most."""
    more = given.asked.more
    opens = min(MOST_DAYS, more.hours_a_week / more.new_point_hours)
    added = opens * more.new_point_people
    way = given.asked.access_by
    found = _best_areas(given, places, way, added, 1)
    if found is None:
        return None
    chosen, then = found
    return _told(given, "point", chosen[0], (), opens, added, _reached(given, chosen), then)


def _stops(given: Mapped, places: Floats) -> IdeaTried | None:
    """Return where a van would stop; people walk to it."""
    more = given.asked.more
    outings = min(MOST_DAYS, more.hours_a_week / more.van_hours)
    added = outings * more.van_people
    found = _best_areas(given, places, "foot", added, more.van_stops)
    if found is None:
        return None
    chosen, then = found
    total = added * len(chosen)
    return _told(
        given, "stop", chosen[0], chosen[1:], outings, total, _reached(given, chosen), then
    )


def _best_areas(
    given: Mapped, places: Floats, way: Way, added: float, count: int
) -> tuple[tuple[str, ...], Floats] | None:
    """Return the areas where places change most, one after the other, and places then."""
    near = given.areas_within(way)
    shared = given.asks @ near
    on_foot = given.areas_within("foot")
    without = ~given.within("foot").any(axis=1)
    chosen: list[int] = []
    for _ in range(count):
        best: tuple[tuple[float, ...], int, Floats] | None = None
        for n in range(len(given.zones)):
            if shared[n] <= 0 or n in chosen:
                continue
            then = places + near[:, n] * added / shared[n]
            first = float(given.sure[without & on_foot[:, n]].sum())
            key = (-first, float(people_short(given, then)), n)
            if best is None or key < best[0]:
                best = (key, n, then)
        if best is None:
            break
        chosen.append(best[1])
        places = best[2]
        without &= ~on_foot[:, best[1]]
    return (tuple(given.zones[n].id for n in chosen), places) if chosen else None


def _reached(given: Mapped, chosen: tuple[str, ...]) -> int:
    """Return how many in need reach something on foot for the first time."""
    at = [n for n, one in enumerate(given.zones) if one.id in chosen]
    near = given.areas_within("foot")[:, at].any(axis=1)
    return round(float(given.sure[near & ~given.within("foot").any(axis=1)].sum()))


def _told(
    given: Mapped,
    idea: Idea,
    at: str,
    others: tuple[str, ...],
    openings: float,
    added: float,
    reached: int,
    then: Floats,
) -> IdeaTried:
    asking = given.asks > 0
    return IdeaTried(
        idea=idea,
        at=at,
        other_stops=others,
        openings=openings,
        places=added,
        people_reached=reached,
        people_short=people_short(given, then),
        lowest=float(then[asking].min()) if asking.any() else None,
    )
