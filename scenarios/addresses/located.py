"""The places of a scenario whose point is not typed: found by their address or their commune.

It happens on the tree of the file, once variants and options are applied: what is validated, and
all that planning ever meets, has a point; its ``source`` says how it was found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from typing import Any

from models.base import Language, Text
from models.places import Place
from scenarios.addresses.candidates import CERTAIN, POSSIBLE, Candidate, chosen
from scenarios.addresses.finding import Finder, default_finder
from scenarios.addresses.spelling import town_of
from scenarios.addresses.told import (
    AMBIGUOUS,
    HALF,
    NO_NAME,
    NOWHERE,
    UNKNOWN_COMMUNE,
    UNSURE,
    listed,
    source_of,
)
from scenarios.faults import Complaint, did_you_mean, shown
from scenarios.fields import Slot, records, slot
from scenarios.nodes import Entry, Node, dotted, find, id_of
from scenarios.positions.metres import no_degrees
from scenarios.positions.told import told_of_numbers, told_of_text

POINT = ("lat", "lon")
PLACE = slot(Place)
AMID = (46.5, 2.5)
"""The middle of France, degrees."""
MOST_SHOWN = 5
"""Candidates named in a sentence, at most."""


@dataclass(frozen=True)
class Located:
    """A place whose point was found."""

    path: str
    """Of the place, things by their id."""
    thing: str
    """Id of what has the place."""
    name: str
    """What people call it."""
    asked: str
    """Its address; empty where it has none."""
    found: Candidate
    covered: bool
    """Whether an imported file has addresses of its commune."""
    values: Mapping[str, Any]
    """What the place says of its point from now on."""
    silent: str = ""
    """Why the service on line did not answer, where it was asked and did not."""


@dataclass
class _Locating:
    """One scenario's places, being found."""

    root: Node
    finder: Finder
    language: Language

    def __post_init__(self) -> None:
        self.complaints: list[Complaint] = []
        self.found: list[Located] = []

    def place(self, node: Node, loc: tuple[str | int, ...]) -> Node:
        """Return a place with its point, or with a point that need not be complained of again."""
        if not isinstance(node.value, dict):
            return node
        text = told_of_text(*(_value(node, key) for key in POINT))
        if text is not None:
            self._say(node, (*loc, "lat"), text)
            return _unsaid(node, *POINT)
        if any(_unreadable(node, key) for key in POINT):
            # which is said, and is not that the point lacks a half
            return node
        given = [key for key in POINT if _value(node, key) is not None]
        if len(given) == len(POINT):
            wrong = self._no_degrees(node)
            if wrong is not None:
                self._say(node, (*loc, "lat"), wrong)
                return _unsaid(node, *POINT)
            if _value(node, "commune") is not None:
                return node
            self._say(node, loc, NO_NAME)
            return _unsaid(node, "commune")
        if given:
            missing = POINT[1 - POINT.index(given[0])]
            self._say(node, (*loc, given[0]), HALF.format(found=given[0], missing=missing))
            return _with(node, {missing: Node(node.mark, None, unreadable=True)})
        address, commune = _text(node, "address"), _text(node, "commune")
        if not address and not commune:
            self._say(node, loc, NOWHERE)
            return _unsaid(node, "commune", *POINT)
        return self._found(node, loc, address, commune)

    def _no_degrees(self, node: Node) -> Text | None:
        """Return what is wrong with a point whose numbers cannot be degrees, none if they can."""
        lat, lon = (_value(node, key) for key in POINT)
        if any(isinstance(one, bool) or not isinstance(one, int | float) for one in (lat, lon)):
            return None
        found = no_degrees(lat, lon, _text(node, "commune"))
        return None if found is None else told_of_numbers(found, lat, lon)

    def _found(self, node: Node, loc: tuple[str | int, ...], address: str, commune: str) -> Node:
        path = dotted(self.root, loc)
        candidates = self.finder.find(address, commune) if address else ()
        best = chosen(candidates)
        possible = [one for one in candidates if one.score >= POSSIBLE]
        named = commune or town_of(address).name
        known = not named or self.finder.centre(named) is not None
        close = None if best is not None or known else self.finder.nearest_commune(named)
        if best is None and possible and close is None:
            text = AMBIGUOUS if possible[0].score >= CERTAIN else UNSURE
            listed_ = listed(possible[:MOST_SHOWN])
            self._say(node, (*loc, "address"), text.format(found=shown(address), listed=listed_))
            return _unsaid(node, *(() if commune else ("commune",)), *POINT)
        if best is None:
            best = self.finder.centre(commune) if commune else None
        if best is None:
            remedy = did_you_mean(close) if close is not None else NO_COMMUNE
            text = UNKNOWN_COMMUNE if commune or close is not None else NOWHERE
            where = (*loc, "commune" if commune else "address")
            self._say(node, where, text.format(found=shown(named), remedy=remedy))
            return _unsaid(node, *(() if commune else ("commune",)), *POINT)
        made: dict[str, Any] = {"lat": best.lat, "lon": best.lon}
        if not commune:
            made["commune"] = best.commune
        if best.level == "commune" or _value(node, "assumed") is not None:
            made["assumed"] = best.level == "commune"
        made["source"] = source_of(best, address, self.language)
        covered = self.finder.covers(best.commune)
        thing = find(self.root, loc[:-1]) or node
        name = id_of(thing) or path
        label = _text(thing, "label") or name
        silent = self.finder.online.failed if self.finder.online is not None else ""
        self.found.append(Located(path, name, label, address, best, covered, made, silent))
        return _with(node, {key: Node(node.mark, value) for key, value in made.items()})

    def _say(self, node: Node, loc: tuple[str | int, ...], text: Text) -> None:
        held = find(self.root, loc)
        mark = held.mark if held is not None else node.mark
        self.complaints.append(Complaint(mark, dotted(self.root, loc), text))


