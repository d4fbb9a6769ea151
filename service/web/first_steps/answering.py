"""What a step sent, put into the answers of a draft: ids made, empty blocks left out."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from models.recurrence import monday_of
from scenarios.fields import Slot
from scenarios.naming import ids_of
from service.web.first_steps.steps import TOP, Section, Step
from service.web.posted import GONE, Posted, default_of, read_fields

Answered = dict[str, Any]
"""Answers as plain values, whole and right or not."""
SITES = ("associations", "stores")
"""Lists that share one set of ids, and whose things lie somewhere."""
NAMED_BY = ("label", "address")
"""What tells that a block was filled in: all else may stand there as it usually is."""
OWNERS = (("stores", "holder"), ("vehicles", "owner"))
"""Who names an association."""


def with_step(step: Step, before: Mapping[str, Any], posted: Posted) -> Answered:
    """Return answers with what the form of a step says."""
    after = copy.deepcopy(dict(before))
    for section in step.sections:
        if section.list:
            after[section.list] = list(_rows(section, after, posted))
        else:
            after = _fields(TOP, posted, "f", after, section.every)
    if "week_of" in after:
        after["week_of"] = _monday(after["week_of"])
    return _settled(after)


def named(answers: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the things of a list, the very ones."""
    found = answers.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _rows(section: Section, answers: Answered, posted: Posted) -> Iterator[dict[str, Any]]:
    name = section.list
    old = {one["id"]: one for one in named(answers, name)}
    rows: list[tuple[str, dict[str, Any]]] = []
    for number in row_numbers(name, posted):
        start = f"{name}.{number}"
        known = next(iter(posted.get(f"{start}.id", ())), "")
        if posted.get(f"{start}.{GONE}"):
            continue
        was = old.get(known, {})
        unticked = () if was else section.fields
        made = _fields(section.item, posted, start, was, section.every, unticked)
        if not was and not any(made.get(one) for one in NAMED_BY) and name != "crews":
            continue
        if was and made.get("address") != was.get("address"):
            made.pop("place", None)
        rows.append((known if was else "", made))
    if name == "crews":
        # their ids are those of who they belong to
        yield from (made for _, made in rows)
        return
    others = SITES if name in SITES else ()
    taken = {one["id"] for other in others if other != name for one in named(answers, other)}
    kept = [known for known, _ in rows]
    labels = [str(made.get("label", "")) for _, made in rows]
    singular = name.removesuffix("s")
    for fresh, (_, made) in zip(ids_of(labels, singular, taken, kept), rows, strict=True):
        yield {"id": fresh, **{key: one for key, one in made.items() if key != "id"}}


def _fields(
    place: Slot,
    posted: Posted,
    name: str,
    was: Mapping[str, Any],
    fields: tuple[str, ...],
    unticked: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return a block with what was sent.

    Boxes that were all cleared are not the usual ones, but where none stood ticked.
    """
    made = read_fields(place, posted, name, was, fields)
    for field in fields:
        usual = default_of(place, field) if place.keys[field].kind == "list" else None
        if usual and not posted.get(f"{name}.{field}"):
            made[field] = []
            if field in unticked:
                del made[field]
    return made


def row_numbers(name: str, posted: Posted) -> list[int]:
    """Return the numbers of the blocks of a list that were sent."""
    parts = (one.split(".") for one in posted if one.startswith(f"{name}."))
    found = {part[1] for part in parts if len(part) > 2}
    return sorted(int(one) for one in found if one.isdecimal() and len(one) < 6)


def _monday(value: Any) -> Any:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return monday_of(day).isoformat()


def _settled(answers: Answered) -> Answered:
    """Return answers in which nobody names an association that went, and each has a crew."""
    known = {one["id"]: one for one in named(answers, "associations")}
    for name, field in OWNERS:
        for one in named(answers, name):
            if one.get(field) not in known:
                one.pop(field, None)
    if answers.get("sorted_at") not in known:
        answers.pop("sorted_at", None)
    crews = [one for one in named(answers, "crews") if one.get("association") in known]
    manned = {one["association"] for one in crews}
    crews += [{"id": name, "association": name} for name in known if name not in manned]
    if crews:
        answers["crews"] = crews
    return answers
