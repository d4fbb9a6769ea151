"""Made-up outlines: a country of square communes whose borders bend, as GeoJSON."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scenarios.outlines.importing import import_outlines

SOUTH, WEST, SIDE = 43.20, 5.40, 0.06
"""Where the country begins, and how long a commune is, degrees."""
STEPS = 60
"""Points of a side."""
Feature = dict[str, Any]


def bent(lat: float, lon: float) -> tuple[float, float]:
    """Return where a point of a straight border is put, so that borders bend."""
    wave = 0.0015 * math.sin(lat * 250) * math.sin(lon * 200)
    return lat + wave, lon + wave


def squares(rows: int = 4, columns: int = 5) -> dict[str, Any]:
    """Return communes of a grid, coded from 99001, each with the name of its row and column."""
    features = []
    for row in range(rows):
        for column in range(columns):
            south, west = SOUTH + row * SIDE, WEST + column * SIDE
            side = [n / STEPS * SIDE for n in range(STEPS)]
            ring = [
                *((south, west + at) for at in side),
                *((south + at, west + SIDE) for at in side),
                *((south + SIDE, west + SIDE - at) for at in side),
                *((south + SIDE - at, west) for at in side),
            ]
            points = [[round(lon, 6), round(lat, 6)] for lat, lon in (bent(*at) for at in ring)]
            features.append(
                {
                    "type": "Feature",
                    "properties": {
                        "code": str(99001 + row * columns + column),
                        "nom": f"Commune {chr(65 + row)}{column + 1}",
                    },
                    "geometry": {"type": "Polygon", "coordinates": [[*points, points[0]]]},
                }
            )
    return {"type": "FeatureCollection", "features": features}


def written(folder: Path, content: Mapping[str, Any] | None = None, name: str = "pays") -> Path:
    """Write a file of outlines; return its path."""
    path = folder / f"{name}.geojson"
    path.write_text(json.dumps(squares() if content is None else content), encoding="utf-8")
    return path


def read_into(folder: Path, content: Mapping[str, Any] | None = None) -> Path:
    """Return a folder of outlines that were read."""
    kept = folder / "outlines"
    import_outlines(written(folder, content), kept)
    return kept


def spoiled(how: Callable[[list[Feature]], object]) -> dict[str, Any]:
    """Return the communes after something was done to their features."""
    content = squares()
    how(content["features"])
    return content
