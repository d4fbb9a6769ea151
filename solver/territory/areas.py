"""What each area has: what it needs, what is near, its label and its score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.territory import NeedZone, Way
from models.territory_study import AreaClass, AreaResult, Criterion, Near
from solver.territory.problem import Mapped
from solver.territory.score import kept_among_worst, order, ranks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
MOST_NEAR = 5
"""Outlets that are told of each area by the way that counts."""


@dataclass(frozen=True)
class Scored:
    """The score of the areas of which enough is known."""

    criteria: tuple[Criterion, ...]
    of: dict[int, float]
    rank: dict[int, int]
    kept: dict[int, float]


def poverty(zone: NeedZone) -> float | None:
    """Return the share of people in need; none where nobody knows.

    The rate that is published; where people were counted instead, these over all inhabitants.
    """
    if zone.need_low is None and zone.need_high is None:
        return zone.poverty_rate
    if not zone.inhabitants or zone.need is None:
        return zone.poverty_rate
    return min(1.0, (zone.need[1] - zone.camp_people) / zone.inhabitants)


def scored(given: Mapped, places: Floats | None, draws: int, seed: int) -> Scored:
    """Return the score of areas whose people in need are known.

    What is not known of each of them is left out of the score, so that nobody is left out.
    """
    weights = given.asked.weights
    values: dict[Criterion, Floats] = {
        "poverty": np.array([np.nan if (p := poverty(z)) is None else p for z in given.zones]),
        "people": given.high.copy(),
        "way": _nearest(given, given.asked.access_by),
        "places": np.full(len(given.zones), np.nan) if places is None else -places,
    }
    if not len(given.points):
        del values["way"]
    parts: dict[Criterion, float] = {
        "poverty": weights.poverty,
        "people": weights.people,
        "way": weights.way,
        "places": weights.places,
    }
    at = np.flatnonzero(~np.isnan(given.high))
    used = [n for n, one in values.items() if not np.isnan(one[at]).any() and parts[n] > 0]
    if not used or not len(at):
        return Scored((), {}, {}, {})
    table = np.array([ranks(values[name][at]) for name in used]).T
    share = np.array([parts[name] for name in used])
    scores = table @ (share / share.sum())
    people = given.asks[at]
    kept = kept_among_worst(table, people, given.asked.worst, draws, seed)
    return Scored(
        tuple(used),
        {int(n): float(one) for n, one in zip(at, scores, strict=True)},
        {int(at[n]): place for place, n in enumerate(order(scores, people), start=1)},
        {int(n): float(one) for n, one in zip(at, kept, strict=True)},
    )


def area_results(given: Mapped, places: Floats | None, found: Scored) -> Iterator[AreaResult]:
    """Yield each area, in the order of the facts."""
    nearest = _nearest(given, given.asked.access_by)
    for n, zone in enumerate(given.zones):
        need = zone.need
        near = tuple(_near(given, n))
        ended = np.isfinite(nearest[n])
        yield AreaResult(
            zone=zone.id,
            need_low=None if need is None else need[0],
            need_high=None if need is None else need[1],
            near=near,
            nearest=given.points[_first(given, n)].id if ended else None,
            nearest_min=float(nearest[n]) if ended else None,
            places=None if places is None else float(places[n]),
            label=label(given, n),
            score=found.of.get(n),
            rank=found.rank.get(n),
            kept=found.kept.get(n),
        )


def label(given: Mapped, n: int) -> AreaClass:
    """Return the label of an area."""
    if not given.points:
        return "unknown"
    if given.within("foot")[n].any() or given.within("bus")[n].any():
        return "near"
    return "car_only" if given.within("car")[n].any() else "far"


def _nearest(given: Mapped, way: Way) -> Floats:
    minutes = given.reach.to_points.get(way)
    if minutes is None:
        return np.full(len(given.zones), np.inf)
    found: Floats = minutes.min(axis=1, initial=np.inf)
    return found


def _first(given: Mapped, n: int) -> int:
    return int(np.argmin(given.reach.to_points[given.asked.access_by][n]))


def _near(given: Mapped, n: int) -> Iterator[Near]:
    """Yield the nearest outlets of an area, by id."""
    those: set[int] = set()
    for way, minutes in given.reach.to_points.items():
        by = np.argsort(minutes[n], kind="stable")
        many = MOST_NEAR if way == given.asked.access_by else 1
        those |= {int(one) for one in by[:many] if np.isfinite(minutes[n, one])}
    for one in sorted(those):
        yield Near(
            point=given.points[one].id,
            foot_min=float(given.reach.to_points["foot"][n, one]),
            car_min=float(given.reach.to_points["car"][n, one]),
            bus_min=_bus(given, n, one),
        )


def _bus(given: Mapped, n: int, one: int) -> float | None:
    minutes = given.reach.to_points.get("bus")
    if minutes is None or not np.isfinite(minutes[n, one]):
        return None
    return float(minutes[n, one])
