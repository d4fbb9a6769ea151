"""The blocks of a step: fields made from the models, with what usually holds said in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models import numbers
from models.base import Language
from models.calendar import DAY_NAMES, DAYS
from models.fields import titled_of
from scenarios.beginning import Answers
from scenarios.beginning.answers import (
    AssociationAnswers,
    CrewAnswers,
    StoreAnswers,
    VehicleAnswers,
)
from scenarios.beginning.figures import (
    KIND_NAMES,
    STORES,
    VEHICLES,
    cold_crate_kg,
    crate_kg,
    kind_of,
)
from scenarios.beginning.town import cold_kg, hours, kind_said, visit_kg
from service.web.controls import Form
from service.web.first_steps.answering import named
from service.web.first_steps.sites import Shown, where
from service.web.first_steps.steps import TOP, Section, Step
from service.web.first_steps.words import step_say
from service.web.form_parts import Control, Part
from service.words.sentences import count, listed

NOWHERE = Shown()
FALLBACK = {"label": "-", "address": "-", "people": 0, "holder": "x", "owner": "x", "id": "x"}
"""Stands for what was not said yet, where only what usually holds is asked."""


@dataclass(frozen=True)
class Block:
    """One thing of a step, or the answers about the town."""

    name: str
    """What the names of its fields begin with."""
    thing: str
    """Its id; empty in a block to fill in."""
    title: str
    parts: tuple[Part, ...]
    more: tuple[Part, ...]
    usual: str
    """What the folded fields say; empty where none are."""
    site: Shown = NOWHERE
    """Where it was found to lie."""

    removable: bool = True
    """Whether it may be taken out: the crew that each association has stays."""

    @property
    def doubted(self) -> bool:
        """Whether its address says itself what is wrong with where it lies."""
        return any(
            bool(one.faults)
            for one in self.parts
            if isinstance(one, Control) and one.field == "address"
        )

    @property
    def faulty(self) -> bool:
        """Whether something is wrong with a folded field."""
        return any(one.faults for one in self.more if isinstance(one, Control))


@dataclass(frozen=True)
class ShownSection:
    """One section of a step, ready to be shown."""

    title: str
    list: str
    blocks: tuple[Block, ...]


def sections(
    step: Step, answers: Mapping[str, Any], form: Form, language: Language, blanks: int = 0
) -> tuple[ShownSection, ...]:
    """Return what a step shows.

    Parameters
    ----------
    form
        Builds the fields, and puts faults beside them.
    blanks
        Empty blocks at the end of each list, if more than there usually are.
    """
    made = []
    for one in step.sections:
        title = one.title and step_say(one.title, language) if not one.list else ""
        if one.list:
            title = titled_of(Answers, one.list).title.in_(language)
            blocks = _blocks(one, answers, form, language, blanks)
        else:
            parts = form.parts(TOP, answers, "f", "", one.every)
            blocks = (Block("f", "", "", _told(parts, None, language), (), ""),)
        made.append(ShownSection(title if len(step.sections) > 1 else "", one.list, blocks))
    return tuple(made)


def _blocks(
    section: Section, answers: Mapping[str, Any], form: Form, language: Language, blanks: int
) -> tuple[Block, ...]:
    name, made = section.list, []
    there = named(answers, name)
    labels = {one["id"]: str(one.get("label", "")) for one in named(answers, "associations")}
    for n, one in enumerate(there):
        path = f"{name}.{one['id']}"
        title = str(one.get("label") or "")
        if name == "crews":
            whose = labels.get(str(one.get("association")), "")
            title = f"{title} – {whose}" if title else whose
        usual = _read(section, one)
        start, form.notes = f"{name}.{n}", n == 0
        parts, more = (
            _told(form.parts(section.item, one, start, path, fields), usual, language)
            for fields in (section.fields, section.more)
        )
        if name == "crews":
            parts = _counted(parts, one, answers)
        told = "" if usual is None else usual_words(usual, language)
        keeps = name != "crews" or bool(one.get("label"))
        site = where(one, answers, language, start) if "address" in section.fields else NOWHERE
        made.append(Block(start, one["id"], title, parts, more, told, site, keeps))
    empty = max(section.blanks - len(there), 1, blanks) if section.blanks else 0
    prefilled = _prefilled(section, answers, there)
    for n in range(len(there), len(there) + empty):
        start, form.notes = f"{name}.{n}", n == 0
        parts = form.parts(section.item, prefilled, start, f"{name}..{n}", section.fields)
        more = form.parts(section.item, {}, start, f"{name}..{n}", section.more)
        title = step_say(f"new_{name}", language)
        made.append(Block(start, "", title, _plain(parts), more, ""))
    form.notes = True
    return tuple(made)


def _counted(
    parts: Sequence[Part], one: Mapping[str, Any], answers: Mapping[str, Any]
) -> tuple[Part, ...]:
    """Return the numbers of a crew, that hold where they are left empty shown in their place."""
    owns = any(other.get("owner") == one.get("association") for other in named(answers, "vehicles"))
    return tuple(
        replace(part, default=str(int(owns))) if isinstance(part, Control) else part
        for part in parts
    )


def _prefilled(
    section: Section, answers: Mapping[str, Any], there: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what stands in an empty block: whom the one before belongs to."""
    first = next((one["id"] for one in named(answers, "associations")), None)
    return {
        field: last
        for field in ("holder", "owner")
        if field in section.fields
        and (last := next((one.get(field) for one in reversed(there)), None) or first)
    }


