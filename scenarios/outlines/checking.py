"""A GeoJSON file of outlines, checked: every zone closed, named, in degrees, north where it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.base import Text
from models.unread import why_unread
from scenarios.faults import Fault, ScenarioError, choices, shown
from scenarios.outlines import words
from scenarios.positions.lambert import is_lambert, to_degrees
from scenarios.positions.territories import in_france
from tabular import TableError
from tabular.letters import decoded

Ring = list[tuple[float, float]]
"""Points (longitude, latitude) in degrees; the last is the first."""
CODES = (
    *("code", "insee", "code_insee", "insee_com", "codgeo", "depcom", "code_iris", "dcomiris"),
    *("code_commune", "com_code", "code_officiel_commune", "id"),
)
NAMES = (
    "nom",
    "name",
    "nom_com",
    "libgeo",
    "nom_iris",
    "libelle",
    "label",
    "com_name",
    "nom_officiel",
)
"""Names of properties that hold a code and a name, the first one found; capitals do not matter."""
MOST_BYTES = 100_000_000
MOST_ZONES = 50_000
MOST_POINTS, MOST_NUMBERS = 2_500_000, 8_000_000
"""Lists and blocks, and values between commas, of a file: what it takes to read grows with them."""
MOST_LETTERS = 200
"""Of a name or code."""
MOST_TOLD = 10
LARGEST_CODE, BEYOND = 10**20, 1e9
"""No number is a code from here on, and none a coordinate, in metres either."""
FEWEST = 4
"""Points of a ring that is closed: a triangle's three, and the first again."""
DEGREES = ("crs84", "epsg:4326", "epsg::4326", "4171")
"""What a reference system in degrees is called by; RGF93 (4171) is the same within a metre."""


@dataclass
class RawZone:
    """A zone as the file has it."""

    code: str
    name: str
    polygons: list[list[Ring]] = field(default_factory=list)
    """Each the outer ring, then its holes."""


@dataclass
class Checked:
    """What a file holds."""

    zones: list[RawZone]
    without: int
    """Zones without any outline, which are left out."""


