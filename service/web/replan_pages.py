"""The 8:30 call: what happened, what must not move, and the week planned again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, Response

from models.base import Clock, Text
from models.calendar import DAY_NAMES
from models.events import Call
from models.study import Study
from scenarios import Fault
from scenarios.faults import Mark, ordered
from scenarios.fields import slot
from scenarios.nodes import planted
from scenarios.shape import check_shape
from service.kinds.replan.call_faults import call_faults
from service.kinds.replan.kind import ReplanAsked
from service.kinds.week.rounds import by_day, label
from service.runs.queue import BadInputError
from service.store import runs
from service.web.controls import Control, Kind, Option, beside
from service.web.posted import ABSENT, Posted, value_of
from service.web.run_pages import shown, week
from service.web.visit import UNUSABLE, PageRoute, Sent, SentForm, Visit, Visited
from service.web.words import WEB_WORDS

replan_pages = APIRouter(route_class=PageRoute)
STORES = 3
"""Stores that may be named as empty in one call."""
STORE_KINDS: dict[str, Kind] = {"store": "choice", "kg": "number"}
SURPRISE = ("site", "family", "kg", "opens", "until")
SURPRISE_KINDS: tuple[Kind, ...] = ("choice", "choice", "number", "clock", "clock")
TITLES = {"day": "call_day", "now": "call_now", "store": "empty_one", "kg": "gives_kg"}
"""Keys of labels, where they are not the field's name."""
TICKED = {"absent": "person", "down": "vehicle", "closed": "association"}
"""Events that are ticked, and the field that says whom they concern."""


@replan_pages.get("/runs/{run}/replan")
def call_page(visit: Visited, run: str) -> Response:
    """Show the form of a call."""
    return _call(visit, run, {})


@replan_pages.post("/runs/{run}/replan")
def replan(visit: Visited, sent: SentForm, run: str) -> Response:
    """Ask for the week to be planned again."""
    found = runs.run(visit.desk.database, run)
    call, faults = called(sent)
    if call is None:
        return _call(visit, run, sent.texts, faults)
    told = call_faults(week(visit, found), call, visit.language, page=True)
    if not told:
        which = {"again" if found.kind == "replan" else "week": run}
        place = {"scenario": found.scenario, "version": found.version}
        asked = ReplanAsked.model_validate({**place, **which, "call": call})
        try:
            made = visit.desk.jobs.submit(asked, visit.language, once=True)
        except BadInputError as error:
            told = error.faults
        else:
            return visit.go(f"runs/{made.id}")
    return _call(visit, run, sent.texts, [_plain(one) for one in told])


def _plain(text: str) -> Fault:
    return Fault(place="", path="", text=Text(fr=text, en=text))


def called(sent: Sent) -> tuple[Call | None, list[Fault]]:
    """Return the call that a form says, none when it has faults."""
    told = list(_events(sent))
    locks = []
    for one in sent.texts.get("lock", ()):
        name, _, pickup = one.partition("/")
        locks.append({"round": name} | ({"pickup": pickup} if pickup else {}))
    content: dict[str, Any] = {
        "day": sent.text("day"),
        "events": [event for _, event in told],
        "locks": locks,
        "rest_of_week": bool(sent.text("rest_of_week")),
    }
    now = value_of(slot(Clock), sent.text("now"))
    if now is not ABSENT:
        content["now"] = now
    found, complaints = check_shape(planted(content, Mark("")), Call)
    faults = [_beside(one, [name for name, _ in told]) for one in ordered(complaints)]
    if not content["day"]:
        unsaid = Fault(place="", path="day", text=WEB_WORDS["choose_one"])
        faults = [unsaid, *(one for one in faults if one.path != "day")]
    if not told and not locks:
        faults.append(Fault(place="", path="", text=WEB_WORDS["nothing_said"]))
    return (None if faults else found), faults


