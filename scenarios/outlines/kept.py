"""The outlines that this computer has read: those that a map shows, as detailed as it needs."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.folders import default_folder
from scenarios.kept_files import KEPT, KeptFile, kept_files

FOLDER = "RAMASSE_OUTLINES"
"""A setting of the computer: the folder of the outlines (the user's cache when unset)."""
FORM = 1
"""Of a file of outlines that was read; one of another form is read from its source again."""
SCALE = 100_000
"""Whole numbers in a degree, as points are kept: about a metre."""
SEEN = 0.75
"""How many pixels what was simplified away may be, at most."""
Box = tuple[float, float, float, float]
"""South, north, west, east, degrees."""


@dataclass(frozen=True)
class Outline:
    """A commune or sector."""

    code: str
    name: str
    lat: float
    lon: float
    """Where its name has the most room."""
    km2: float
    rings: tuple[tuple[tuple[float, float], ...], ...]
    """Each of (lat, lon), closed; what two of them hold is a hole."""
    file: str
    """The file that it was read from."""


@dataclass(frozen=True)
class OutlineFile(KeptFile):
    """A file of outlines that was read."""

    @property
    def zones(self) -> int:
        """How many outlines it has."""
        return int(self.about.get("zones", 0))


def outlines_folder() -> Path:
    """Return where outlines are kept."""
    given = os.environ.get(FOLDER, "").strip()
    return Path(given) if given else default_folder("outlines")


def outline_files(folder: Path | None = None) -> tuple[OutlineFile, ...]:
    """Return the files of a folder by name; those of an earlier form are passed over."""
    return kept_files(folder or outlines_folder(), FORM, OutlineFile)


def outlines(
    within: Box, px_m: float, files: Sequence[OutlineFile] | None = None
) -> tuple[Outline, ...]:
    """Return the outlines that a map shows, by code; a code of several files is the first one's.

    Parameters
    ----------
    within
        What the map shows.
    px_m
        Metres that a pixel of it is: so detailed they are, no more.
    files
        Where they are; by default, those of this computer.
    """
    found: dict[str, Outline] = {}
    for one in outline_files() if files is None else files:
        for outline in _within(one, within, px_m):
            found.setdefault(outline.code, outline)
    return tuple(found[code] for code in sorted(found))


def outlines_of(
    codes: Sequence[str], px_m: float, files: Sequence[OutlineFile] | None = None
) -> dict[str, Outline]:
    """Return the outlines of some codes, as far as they are known."""
    found: dict[str, Outline] = {}
    wanted = tuple(sorted(codes))
    for one in outline_files() if files is None else files:
        for outline in _coded(one, wanted, px_m):
            found.setdefault(outline.code, outline)
    return found


@lru_cache(maxsize=KEPT)
def _level(file: OutlineFile, px_m: float) -> float:
    """Return the coarsest level at which nothing that could be seen is missing, else the finest."""
    there = [float(str(row[0])) for row in file.rows("SELECT DISTINCT level_m FROM rings")]
    return max((one for one in there if one <= SEEN * px_m), default=min(there, default=0.0))


ZONES = "SELECT code, name, lat, lon, km2, rings FROM zones JOIN rings USING (code) WHERE level_m=?"


@lru_cache(maxsize=KEPT)
def _within(file: OutlineFile, within: Box, px_m: float) -> tuple[Outline, ...]:
    south, north, west, east = within
    query = f"{ZONES} AND north>=? AND south<=? AND east>=? AND west<=?"
    return _read(file, file.rows(query, (_level(file, px_m), south, north, west, east)))


@lru_cache(maxsize=KEPT)
def _coded(file: OutlineFile, codes: tuple[str, ...], px_m: float) -> tuple[Outline, ...]:
    wanted = set(codes)
    found = file.rows(ZONES, (_level(file, px_m),))
    return _read(file, [row for row in found if row[0] in wanted])


def _read(file: OutlineFile, rows: Sequence[tuple[object, ...]]) -> tuple[Outline, ...]:
    return tuple(
        Outline(
            str(code),
            str(name),
            float(str(lat)),
            float(str(lon)),
            float(str(km2)),
            tuple(_ring(ring) for ring in json.loads(str(rings))),
            file.name,
        )
        for code, name, lat, lon, km2, rings in rows
    )


def _ring(flat: Sequence[int]) -> tuple[tuple[float, float], ...]:
    return tuple((lat / SCALE, lon / SCALE) for lon, lat in zip(flat[::2], flat[1::2], strict=True))
