"""The blocks of a step: fields made from the models, with what usually holds said in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.base import Language
from models.fields import titled_of
from scenarios.beginning.answers import Answers
from service.web.controls import Form
from service.web.first_steps.answering import named
from service.web.first_steps.sites import Shown, where
from service.web.first_steps.steps import TOP, Section, Step
from service.web.first_steps.usual import plain, usual_of, usual_words, with_usual
from service.web.first_steps.words import step_say
from service.web.form_parts import Control, Part

NOWHERE = Shown()


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
            blocks = (Block("f", "", "", with_usual(parts, None, language), (), ""),)
        made.append(ShownSection(title if len(step.sections) > 1 else "", one.list, blocks))
    return tuple(made)


def _blocks(
    section: Section, answers: Mapping[str, Any], form: Form, language: Language, blanks: int
) -> tuple[Block, ...]:
    name, made = section.list, []
    there = named(answers, name)
    nameless = step_say("unnamed_associations", language)
    labels = {one["id"]: one.get("label") or nameless for one in named(answers, "associations")}
    for n, one in enumerate(there):
        path = f"{name}.{one['id']}"
        title = str(one.get("label") or "")
        if name == "crews":
            whose = labels[str(one.get("association"))]
            title = f"{title} – {whose}" if title else whose
        elif not title:
            title = step_say(f"unnamed_{name}", language)
        usual = usual_of(section, one)
        start, form.notes = f"{name}.{n}", n == 0
        parts, more = (
            with_usual(form.parts(section.item, one, start, path, fields), usual, language)
            for fields in (section.fields, section.more)
        )
        if name == "crews":
            parts = _counted(parts, one, answers)
        told = "" if usual is None else usual_words(usual, language)
        keeps = name != "crews" or bool(one.get("label"))
        site = (
            where(one, answers, language, start, form.finder)
            if "address" in section.fields
            else NOWHERE
        )
        made.append(Block(start, one["id"], title, parts, more, told, site, keeps))
    empty = max(section.blanks - len(there), 1, blanks) if section.blanks else 0
    prefilled = _prefilled(section, answers)
    for n in range(len(there), len(there) + empty):
        start, form.notes = f"{name}.{n}", n == 0
        parts = form.parts(section.item, prefilled, start, f"{name}..{n}", section.fields)
        more = form.parts(section.item, {}, start, f"{name}..{n}", section.more)
        title = step_say(f"new_{name}", language)
        made.append(Block(start, "", title, plain(parts), more, ""))
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


def _prefilled(section: Section, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in an empty block: whom it belongs to where there is one, no day ticked.

    Whoever ticks the days of a store ticks them all: none stands there that must be taken away.
    """
    known = [one["id"] for one in named(answers, "associations")]
    owner = dict.fromkeys(("holder", "owner"), known[0]) if len(known) == 1 else {}
    stands = {"days": [], **owner}
    return {field: value for field, value in stands.items() if field in section.fields}
