"""What is asked, read from plain values: the same faults whichever surface they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin

from annotated_types import Ge, Gt
from pydantic import BaseModel

from models.base import Model, Text
from scenarios.faults import Complaint, Mark, choices
from scenarios.fields import Slot, slot
from scenarios.nodes import planted
from scenarios.shape import check_shape
from service.asking.asked import Asked, OneOf, mark_of
from service.words.field_faults import FieldFault

Read = TypeVar("Read", bound=Model)


def read(model: type[Read], values: Mapping[str, Any]) -> tuple[Read | None, list[FieldFault]]:
    """Return what is asked, none when its values have faults; and the faults.

    Parameters
    ----------
    values
        As JSON has them: numbers, texts, lists.
    """
    found, complaints = check_shape(planted(dict(values), Mark("")), model)
    faults = list(model.contradictions(values)) if issubclass(model, Asked) else []
    faults += [shape_fault(model, one, values) for one in complaints]
    return (None if faults else found), faults


def shape_fault(
    model: type[BaseModel], complaint: Complaint, values: Mapping[str, Any]
) -> FieldFault:
    """Return what is wrong with a value: in the words of all surfaces where they have some."""
    name = complaint.path
    place = slot(model).keys.get(name)
    value = values.get(name)
    if place is not None and place.kind == "leaf":
        bound = _least(place)
        if isinstance(value, int | float) and bound is not None and not _reaches(value, *bound):
            text = NOT_POSITIVE if bound == (0, True) else NOT_AT_LEAST if bound[0] else NEGATIVE
            shown = {
                "value": f"{value:g}",
                "least": f"{bound[0]:g}",
                "example": _example(model, name),
            }
            return FieldFault(name, text, shown)
        if get_origin(place.annotation) is not None and isinstance(value, str):
            known = choices(get_args(place.annotation))
            of = mark_of(model, name, OneOf) or OneOf({})
            shown = {"value": value, "unknown": of.unknown, "known": known}
            return FieldFault(name, UNKNOWN_WORD, shown)
    return FieldFault(name, complaint.text)


def _least(place: Slot) -> tuple[float, bool] | None:
    """Return the bound below a number, and whether it must be exceeded; none if there is none."""
    for part in place.constraints:
        if isinstance(part, Gt | Ge):
            bound: Any = part.gt if isinstance(part, Gt) else part.ge
            return float(bound), isinstance(part, Gt)
    return None


def _reaches(value: float, least: float, above: bool) -> bool:
    # endless is no number that one waits for
    return value < float("inf") and (value > least if above else value >= least)


def _example(model: type[BaseModel], field: str) -> object:
    return next(iter(model.model_fields[field].examples or ()), "…")


NOT_POSITIVE = Text(
    fr="{field} {value} : attendu un nombre plus grand que 0. Par exemple {field} {example}.",
    en="{field} {value}: expected a number above 0. For example {field} {example}.",
)
NEGATIVE = Text(
    fr="{field} {value} : attendu un nombre entier, 0 ou plus. Par exemple {field} {example}.",
    en="{field} {value}: expected a whole number, 0 or more. For example {field} {example}.",
)
NOT_AT_LEAST = Text(
    fr="{field} {value} : attendu un nombre d'au moins {least}. Par exemple {field} {example}.",
    en="{field} {value}: expected a number of at least {least}. For example {field} {example}.",
)
UNKNOWN_WORD = Text(
    fr="{field} {value} : {unknown}. Attendu : {known}.",
    en="{field} {value}: {unknown}. Expected: {known}.",
)
