"""The sites of a scenario whose point is doubtful, and the point that was probably meant.

What is compared: with the other sites, with the boxes of the communes of the table, and with the
boxes of the parts of France. A site far from France is no fault by itself: a town may lie anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from models.places import Place, km_between
from models.scenario import Scenario
from scenarios.addresses.communes import Commune, commune
from scenarios.positions.territories import in_france
from scenarios.records import Loc, records_within

Doubt = Literal["zero", "swapped", "sign", "far", "outside"]
Point = tuple[float, float]
ZERO_DEG = 0.01
SURE_KM = 300.0
"""A point so far from its town, with one near it that explains it, cannot be right."""
FAR_KM, FAR_TIMES = 80.0, 6.0
"""A point is far from the others beyond this, and this many times their usual distance."""
NEAR_KM, NEAR_TIMES = 40.0, 3.0
"""A point explains another within this of the others, or this many times their usual distance."""
OUTSIDE_KM = 1.5
"""How far from the box of its commune a point may be: stores stand at limits."""
OTHER_TOWN_KM = 60.0
"""Beyond this from the commune of the table, one of the same name elsewhere is meant, but where the
other sites are near that commune."""
FEW = 12
"""Sites up to which each is compared with the others alone."""


@dataclass(frozen=True)
class Site:
    """A place of a scenario, and whose it is."""

    loc: Loc
    """Of the place."""
    id: str
    name: str
    place: Place

    @property
    def at(self) -> Point:
        """Its point."""
        return self.place.lat, self.place.lon


@dataclass(frozen=True)
class Suspect:
    """A site whose point is doubtful."""

    site: Site
    doubt: Doubt
    meant: Point | None
    """The point that was probably meant, none when there is no telling."""
    km: float
    """From the other sites, or from its commune where it is outside."""
    sure: bool
    """Whether it cannot be right."""


@dataclass(frozen=True)
class _Town:
    """Where sites are, but those that are not to be trusted."""

    centre: Point | None
    usual_km: float

    def km(self, at: Point) -> float:
        return 0.0 if self.centre is None else km_between(at, self.centre)


def sites(scenario: Scenario) -> tuple[Site, ...]:
    """Return every place of a scenario, of whatever system: stores, depots, homes, points."""
    found = []
    holders = dict(records_within(scenario))
    for loc, record in holders.items():
        if isinstance(record, Place):
            holder = holders[loc[:-1]]
            name = str(getattr(holder, "id", loc[-2] if len(loc) > 1 else ""))
            found.append(Site(loc, name, str(getattr(holder, "label", name)), record))
    return tuple(found)


def suspects(scenario: Scenario) -> tuple[Suspect, ...]:
    """Return the sites whose point is doubtful, in the order of the scenario.

    None where all are at 0/0 and said to be assumed: a town without positions, whose travel times
    are given otherwise.
    """
    found = sites(scenario)
    if all(_is_zero(one.at) and one.place.assumed for one in found):
        return ()
    return tuple(_suspects(found))


def _suspects(found: Sequence[Site]) -> Iterator[Suspect]:
    trusted = _trusted(found)
    whole = _town([at for _, at in trusted])
    for site in found:
        town = whole
        if len(found) <= FEW:
            town = _town([at for other, at in trusted if other is not site])
        known = commune(site.place.commune)
        doubt = _doubt(site, town, known)
        if doubt is not None:
            yield doubt


def _trusted(found: Sequence[Site]) -> list[tuple[Site, Point]]:
    """Return the points that say where the town is."""
    levels = (
        [(one, one.at) for one in found if _in_commune(one.at, commune(one.place.commune))],
        [(one, one.at) for one in found if in_france(*one.at)],
        # both columns taken for one another
        [
            (one, one.at[::-1])
            for one in found
            if not in_france(*one.at) and in_france(*one.at[::-1])
        ],
    )
    for level in levels:
        if 2 * len(level) >= len(found) or (level and level is levels[0]):
            return level
    return [(one, one.at) for one in found if not _is_zero(one.at)]


def _town(points: Sequence[Point]) -> _Town:
    if not points:
        return _Town(None, 0.0)
    centre = (median(lat for lat, _ in points), median(lon for _, lon in points))
    return _Town(centre, median(km_between(one, centre) for one in points))


def _doubt(site: Site, town: _Town, known: Commune | None) -> Suspect | None:
    lat, lon = site.at
    km = town.km(site.at)
    if _is_zero(site.at):
        return Suspect(site, "zero", None, km, True)
    if _in_commune(site.at, known):
        return None
    away = known.outside_km(lat, lon) if known is not None else 0.0
    far = km > max(FAR_KM, FAR_TIMES * town.usual_km)
    if far or (town.centre is None and away > OTHER_TOWN_KM):
        distance = km if far else away
        for doubt, meant in _meant(site.at):
            if _explains(meant, town, known):
                return Suspect(site, doubt, meant, distance, distance > SURE_KM)
        if 0.0 in site.at:
            return Suspect(site, "zero", None, distance, distance > SURE_KM)
        return Suspect(site, "far", None, distance, False)
    if away > OUTSIDE_KM and (away <= OTHER_TOWN_KM or _is_of(town, known)):
        return Suspect(site, "outside", None, away, False)
    return None


def _is_of(town: _Town, known: Commune | None) -> bool:
    """Tell whether the town lies at a commune of the table: no namesake elsewhere is meant."""
    if town.centre is None or known is None:
        return False
    return known.outside_km(*town.centre) <= OTHER_TOWN_KM


def _meant(at: Point) -> Iterator[tuple[Doubt, Point]]:
    """Yield the points that may have been meant by another."""
    lat, lon = at
    yield "sign", (lat, -lon)
    yield "sign", (-lat, lon)
    yield "sign", (-lat, -lon)
    for north, east in ((lon, lat), (lon, -lat), (-lon, lat), (-lon, -lat)):
        if abs(north) <= 90:
            yield "swapped", (north, east)


def _explains(at: Point, town: _Town, known: Commune | None) -> bool:
    if known is not None and known.outside_km(*at) <= OUTSIDE_KM:
        return True
    near = max(NEAR_KM, NEAR_TIMES * town.usual_km)
    return town.centre is not None and town.km(at) <= near


def _in_commune(at: Point, known: Commune | None) -> bool:
    return known is not None and known.outside_km(*at) <= OUTSIDE_KM


def _is_zero(at: Point) -> bool:
    return abs(at[0]) < ZERO_DEG and abs(at[1]) < ZERO_DEG
