"""Any content that has the shape of a scenario file, sensible or not, drawn from the models."""

from __future__ import annotations

from datetime import date
from typing import Any

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from hypothesis import strategies as st

from scenarios.fields import CLOCK, SLUG, Slot, pattern, slot
from scenarios.variants import ScenarioFile
from scenarios.workbook.layout import pair, words

IDS = ("a", "b-1", "c_2", "12", "1e5", "1-2", "true", "null")
"""Ids that a spreadsheet, or YAML, might take for something else."""

TEXTS = st.one_of(
    st.sampled_from(
        ("=1+1", "@x", "+3", "-", '"', '""', " a ", "_x0041_", "a\r\nb", "\t", "é\x01")
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


def contents() -> st.SearchStrategy[dict[str, Any]]:
    """Contents of scenario files, each optional value there or not."""
    return _record(slot(ScenarioFile))


def _record(place: Slot) -> st.SearchStrategy[dict[str, Any]]:
    required = {name: _value(place.keys[name]) for name in place.required}
    others = {name: _value(one) for name, one in place.keys.items() if name not in required}
    others.pop("schema_version", None)
    if "set" in others:
        others["set"] = st.dictionaries(st.sampled_from(("a.b", "c", "d.0.e")), _ANY, max_size=2)
    return st.fixed_dictionaries(required, optional=others)


_LEAVES = st.one_of(st.none(), st.booleans(), st.integers(0, 9), st.floats(0, 9), TEXTS)
_ANY = st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=2), max_leaves=4)


def _value(place: Slot) -> st.SearchStrategy[Any]:
    if place.kind == "record":
        return _record(place)
    if place.kind == "mapping":
        known = words(place.name) or IDS
        return st.dictionaries(st.sampled_from(known), _value(place.item), max_size=3)
    if pair(place):
        return st.tuples(*(_value(slot(part)) for part in pair(place))).map(list)
    if place.kind == "list":
        least = max(
            (one.min_length for one in place.constraints if isinstance(one, MinLen)), default=0
        )
        unique = (lambda one: one["id"]) if place.has_ids else None
        return st.lists(
            _value(place.item), min_size=least, max_size=max(2, least), unique_by=unique
        )
    return _leaf(place)


def _leaf(place: Slot) -> st.SearchStrategy[Any]:
    if words(place):
        return st.sampled_from(words(place))
    if place.annotation is bool:
        return st.booleans()
    if place.annotation is date:
        return st.dates().map(date.isoformat)
    if place.annotation in (int, float):
        return _number(place)
    form = pattern(place)
    if form == SLUG:
        return st.sampled_from(IDS)
    if form == CLOCK:
        return st.integers(0, 1439).map(lambda minute: f"{minute // 60:02d}:{minute % 60:02d}")
    if form is not None:
        return TEXTS.map(lambda text: "".join(filter(str.isprintable, text)) or "x")
    most = [one.max_length for one in place.constraints if isinstance(one, MaxLen)]
    return TEXTS.map(lambda text: text[: most[0] or None] if most else text)


def _number(place: Slot) -> st.SearchStrategy[Any]:
    least: float = 0
    most: float = 10**15
    above = below = False
    for one in place.constraints:
        if isinstance(one, Ge | Gt):
            least, above = float(one.ge if isinstance(one, Ge) else one.gt), isinstance(one, Gt)  # type: ignore[arg-type]
        if isinstance(one, Le | Lt):
            most, below = float(one.le if isinstance(one, Le) else one.lt), isinstance(one, Lt)  # type: ignore[arg-type]
    step = 1.0 if place.annotation is int else min(1.0, (most - least) / 8)
    least, most = least + step * above, most - step * below
    if place.annotation is int:
        return st.integers(int(least), int(most))
    return st.floats(least, most)
