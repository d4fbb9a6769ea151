"""What else is wrong with a scenario of which some values cannot be read.

A value whose remedy is known stands as the remedy says; a place that was not found, amid the
others; a room of which another value is false is left out. What is told of these is not to be
believed; what is wrong beside them is told along with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pydantic import ValidationError

from models.fields import refers_of
from models.scenario import Scenario
from scenarios.addresses.located import stood_in
from scenarios.faults import MOST_FAULTS, Complaint
from scenarios.fields import Slot, slot
from scenarios.guesses import guess
from scenarios.money_typed import euros_meant
from scenarios.nodes import Node, Scalar, dotted, find, locate, plain
from scenarios.records import Loc
from scenarios.sense import problems
from scenarios.yaml_text import UnreadableError, parse

TOP = slot(Scenario)


def wrong_beside(tree: Node, said: Sequence[Complaint]) -> list[Complaint]:
    """Return what is wrong with a scenario beside what is said already.

    Parameters
    ----------
    tree
        Of the scenario, variants applied; not all of it can be read.
    """
    if len(said) > MOST_FAULTS:
        return []
    whole, away = stood_in(tree, TOP)
    scenario, wrong = _read(whole)
    if wrong:
        whole, meant = _meant(whole, wrong)
        away += meant
        scenario, wrong = _read(whole) if meant else (scenario, wrong)
    without = {str(loc[0]) for loc in wrong if loc}
    if not without <= _rooms():
        return []
    if without:
        assert isinstance(whole.value, dict)
        left = {key: entry for key, entry in whole.value.items() if key not in without}
        scenario, wrong = _read(replace(whole, value=left))
    if scenario is None:
        return []
    silent = {name for name in TOP.keys if _named_by(name) & without}
    found = [
        Complaint(locate(tree, one.loc, key=one.key), dotted(tree, one.loc), one.text)
        for one in problems(scenario)
        if one.loc[:1] and one.loc[0] not in silent
        if not any(one.loc[: len(place)] == place for place in away)
    ]
    # a value has one fault told: a line of a file may hold several values, a cell holds one
    told = {(one.mark, one.mark.title or one.path) for one in said}
    return [one for one in found if (one.mark, one.mark.title or one.path) not in told]


def _read(root: Node) -> tuple[Scenario | None, list[Loc]]:
    """Return a scenario, none where some values are wrong; and where these stand."""
    try:
        return Scenario.model_validate_json(json.dumps(plain(root)), strict=True), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return None, [TOP.written(one["loc"]) for one in found]


def _meant(root: Node, wrong: Sequence[Loc]) -> tuple[Node, list[Loc]]:
    """Return a tree of which wrong values are as they are meant; and which could be told."""
    told: list[Loc] = []
    for loc in wrong:
        found, place = find(root, loc), TOP.at(loc)
        if found is None or place is None or not isinstance(found.value, str):
            continue
        value: Scalar = euros_meant(found.value, str(loc[-1]))
        if value is None and (written := guess(found.value, place)) is not None:
            value = _scalar(written)
        if value is not None:
            root = _put(root, loc, Node(found.mark, value))
            told.append(loc)
    return root, told


def _scalar(written: str) -> Scalar:
    try:
        node, wrong = parse(written, "", lines=False)
    except UnreadableError:
        return None
    value = None if node is None or wrong else node.value
    return None if isinstance(value, dict | tuple) else value


def _put(root: Node, loc: Loc, node: Node) -> Node:
    if not loc:
        return node
    step, *rest = loc
    if isinstance(root.value, tuple):
        items = list(root.value)
        items[int(step)] = _put(items[int(step)], tuple(rest), node)
        return replace(root, value=tuple(items))
    assert isinstance(root.value, dict)
    entry = root.value[str(step)]
    inner = replace(entry, node=_put(entry.node, tuple(rest), node))
    return replace(root, value={**root.value, str(step): inner})


@cache
def _rooms() -> frozenset[str]:
    """Return the blocks of a scenario that it can be without."""
    required = TOP.required
    return frozenset(
        name for name, place in TOP.keys.items() if place.kind == "record" and name not in required
    )


@cache
def _named_by(name: str) -> frozenset[str]:
    """Return the blocks whose things a block names."""
    lists = (path for path in refers_of(Scenario, name))
    return frozenset(path.partition(".")[0] for path in (*lists, *_lists(TOP.keys[name])))


def _lists(place: Slot) -> Iterator[str]:
    if place.kind in ("list", "mapping"):
        yield from _lists(place.item)
    for one in place.either.values():
        yield from _lists(one)
    for field, inner in place.keys.items():
        yield from refers_of(place.annotation, field)
        yield from _lists(inner)
