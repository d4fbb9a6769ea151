"""What usually holds of a thing that is begun: said in words, and where a field is left empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from models import numbers
from models.base import Language
from models.calendar import DAY_NAMES, DAYS
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
from scenarios.day_words import days_in_words
from service.web.first_steps.steps import Section
from service.web.first_steps.words import step_say
from service.web.form_parts import Control, Part
from service.words.sentences import count, listed

FALLBACK = {"label": "-", "address": "-", "people": 0, "holder": "x", "owner": "x", "id": "x"}
"""Stands for what was not said yet, where only what usually holds is asked."""

Usual = AssociationAnswers | StoreAnswers | VehicleAnswers | CrewAnswers


def usual_of(section: Section, one: Mapping[str, Any]) -> Usual | None:
    """Return a thing as far as it can be read, none where that is too little."""
    model: type[Usual] = section.item.annotation
    fallback = {key: one for key, one in FALLBACK.items() if key in model.model_fields}
    fields = fallback | dict(one)
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        wrong = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
    try:
        return model.model_validate(
            fallback | {key: value for key, value in fields.items() if key not in wrong}
        )
    except ValidationError:
        return None


def with_usual(parts: Sequence[Part], usual: Usual | None, language: Language) -> tuple[Part, ...]:
    """Return fields that say, where they are left empty, what holds then."""
    return tuple(
        _emptied(one, usual, language) if isinstance(one, Control) else one for one in plain(parts)
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
        there = [n for n, one in enumerate(DAYS) if one in some]
        names = [DAY_NAMES[DAYS[n]].in_(language) for n in there]
        if len(there) > 2 and there[-1] - there[0] == len(there) - 1:
            return step_say("from_to", language, first=names[0], last=names[-1])
        return listed(names, language)

    if isinstance(usual, AssociationAnswers):
        cold = crates(cold_kg(usual), cold_crate_kg())
        told = step_say(
            "usual_association", language, starts=usual.starts, ends=usual.ends, cold=cold
        )
        return told + _rhythm(usual, language)
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
        ) + _rhythm(usual, language)
    if isinstance(usual, VehicleAnswers):
        load = usual.payload_kg or VEHICLES[usual.kind].payload_kg
        told = numbers.amount(load, "kg", language)
        return step_say("usual_vehicle", language, kg=told, days=days(usual.days))
    rounds = count(usual.rounds, "round", language)
    return step_say("usual_crew", language, days=days(usual.days), rounds=rounds)


def plain(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return fields that are not called required: most are, and the check says which."""
    return tuple(
        replace(one, required=one.required and bool(one.options))
        if isinstance(one, Control)
        else one
        for one in parts
    )


def _rhythm(usual: AssociationAnswers | StoreAnswers, language: Language) -> str:
    """Return in which weeks days hold, where it is not every week."""
    if usual.weeks == "any" and not usual.of_month:
        return ""
    return ", " + days_in_words(usual.days, language, usual.weeks, usual.of_month)