def checked(source: Path) -> Checked:
    """Return the zones of a file.

    Raises
    ------
    ScenarioError
        It is no file of outlines in degrees; all its faults at once, ten at most.
    """
    label = str(source)
    try:
        if source.stat().st_size > MOST_BYTES:
            raise _one(label, words.TOO_LARGE.format(most=MOST_BYTES // 1_000_000))
        content = source.read_bytes()
    except OSError as error:
        raise _one(label, why_unread(source, error)) from error
    return _Checking(label).read(_parsed(label, content))


def _one(place: str, text: Text) -> ScenarioError:
    return ScenarioError([Fault(place=place, path="", text=text)])


def _parsed(label: str, content: bytes) -> Mapping[str, Any]:
    for start, name in STARTS.items():
        if content.startswith(start):
            raise _one(label, words.OTHER_FORM.format(form=name))
    if (
        content.count(b"[") + content.count(b"{") > MOST_POINTS
        or content.count(b",") > MOST_NUMBERS
    ):
        raise _one(label, words.TOO_FINE.format(most=MOST_POINTS))
    try:
        found = json.loads(decoded(content))
    except json.JSONDecodeError as error:
        raise _one(f"{label}:{error.lineno}", words.NO_JSON) from error
    except (TableError, RecursionError, ValueError) as error:
        # a number of thousands of digits is one, too
        raise _one(label, words.NO_JSON) from error
    if isinstance(found, dict) and found.get("type") == "Topology":
        raise _one(label, words.OTHER_FORM.format(form="TopoJSON"))
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise _one(label, words.NO_COLLECTION)
    if not isinstance(found.get("features"), list) or not found["features"]:
        raise _one(label, words.NO_ZONE)
    if len(found["features"]) > MOST_ZONES:
        raise _one(label, words.TOO_MANY.format(most=MOST_ZONES, found=len(found["features"])))
    return found


STARTS = {
    b"PK\x03\x04": "zip",
    b"\x00\x00\x27\x0a": "Shapefile",
    b"SQLite format 3": "GeoPackage",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
}
"""How files of other forms begin."""


class _Checking:
    """The features of one file, being read."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.faults: list[Fault] = []
        self.zones: dict[str, RawZone] = {}
        self.without = 0

    def read(self, content: Mapping[str, Any]) -> Checked:
        """Return the zones, or refuse them with what is wrong."""
        features = content["features"]
        code_key, name_key = self._keys(features)
        if not self.faults:
            self._reference(content)
        for number, feature in enumerate(features, start=1):
            if len(self.faults) >= MOST_TOLD:
                break
            self._feature(number, feature, code_key, name_key)
        if not self.faults and not self.zones:
            self._say(words.NO_ZONE)
        if self.faults:
            raise ScenarioError(dict.fromkeys(self.faults))
        return Checked(list(self.zones.values()), self.without)

    def _say(self, text: Text) -> None:
        if len(self.faults) < MOST_TOLD:
            self.faults.append(Fault(place=self.label, path="", text=text))

    def _keys(self, features: Sequence[Any]) -> tuple[str, str]:
        """Return which properties hold the code and the name; a file may have one of them."""
        there: dict[str, str] = {}
        for one in features:
            held = one.get("properties") if isinstance(one, dict) else None
            for key in held if isinstance(held, dict) else ():
                there.setdefault(str(key).lower(), str(key))
        code = next((there[key] for key in CODES if key in there), "")
        name = next((there[key] for key in NAMES if key in there), "")
        if not name:
            found = choices(map(_text, there.values()), 12)
            self._say(words.NO_NAME.format(found=found, expected=choices(NAMES)))
        return code, name

    def _reference(self, content: Mapping[str, Any]) -> None:
        """Refuse a reference system that the file says is not in degrees."""
        said = content.get("crs")
        held = said.get("properties") if isinstance(said, dict) else None
        name = str(held.get("name", "")) if isinstance(held, dict) else ""
        if name and not any(one in name.lower() for one in DEGREES):
            self._say(words.REFERENCE.format(found=shown(name)))

    def _feature(self, number: int, feature: object, code_key: str, name_key: str) -> None:
        held = feature.get("properties") if isinstance(feature, dict) else None
        properties = held if isinstance(held, dict) else {}
        name = _text(properties.get(name_key))
        code = _text(properties.get(code_key)) or name
        which = words.WHICH.format(number=number, name=name or code or "–")
        if name_key and not name:
            self._say(words.NAMELESS.format(which=which, key=_text(name_key)))
            return
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if geometry is None:
            self.without += 1
            return
        polygons = self._polygons(which, geometry)
        if polygons is None:
            return
        before = self.zones.get(code)
        if before is not None and before.name != name:
            self._say(words.CODE_TWICE.format(which=which, code=code, other=before.name))
            return
        self.zones.setdefault(code, RawZone(code, name)).polygons.extend(polygons)

    def _polygons(self, which: Text, geometry: object) -> list[list[Ring]] | None:
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        told = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if kind not in ("Polygon", "MultiPolygon"):
            self._say(words.NO_OUTLINE.format(which=which, found=shown(kind)))
            return None
        polygons = [told] if kind == "Polygon" else told
        if not isinstance(polygons, list) or not polygons or not all(map(_filled, polygons)):
            self._say(words.EMPTY.format(which=which))
            return None
        found: list[list[Ring]] = []
        for polygon in polygons:
            rings: list[Ring] = []
            for ring in polygon:
                points = self._ring(which, ring)
                if points is None:
                    return None
                rings.append(points)
            found.append(rings)
        return found

    def _ring(self, which: Text, ring: object) -> Ring | None:
        points = list(_points(ring)) if isinstance(ring, list) else []
        if not points or None in points:
            self._say(words.NO_NUMBERS.format(which=which))
            return None
        sound = [one for one in points if one is not None]
        wrong = next(filter(None, (_misplaced(which, *one) for one in _extremes(sound))), None)
        if wrong is not None:
            self._say(wrong)
            return None
        if len(sound) < FEWEST:
            self._say(words.TOO_FEW.format(which=which, found=len(sound)))
            return None
        if sound[0] != sound[-1]:
            first, last = (f"{lon:.5f}, {lat:.5f}" for lon, lat in (sound[0], sound[-1]))
            self._say(words.NOT_CLOSED.format(which=which, first=first, last=last))
            return None
        return sound


def _filled(polygon: object) -> bool:
    return isinstance(polygon, list) and bool(polygon)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    if isinstance(value, int) and abs(value) >= LARGEST_CODE:
        return ""
    # half a letter, as JSON may have, can be written nowhere
    said = str(value).encode("utf-8", "replace").decode().replace("\0", "")
    return " ".join(said.split())[:MOST_LETTERS]


def _points(ring: Sequence[object]) -> Iterator[tuple[float, float] | None]:
    for one in ring:
        if not isinstance(one, list) or len(one) < 2:
            yield None
            return
        x, y = _number(one[0]), _number(one[1])
        if x is None or y is None:
            yield None
            return
        yield x, y


def _number(value: object) -> float | None:
    """Return a coordinate; none of what is none, nor of a number that is none either."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) < BEYOND:
        return None
    return float(value)


def _extremes(ring: Ring) -> Ring:
    """Return points between which all others lie, the first point before the others."""
    east, north = [x for x, _ in ring], [y for _, y in ring]
    return [ring[0], (min(east), min(north)), (max(east), max(north))]


def _misplaced(which: Text, x: float, y: float) -> Text | None:
    """Return what is wrong with a point that should be (longitude, latitude)."""
    found = f"[{x:g}, {y:g}]"
    if is_lambert(x, y):
        lat, lon = to_degrees(x, y)
        return words.LAMBERT.format(which=which, found=found, lat=f"{lat:.4f}", lon=f"{lon:.4f}")
    if abs(x) <= 180 and abs(y) <= 180 and in_france(x, y) and not in_france(y, x):
        return words.SWAPPED.format(which=which, found=found)
    if abs(x) > 180 or abs(y) > 90:
        return words.NOT_DEGREES.format(which=which, found=found)
    return None
