"""What keeps a draft from being planned, beside the answer that mends it; and the town made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.base import Language
from models.fields import titled_of
from scenarios import ScenarioError
from scenarios.beginning.answers import Answers
from scenarios.beginning.reading import answered_at, read
from scenarios.beginning.town import content
from scenarios.faults import Fault
from scenarios.forms import yaml
from scenarios.naming import slug
from service.sources import Checked, Upload, check
from service.web.address_pages import NO_FILE
from service.web.controls import Form
from service.web.editing import loaded_of
from service.web.first_steps.address_files import FIELD
from service.web.first_steps.answering import named
from service.web.first_steps.showing import sections
from service.web.first_steps.sites import lost
from service.web.first_steps.steps import STEPS, Step, step_of
from service.web.first_steps.words import step_say
from service.web.form_parts import control_id
from service.words.sentences import listed

NO_STREET, ONE_POINT = "commune_centre", "position_one_point"
"""Codes of what is told of sites without an address, and where nothing is apart."""
AT_CENTRES = {NO_FILE: "at_centres", NO_STREET: "no_streets"}
NOT_ASKED = ("undated_counts", "assumed_places")
"""Codes of what no step asks for, and of what is told of each site already."""
MOST_NAMED = 4
NAMED = ("associations", "stores", "vehicles")
"""Lists whose things a warning may name."""


@dataclass(frozen=True)
class Told:
    """One thing to mend, or to know."""

    text: str
    step: str
    """Where it is mended; empty where nowhere."""
    anchor: str
    what: str
    """What it is about, as people call it."""
    first: bool = False
    """Whether it stands above everything: without it the plan means nothing."""


@dataclass(frozen=True)
class Outcome:
    """A draft looked at as a whole."""

    faults: tuple[Told, ...]
    warnings: tuple[Told, ...] = ()
    checked: Checked | None = None
    """The scenario that it makes, when nothing is wrong."""


def looked_at(answers: Mapping[str, Any], language: Language) -> Outcome:
    """Return all that is wrong with a draft, or the scenario that it makes."""
    faults, checked = _looked_at(answers)
    if checked is None:
        return Outcome(tuple(_told(faults, answers, language)))
    return Outcome((), _warnings(checked.upload, answers, language), checked)


def _looked_at(answers: Mapping[str, Any]) -> tuple[tuple[Fault, ...], Checked | None]:
    """Return what is wrong with answers, by the path of the answer, or the scenario they make."""
    found, faults = read(answers)
    told = {one.path for one in faults}
    faults += tuple(one for one in lost(answers) if one.path not in told)
    if found is None or faults:
        return faults, None
    try:
        return (), check(made(found))
    except ScenarioError as error:
        return tuple(one.changed(path=answered_at(one.path)) for one in error.faults), None


def faults_of(step: Step, answers: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return what is wrong with the answers of one step."""
    faults, _ = _looked_at(answers)
    return tuple(one for one in faults if step.shows(one.path))


def made(answers: Answers) -> Upload:
    """Return the file of the scenario that answers make."""
    name = slug(answers.label) or "town"
    return Upload(f"{name}.yaml", yaml(content(answers)).encode())


def _told(faults: Sequence[Fault], answers: Mapping[str, Any], language: Language) -> list[Told]:
    told: list[Told] = []
    for step in STEPS:
        mine = [one for one in faults if step_of(one.path) is step]
        form = Form(answers, language, mine)
        sections(step, answers, form, language)
        for n, fault in enumerate(mine):
            text = form.told.get(n) or empty_list(fault, language)
            anchor = form.placed.get(n, "")
            told.append(Told(text, step.name, anchor, called(fault.path, answers)))
    rest = [one for one in faults if step_of(one.path) is None]
    told += [Told(one.text.in_(language), "", "", "") for one in rest]
    return told


def empty_list(fault: Fault, language: Language) -> str:
    """Return what is said of a fault that no field shows: of a list, that it is empty."""
    if fault.path in Answers.model_fields:
        name = titled_of(Answers, fault.path).title.in_(language)
        return step_say("empty_list", language, list=name)
    return fault.text.in_(language)


def called(path: str, answers: Mapping[str, Any]) -> str:
    """Return what people call the thing that a path of answers is about."""
    name, _, rest = path.partition(".")
    thing = rest.partition(".")[0]
    found = next((one for one in named(answers, name) if one["id"] == thing), {})
    label = found.get("label")
    if name == "crews":
        labels = {one["id"]: one.get("label") for one in named(answers, "associations")}
        label = labels.get(found.get("association"))
    return str(label or "")


def _warnings(upload: Upload, answers: Mapping[str, Any], language: Language) -> tuple[Told, ...]:
    told = list(_doubles(answers, language))
    for one in loaded_of(upload).warnings:
        if one.code in NOT_ASKED:
            continue
        step, anchor, what = "", "", ""
        for name, n, thing in _things(answers):
            if thing["id"] in one.where:
                step = next(s.name for s in STEPS if s.shows(f"{name}."))
                anchor = control_id(f"{name}.{n}")
                what = str(thing.get("label") or "")
                break
        text = one.text.in_(language)
        if one.code in AT_CENTRES:
            labels = [str(t.get("label")) for _, _, t in _things(answers) if t["id"] in one.where]
            names = listed(labels, language, MOST_NAMED)
            text = step_say(AT_CENTRES[one.code], language, count=len(labels), names=names)
        if one.code in (NO_FILE, ONE_POINT):
            step, anchor = STEPS[0].name, FIELD
        alone = len(one.where) == 1 and one.code not in AT_CENTRES and what not in text
        what = what if alone else ""
        told.append(Told(text, step, anchor, what, first=one.code == ONE_POINT))
    return tuple(told)


def _doubles(answers: Mapping[str, Any], language: Language) -> Iterator[Told]:
    """Yield the names that several things of a list have."""
    for name in NAMED:
        labels = [str(one.get("label")) for one in named(answers, name)]
        for label in dict.fromkeys(labels):
            if labels.count(label) > 1:
                last = len(labels) - 1 - labels[::-1].index(label)
                text = step_say("twice", language, name=label, count=labels.count(label))
                step = next(one.name for one in STEPS if one.shows(f"{name}."))
                yield Told(text, step, control_id(f"{name}.{last}.label"), "")


def _things(answers: Mapping[str, Any]) -> list[tuple[str, int, dict[str, Any]]]:
    return [(name, n, one) for name in NAMED for n, one in enumerate(named(answers, name))]
