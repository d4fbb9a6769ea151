"""How the command line spells a call: every event an option, as ``--absent PERSON[:DAY]``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from models.base import Model, Text
from models.calendar import DAY_NAMES, DAYS, Day
from models.dates import full_date
from models.events import Call, Event, Lock
from models.fields import en, fr
from models.numbers import read_number
from models.scenario import Scenario
from models.study import Study
from service.asking.asked import Option
from service.kinds.replan.words import say
from service.words.field_faults import FieldFault

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
FORMS = {
    "now": "HH:MM",
    "absent": "PERSON[:DAY]",
    "down": "VEHICLE[:DAY]",
    "closed": "ASSOCIATION[:DAY]",
    "empty": "STORE",
    "gives": "STORE=KG",
    "surprise": "SITE,FAMILY,KG[,HH:MM]",
    "lock": "ROUND[/PICKUP]",
}
SURPRISE = ("site", "family", "kg", "until")
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
Several = tuple[str, ...]


class CallOptions(Model):
    """What was given, as it was written."""

    day: Annotated[
        str | None,
        fr("Jour", "Jour (mon, tue…) ; aujourd'hui sinon."),
        en("Day", "Day; today otherwise."),
    ] = None
    now: Annotated[
        str | None,
        fr("Heure", "Heure HH:MM ; ce qui est commencé reste."),
        en("Time", "Time; what began stays."),
    ] = None
    absent: Annotated[
        Several, Option(metavar="PERSONNE[:JOUR]"), fr("Ne vient pas"), en("Does not come")
    ] = ()
    down: Annotated[
        Several, Option(metavar="VEHICULE[:JOUR]"), fr("En panne"), en("Cannot drive")
    ] = ()
    empty: Annotated[
        Several, Option(metavar="MAGASIN"), fr("Ne donne rien"), en("Gives nothing")
    ] = ()
    gives: Annotated[
        Several, Option(metavar="MAGASIN=KG"), fr("Donne une autre quantité"), en("Gives X kg")
    ] = ()
    surprise: Annotated[
        Several,
        Option(metavar="LIEU,FAMILLE,KG[,HH:MM]"),
        fr("Palette imprévue, à prendre avant"),
        en("Surprise pallet, to be fetched by"),
    ] = ()
    closed: Annotated[
        Several, Option(metavar="ASSOCIATION[:JOUR]"), fr("Fermée"), en("Closed")
    ] = ()
    lock: Annotated[
        Several,
        Option(metavar="TOURNEE[/RAMASSE]"),
        fr("À ne pas toucher : tournée, ou passage"),
        en("Not to be touched: round, or stop"),
    ] = ()
    rest_of_week: Annotated[
        bool, Option("--week"), fr("Changer aussi les jours suivants"), en("Change later days too")
    ] = False
    tolerance: Annotated[
        float, fr("Part de changements en plus, pour la nourriture"), en("More changes, for food")
    ] = 0.0


def read_call(
    given: CallOptions, earlier: Mapping[str, Model]
) -> tuple[Call | None, list[FieldFault]]:
    """Return the call, or none and all that is badly written.

    The day and the time are those of now, in the town, where they are not given and the week is
    this one; without a time, another day is taken whole.
    """
    study = earlier["week"]
    assert isinstance(study, Study)
    world = study.scenario
    faults: list[FieldFault] = []
    here = datetime.now(ZoneInfo(world.time_zone))
    today = _today(here.date(), world)
    day = _day(given.day, today, world, faults)
    if given.now is not None and CLOCK.fullmatch(given.now) is None:
        faults.append(_badly("now", given.now))
    now = given.now or (here.strftime("%H:%M") if day is not None and day == today else "00:00")
    events = _events(given, faults)
    locks = [lock for text in given.lock if (lock := _lock(text, faults)) is not None]
    if not 0 <= given.tolerance <= 1:
        value = f"{given.tolerance:g}"
        faults.append(FieldFault("tolerance", say["negative_share"], {"value": value}))
    if faults or day is None:
        return None, faults
    return (
        Call(
            day=day,
            now=now,
            events=tuple(events),
            locks=tuple(locks),
            rest_of_week=given.rest_of_week,
            tolerance=given.tolerance,
        ),
        [],
    )


def _today(now: date, world: Scenario) -> Day | None:
    number = (now - world.week_of).days
    return DAYS[number] if 0 <= number < 7 else None


def _day(
    given: str | None, today: Day | None, world: Scenario, faults: list[FieldFault]
) -> Day | None:
    def known(one: Day) -> Text:
        name = DAY_NAMES[one]
        return Text(fr=f"{one} ({name.fr})", en=f"{one} ({name.en})")

    days = [known(day) for day in world.days]
    listed = Text(fr=", ".join(d.fr for d in days), en=", ".join(d.en for d in days))
    if given is None and today is None:
        week = Text(fr=full_date(world.week_of, "fr"), en=full_date(world.week_of, "en"))
        faults.append(FieldFault("day", say["no_day"], {"week": week, "known": listed}))
        return None
    named = today if given is None else next((day for day in DAYS if day == given), None)
    if named is None or named not in world.days:
        values = {"value": given or str(today), "known": listed, "meant": say["pick_one"]}
        faults.append(FieldFault("day", say["unknown"], values))
        return None
    return named


def _events(given: CallOptions, faults: list[FieldFault]) -> list[Event]:
    found: list[Event] = []
    for field, text, fields in _written(given):
        try:
            found.append(EVENT.validate_python(fields))
        except ValidationError:
            faults.append(_badly(field, text))
    return found


def _written(given: CallOptions) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield the field of each event, what was written, and the event's own fields."""
    for kind, subject, texts in (
        ("absent", "person", given.absent),
        ("down", "vehicle", given.down),
        ("closed", "association", given.closed),
    ):
        for text in texts:
            name, colon, day = text.partition(":")
            yield kind, text, {"kind": kind, subject: name, "until": day if colon else None}
    for text in given.empty:
        yield "empty", text, {"kind": "gives", "donor": text, "kg": 0.0}
    for text in given.gives:
        name, _, kg = text.partition("=")
        yield "gives", text, {"kind": "gives", "donor": name, "kg": _kg(kg)}
    for text in given.surprise:
        parts = [part.strip() for part in text.split(",")]
        fields = (*SURPRISE, "more")
        named: dict[str, object] = dict(zip(fields, parts, strict=False))
        yield "surprise", text, {"kind": "surprise", **named, "kg": _kg(str(named.get("kg")))}


def _kg(text: str) -> float | None:
    return read_number(text.strip().removesuffix("kg"))


def _lock(text: str, faults: list[FieldFault]) -> Lock | None:
    name, slash, pickup = text.partition("/")
    try:
        return Lock(round=name, pickup=pickup if slash else None)
    except ValidationError:
        faults.append(_badly("lock", text))
        return None


def _badly(field: str, text: str) -> FieldFault:
    return FieldFault(field, say["form"], {"value": text, "form": FORMS[field]})