def located(
    root: Node, top: Slot, finder: Finder | None = None
) -> tuple[Node, list[Complaint], list[Located]]:
    """Return a tree whose places all have a point, what cannot be found, and what was.

    Parameters
    ----------
    root
        Of a scenario, variants applied.
    top
        What the root must be.
    finder
        Where addresses are looked up; by default, as this computer is set.
    """
    language: Language = "en" if _text(root, "language") == "en" else "fr"
    if not any(_lacks(node) for node in _places(root, top)):
        return root, [], []
    work = _Locating(root, finder or default_finder(), language)
    made = _mapped(root, top, work.place, ())
    return made, work.complaints, work.found


def stood_in(root: Node, top: Slot) -> tuple[Node, list[tuple[str | int, ...]]]:
    """Return a tree in which places that were not found stand amid the others, and which they are.

    So that what else is wrong with a scenario is told along with them; what is told of them then is
    not to be believed.
    """
    known = [
        (float(lat), float(lon))
        for node in _places(root, top)
        for lat, lon in [[_value(node, key) for key in POINT]]
        if isinstance(lat, int | float) and isinstance(lon, int | float)
    ]
    lat, lon = (median(axis) for axis in zip(*(known or [AMID]), strict=True))
    away: list[tuple[str | int, ...]] = []

    def stand(node: Node, loc: tuple[str | int, ...]) -> Node:
        values = {"commune": "–", "lat": lat, "lon": lon}
        lost = [key for key in values if _unreadable(node, key)]
        if not lost:
            return node
        away.append(loc)
        return _with(node, {key: Node(node.mark, values[key]) for key in lost})

    return _mapped(root, top, stand, ()), away


def _lacks(node: Node) -> bool:
    values = [_value(node, key) for key in POINT]
    return _value(node, "commune") is None or not all(
        isinstance(one, int | float) and abs(one) <= most
        for one, most in zip(values, (90, 180), strict=True)
    )


def _places(root: Node, top: Slot) -> list[Node]:
    found: list[Node] = []

    def keep(node: Node, loc: tuple[str | int, ...]) -> Node:
        del loc
        found.append(node)
        return node

    _mapped(root, top, keep, ())
    return found


def _mapped(
    node: Node,
    place: Slot,
    change: Callable[[Node, tuple[str | int, ...]], Node],
    loc: tuple[str | int, ...],
) -> Node:
    """Return a tree with its places changed; the same where nothing changes."""
    if place.kind == "record" and place.annotation is Place:
        return change(node, loc)
    if place.kind == "record" and isinstance(node.value, dict):
        entries = {}
        for key, child in place.keys.items():
            entry = node.value.get(key)
            if entry is None or not leads_to_place(child):
                continue
            made = _mapped(entry.node, child, change, (*loc, key))
            if made is not entry.node:
                entries[key] = replace(entry, node=made)
        return replace(node, value={**node.value, **entries}) if entries else node
    if place.kind == "list" and isinstance(node.value, tuple):
        items = tuple(
            _mapped(one, place.item, change, (*loc, n)) for n, one in enumerate(node.value)
        )
        same = all(one is other for one, other in zip(items, node.value, strict=True))
        return node if same else replace(node, value=items)
    return node


def leads_to_place(place: Slot) -> bool:
    """Tell whether places stand below what may stand somewhere in a file."""
    while place.kind in ("list", "mapping"):
        place = place.item
    return place.kind == "record" and _holds_place(place.annotation)


@cache
def _holds_place(model: Any) -> bool:
    return Place in records(model)


def _value(node: Node, key: str) -> Any:
    held = find(node, (key,))
    return None if held is None else held.value


def _unreadable(node: Node, key: str) -> bool:
    held = find(node, (key,))
    return held is not None and (held.unreadable or held.fault is not None)


def _text(node: Node, key: str) -> str:
    said = _value(node, key)
    return said.strip() if isinstance(said, str) else ""


def _unsaid(node: Node, *keys: str) -> Node:
    """Return a place of which nothing more is said of some values."""
    return _with(node, {key: Node(node.mark, None, unreadable=True) for key in keys})


def _with(node: Node, values: dict[str, Node]) -> Node:
    assert isinstance(node.value, dict)
    entries = {key: Entry(one.mark, one) for key, one in values.items()}
    return replace(node, value={**node.value, **entries})


NO_COMMUNE = Text(
    fr="Importez le fichier d'adresses de votre département, ou donnez la latitude et la "
    "longitude.",
    en="Import the file of addresses of your department, or give the latitude and the longitude.",
)
