"""A small road network as an OpenStreetMap file, that tests write themselves."""

from __future__ import annotations

import gzip
from pathlib import Path

from models.scenario import Scenario
from models.travel import RoadProfile, TravelPolicy
from tests.helpers.scenarios import place, tiny

STEP = 0.01
"""Degrees between the crossings of the square."""
SOUTH, WEST = 43.28, 5.55


def at(row: int, column: int) -> tuple[float, float]:
    """Where a crossing lies."""
    return SOUTH + row * STEP, WEST + column * STEP


def node(row: int, column: int) -> int:
    """The id of a crossing."""
    return 100 + 10 * row + column


def osm() -> str:
    """Crossings on a 3 × 3 square, some streets, and ways that a van may not take.

    Streets follow the rows; column 0 is a primary road, column 2 a one-way street to the north.
    A footway and a private road cut corners; a low bridge leads to a far crossing; another street
    is an island.
    """
    nodes = {node(r, c): at(r, c) for r in range(3) for c in range(3)}
    nodes |= {900: at(1, 5), 910: at(5, 5), 911: at(5, 6)}
    ways = [
        *(
            [
                (10 + r, [node(r, 0), node(r, 1), node(r, 2)], {"highway": "residential"})
                for r in range(3)
            ]
        ),
        (20, [node(0, 0), node(1, 0), node(2, 0)], {"highway": "primary", "maxspeed": "70"}),
        (22, [node(0, 2), node(1, 2), node(2, 2)], {"highway": "residential", "oneway": "yes"}),
        (30, [node(0, 0), node(2, 2)], {"highway": "footway"}),
        (31, [node(0, 0), node(2, 2)], {"highway": "service", "access": "private"}),
        (40, [node(1, 2), 900], {"highway": "tertiary", "maxheight": "2.2"}),
        (50, [910, 911], {"highway": "residential"}),
    ]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="tests">']
    lines += [f'<node id="{n}" lat="{lat}" lon="{lon}"/>' for n, (lat, lon) in nodes.items()]
    for name, refs, tags in ways:
        inside = "".join(f'<nd ref="{ref}"/>' for ref in refs)
        inside += "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items())
        lines.append(f'<way id="{name}">{inside}</way>')
    return "\n".join([*lines, "</osm>"])


def write(path: Path, text: str | None = None) -> Path:
    """Write the network to a file, compressed if its name says so."""
    content = (osm() if text is None else text).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def town(file: str = "roads.osm", **policy: object) -> Scenario:
    """The tiny town moved to crossings of the square."""
    scenario = tiny("hub")
    corners = [at(0, 0), at(2, 2), at(0, 2)]
    spots = [at(1, 1), at(2, 0), at(1, 0), at(2, 1), at(0, 1)]
    travel = TravelPolicy.model_validate({"roads": file, "peak": False, "access_min": 0} | policy)
    return scenario.changed(
        associations=tuple(
            who.changed(place=place(*corner))
            for who, corner in zip(scenario.associations, corners, strict=True)
        ),
        donors=tuple(
            donor.changed(place=place(*spot))
            for donor, spot in zip(scenario.donors, spots, strict=False)
        ),
        travel=travel,
    )


PLAIN = RoadProfile(speed_factor=1.0, off_peak_factor=1.0)
