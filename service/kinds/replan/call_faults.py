"""A call checked against the study it is about: all faults at once, in the command's words."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Language, Text, clock
from models.calendar import DAY_NAMES, DAY_NUMBER, Day
from models.events import Absent, Call, Closed, Down, Event, Gives, Lock, Surprise
from models.plan import Plan, Round
from models.replan import Replan
from models.study import Study
from scenarios.faults import choices, meant
from service.kinds.replan.words import say

CHANGES, CHANGES_REPORT = "changements.json", "changements.html"
CHANGES_BOOK = "changements.xlsx"
OPTIONS = {
    "absent": "--absent",
    "down": "--down",
    "gives": "--gives",
    "surprise": "--surprise",
    "closed": "--closed",
}


def call_faults(study: Study, call: Call, language: Language, page: bool = False) -> list[str]:
    """Return what is wrong with a call: names, days, and what contradicts the rounds or itself.

    Parameters
    ----------
    page
        Whether it is told on a page, by the names that people gave, instead of by the options
        and ids of the command.
    """
    found = _day(study, call, language)
    if not call.events and not call.locks:
        found.append(say("no_event", language))
    for event in call.events:
        found += _event(study, call, event, language, page)
    seen: set[str] = set()
    for event in call.events:
        about = f"{event.kind} {_subject(event)}"
        if about in seen and not isinstance(event, Surprise):
            value = _subject(event)
            key = "twice_page" if page else "twice"
            name = _label(study, value)
            found.append(say(key, language, option=OPTIONS[event.kind], value=value, name=name))
        seen.add(about)
    for lock in call.locks:
        found += _lock(study, call, lock, language, page)
    return found


def unknown(option: str, value: str, known: list[str], language: Language) -> str:
    """Return the sentence for a name that the study does not have."""
    otherwise = Text(fr=say("pick_one", "fr"), en=say("pick_one", "en"))
    hint = meant(value, known, otherwise).in_(language)
    return say("unknown", language, option=option, value=value, known=choices(known), meant=hint)


def _label(study: Study, name: str) -> str:
    """Return what people call a person, a vehicle, a store or an association."""
    world = study.scenario
    named = (world.person, world.vehicle, world.donor, world.association)
    return next((found[name].label for found in named if name in found), name)


def _subject(event: Event) -> str:
    if isinstance(event, Absent):
        return event.person
    if isinstance(event, Down):
        return event.vehicle
    if isinstance(event, Gives):
        return event.donor
    return event.site if isinstance(event, Surprise) else event.association


def _day(study: Study, call: Call, language: Language) -> list[str]:
    known = list(study.scenario.days)
    return [] if call.day in known else [unknown("--day", call.day, list(known), language)]


def _event(study: Study, call: Call, event: Event, language: Language, page: bool) -> list[str]:
    scenario, option, value = study.scenario, OPTIONS[event.kind], _subject(event)
    names = {
        "absent": list(scenario.person),
        "down": list(scenario.vehicle),
        "gives": list(scenario.donor),
        "surprise": list(scenario.sites),
        "closed": list(scenario.association),
    }[event.kind]
    found = [] if value in names else [unknown(option, value, names, language)]
    if isinstance(event, Surprise):
        return found + _surprise(study, call, event, language, page)
    if not found and isinstance(event, Gives):
        found += _gives(study, call, event, language, page)
    if isinstance(event, Absent | Down | Closed):
        found += _until(call, event, option, language)
    if not found and isinstance(event, Absent):
        found += [
            say(
                "aboard_page" if page else "aboard",
                language,
                value=value,
                name=_label(study, value),
                round=item.id,
                vehicle=scenario.vehicle[item.vehicle].label,
                left=clock(item.stops[0].leave_s),
            )
            for item in _on_the_road(study, call)
            if event.person in item.crew
        ]
    return found


def _on_the_road(study: Study, call: Call) -> Iterator[Round]:
    for item in study.plan.rounds:
        if item.day == call.day and item.stops[0].leave_s <= call.now_s < item.stops[-1].arrive_s:
            yield item


def _until(call: Call, event: Absent | Down | Closed, option: str, language: Language) -> list[str]:
    if event.until is None or DAY_NUMBER[event.until] >= DAY_NUMBER[call.day]:
        return []
    day, until = (DAY_NAMES[one].in_(language) for one in (call.day, event.until))
    value = _subject(event)
    return [say("until_before", language, option=option, value=value, day=day, until=until)]


def _gives(study: Study, call: Call, event: Gives, language: Language, page: bool) -> list[str]:
    today = [p.donor for p in study.scenario.pickups.values() if p.day == call.day]
    if event.donor in today:
        return []
    day = DAY_NAMES[call.day].in_(language)
    if page:
        names = ", ".join(_label(study, one) for one in dict.fromkeys(today)) or "–"
        return [
            say("no_visit_page", language, name=_label(study, event.donor), day=day, known=names)
        ]
    option = OPTIONS["gives"] if event.kg else "--empty"
    known = choices(dict.fromkeys(today))
    return [say("no_visit", language, option=option, value=event.donor, day=day, known=known)]


def _surprise(
    study: Study, call: Call, event: Surprise, language: Language, page: bool
) -> list[str]:
    scenario, found = study.scenario, []
    if event.family not in scenario.family:
        known = list(scenario.family)
        found.append(unknown(OPTIONS["surprise"], event.family, known, language))
    if event.holder is not None and event.holder not in scenario.association:
        known = list(scenario.association)
        found.append(unknown(OPTIONS["surprise"], event.holder, known, language))
    opens, until = max(event.opens or call.now, call.now), event.until
    if until is not None and until <= opens:
        value = f"{event.site},{event.family},{event.kg:g}"
        key = "too_late_page" if page else "too_late"
        name = _label(study, event.site)
        found.append(say(key, language, value=value, name=name, until=until, opens=opens))
    return found


def _lock(study: Study, call: Call, lock: Lock, language: Language, page: bool) -> list[str]:
    plan = study.plan
    value = lock.round if lock.pickup is None else f"{lock.round}/{lock.pickup}"
    if lock.round not in plan.round:
        return [unknown("--lock", lock.round, list(plan.round), language)]
    item = plan.round[lock.round]
    pickups = [str(stop.pickup) for stop in item.collected]
    if lock.pickup is not None and lock.pickup not in pickups:
        known = choices(pickups) or "–"
        return [say("not_in_round", language, value=value, round=item.id, known=known)]
    if DAY_NUMBER[item.day] < DAY_NUMBER[call.day]:
        return []
    stops = [lock.pickup] if lock.pickup is not None else pickups
    name = study.scenario.vehicle[item.vehicle].label
    if lock.pickup is not None:
        name = _label(study, study.scenario.pickups[lock.pickup].donor)
    day = DAY_NAMES[item.day].in_(language)
    key = "lock_conflict_page" if page else "lock_conflict"
    return [
        say(key, language, value=value, name=name, day=day, why=why)
        for event in call.events
        for why in _against(study, call, event, item, stops, lock, language)
    ]


def _against(
    study: Study,
    call: Call,
    event: Event,
    item: Round,
    stops: list[str],
    lock: Lock,
    language: Language,
) -> Iterator[str]:
    """Yield why an event forbids that a round, or some of its stops, stay."""
    scenario = study.scenario
    last: Day = call.day
    if isinstance(event, Absent | Down | Closed):
        last = event.until or call.day
    later = item.day != call.day or item.stops[-1].arrive_s > call.now_s
    if not later or not DAY_NUMBER[call.day] <= DAY_NUMBER[item.day] <= DAY_NUMBER[last]:
        return
    whole = lock.pickup is None
    if isinstance(event, Down) and event.vehicle == item.vehicle:
        yield say("why_vehicle", language, what=scenario.vehicle[event.vehicle].label)
    elif isinstance(event, Absent) and whole and event.person in item.crew:
        yield say("why_person", language, who=scenario.person[event.person].label)
    elif isinstance(event, Gives) and event.kg == 0:
        if any(scenario.pickups[stop].donor == event.donor for stop in stops):
            yield say("why_store", language, where=scenario.donor[event.donor].label)
    elif isinstance(event, Closed) and whole and event.association in scenario.association:
        at = [s for s in item.stops if s.kind in ("drop", "unload") and s.start_s >= call.now_s]
        if any(stop.site == event.association for stop in at):
            yield say("why_closed", language, who=scenario.association[event.association].label)


def files(made: Replan, published: Plan, language: Language) -> dict[str, bytes]:
    """Return the files of a re-planned day by name: those of a week, and what changed."""
    from service.kinds.replan.page import replan_page
    from service.kinds.week.files import contents
    from service.pages.html import html
    from service.pages.workbook import workbook

    page = replan_page(made, published, language)
    return {
        **contents(made.study, language),
        CHANGES: made.model_dump_json(indent=1, exclude={"study"}).encode(),
        CHANGES_REPORT: html(page, language).encode(),
        CHANGES_BOOK: workbook(page, language),
    }
