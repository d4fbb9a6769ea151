"""Ids are unique, every name designates something, and lists say each thing once.

These rules read what the fields of the models say of themselves, whatever the system.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, get_origin

from models.base import Model, Text
from models.fields import refers_of, titled_of
from models.lists import one_of
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.fields import SLUG, Slot, pattern, slot
from scenarios.records import records_within
from scenarios.sense.problem import Loc, Problem, Rule, problem, unknown

_TOP = slot(Scenario)


def references(scenario: Scenario) -> Iterator[Problem]:
    """Yield names that designate nothing in the lists that their field refers to."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for at, record in records_within(scenario):
        for field, lists in _referring(type(record)):
            names = tuple(_names((*at, field), getattr(record, field)))
            if not names:
                continue
            if lists not in known:
                known[lists] = tuple(dict.fromkeys(_ids(scenario, lists)))
            for loc, name, key in names:
                found = unknown(loc, name, known[lists], _one_of(lists), key=key)
                if found is not None:
                    yield found


@cache
def _referring(model: type[Model]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the fields of a model that refer to lists, with these."""
    found = ((field, refers_of(model, field)) for field in model.model_fields)
    return tuple((field, lists) for field, lists in found if lists)


def _names(loc: Loc, value: Any) -> Iterator[tuple[Loc, str, bool]]:
    """Yield the names that a field holds, and whether each is the key of a mapping."""
    if isinstance(value, str):
        yield loc, value, False
    elif isinstance(value, Mapping):
        for key in value:
            yield (*loc, key), key, True
    else:
        for number, one in enumerate(value or ()):
            yield from _names((*loc, number), one)


def _ids(scenario: Scenario, lists: Iterable[str]) -> Iterator[str]:
    for path in lists:
        value: Any = scenario
        for step in path.split("."):
            value = getattr(value, step, None)
        yield from (one.id for one in value or ())


@cache
def _one_of(lists: tuple[str, ...]) -> Text:
    """Return what a thing of some lists is called."""
    found = []
    for path in lists:
        *around, last = path.split(".")
        place = _TOP.at(around)
        assert place is not None
        named = one_of(place.annotation, last)
        if named is None:
            raise LookupError(f'{path} is referred to: add one("…", "…") to its annotation')
        found.append(named)
    return Text(fr=" ou ".join(one.fr for one in found), en=" or ".join(one.en for one in found))


def unique_ids(scenario: Scenario) -> Iterator[Problem]:
    """Yield ids used twice in a list."""
    for at, record in records_within(scenario):
        for field in _with_ids(type(record)):
            things = enumerate(getattr(record, field))
            yield from repeated_ids(((*at, field, number), one.id) for number, one in things)


@cache
def _with_ids(model: type[Model]) -> tuple[str, ...]:
    return tuple(field for field, place in slot(model).keys.items() if place.has_ids)


def unique_sites(scenario: Scenario) -> Iterator[Problem]:
    """Yield ids that donors and associations, all places of one travel matrix, use twice."""
    sites: list[tuple[Loc, str]] = [
        (("associations", n), one.id) for n, one in enumerate(scenario.associations)
    ]
    sites += [(("donors", n), one.id) for n, one in enumerate(scenario.donors)]
    yield from repeated_ids(sites)


def repeated_ids(named: Iterable[tuple[Loc, str]]) -> Iterator[Problem]:
    """Yield ids that were already taken, with the list where they were."""
    seen: dict[str, Loc] = {}
    for loc, name in named:
        if name in seen:
            where, apart = _title(seen[name][:-1]), seen[name][:-1] == loc[:-1]
            yield problem(
                (*loc, "id"),
                f"L'identifiant {shown(name)} est déjà pris dans « {where.fr} ». Attendu : un par "
                f"chose{'' if apart else ', donateurs et associations ensemble'}. Changez l'un des "
                "deux.",
                f'The id {shown(name)} is already taken in "{where.en}". Expected: one per thing'
                f"{'' if apart else ', donors and associations together'}. Change one of them.",
            )
        seen.setdefault(name, loc)


def _title(loc: Loc) -> Text:
    """Return what a list is called."""
    holder = _TOP.at(loc[:-1])
    assert holder is not None
    return titled_of(holder.annotation, str(loc[-1])).title


def said_once(scenario: Scenario) -> Iterator[Problem]:
    """Yield what a list of names or of fixed choices says twice."""
    for at, record in records_within(scenario):
        for field in _of_words(type(record)):
            yield from _twice((*at, field), getattr(record, field) or ())


@cache
def _of_words(model: type[Model]) -> tuple[str, ...]:
    return tuple(field for field, place in slot(model).keys.items() if _says_words(place))


def _says_words(place: Slot) -> bool:
    """Tell whether a place is a list of ids or fixed choices, or of such lists."""
    if place.kind != "list":
        return False
    item = place.item
    choices = get_origin(item.annotation) is Literal
    return choices or (item.kind == "leaf" and pattern(item) == SLUG) or _says_words(item)


def _twice(loc: Loc, names: Sequence[Any]) -> Iterator[Problem]:
    for number, name in enumerate(names):
        if isinstance(name, tuple):
            yield from _twice((*loc, number), name)
        elif name in names[:number]:
            yield said_twice((*loc, number), name)


def said_twice(loc: Loc, name: str) -> Problem:
    """Return the problem of what a list says a second time."""
    return problem(
        loc,
        f"{shown(name)} est dit deux fois. Attendu : une fois. Retirez l'un des deux.",
        f"{shown(name)} is said twice. Expected: once. Remove one of them.",
    )


RULES_OF_NAMES: tuple[Rule, ...] = (unique_sites,)
RULES: tuple[Rule, ...] = (said_once,)
GENERAL: tuple[Rule, ...] = (unique_ids, references)
"""Rules on names that hold where none of some system says more."""
