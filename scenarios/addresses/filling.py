"""Points that are found put in what a file says, so that it needs no address file any more."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.addresses.finding import Finder
from scenarios.addresses.located import PLACE, Located, leads_to_place, located
from scenarios.addresses.stamps import is_of_another_address, is_stamp
from scenarios.faults import Complaint, Mark
from scenarios.fields import Slot, slot
from scenarios.nodes import Node, planted
from scenarios.variants import ScenarioFile

POINT = ("lat", "lon")
KEPT = (*POINT, "source", "assumed", "commune")
TOP = slot(ScenarioFile)
NOBODY: Mapping[str, Any] = {}


def filled(
    said: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    finder: Finder | None = None,
    like: Node | None = None,
) -> tuple[dict[str, Any], list[Located], list[Complaint]]:
    """Return what a file says with the points that its addresses mean.

    A point that was found by an address which has changed since is looked up again; one that was
    moved by hand is no longer said to be found by an address. A commune's centre is not put in:
    it is taken again at each reading, so that an address given later counts.

    Parameters
    ----------
    said
        The file's plain content: its base and variants.
    before
        What it said before, where somebody changed it.
    finder
        Where addresses are looked up; by default, as this computer is set.
    like
        The file itself, in which faults then name the places.

    Returns
    -------
    tuple
        The content; the places whose point was found; what keeps others from being found, which
        are left as they are.
    """
    after = copy.deepcopy(dict(said))
    old = {path: place for path, place, _ in places_of(before or {}, TOP)}
    for path, place, _ in places_of(after, TOP):
        _renew(place, old.get(path, {}))
    _, complaints, found = located(planted(after, Mark(""), like), TOP, finder)
    here = {path: place for path, place, _ in places_of(after, TOP)}
    for one in found:
        if one.found.level != "commune" and one.path in here:
            place = here[one.path]
            place |= {key: one.values[key] for key in KEPT if key in one.values}
    return after, found, complaints


def _renew(place: dict[str, Any], old: Mapping[str, Any]) -> None:
    """Forget what a place no longer says of itself: a point, or how it was found."""
    source = str(place.get("source") or "")
    if not source or any(place.get(key) is None for key in POINT):
        if is_stamp(source):
            place.pop("source", None)
        return
    moved = old.get("source") == source and any(old.get(key) != place[key] for key in POINT)
    if moved and is_stamp(source):
        place.pop("source")
    elif is_of_another_address(
        str(place.get("address") or ""), str(place.get("commune") or ""), source
    ):
        for key in (*POINT, "source"):
            place.pop(key, None)


def places_of(
    value: Any, place: Slot, path: str = "", holder: Mapping[str, Any] = NOBODY
) -> Iterator[tuple[str, dict[str, Any], Mapping[str, Any]]]:
    """Yield the places within plain content, the very blocks.

    Yields
    ------
    tuple
        The place's path, things by their id; its block; the block of what has it.
    """
    if place.kind == "record" and place.annotation is PLACE.annotation:
        if isinstance(value, dict):
            yield path, value, holder
    elif place.kind == "record" and isinstance(value, Mapping):
        for key, child in place.keys.items():
            if key in value and leads_to_place(child):
                yield from places_of(value[key], child, f"{path}.{key}" if path else key, value)
    elif place.kind == "list" and isinstance(value, list):
        for n, one in enumerate(value):
            name = one.get("id") if isinstance(one, Mapping) else None
            step = name if isinstance(name, str) else str(n)
            yield from places_of(one, place.item, f"{path}.{step}", holder)
