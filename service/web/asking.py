"""The forms that ask for runs, made of the fields of what is asked; and what was typed in them."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from models.base import Language, Text
from models.dates import full_date
from models.fields import titled_of
from scenarios.faults import Fault
from scenarios.fields import Slot, slot
from scenarios.variants import BASE
from service.asking.asked import (
    Asked,
    EarlierRun,
    OfVariants,
    OneOf,
    OnForm,
    SentFile,
    Spelled,
    mark_of,
)
from service.asking.kind import Kind
from service.asking.reading import read
from service.asking.telling import AnyFault, place_of, title_of
from service.asking.typed import ABSENT, value_of
from service.store.runs import Run
from service.store.scenarios import Version
from service.web.form_parts import Control, Option
from service.web.form_parts import Kind as ControlKind
from service.web.posted import Posted, words_of
from service.web.words import say
from service.words.field_faults import FieldFault
from service.words.sentences import capital

Files = Mapping[str, Sequence[tuple[str, bytes]]]
NO_FILES: Files = {}
NOT_SHOWN = ("kind", "scenario", "version")
"""Fields of what is asked that the page says by itself."""
YES, NO = "yes", "no"
NO_RUN = Text(fr="Aucune", en="No run")


def asked(
    kind: Kind, scenario: str, version: int, posted: Posted, files: Files = NO_FILES
) -> tuple[Asked | None, list[FieldFault]]:
    """Return what a form asks for, none when it has faults.

    Parameters
    ----------
    posted
        Fields named ``kind.field``; those of other runs are ``kind.field`` too.
    files
        Names and contents of files, by the same names.
    """
    values: dict[str, Any] = {"scenario": scenario, "version": version, "kind": kind.name}
    for field, place in slot(kind.asked).keys.items():
        name = f"{kind.name}.{field}"
        if sent := files.get(name):
            file_name, content = sent[0]
            encoded = base64.b64encode(content).decode()
            values[field] = {"name": plain_name(file_name), "content": encoded}
            continue
        texts = [text for text in posted.get(name, ()) if text.strip()]
        if field in values or not texts:
            continue
        if place.kind == "list":
            values[field] = texts
        elif place.annotation is bool:
            values[field] = texts[0] == YES
        elif (value := value_of(place, texts[0])) is not ABSENT:
            values[field] = value
    return read(kind.asked, values)


def plain_name(name: str) -> str:
    """Return the name of a file in plain letters, its ending kept.

    Examples
    --------
    >>> plain_name("../Pesées du lundi.csv")
    'Pes-es du lundi.csv'
    """
    stem, dot, end = re.split(r"[\\/]", name)[-1].rpartition(".")
    return f"{re.sub('[^A-Za-z0-9 _-]', '-', stem)[:60] or 'lots'}{dot}{end.lower()}"


def on_page(
    faults: Iterable[AnyFault],
    asked: type[Asked],
    language: Language,
    control: Callable[[str], str],
) -> list[Fault]:
    """Return faults of what is asked as a page shows them: beside fields, called by their titles.

    Parameters
    ----------
    control
        The name of the page's field for one of what is asked, empty where there is none.
    """

    def name(field: str) -> str:
        return title_of(asked, field, language)

    made = []
    for one in faults:
        if isinstance(one, Fault):
            made.append(one.changed(place=place_of(one, name)))
        else:
            told = one.told(name, language, to_people=True)
            text = Text(fr=told, en=told)
            made.append(Fault(place="", path=control(one.field), text=text))
    return made


def controls_for(
    kind: Kind,
    version: Version,
    default_variant: str,
    language: Language,
    posted: Posted | None = None,
    faults: Sequence[Fault] = (),
    earlier: Sequence[Run] = (),
) -> tuple[list[Control], list[Control]]:
    """Return the fields of the form that asks for a kind: those shown at once, and the others.

    Parameters
    ----------
    earlier
        Runs of the scenario, the newest first, of which fields may name one.
    """
    first: list[Control] = []
    others: list[Control] = []
    for field, place in slot(kind.asked).keys.items():
        shown = mark_of(kind.asked, field, OnForm) or OnForm()
        if field in NOT_SHOWN or shown.hidden or mark_of(kind.asked, field, Spelled):
            continue
        name = f"{kind.name}.{field}"
        if (names := mark_of(kind.asked, field, EarlierRun)) is not None:
            chosen = (posted or {}).get(name)
            runs = _runs(names, version, earlier, chosen, language)
            label = titled_of(kind.asked, field).title.in_(language)
            told = tuple(one.text.in_(language) for one in faults if one.path == name)
            if len(runs) > 1:
                named = Control(name, label, "choice", options=runs, faults=told)
                (first if shown.first else others).append(named)
            continue
        values = list((posted or {}).get(name, ()))
        of: OfVariants | None = mark_of(kind.asked, field, OfVariants)
        unless = [default_variant] if of is None or of.default else []
        options = _options(kind.asked, field, place, version, values or unless, language)
        typed: ControlKind = "text" if place.annotation is str else "number"
        plain: ControlKind = "file" if place.annotation is SentFile else typed
        several = place.kind == "list"
        default = kind.asked.default_of(field)
        made = Control(
            name=name,
            label=titled_of(kind.asked, field).title.in_(language),
            kind="boxes" if several else "choice" if options else plain,
            value=values[0] if values else "",
            options=options,
            default=f"{default:g}" if isinstance(default, int | float) and not options else "",
            faults=tuple(one.text.in_(language) for one in faults if one.path == name),
        )
        (first if shown.first else others).append(made)
    return first, others


def _runs(
    names: EarlierRun,
    version: Version,
    earlier: Sequence[Run],
    chosen: Sequence[str] | None,
    language: Language,
) -> tuple[Option, ...]:
    """Return the runs that a field may name, and none of them; the latest is chosen at first."""
    found = [
        run
        for run in earlier
        if run.kind in names.kinds
        and run.has_study
        and (
            (names.offered == "before" and run.week_of < version.week_of)
            or (names.offered == "same" and run.week_of == version.week_of)
        )
    ]
    found.sort(key=lambda run: (run.week_of, run.number), reverse=True)
    first = found[0].id if found and chosen is None else next(iter(chosen or ()), "")
    week = say("week_of", language)
    dated = ((run, f"{week} {full_date(run.week_of, language)},") for run in found)
    named = [
        (run.id, say("run_number", language, what=what, number=run.number)) for run, what in dated
    ]
    options = (Option(name, told, name == first) for name, told in named)
    return (Option("", NO_RUN.in_(language), not first), *options)


def _options(
    model: type[Asked],
    field: str,
    place: Slot,
    version: Version,
    chosen: Sequence[str],
    language: Language,
) -> tuple[Option, ...]:
    """Return what a field offers to choose from, nothing where it is typed."""
    if mark_of(model, field, OfVariants) is not None:
        named = [(one.name, one.label) for one in version.variants]
        if place.kind == "list" and len(named) > 1:
            named = [one for one in named if one[0] != BASE]
        return tuple(Option(name, label, name in chosen) for name, label in named)
    default = model.default_of(field)
    if place.annotation is bool:
        on = YES if default else NO
        first = chosen[0] if chosen[0] in (YES, NO) else on
        return tuple(Option(one, say(one, language), one == first) for one in (YES, NO))
    words = words_of(place)
    first = chosen[0] if chosen[0] in words else str(default)
    of: OneOf = mark_of(model, field, OneOf) or OneOf({})
    return tuple(
        Option(one, capital(of.words[one].in_(language)) if one in of.words else one, one == first)
        for one in words
    )
