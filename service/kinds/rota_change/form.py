"""The form of a rota changed by hand: rows of decisions, and boxes of who will not come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from models.base import Language
from models.calendar import DAYS
from models.dates import day_date
from models.duties import Duty
from models.recurrence import monday_of
from models.rota_study import RotaStudy
from service.asking.forms import Boxes, Fieldset, FormField, FormSection, Sent, StudyForm
from service.asking.freeing import NAME, decided
from service.kinds.rota.tables import activities, activity_label, mondays, there, week_duties
from service.kinds.rota_change import ROOM
from service.kinds.rota_change.words import say
from service.words.field_faults import FieldFault
from service.words.sentences import capital

ROWS = 4
"""Decisions that are typed at once, beside what is ticked."""


def sections(study: RotaStudy, language: Language) -> tuple[FormSection, ...]:
    """Return the fields: who comes or does not come to what; then boxes for each day."""
    people = tuple((one.id, one.id) for one in study.scenario.rota.volunteers)
    work = [
        (monday, seats)
        for monday in mondays(study)
        for seats in activities(week_duties(study, monday))
    ]
    duties = tuple(
        (seats[0].activity, f"{_when(monday, seats[0], language)} : {activity_label(seats)}")
        for monday, seats in sorted(work, key=lambda one: (one[1][0].on, one[1][0].starts))
    )
    rules = tuple((rule, say(rule, language)) for rule in ("comes", "excluded"))
    rows = tuple(
        (
            FormField(f"person.{n}", say("pseudonym", language), "choice", people),
            FormField(f"rule.{n}", say("rule", language), "choice", rules, value="comes"),
            FormField(f"duty.{n}", say("duty", language), "choice", duties),
        )
        for n in range(ROWS)
    )
    boxes = tuple(
        found
        for monday in mondays(study)
        for day in DAYS
        if (found := _boxes(study, monday, day, language)) is not None
    )
    before = decided(list(_decisions(study, language)), language)
    return (
        FormSection("", (Fieldset(say("changes", language), rows),)),
        *((FormSection("", before),) if before else ()),
        FormSection(say("not_coming", language), boxes, say("not_coming_lead", language)),
    )


def _decisions(study: RotaStudy, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what was decided before: its name, and who comes or does not come to what."""
    for one in study.decisions:
        seats = [duty for duty in study.duties if one.duty in (duty.id, duty.activity)]
        told = _when(monday_of(seats[0].on), seats[0], language) if seats else one.duty
        work = f", {activity_label(seats)}" if seats else ""
        yield f"{one.person}:{one.duty}", f"{one.person} {say(one.rule, language)} ({told}{work})"


def _when(monday: date, duty: Duty, language: Language) -> str:
    return f"{day_date(monday, duty.day, language)} {duty.starts}"


def _boxes(study: RotaStudy, monday: date, day: str, language: Language) -> Boxes | None:
    """Return the boxes of a day: who is at each duty."""
    rows = tuple(
        (
            f"{one.starts} {one.label}",
            (tuple((f"{name}:{one.activity}", name) for name in there(study, one)),),
        )
        for one in week_duties(study, monday)
        if one.day == day and there(study, one)
    )
    if not rows:
        return None
    title = capital(day_date(monday, day, language))  # type: ignore[arg-type]
    heads = (say("duty", language), say("excluded", language))
    return Boxes(title, title, heads, "out", rows)


def read(sent: Sent, study: object = None) -> tuple[Mapping[str, Any], Sequence[FieldFault]]:
    """Return what is decided, and what is wrong with what was chosen."""
    del study
    comes: list[str] = []
    excluded = [one for one in sent.get("out", ()) if one]
    freed = [one for one in sent.get(NAME, ()) if one]
    faults = []
    for n in range(ROWS):
        person, duty = _one(sent, f"person.{n}"), _one(sent, f"duty.{n}")
        if not person and not duty:
            continue
        if not person or not duty:
            empty = "person" if not person else "duty"
            faults.append(FieldFault(f"{empty}.{n}", say["half_said"]))
            continue
        chosen = excluded if _one(sent, f"rule.{n}") == "excluded" else comes
        chosen.append(f"{person}:{duty}")
    if not (comes or excluded or freed or faults):
        faults.append(FieldFault("", say["nothing_said"]))
    return {"comes": comes, "excluded": excluded, NAME: freed}, faults


def _one(sent: Sent, name: str) -> str:
    return next(iter(sent.get(name, ())), "").strip()


CHANGE_FORM = StudyForm(
    title=ROOM.title,
    lead=say["form_lead"],
    button=say["button"],
    back=say["cancel"],
    sections=sections,
    read=read,
)
