"""The forms that ask for runs: their fields, and what was typed in them."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from models.base import Language
from models.sharing import CostRule
from scenarios.faults import Fault, Mark, ordered
from scenarios.fields import slot
from scenarios.nodes import planted
from scenarios.shape import check_shape
from scenarios.variants import BASE
from service.kinds.bookings import kind as trucks
from service.kinds.comparison import kind as comparison
from service.kinds.comparison.words import RULES
from service.kinds.costs import kind as costs
from service.kinds.levers import kind as levers
from service.kinds.registry import KINDS, Asked
from service.kinds.warehouse import kind as warehouse
from service.kinds.week import kind as week
from service.store.scenarios import Version
from service.web.controls import Control, Kind, Option
from service.web.posted import ABSENT, Posted, default_of, value_of
from service.web.words import WEB_WORDS, say
from service.words.labels import capital

Files = Mapping[str, Sequence[tuple[str, bytes]]]
NO_FILES: Files = {}
FIELDS: Mapping[str, Sequence[tuple[str, str]]] = {
    "run": (
        ("variant", "variant_asked"),
        ("time_limit_s", "time_limit"),
        ("iterations", "iterations"),
        ("seed", "seed"),
        ("weeks", "simulated_weeks"),
    ),
    "compare": (
        ("variants", "compared"),
        ("time_limit_s", "plan_time"),
        ("iterations", "iterations"),
        ("seeds", "seeds"),
        ("weeks", "simulated_weeks"),
    ),
    "allocate": (("variant", "variant_asked"), ("lots", "lots")),
    "costs": (
        ("variant", "variant_asked"),
        ("rule", "rule_asked"),
        ("time_limit_s", "plan_time"),
        ("iterations", "iterations"),
        ("seeds", "seeds"),
    ),
    "levers": (
        ("variant", "variant_asked"),
        ("time_limit_s", "plan_time"),
        ("iterations", "iterations"),
        ("seeds", "seeds"),
    ),
    "trucks": (
        ("variant", "variant_asked"),
        ("time_limit_s", "time_limit"),
        ("seed", "seed"),
    ),
    "warehouse": (
        ("variant", "variant_asked"),
        ("time_limit_s", "time_limit"),
        ("iterations", "iterations"),
        ("seed", "seed"),
    ),
}
"""By kind of run: a field of what is asked, and the key of its label."""
LIMITS_S: Mapping[str, float] = {
    "run": week.TIME_LIMIT_S,
    "compare": comparison.COMPARE_S,
    "costs": costs.COALITION_S,
    "levers": levers.LEVER_S,
    "trucks": trucks.TIME_LIMIT_S,
    "warehouse": warehouse.TIME_LIMIT_S,
}
"""Seconds of each plan, unless something else is asked."""
FIRST = frozenset(("variant", "variants", "lots", "time_limit_s", "rule"))
"""Fields shown at once; the others are a click away."""


def asked(
    kind: str, scenario: str, version: int, posted: Posted, files: Files = NO_FILES
) -> tuple[Asked | None, list[Fault]]:
    """Return what a form asks for, none when it has faults.

    Parameters
    ----------
    posted
        Fields named ``kind.field``; those of other runs are ``kind.field`` too.
    files
        Names and contents of files, by the same names.
    """
    model = KINDS[kind].asked
    place = slot(model)
    values: dict[str, Any] = {"scenario": scenario, "version": version, "kind": kind}
    for field, below in place.keys.items():
        if sent := files.get(f"{kind}.{field}"):
            file_name, content = sent[0]
            values[field] = {
                "name": plain_name(file_name),
                "content": base64.b64encode(content).decode(),
            }
            continue
        texts = [text for text in posted.get(f"{kind}.{field}", ()) if text.strip()]
        if field in values or not texts:
            continue
        if below.kind == "list":
            values[field] = texts
        elif (value := value_of(below, texts[0])) is not ABSENT:
            values[field] = value
    found, complaints = check_shape(planted(values, Mark("")), model)
    faults = [
        one.changed(path=f"{kind}.{one.path.partition('.')[0]}") for one in ordered(complaints)
    ]
    if "time_limit_s" in values and "iterations" in values:
        both = Fault(place="", path=f"{kind}.iterations", text=WEB_WORDS["both_limits"])
        faults.append(both)
    return (None if faults else found), faults


def plain_name(name: str) -> str:
    """Return the name of a file in plain letters, its ending kept.

    Examples
    --------
    >>> plain_name("../Pesées du lundi.csv")
    'Pes-es du lundi.csv'
    """
    stem, dot, end = re.split(r"[\\/]", name)[-1].rpartition(".")
    return f"{re.sub('[^A-Za-z0-9 _-]', '-', stem)[:60] or 'lots'}{dot}{end.lower()}"


def controls_for(
    kind: str,
    version: Version,
    default_variant: str,
    language: Language,
    posted: Posted | None = None,
    faults: Sequence[Fault] = (),
) -> tuple[Control, ...]:
    """Return the fields of the form that asks for a kind of run."""
    place = slot(KINDS[kind].asked)
    typed = posted or {}
    made = []
    for field, key in FIELDS[kind]:
        name = f"{kind}.{field}"
        values = list(typed.get(name, ()))
        options = _options(field, version, values or [default_variant], language)
        said = tuple(one.text.in_(language) for one in faults if one.path == name)
        several = place.keys[field].kind == "list"
        plain: Kind = "file" if place.keys[field].kind == "record" else "number"
        made.append(
            Control(
                name=name,
                label=say(key, language),
                kind="boxes" if several else "choice" if options else plain,
                value=values[0] if values else "",
                options=options,
                default=_default(kind, field),
                faults=said,
            )
        )
    return tuple(made)


def _default(kind: str, field: str) -> str:
    """Return what holds when a field is left empty, as it is typed; empty when it is chosen."""
    value = default_of(slot(KINDS[kind].asked), field)
    if field == "time_limit_s":
        value = LIMITS_S[kind]
    return f"{value:g}" if isinstance(value, int | float) else ""


def _options(
    field: str, version: Version, chosen: Sequence[str], language: Language
) -> tuple[Option, ...]:
    if field in ("variant", "variants"):
        named = [(one.name, one.label) for one in version.variants]
        if field == "variants" and len(named) > 1:
            named = [one for one in named if one[0] != BASE]
        return tuple(Option(name, label, name in chosen) for name, label in named)
    if field == "rule":
        first = chosen[0] if chosen[0] in get_args(CostRule) else "nucleolus"
        return tuple(
            Option(one, capital(RULES[one].in_(language)), one == first)
            for one in get_args(CostRule)
        )
    return ()
