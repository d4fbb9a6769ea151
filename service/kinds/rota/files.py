"""The files of a rota: its page, calendars by pseudonym, texts to paste, a paper for the wall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.base import Language, seconds
from models.calendar import DAY_NAMES, DAYS
from models.dates import day_date, full_date
from models.duties import Duty
from models.rota_study import RotaPlan, RotaStudy
from scenarios.naming import ids_of
from service import files
from service.kinds.rota.page import rota_page
from service.kinds.rota.tables import (
    activities,
    activity_label,
    by_source,
    empty,
    mondays,
    there,
    week_duties,
    who,
)
from service.kinds.rota.words import say
from service.kinds.week.calendars import FOLDER, Entry, Issue, calendar
from service.pages.calendar_editions import CANCELLED
from service.words.sentences import and_variant, capital, colon, week_of

MESSAGES = "messages"
PAPER = "planning.pdf"
TEMPLATE = Path(__file__).with_name("rota.typ")
DAY_S = 86_400


def contents(study: RotaStudy, language: Language) -> dict[str, bytes]:
    """Return the files by name."""
    return {
        **files.contents(study, rota_page(study, language), language),
        PAPER: paper(study, language),
        **agendas(study, language),
        **messages(study, language),
    }


def agendas(study: RotaStudy, language: Language) -> dict[str, bytes]:
    """Return a calendar for each pseudonym that comes, or came in the rota that was changed.

    What someone was to do and does no more stays as a cancelled event.
    """
    issue = Issue(study.made_at, study.revision)
    now = _entries(study, study.plan, language)
    then = {} if study.kept is None else _entries(study, study.kept, language)
    made = {}
    for person in sorted({*now, *then}):
        mine = now.get(person, {})
        gone = [
            Entry(
                one.id,
                one.starts_s,
                one.ends_s,
                CANCELLED.format(what=one.title).in_(language),
                one.place,
                one.details,
                cancelled=True,
            )
            for name, one in then.get(person, {}).items()
            if name not in mine
        ]
        made[f"{FOLDER}/benevole-{person}.ics"] = calendar(
            study.scenario, issue, person, [*mine.values(), *gone]
        )
    return made


def _entries(study: RotaStudy, plan: RotaPlan, language: Language) -> dict[str, dict[str, Entry]]:
    """Return what each person does, by pseudonym and duty."""
    found: dict[str, dict[str, Entry]] = {}
    together: dict[str, list[str]] = {}
    for one in plan.placements:
        if one.duty in study.duty:
            together.setdefault(study.duty[one.duty].activity, []).append(one.person)
    for one in plan.placements:
        duty = study.duty.get(one.duty)
        if duty is None:
            continue
        midnight = (duty.on - study.first).days * DAY_S
        others = sorted(set(together[duty.activity]) - {one.person})
        found.setdefault(one.person, {})[duty.id] = Entry(
            f"{one.person}-{duty.id}",
            midnight + seconds(duty.starts),
            midnight + seconds(duty.ends),
            duty.label,
            study.scenario.association[duty.association].label,
            f"{say('with_whom', language)}{colon(language)}{', '.join(others)}" if others else "",
        )
    return found


def messages(study: RotaStudy, language: Language) -> dict[str, bytes]:
    """Return for each association a text to be pasted: who comes when, what is left to fill."""
    world = study.scenario
    stems = ids_of([one.label for one in world.associations], "association")
    last = max((one.on for one in study.duties), default=study.first)
    title = say(
        "message_of",
        language,
        first=full_date(study.first, language),
        last=full_date(last, language),
    )
    made = {}
    for association, stem in zip(world.associations, stems, strict=True):
        mine = [one for one in study.duties if one.association == association.id]
        if not mine:
            continue
        lines = [f"{association.label}. {title}"]
        for monday in mondays(study):
            for day in DAYS:
                today = [
                    one for one in week_duties(study, monday) if one in mine and one.day == day
                ]
                if today:
                    lines += ["", capital(day_date(monday, day, language))]
                for duty in today:
                    lines.append(
                        f"{duty.starts}–{duty.ends} {duty.label}{colon(language)}"
                        f"{who(study, duty, language)}"
                    )
        made[f"{MESSAGES}/planning-{stem}.txt"] = ("\n".join(lines) + "\n").encode()
    return made


def paper(study: RotaStudy, language: Language) -> bytes:
    """Return the rota for the wall: an A4 page or more for each week, days across."""
    from service.pages.printed import printed

    world = study.scenario
    return printed(
        TEMPLATE,
        {
            "language": language,
            "title": f"{say('title', language)} – {world.label}",
            "foot": f"{and_variant(world.label, world.variant)}. {say('paper_foot', language)}",
            "words": {"duty": say("duty", language)},
            "weeks": [
                {
                    "title": say("title", language),
                    "of": week_of(monday, language),
                    **_paper_week(study, week_duties(study, monday), language),
                }
                for monday in mondays(study)
            ],
        },
    )


def _paper_week(study: RotaStudy, mine: list[Duty], language: Language) -> dict[str, Any]:
    days = [day for day in DAYS if any(one.day == day for one in mine)]
    rows: list[dict[str, Any]] = []
    before = ""
    inside = {one.id for one in mine}
    for (association, _), duties in by_source(study).items():
        here = [one for one in duties if one.id in inside]
        if not here:
            continue
        named = study.scenario.association[association].label
        cells = []
        for day in days:
            told = [seats for seats in activities(here) if seats[0].day == day]
            cells.append([_paper_cell(study, seats, language) for seats in told])
        rows.append(
            {
                "association": named if association != before else "",
                "duty": activity_label(here),
                "cells": cells,
            }
        )
        before = association
    return {"days": [capital(DAY_NAMES[day].in_(language)) for day in days], "rows": rows}


def _paper_cell(study: RotaStudy, seats: list[Duty], language: Language) -> dict[str, Any]:
    label = activity_label(seats)
    lines = []
    for one in seats:
        role = one.label.removeprefix(label).removeprefix(", ")
        names = list(there(study, one))
        left = empty(study, one)
        lines.append(
            {
                "role": role,
                "who": ", ".join(names),
                "left": say("still", language, count=left) if left else "",
            }
        )
    return {"hours": f"{seats[0].starts}–{seats[0].ends}", "seats": lines}
