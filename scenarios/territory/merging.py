"""Rows of several lists that are one outlet: by SIRET or RNA, else by name and distance.

What only looks alike is kept apart and told: someone must say. Rows are taken in the order of the
lists; the freshest row says what several say, the others what it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np
from scipy.spatial import cKDTree

from models.letters import bare
from models.places import km_between
from models.territory_study import Merged
from scenarios.territory.outlet_lists import Listed

SAME_M, NEAR_M = 150.0, 1000.0
"""Rows of one name are one outlet within the first; within the second they may be."""
DOOR_M = 40.0
"""Rows of names a little alike may be one where they stand so near."""
SAME, ALIKE = 0.86, 0.6
"""Likeness of names, from 0 to 1."""
EARTH_M = 6_371_000.0
_EMPTY = frozenset(
    (
        *("le", "la", "les", "l", "de", "du", "des", "d", "et", "a", "au", "aux", "en", "sur"),
        *("association", "asso", "centre"),
    )
)


@dataclass(frozen=True)
class Group:
    """Rows that are one outlet, the freshest first."""

    rows: tuple[Listed, ...]


@dataclass(frozen=True)
class Pair:
    """Two rows, why they are one or may be, and how far apart they stand."""

    one: int
    other: int
    by: str
    metres: int


def merged(rows: Sequence[Listed]) -> tuple[list[Group], list[Pair]]:
    """Return rows put together, and every pair that is one or looks so, by row."""
    root = list(range(len(rows)))

    def top(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    found = []
    for pair in _pairs(rows):
        found.append(pair)
        if pair.by != "doubt":
            one, other = sorted((top(pair.one), top(pair.other)))
            root[other] = one
    groups: dict[int, list[int]] = {}
    for n in range(len(rows)):
        groups.setdefault(top(n), []).append(n)
    kept = [pair for pair in found if pair.by != "doubt" or top(pair.one) != top(pair.other)]
    made = [
        Group(tuple(sorted((rows[n] for n in those), key=_freshness))) for those in groups.values()
    ]
    return made, kept


def _freshness(row: Listed) -> tuple[int, str, int]:
    return (-(row.updated or date.min).toordinal(), row.list, row.line)


def _pairs(rows: Sequence[Listed]) -> Iterator[Pair]:
    """Yield pairs that are one outlet or may be, each once, in the order of rows."""
    if len(rows) < 2:
        return
    at = np.radians([(row.lat, row.lon) for row in rows])
    flat = np.column_stack([at[:, 0], at[:, 1] * np.cos(np.median(at[:, 0]))]) * EARTH_M
    near = {tuple(sorted(map(int, one))) for one in cKDTree(flat).query_pairs(NEAR_M * 1.05)}
    for key in ("siret", "rna"):
        by: dict[str, list[int]] = {}
        for n, row in enumerate(rows):
            if getattr(row, key):
                by.setdefault(getattr(row, key), []).append(n)
        near |= {(those[0], other) for those in by.values() for other in those[1:]}
    for one, other in sorted(near):
        why = _why(rows[one], rows[other])
        if why is not None:
            yield Pair(one, other, *why)


def _why(one: Listed, other: Listed) -> tuple[str, int] | None:
    """Return why two rows are one outlet, or may be; none where they are two."""
    metres = round(1000 * km_between((one.lat, one.lon), (other.lat, other.lon)))
    unsure = one.assumed or other.assumed
    for key in ("siret", "rna"):
        mine, its = getattr(one, key), getattr(other, key)
        if mine and mine == its:
            # an association has one number for several outlets
            return (key if metres <= NEAR_M or unsure else "doubt"), metres
    if one.mode and other.mode and one.mode != other.mode:
        return None
    alike = likeness(one.label, other.label)
    differ = bool(one.siret and other.siret)
    if alike >= SAME and metres <= (NEAR_M if unsure else SAME_M) and not differ:
        return ("doubt" if unsure and metres > SAME_M else "name"), metres
    if alike >= SAME and metres <= NEAR_M:
        return "doubt", metres
    if alike >= ALIKE and metres <= DOOR_M:
        return "doubt", metres
    return None


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1: words in any order, small words left out.

    Examples
    --------
    >>> likeness("Les Restos du Cœur d'Arles", "RESTOS DU COEUR - Arles")
    1.0
    >>> likeness("Secours populaire", "Secours catholique") < 0.86
    True
    """
    mine, its = _words(one), _words(other)
    if not mine or not its:
        return 0.0
    if mine == its:
        return 1.0
    text, other_text = " ".join(sorted(mine)), " ".join(sorted(its))
    matcher = SequenceMatcher(None, text, other_text, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


@lru_cache(maxsize=100_000)
def _words(text: str) -> frozenset[str]:
    plain = bare(text.casefold().replace("œ", "oe"))
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _EMPTY


def told(
    rows: Sequence[Listed], pairs: Sequence[Pair], ids: dict[tuple[str, int], str]
) -> Iterator[Merged]:
    """Yield what was merged, and what may have to be, as a study tells it."""
    for pair in pairs:
        one, other = rows[pair.one], rows[pair.other]
        yield Merged.model_validate(
            {
                "point": ids[one.list, one.line],
                "other": f"{other.label} ({other.list})",
                "by": pair.by,
                "metres": pair.metres,
            }
        )
