"""Places, scores, sitings and ideas of a map, counted again one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from models.territory import AidPoint, NeedZone, Territory
from models.territory_study import AreaResult, Criterion, TerritoryStudy

Floats = npt.NDArray[np.float64]


def need_of(zone: NeedZone) -> tuple[int, int] | None:
    """Return people in need of an area: counted there, else the rate of its inhabitants."""
    counted = [one for one in (zone.need_low, zone.need_high) if one is not None]
    if counted:
        low = 0 if zone.need_low is None else zone.need_low
        return low + zone.camp_people, counted[-1] + zone.camp_people
    if zone.poverty_rate is None or zone.inhabitants is None:
        return None
    poor = round(zone.poverty_rate * zone.inhabitants) + zone.camp_people
    return poor, poor


def supply_of(point: AidPoint, asked: Territory) -> float | None:
    """Return the places a week of an outlet; none where nobody knows or assumes them."""
    if point.days_a_week is not None and point.people_a_day is not None:
        return point.days_a_week * point.people_a_day
    return None if asked.people_if_unknown is None else float(asked.people_if_unknown)


def places_of(
    demand: Mapping[int, float], supply: Mapping[int, float], within: npt.NDArray[np.bool_]
) -> dict[int, float]:
    """Return the places of each area: of each outlet within its reach, its share of each."""
    each = {}
    for point, places in supply.items():
        near = sum(demand[area] for area in map(int, np.flatnonzero(within[:, point])))
        each[point] = places / near if near > 0 else 0.0
    return {
        area: sum(each[point] for point in map(int, np.flatnonzero(within[area])) if point in each)
        for area in demand
    }


def scores_of(study: TerritoryStudy) -> dict[str, float]:
    """Return the score of each area that has one: by counting who is better placed."""
    weights = study.scenario.territory.weights
    parts = {name: getattr(weights, name) for name in study.criteria}
    zone = {one.id: one for one in study.facts.zones}
    scored = [one for one in study.areas if one.score is not None]
    total = sum(parts.values())
    found = dict.fromkeys([one.zone for one in scored], 0.0)
    for name, part in parts.items():
        values = {one.zone: _value(name, one, zone[one.zone]) for one in scored}
        every = np.array(sorted(values.values()))
        for area, value in values.items():
            better = np.searchsorted(every, value, "left")
            equal = np.searchsorted(every, value, "right") - better
            place = (better + (equal - 1) / 2) / (len(every) - 1) if len(every) > 1 else 0.0
            found[area] += part / total * float(place)
    return found


def _value(name: Criterion, one: AreaResult, zone: NeedZone) -> float:
    """Return how badly an area is placed in one thing."""
    if name == "people":
        return float(one.need_high or 0)
    if name == "way":
        return float("inf") if one.nearest_min is None else one.nearest_min
    if name == "places":
        return -round(one.places or 0.0, 12)
    need = need_of(zone)
    counted = zone.need_low is not None or zone.need_high is not None
    if counted and zone.inhabitants and need is not None:
        return min(1.0, (need[1] - zone.camp_people) / zone.inhabitants)
    return zone.poverty_rate or 0.0


def nearest_of(before: Floats, minutes: Floats, sites: Collection[int]) -> Floats:
    """Return minutes to the nearest outlet once some places have one, (areas,)."""
    found: Floats = before.copy()
    for site in sites:
        found = np.minimum(found, minutes[:, site])
    return found
