"""Answers read from plain values, as a draft or a short workbook holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenarios.beginning.answers import LISTS, Answers
from scenarios.beginning.sense import problems
from scenarios.faults import Fault, Mark, ordered
from scenarios.nodes import planted
from scenarios.shape import check_shape

FIELDS: Mapping[tuple[str, str], str] = {
    ("associations", "place"): "address",
    ("associations", "openings"): "days",
    ("associations", "cold_storage_kg"): "cold_crates",
    ("stores", "place"): "address",
    ("stores", "offers"): "days",
    ("crews", "roles"): "drivers",
    ("crews", "max_shifts"): "rounds",
}
"""The answer that each field of a thing is made from, where it is called otherwise."""
OFFERS: Mapping[str, str] = {"kg": "crates", "opens": "opens", "closes": "closes"}


def read(values: Mapping[str, Any]) -> tuple[Answers | None, tuple[Fault, ...]]:
    """Return answers, none when something is missing or wrong, and what is.

    Faults name paths of answers: ``stores.the-store.days``.
    """
    made, complaints = check_shape(planted(dict(values), Mark("")), Answers)
    if made is None:
        return None, ordered(complaints)
    faults = problems(made)
    return None if faults else made, faults


def answered_at(path: str) -> str:
    """Return the answer that a path of the scenario was made from, empty where there is none.

    Examples
    --------
    >>> answered_at("donors.lidl.offers.0.kg"), answered_at("associations.ccas.place.lat")
    ('stores.lidl.crates', 'associations.ccas.address')
    >>> answered_at("people.ccas-driver-1.days"), answered_at("policy.pools.0.hub")
    ('', 'sorted_at')
    """
    steps = path.split(".")
    if path.startswith("policy.pools"):
        return "sorted_at" if steps[-1] == "hub" else "associations"
    if steps[0] in ("label", "week_of"):
        return steps[0]
    if steps[0] == "shifts":
        return "starts"
    if len(steps) < 2 or steps[0] not in LISTS or steps[0] == "people":
        return ""
    name = LISTS[steps[0]]
    if len(steps) == 2:
        return f"{name}.{steps[1]}"
    field = FIELDS.get((name, steps[2]), steps[2])
    if steps[2] == "offers":
        field = OFFERS.get(steps[-1], field)
    return f"{name}.{steps[1]}.{field}"