def _plain(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return fields that are not called required: most are, and the check says which."""
    return tuple(
        replace(one, required=one.required and bool(one.options))
        if isinstance(one, Control)
        else one
        for one in parts
    )


Usual = AssociationAnswers | StoreAnswers | VehicleAnswers | CrewAnswers


def _read(section: Section, one: Mapping[str, Any]) -> Usual | None:
    """Return a thing as far as it can be read, none where that is too little."""
    model: type[Usual] = section.item.annotation
    fields = {key: one for key, one in FALLBACK.items() if key in model.model_fields}
    try:
        return model.model_validate(fields | dict(one))
    except ValueError:
        return None


def _told(parts: Sequence[Part], usual: Usual | None, language: Language) -> tuple[Part, ...]:
    """Return fields that say, where they are left empty, what holds then."""
    return tuple(
        _emptied(one, usual, language) if isinstance(one, Control) else one for one in _plain(parts)
    )


def _emptied(one: Control, usual: Usual | None, language: Language) -> Control:
    said = _empty(one, usual, language)
    return replace(
        one, empty=said.get("empty", one.empty), default=said.get("default", one.default)
    )


def _empty(one: Control, usual: Usual | None, language: Language) -> dict[str, str]:
    def number(value: float) -> str:
        return numbers.number(value, language, 0)

    if one.field == "sorted_at":
        return {"empty": step_say("dropped", language)}
    if isinstance(usual, StoreAnswers):
        opens, closes = hours(usual)
        kind = kind_of(usual.label)
        usually = STORES[kind_said(usual)].kg / crate_kg(kind_said(usual))
        said = {
            "kind": {"empty": step_say("by_name", language, kind=KIND_NAMES[kind].in_(language))},
            "crates": {"default": "" if usual.kg is not None else number(usually)},
            "opens": {"default": opens},
            "closes": {"default": closes},
        }
        return said.get(one.field, {})
    if isinstance(usual, AssociationAnswers) and one.field == "cold_crates":
        return {"default": number(cold_kg(usual) / cold_crate_kg())}
    if isinstance(usual, VehicleAnswers) and one.field == "payload_kg":
        return {"default": number(VEHICLES[usual.kind].payload_kg)}
    return {}


def usual_words(usual: Usual, language: Language) -> str:
    """Return what the folded fields of a thing say, in a few words."""

    def crates(kg: float, each: float) -> str:
        return count(round(kg / each), "crate", language)

    def days(some: Sequence[str]) -> str:
        return listed([DAY_NAMES[one].in_(language) for one in DAYS if one in some], language)

    if isinstance(usual, AssociationAnswers):
        cold = crates(cold_kg(usual), cold_crate_kg())
        return step_say(
            "usual_association", language, starts=usual.starts, ends=usual.ends, cold=cold
        )
    if isinstance(usual, StoreAnswers):
        opens, closes = hours(usual)
        kg = visit_kg(usual)
        return step_say(
            "usual_store",
            language,
            kg=numbers.amount(kg, "kg", language),
            crates=crates(kg, crate_kg(kind_said(usual))),
            opens=opens,
            closes=closes,
            private=step_say("reserved", language) if usual.private else "",
        )
    if isinstance(usual, VehicleAnswers):
        load = usual.payload_kg or VEHICLES[usual.kind].payload_kg
        told = numbers.amount(load, "kg", language)
        return step_say("usual_vehicle", language, kg=told, days=days(usual.days))
    rounds = count(usual.rounds, "round", language)
    return step_say("usual_crew", language, days=days(usual.days), rounds=rounds)
