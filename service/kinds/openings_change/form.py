"""The form of a calendar changed by hand: boxes of slots fixed or refused, a part an outlet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.base import Language
from models.openings_study import OpeningStudy
from models.outlets import Outlet
from service.asking.forms import Boxes, FormSection, Sent, StudyForm
from service.asking.freeing import NAME, decided
from service.kinds.openings import said
from service.kinds.openings_change import ROOM
from service.kinds.openings_change.words import say
from service.words.field_faults import FieldFault

FIXED, REFUSED = "fix:", "forbid:"
"""How the value of a box begins."""


def sections(study: OpeningStudy, language: Language) -> tuple[FormSection, ...]:
    """Return the boxes of what was decided before, then of each outlet."""
    asked = study.scenario.openings
    before = decided(
        [
            (
                f"{one.outlet}/{one.slot}",
                say(
                    "decided",
                    language,
                    outlet=asked.outlet[one.outlet].label,
                    slot=said.slot_said(
                        asked, said.named(asked.outlet[one.outlet], one.slot), language
                    ),
                    wish=say(f"hand_{one.wish}", language),
                ),
            )
            for one in study.hand
        ],
        language,
    )
    boxes = tuple(_boxes(study, one, language) for one in study.scenario.openings.outlets)
    return (FormSection(say("slots", language), (*before, *boxes), say("slots_lead", language)),)


def _boxes(study: OpeningStudy, outlet: Outlet, language: Language) -> Boxes:
    opened = {one.name for one in said.open_slots(study.plan, outlet)}
    rows = []
    for slot in said.in_week(outlet.slots):
        told = said.slot_said(study.scenario.openings, slot, language)
        notes = [say("open_now", language)] if slot.name in opened else []
        if slot.wish != "free" and outlet.takes_part:
            notes.append(say(f"own_{slot.wish}", language))
        called = f"{told} ({', '.join(notes)})" if notes else told
        name = f"{outlet.id}/{slot.name}"
        rows.append(
            (
                called,
                (
                    ((f"{FIXED}{name}", say("fix", language)),),
                    ((f"{REFUSED}{name}", say("forbid", language)),),
                ),
            )
        )
    heads = (say("slot", language), say("fix", language), say("forbid", language))
    title = outlet.label
    if not outlet.takes_part:
        title = say("own_still", language, outlet=outlet.label)
    return Boxes(title, outlet.label, heads, "slot", tuple(rows))


def read(sent: Sent, study: object = None) -> tuple[Mapping[str, Any], Sequence[FieldFault]]:
    """Return which slots are fixed, refused and freed, and what is wrong with what was ticked."""
    del study
    ticked = sent.get("slot", ())
    asked = {NAME: [one for one in sent.get(NAME, ()) if one]} | {
        field: [one.removeprefix(start) for one in ticked if one.startswith(start)]
        for field, start in (("fix", FIXED), ("forbid", REFUSED))
    }
    faults = [] if any(asked.values()) else [FieldFault("", say["nothing_said"])]
    return asked, faults


CHANGE_FORM = StudyForm(
    title=ROOM.title,
    lead=say["form_lead"],
    button=say["button"],
    back=say["cancel"],
    sections=sections,
    read=read,
)
