"""What the command line says of a day, read as a call: every option at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from models.base import Language
from models.calendar import DAY_NAMES, DAYS, Day
from models.events import Call, Event, Lock
from models.scenario import Scenario
from service.kinds.replan.words import say
from service.words.labels import full_date

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
FORMS = {
    "--now": "HH:MM",
    "--absent": "PERSON[:DAY]",
    "--down": "VEHICLE[:DAY]",
    "--closed": "ASSOCIATION[:DAY]",
    "--empty": "STORE",
    "--gives": "STORE=KG",
    "--surprise": "SITE,FAMILY,KG[,HH:MM]",
    "--lock": "ROUND[/PICKUP]",
}
SURPRISE = ("site", "family", "kg", "until")
EVENT: TypeAdapter[Event] = TypeAdapter(Event)


@dataclass(frozen=True)
class Said:
    """What was given, as it was written."""

    day: str | None = None
    now: str | None = None
    absent: Sequence[str] = ()
    down: Sequence[str] = ()
    empty: Sequence[str] = ()
    gives: Sequence[str] = ()
    surprise: Sequence[str] = ()
    closed: Sequence[str] = ()
    lock: Sequence[str] = ()
    rest_of_week: bool = False
    tolerance: float = 0.0


def read_call(said: Said, world: Scenario, language: Language) -> tuple[Call | None, list[str]]:
    """Return the call, or none and all that is badly written.

    The day and the time are those of now, in Paris, where they are not given and the week is this
    one; without a time, another day is taken whole.
    """
    faults: list[str] = []
    paris = datetime.now(ZoneInfo("Europe/Paris"))
    today = _today(paris.date(), world)
    day = _day(said.day, today, world, faults, language)
    if said.now is not None and CLOCK.fullmatch(said.now) is None:
        faults.append(_badly("--now", said.now, language))
    now = said.now or (paris.strftime("%H:%M") if day is not None and day == today else "00:00")
    events = _events(said, faults, language)
    locks = [lock for text in said.lock if (lock := _lock(text, faults, language)) is not None]
    if not 0 <= said.tolerance <= 1:
        faults.append(say("negative_share", language, value=f"{said.tolerance:g}"))
    if faults or day is None:
        return None, faults
    return (
        Call(
            day=day,
            now=now,
            events=tuple(events),
            locks=tuple(locks),
            rest_of_week=said.rest_of_week,
            tolerance=said.tolerance,
        ),
        [],
    )


def _today(now: date, world: Scenario) -> Day | None:
    number = (now - world.week_of).days
    return DAYS[number] if 0 <= number < 7 else None


def _day(
    said: str | None, today: Day | None, world: Scenario, faults: list[str], language: Language
) -> Day | None:
    known = ", ".join(f"{day} ({DAY_NAMES[day].in_(language)})" for day in world.days)
    if said is None and today is None:
        week = full_date(world.week_of, language)
        faults.append(say("no_day", language, week=week, known=known))
        return None
    named = today if said is None else next((day for day in DAYS if day == said), None)
    if named is None or named not in world.days:
        meant = say("pick_one", language)
        value = said or str(today)
        faults.append(
            say("unknown", language, option="--day", value=value, known=known, meant=meant)
        )
        return None
    return named


def _events(said: Said, faults: list[str], language: Language) -> list[Event]:
    found: list[Event] = []
    for option, text, fields in _written(said):
        try:
            found.append(EVENT.validate_python(fields))
        except ValidationError:
            faults.append(_badly(option, text, language))
    return found


def _written(said: Said) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield the option of each event, what was written, and its fields."""
    for option, kind, field, texts in (
        ("--absent", "absent", "person", said.absent),
        ("--down", "down", "vehicle", said.down),
        ("--closed", "closed", "association", said.closed),
    ):
        for text in texts:
            name, until = _name_and_day(text)
            yield option, text, {"kind": kind, field: name, "until": until}
    for text in said.empty:
        yield "--empty", text, {"kind": "gives", "donor": text, "kg": 0.0}
    for text in said.gives:
        name, _, kg = text.partition("=")
        yield "--gives", text, {"kind": "gives", "donor": name, "kg": _kg(kg)}
    for text in said.surprise:
        parts = [part.strip() for part in text.split(",")]
        fields = (*SURPRISE, "more")
        named: dict[str, object] = dict(zip(fields, parts, strict=False))
        yield "--surprise", text, {"kind": "surprise", **named, "kg": _kg(str(named.get("kg")))}


def _name_and_day(text: str) -> tuple[str, str | None]:
    name, colon, day = text.partition(":")
    return name, day if colon else None


def _kg(text: str) -> float | None:
    try:
        return float(text.strip().removesuffix("kg").strip().replace(",", "."))
    except ValueError:
        return None


def _lock(text: str, faults: list[str], language: Language) -> Lock | None:
    name, slash, pickup = text.partition("/")
    try:
        return Lock(round=name, pickup=pickup if slash else None)
    except ValidationError:
        faults.append(_badly("--lock", text, language))
        return None


def _badly(option: str, text: str, language: Language) -> str:
    return say("form", language, option=option, value=text, form=FORMS[option])
