"""Outlines of communes and sectors read once, simplified, and kept to be drawn offline ever after.

Each is kept at a few levels of detail, a few kB each: neighbours are simplified together, so that
the line between them stays one line (coverage simplification after Visvalingam and Whyatt, of the
GEOS library).
"""

from __future__ import annotations

import errno
import json
import math
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.folders import own_folder
from scenarios.outlines.checking import RawZone, checked
from scenarios.outlines.kept import FORM, SCALE

if TYPE_CHECKING:
    import numpy as np

LEVELS_M = (25.0, 100.0, 400.0)
"""How much smaller than the square of this a bend of an outline is for it to go, by level."""
KM_LON, KM_LAT = 111.32, 110.57
SMALLEST = 4.0
"""Islands and holes under so many squares of a level's length go, but the largest part stays."""
TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE zones (code TEXT PRIMARY KEY, name TEXT, lat REAL, lon REAL, km2 REAL,
  south REAL, north REAL, west REAL, east REAL);
CREATE TABLE rings (code TEXT, level_m REAL, rings TEXT, PRIMARY KEY (code, level_m));
"""


@dataclass(frozen=True)
class ImportedOutlines:
    """What was read of a file."""

    kept_in: Path
    zones: int
    without: int
    """Zones of the file that have no outline."""
    mended: int
    """Outlines that crossed themselves."""
    points: tuple[int, int]
    """In the file, and kept for the closest look."""


def import_outlines(source: Path, folder: Path) -> ImportedOutlines:
    """Read a GeoJSON file of outlines, instead of an earlier one of the same name.

    Parameters
    ----------
    source
        A ``FeatureCollection`` of polygons in degrees, each with a name.
    folder
        Where outlines are kept; made when it is not there.

    Raises
    ------
    ScenarioError
        The file cannot be read, or is no file of outlines; nothing is changed.
    OSError
        What was read cannot be written.
    """
    found = checked(source)
    middle = _middle(found.zones)
    shapes, mended = _shapes(found.zones, middle)
    levels = [_simplified(shapes, metres) for metres in LEVELS_M]
    stem = re.sub(r"[^\w-]+", "-", re.sub(r"\.(geo)?json$", "", source.name, flags=re.I))
    own_folder(folder)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".import-") as apart:
        made = Path(apart) / "outlines.sqlite"
        try:
            with closing(sqlite3.connect(made)) as database:
                database.executescript(TABLES)
                about = {"form": FORM, "file": source.name, "zones": len(found.zones)}
                database.executemany("INSERT INTO about VALUES (?,?)", about.items())
                database.executemany(
                    "INSERT INTO zones VALUES (?,?,?,?,?,?,?,?,?)",
                    _zone_rows(found.zones, shapes, middle),
                )
                for metres, simple in zip(LEVELS_M, levels, strict=True):
                    rows = (
                        (zone.code, metres, _written(_rings(shape, metres), middle))
                        for zone, shape in zip(found.zones, simple, strict=True)
                    )
                    database.executemany("INSERT INTO rings VALUES (?,?,?)", rows)
                database.commit()
        except sqlite3.Error as error:
            raise OSError(errno.EIO, str(error)) from error
        target = folder / f"{stem or 'outlines'}.sqlite"
        made.replace(target)
    points = sum(len(ring) for zone in found.zones for part in zone.polygons for ring in part)
    kept = sum(len(ring) for shape in levels[0] for ring in _rings(shape, LEVELS_M[0]))
    return ImportedOutlines(target, len(found.zones), found.without, mended, (points, kept))


def _middle(zones: Sequence[RawZone]) -> float:
    """Return a latitude in the middle of some zones, degrees."""
    lats = [lat for zone in zones for part in zone.polygons for _, lat in part[0]]
    return (min(lats) + max(lats)) / 2


def _shapes(zones: Sequence[RawZone], middle: float) -> tuple[list[Any], int]:
    """Return the zones as sound shapes in kilometres, and how many had to be mended."""
    import shapely

    across = KM_LON * math.cos(math.radians(middle))
    found, mended = [], 0
    for zone in zones:
        parts = [shapely.Polygon(*_flat(part[0], part[1:], across)) for part in zone.polygons]
        shape = shapely.MultiPolygon(parts)
        if not shapely.is_valid(shape):
            shape = _surface(shapely.make_valid(shape))
            mended += 1
        found.append(shape)
    return found, mended


def _flat(
    outer: Sequence[tuple[float, float]],
    holes: Sequence[Sequence[tuple[float, float]]],
    across: float,
) -> tuple[list[tuple[float, float]], list[list[tuple[float, float]]]]:
    def km(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(lon * across, lat * KM_LAT) for lon, lat in ring]

    return km(outer), [km(ring) for ring in holes]


def _surface(shape: Any) -> Any:
    """Return what of a shape is a surface: lines and points, which mending leaves, go."""
    import shapely

    parts = [one for one in shapely.get_parts(shape) if one.geom_type.endswith("Polygon")]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def _simplified(shapes: Sequence[Any], metres: float) -> list[Any]:
    import shapely

    return list(shapely.coverage_simplify(shapes, metres / 1000))


def _rings(shape: Any, metres: float) -> list[np.ndarray]:
    """Return the rings of a shape that are large enough to be seen, its largest in any case."""
    import shapely

    parts = sorted(shapely.get_parts(shape), key=lambda one: -float(one.area))
    least = SMALLEST * (metres / 1000) ** 2
    found = []
    for number, part in enumerate(parts):
        if number and part.area < least:
            continue
        rings = [part.exterior, *part.interiors]
        for n, ring in enumerate(rings):
            if n == 0 or shapely.Polygon(ring).area >= least:
                found.append(shapely.get_coordinates(ring))
    return found


def _written(rings: Sequence[np.ndarray], middle: float) -> str:
    """Return rings as text: longitude and latitude in turn, hundred-thousandths of degrees."""
    across = KM_LON * math.cos(math.radians(middle))
    told = [
        [
            value
            for x, y in ring.tolist()
            for value in (round(x / across * SCALE), round(y / KM_LAT * SCALE))
        ]
        for ring in rings
    ]
    return json.dumps(told, separators=(",", ":"))


def _zone_rows(
    zones: Sequence[RawZone], shapes: Sequence[Any], middle: float
) -> Iterator[tuple[object, ...]]:
    import shapely
    from shapely.ops import polylabel

    across = KM_LON * math.cos(math.radians(middle))
    for zone, shape in zip(zones, shapes, strict=True):
        largest = max(shapely.get_parts(shape), key=lambda one: float(one.area), default=None)
        if largest is None:
            continue
        west, south, east, north = shape.bounds
        # where its name has the most room
        size = math.sqrt(largest.area)
        at = polylabel(largest, tolerance=max(0.01, size / 20))
        yield (
            *(zone.code, zone.name, at.y / KM_LAT, at.x / across, float(shape.area)),
            *(south / KM_LAT, north / KM_LAT, west / across, east / across),
        )