def _events(sent: Sent) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each event with the field in which it was said."""
    for kind, field in TICKED.items():
        for name in sent.texts.get(kind, ()):
            yield kind, {"kind": kind, field: name}
    for n in range(STORES):
        store, kg = sent.text(f"store.{n}"), value_of(slot(float), sent.text(f"kg.{n}"))
        if store or kg is not ABSENT:
            event = {"kind": "gives", "donor": store}
            yield f"kg.{n}" if store else f"store.{n}", event | ({} if kg is ABSENT else {"kg": kg})
    kinds = {"kg": slot(float), "opens": slot(Clock), "until": slot(Clock)}
    pallet = {
        field: value_of(kinds.get(field, slot(str)), sent.text(f"surprise.{field}"))
        for field in SURPRISE
    }
    said = {field: value for field, value in pallet.items() if value is not ABSENT}
    if said:
        yield "surprise", {"kind": "surprise", **said}


def _beside(fault: Fault, where: Sequence[str]) -> Fault:
    """Return a fault of a call with the name of the field that it is in."""
    steps = fault.path.split(".")
    if steps[0] != "events" or len(steps) < 2 or not steps[1].isdecimal():
        return fault
    name = where[int(steps[1])]
    return fault.changed(path=f"surprise.{steps[-1]}" if name == "surprise" else name)


def _call(visit: Visit, run: str, posted: Posted, faults: Sequence[Fault] = ()) -> Response:
    found = runs.run(visit.desk.database, run)
    study = week(visit, found)
    shown_fields = _fields(visit, study, posted, faults)
    placed, told = beside(faults, list(shown_fields.values()), visit.language)
    locked = set(posted.get("lock", ()))
    return shown(
        visit,
        found,
        "replan.html.j2",
        tab="replan",
        status=UNUSABLE if faults else 200,
        study=study,
        days=by_day(study.plan),
        label=partial(label, study.scenario),
        locked=locked,
        fields=shown_fields,
        stores=range(STORES),
        surprise=SURPRISE,
        faults=faults,
        placed=placed,
        told=told,
    )


def _fields(
    visit: Visit, study: Study, posted: Posted, faults: Sequence[Fault]
) -> dict[str, Control]:
    """Return the fields of the call, by name."""
    world = study.scenario
    people = {who for item in study.plan.rounds for who in item.crew}
    used = {item.vehicle for item in study.plan.rounds}
    days = [(day, DAY_NAMES[day].in_(visit.language)) for day in world.days]
    stores = [(one.id, one.label) for one in world.donors]
    doors = [(one.id, one.label) for one in world.associations]
    families = [(one.id, one.label) for one in world.families]
    named: dict[str, Sequence[tuple[str, str]]] = {
        "day": days,
        "absent": [(one.id, one.label) for one in world.people if one.id in people],
        "down": [(one.id, one.label) for one in world.vehicles if one.id in used],
        "closed": doors,
        **{f"store.{n}": stores for n in range(STORES)},
        "surprise.site": [*stores, *doors],
        "surprise.family": families,
    }
    kinds: dict[str, Kind] = {
        "day": "choice",
        "now": "clock",
        "rest_of_week": "flag",
        "absent": "boxes",
        "down": "boxes",
        "closed": "boxes",
        **{f"{field}.{n}": kind for n in range(STORES) for field, kind in STORE_KINDS.items()},
        **{f"surprise.{field}": kind for field, kind in zip(SURPRISE, SURPRISE_KINDS, strict=True)},
    }
    made = {}
    for name, kind in kinds.items():
        values = list(posted.get(name, ()))
        made[name] = Control(
            name,
            visit.say(TITLES.get(name.partition(".")[0], name.replace(".", "_"))),
            kind,
            values[0] if values else "",
            tuple(Option(one, text, one in values) for one, text in named.get(name, ())),
            required=name == "day",
            faults=tuple(one.text.in_(visit.language) for one in faults if one.path == name),
        )
    return made
