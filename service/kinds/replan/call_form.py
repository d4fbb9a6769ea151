"""The form of a call: what happened, what must not move, read from what is ticked and typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from models.base import Clock, Language, clock
from models.calendar import DAY_NAMES, Day
from models.events import Call
from models.plan import Round
from models.study import Study
from models.visits import Visit
from scenarios.faults import Mark
from scenarios.fields import slot
from scenarios.nodes import planted
from scenarios.shape import check_shape
from service.asking.forms import Boxes, Fieldset, FormField, FormSection, Sent, StudyForm
from service.asking.typed import ABSENT, value_of
from service.kinds.replan import ROOM
from service.kinds.replan.form_words import FORM_WORDS
from service.kinds.replan.words import say
from service.kinds.week.rounds import by_day, label
from service.words.field_faults import FieldFault
from service.words.labels import word
from service.words.sentences import capital, count
from service.words.vocabulary import Vocabulary

STORES = 3
"""Stores that may be named as empty in one call."""
SURPRISE = ("site", "family", "kg", "opens", "until")
TICKED = {"absent": "person", "down": "vehicle", "closed": "association"}
"""Events that are ticked, and the field that says whom they concern."""
Named = tuple[tuple[str, str], ...]


_say = Vocabulary(FORM_WORDS, word)


def sections(study: Study, language: Language) -> tuple[FormSection, ...]:
    """Return the fields of a call about a week."""
    world, say = study.scenario, partial(_say, language=language)
    people = {who for item in study.plan.rounds for who in item.crew}
    used = {item.vehicle for item in study.plan.rounds}
    days = tuple((day, DAY_NAMES[day].in_(language)) for day in world.days)
    stores: Named = tuple((one.id, one.label) for one in world.donors)
    doors: Named = tuple((one.id, one.label) for one in world.associations)
    families: Named = tuple((one.id, one.label) for one in world.families)
    absent: Named = tuple((one.id, one.label) for one in world.people if one.id in people)
    down: Named = tuple((one.id, one.label) for one in world.vehicles if one.id in used)
    when = (
        FormField("day", say("day"), "choice", days, required=True),
        FormField("now", say("call_now"), "clock"),
        FormField("rest_of_week", say("rest_of_week"), "flag"),
    )
    happened = (
        FormField("absent", say("absent"), "boxes", absent),
        FormField("down", say("down"), "boxes", down),
        Fieldset(
            say("empty"),
            tuple(
                (
                    FormField(f"store.{n}", say("store"), "choice", stores),
                    FormField(f"kg.{n}", say("gives_kg"), "number"),
                )
                for n in range(STORES)
            ),
        ),
        Fieldset(
            say("surprise"),
            (
                (
                    FormField("surprise.site", say("surprise_site"), "choice", (*stores, *doors)),
                    FormField("surprise.family", say("family"), "choice", families),
                    FormField("surprise.kg", say("kg"), "number"),
                    FormField("surprise.opens", say("surprise_opens"), "clock"),
                    FormField("surprise.until", say("use_by"), "clock"),
                ),
            ),
        ),
        FormField("closed", say("closed"), "boxes", doors),
    )
    locks = tuple(_locks(study, day, rounds, language) for day, rounds in by_day(study.plan))
    lead = "" if locks else say("nothing_planned")
    return (
        FormSection("", when),
        FormSection(say("happened"), happened),
        FormSection(say("locks"), locks, lead),
    )


def _locks(study: Study, day: Day, rounds: Sequence[Round], language: Language) -> Boxes:
    """Return the boxes of what must not move on a day."""
    world, name = study.scenario, DAY_NAMES[day].in_(language)
    rows = []
    for item in rounds:
        called = f"{world.vehicle[item.vehicle].label} {clock(item.stops[0].leave_s)}"
        stops = tuple(
            (f"{item.id}/{stop.pickup}", f"{clock(stop.start_s)} {label(world, stop.site)}")
            for stop in item.stops
            if stop.pickup
        )
        whole = ((item.id, _say("keep_it", language)),)
        rows.append((called, (whole, stops)))
    heads = (word("round", language), _say("lock_round", language), _say("lock_stop", language))
    title = f"{capital(name)} ({count(len(rounds), 'round', language)})"
    return Boxes(title, name, heads, "lock", tuple(rows))


def ticked(study: Study, told: Sequence[Visit]) -> Sent:
    """Return the stops that drivers told as done: they are behind them, and must not move."""
    done = {(one.round, one.pickup) for one in told}
    locks = [
        f"{item.id}/{stop.pickup}"
        for item in study.plan.rounds
        for stop in item.stops
        if stop.pickup and (item.id, stop.pickup) in done
    ]
    return {"lock": locks} if locks else {}


def read(sent: Sent, study: object = None) -> tuple[Mapping[str, Any], Sequence[FieldFault]]:
    """Return the call that a form says, and what is wrong with what was typed."""
    del study
    told = list(_events(sent))
    locks = []
    for one in sent.get("lock", ()):
        name, _, pickup = one.partition("/")
        locks.append({"round": name} | ({"pickup": pickup} if pickup else {}))
    content: dict[str, Any] = {
        "day": _one(sent, "day"),
        "events": [event for _, event in told],
        "locks": locks,
        "rest_of_week": bool(_one(sent, "rest_of_week")),
    }
    now = value_of(slot(Clock), _one(sent, "now"))
    if now is not ABSENT:
        content["now"] = now
    _, complaints = check_shape(planted(content, Mark("")), Call)
    names = [name for name, _ in told]
    faults = [FieldFault(_beside(one.path, names), one.text) for one in complaints]
    if not content["day"]:
        unsaid = FieldFault("day", word["choose_one"])
        faults = [unsaid, *(one for one in faults if one.field != "day")]
    if not told and not locks:
        faults.append(FieldFault("", say["no_event_page"]))
    return {"call": content}, faults


def _one(sent: Sent, name: str) -> str:
    return next(iter(sent.get(name, ())), "").strip()


def _events(sent: Sent) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each event with the field in which it was said."""
    for kind, subject in TICKED.items():
        for name in sent.get(kind, ()):
            yield kind, {"kind": kind, subject: name}
    for name in sent.get("empty", ()):
        yield "empty", {"kind": "gives", "donor": name}
    for n in range(STORES):
        store, kg = _one(sent, f"store.{n}"), value_of(slot(float), _one(sent, f"kg.{n}"))
        if store or kg is not ABSENT:
            event = {"kind": "gives", "donor": store}
            yield f"kg.{n}" if store else f"store.{n}", event | ({} if kg is ABSENT else {"kg": kg})
    kinds = {"kg": slot(float), "opens": slot(Clock), "until": slot(Clock)}
    pallet = {
        field: value_of(kinds.get(field, slot(str)), _one(sent, f"surprise.{field}"))
        for field in SURPRISE
    }
    said = {field: value for field, value in pallet.items() if value is not ABSENT}
    if said:
        yield "surprise", {"kind": "surprise", **said}


def _beside(path: str, where: Sequence[str]) -> str:
    """Return the name of the field in which the fault at a path of the call is."""
    steps = path.split(".")
    if steps[0] != "events" or len(steps) < 2 or not steps[1].isdecimal():
        return path
    name = where[int(steps[1])]
    return f"surprise.{steps[-1]}" if name == "surprise" else name


CALL_FORM = StudyForm(
    title=ROOM.title,
    lead=FORM_WORDS["replan_lead"],
    button=word["plan_again"],
    back=FORM_WORDS["cancel_call"],
    sections=sections,
    read=read,
    ticked=ticked,
    ticked_told=FORM_WORDS["told_by_phone"],
)
