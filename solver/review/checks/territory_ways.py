"""Minutes of a map, told again from positions: on foot, and by car where they are estimated."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from models.places import EARTH_KM, Place
from models.territory import Way
from models.territory_study import TerritoryStudy

Floats = npt.NDArray[np.float64]
SPEEDS = {"centre": (22.0, 30.0), "town": (38.0, 38.0), "rural": (50.0, 50.0)}
"""Kilometres an hour at peak hours and at others, by zone, on the first 12 km; 80 beyond."""
FASTEST_KMH = 130.0
"""Nobody is faster, whatever a table says."""


def minutes_of(study: TerritoryStudy, targets: Sequence[Place]) -> dict[Way, Floats]:
    """Return minutes from areas to some places on foot and by the estimate, (areas, places)."""
    scenario = study.scenario
    start = [zone.place for zone in study.facts.zones]
    km = _road_km(study, start, targets)
    peak = 0 if scenario.travel.peak else 1
    here = np.array([SPEEDS[one.zone][peak] for one in start])
    there = np.array([SPEEDS[one.zone][peak] for one in targets])
    slow = np.minimum.outer(here, there)
    hours = np.where(km <= 12, km / slow, 12 / slow + (km - 12) / 80)
    car = hours * 60 * scenario.travel.safety_factor + scenario.travel.access_min
    car[km == 0] = 0
    # whole seconds, upwards
    car = np.ceil(np.round(car * 60, 6)) / 60
    return {"foot": km / scenario.territory.walk_kmh * 60, "car": car}


def crow_km(start: Sequence[Place], targets: Sequence[Place]) -> Floats:
    """Return kilometres as the crow flies, (start, targets): the chord, then its arc."""
    one, other = _unit(start), _unit(targets)
    chord = np.linalg.norm(one[:, None, :] - other[None, :, :], axis=2)
    found: Floats = 2 * EARTH_KM * np.arcsin(np.clip(chord / 2, 0, 1))
    return found


def _unit(places: Sequence[Place]) -> Floats:
    lat, lon = (np.radians([getattr(one, name) for one in places]) for name in ("lat", "lon"))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _road_km(study: TerritoryStudy, start: Sequence[Place], targets: Sequence[Place]) -> Floats:
    """Return kilometres of ways: half as much again for 3 km, then 35 %, or 60 % over massifs."""
    crow = crow_km(start, targets)
    beyond = np.full(crow.shape, 1.35)
    for barrier in study.scenario.travel.barriers:
        beyond[_crossed(start, targets, barrier.points)] = 1.6
    return np.where(crow <= 3, 1.5 * crow, 4.5 + beyond * (crow - 3))


def _crossed(
    start: Sequence[Place], targets: Sequence[Place], line: Sequence[tuple[float, float]]
) -> npt.NDArray[np.bool_]:
    """Tell which straight ways cross a broken line: both ends of each on other sides."""
    a = np.array([(one.lat, one.lon) for one in start])[:, None, :]
    b = np.array([(one.lat, one.lon) for one in targets])[None, :, :]
    found = np.zeros((len(start), len(targets)), dtype=bool)
    for first, last in itertools.pairwise(np.array(line)):
        found |= (_side(first, last, a) * _side(first, last, b) < 0) & (
            _side(a, b, first) * _side(a, b, last) < 0
        )
    return found


def _side(start: Floats, end: Floats, at: Floats) -> Floats:
    """Return on which side of a line points lie: the sign of the cross product."""
    way, to = end - start, at - start
    found: Floats = way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0]
    return found
