"""What lies under a map: outlines of communes that this computer has read, and names.

Without outlines, communes are named at their centres, as far as the table that comes with this
knows them. Everything is drawn from what is there: no map asks anyone for anything.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scenarios.addresses.communes import communes
from scenarios.outlines.kept import Outline, outlines
from service.pages.frame import Frame
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
BARE = Ground()
"""Nothing: the map stands alone."""


def ground_of(frame: Frame, given: Sequence[Outline] | None = None) -> Ground:
    """Return what lies under a map.

    Parameters
    ----------
    given
        Outlines; by default, those that this computer has read, as detailed as the map needs.
    """
    found = outlines(frame.box, frame.px_m) if given is None else given
    drawn = tuple(path for one in found if (path := path_of(frame, one)))
    source = ", ".join(sorted({one.file for one in found})) if drawn else ""
    return Ground(drawn, tuple(_named(frame, found)), source)


def path_of(frame: Frame, outline: Outline) -> str:
    """Return an outline as the data of an SVG path: its rings that reach into the frame."""
    rings = ([frame.at(*at) for at in ring] for ring in outline.rings)
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "z"
        for ring in rings
        if _reaches(frame, ring)
    )


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
    if not found:
        for one in sorted(known.values(), key=lambda one: (-(one.population or 0), one.name)):
            if frame.holds(one.lat, one.lon):
                yield Wanted(*frame.at(one.lat, one.lon), one.name)
        return
    for outline in sorted(found, key=lambda one: (-people.get(one.code, 0), -one.km2, one.name)):
        # the table has a commune's article, and where its town is
        town = known.get(outline.code)
        lat, lon = (outline.lat, outline.lon) if town is None else (town.lat, town.lon)
        if frame.holds(lat, lon):
            reach = NEAR * math.sqrt(outline.km2) * frame.per_km
            name = outline.name if town is None else town.name
            yield Wanted(*frame.at(lat, lon), name, reach=min(reach, FURTHEST))
