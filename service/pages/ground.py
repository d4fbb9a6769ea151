"""What lies under a map: outlines of communes that this computer has read, and names.

Without outlines, communes are named at their centres, as far as the table that comes with this
knows them. Everything is drawn from what is there: no map asks anyone for anything.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from scenarios.addresses.communes import communes
from scenarios.outlines.kept import Outline, outlines
from scenarios.territory.city_parts import CITY_PARTS, parts_alone
from service.pages.frame import Frame, Point
from service.pages.placed_names import Wanted


@dataclass(frozen=True)
class Ground:
    """Ready to be drawn under a map, pixels."""

    outlines: tuple[str, ...] = ()
    """One a commune or sector, as the data of an SVG path; what two of its rings hold is a hole."""
    towns: tuple[Wanted, ...] = ()
    """Names, the largest commune first."""
    source: str = ""
    """The files that the outlines are of."""


NEAR = 0.3
"""How far a name may stand from where a commune is, of the side of a square as large as it."""
FURTHEST = 60.0
"""And at most, pixels."""
SEEN_PX = 1.5
"""Points of roads nearer to each other are drawn as one, pixels."""


def ground_of(
    frame: Frame, given: Sequence[Outline] | None = None, zones: Collection[str] = ()
) -> Ground:
    """Return what lies under a map: never a city and its arrondissements, the one on the other.

    Parameters
    ----------
    given
        Outlines; by default, those that this computer has read, as detailed as the map needs.
    zones
        Codes of what is drawn over it: a city that is there has no arrondissements under it.
    """
    found = _once(outlines(frame.box, frame.px_m) if given is None else given, zones)
    drawn = tuple(path for one in found if (path := path_of(frame, one)))
    source = ", ".join(sorted({one.file for one in found})) if drawn else ""
    return Ground(drawn, tuple(_named(frame, found)), source)


def _once(found: Sequence[Outline], zones: Collection[str]) -> Sequence[Outline]:
    """Return the outlines without arrondissements of a city that is drawn, else without the city.

    A city lies under arrondissements that have no outline.
    """
    parts = {str(part) for city in CITY_PARTS if city in zones for part in CITY_PARTS[city]}
    kept = [one for one in found if one.code not in parts]
    cities = parts_alone({one.code for one in kept})
    return [one for one in kept if one.code not in cities]


def path_of(frame: Frame, outline: Outline) -> str:
    """Return an outline as the data of an SVG path: its rings that reach into the frame."""
    rings = ([frame.at(*at) for at in ring] for ring in outline.rings)
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "z"
        for ring in rings
        if _reaches(frame, ring)
    )


def road_paths(frame: Frame, roads: Iterable[Sequence[Point]]) -> tuple[str, ...]:
    """Return roads as the data of SVG paths: those that reach into the frame, as it shows them."""
    found = []
    for line in roads:
        points = [frame.at(*at) for at in line]
        if not points or not _reaches(frame, points):
            continue
        kept = points[:1]
        for at in points[1:-1]:
            if math.dist(at, kept[-1]) >= SEEN_PX:
                kept.append(at)
        kept += points[1:][-1:]
        found.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept))
    return tuple(found)


def _reaches(frame: Frame, ring: Sequence[tuple[float, float]]) -> bool:
    across, down = [x for x, _ in ring], [y for _, y in ring]
    return (
        min(across) <= frame.width
        and max(across) >= 0
        and min(down) <= frame.height
        and max(down) >= 0
    )


def _named(frame: Frame, found: Sequence[Outline]) -> Iterable[Wanted]:
    """Yield the names of communes that the frame shows: where the town is, else in the middle."""
    known = {one.code: one for one in communes()}
    people: dict[str, int] = {one.code: one.population or 0 for one in known.values()}
    outlined = {one.code: one for one in found}
    wanted = {code: (one.name, one.lat, one.lon) for code, one in outlined.items()}
    # the table has a commune's article, and where its town is
    wanted |= {
        code: (one.name, one.lat, one.lon)
        for code, one in known.items()
        if code in outlined or code not in _told_by(outlined)
    }
    km2 = {code: one.km2 for code, one in outlined.items()}

    def rank(code: str) -> tuple[float, float, str]:
        return -people.get(code, 0), -km2.get(code, 0.0), wanted[code][0]

    for code in sorted(wanted, key=rank):
        name, lat, lon = wanted[code]
        if frame.holds(lat, lon):
            reach = NEAR * math.sqrt(km2.get(code, 0.0)) * frame.per_km
            yield Wanted(*frame.at(lat, lon), name, reach=min(reach, FURTHEST))


def _told_by(outlined: Collection[str]) -> set[str]:
    """Return the codes of a city and its arrondissements, where one of them has its outline."""
    return {
        code
        for city, parts in CITY_PARTS.items()
        for codes in [{city, *map(str, parts)}]
        if not codes.isdisjoint(outlined)
        for code in codes
    }
