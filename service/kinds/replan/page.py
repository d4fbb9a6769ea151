"""What a re-planned day says: what happened, what moves, whom to call."""

from __future__ import annotations

from models.base import Language, clock
from models.calendar import DAY_NAMES
from models.events import Absent, Down, Event, Gives, Surprise
from models.plan import Plan
from models.replan import LEFT, RETIMED_S, Replan, ToCall
from models.scenario import Scenario
from models.study import Study
from service.kinds.replan.words import say
from service.kinds.week.rounds import label
from service.pages.findings import alerts
from service.pages.page import LONG, Line, Number, Page, Section, Table, Tone, Words, row
from service.pages.provenance import provenance
from service.words.labels import (
    amount,
    capital,
    count,
    day_date,
    full_date,
    listed,
    semicolon,
    word,
)

TONES: dict[str, Tone] = {"left": "bad", "cancelled": "bad", "given_up": "weak", "added": "good"}
MOST_CALLED = 4
"""People to call who are named in the answer."""


def replan_page(made: Replan, published: Plan, language: Language) -> Page:
    """Return the page of a re-planned day.

    Parameters
    ----------
    published
        The plan it was made from.
    """
    scenario, call = made.study.scenario, made.call
    at = say("at", language, at=call.now) if call.now_s else say("whole_day", language)
    day = day_date(scenario.week_of, call.day, language)
    return Page(
        title=f"{say('title', language, day=day)}, {at}",
        subtitle=f"{scenario.label} ({scenario.variant}), {word('week_of', language)} "
        f"{full_date(scenario.week_of, language)}",
        answer=_answer(made, language),
        alerts=alerts(made.study.findings, language, made.study.violations),
        sections=tuple(
            one
            for one in (
                _happened(made, published, language),
                _moved(made, published, language),
                _calls(made, language),
                _shares(made, language),
                _unserved(made, language),
                _undelivered(made, language),
            )
            if one.parts
        ),
        provenance=provenance(made.study, language),
    )


def _answer(made: Replan, language: Language) -> str:
    """Return what changes, and whom to call."""
    moved, study = made.tally, made.study
    if not (moved.stops or moved.rounds or moved.doors):
        return say("nothing", language)
    parts = [
        count(len(some), key, language)
        for some, key in ((moved.rounds, "round"), (moved.stops, "pickup"), (moved.doors, "door"))
        if some
    ]
    kg = round(study.plan.usable_kg - made.before_kg)
    told = [say("answer_changed", language, what=listed(parts, language))]
    if kg:
        written = amount(abs(kg), "kg", language)
        told.append(say("answer_more" if kg > 0 else "answer_less", language, kg=written))
    who = list(dict.fromkeys(_named(study.scenario, one)[0] for one in made.to_call))
    named = listed(who, language, MOST_CALLED)
    told.append(say("answer_call", language, who=named) if who else say("answer_none", language))
    return f"{semicolon(language).join(told)}."


def _happened(made: Replan, published: Plan, language: Language) -> Section:
    scenario = made.study.scenario
    lines = [event_text(scenario, event, language) for event in made.call.events]
    if made.call.only_locks:
        lines.append(say("only_locks", language))
    for lock in made.call.locks:
        name = _round(made.study, published, lock.round, language)
        if lock.pickup is None:
            lines.append(say("locked_round", language, round=name))
        else:
            stop = _stop(made.study, lock.pickup)
            lines.append(say("locked_stop", language, stop=stop, round=name))
    lines += [note.in_(language) for note in made.notes]
    if made.under_way:
        rounds = " ; ".join(_round(made.study, published, one, language) for one in made.under_way)
        lines.append(say("under_way", language, rounds=rounds))
    lines.append(say("standing", language, count=len(made.standing)))
    return Section(say("happened", language), tuple(lines))


def event_text(scenario: Scenario, event: Event, language: Language) -> str:
    """Return an event as a sentence."""

    def say_until(day: str | None) -> str:
        return "" if day is None else say("until", language, day=DAY_NAMES[day].in_(language))

    if isinstance(event, Absent):
        who = scenario.person[event.person].label
        return say("event_absent", language, who=who, until=say_until(event.until))
    if isinstance(event, Down):
        what = scenario.vehicle[event.vehicle].label
        return say("event_down", language, what=what, until=say_until(event.until))
    if isinstance(event, Gives):
        where = scenario.donor[event.donor].label
        kg = amount(event.kg, "kg", language)
        return say("event_gives" if event.kg else "event_empty", language, where=where, kg=kg)
    if isinstance(event, Surprise):
        return say(
            "event_surprise",
            language,
            kg=amount(event.kg, "kg", language),
            family=scenario.family[event.family].label,
            where=label(scenario, event.site),
        )
    who = scenario.association[event.association].label
    return say("event_closed", language, who=who, until=say_until(event.until))


def _moved(made: Replan, published: Plan, language: Language) -> Section:
    study, moved = made.study, made.tally
    food = say(
        "food",
        language,
        before=amount(made.before_kg, "kg", language),
        after=amount(study.plan.usable_kg, "kg", language),
    )
    if not (moved.stops or moved.rounds or moved.doors):
        return Section(say("moved", language), (say("nothing", language), food))
    minutes = RETIMED_S // 60
    counted = say("counted", language, count=moved.count, left=LEFT, minutes=minutes)
    rounds = tuple(
        (
            _round(study, published, one.round, language),
            Words(
                ", ".join(say(f"change_{change}", language) for change in one.changes),
                TONES.get(one.changes[0], ""),
            ),
            _crew(study, published, one.round),
            _crew(study, study.plan, one.round),
        )
        for one in moved.rounds
    )
    courses = tuple(
        (
            _round(study, published, one.round, language),
            _course(study, published, one.round),
            _course(study, study.plan, one.round),
        )
        for one in moved.rounds
    )
    stops = tuple(
        (
            _stop(study, one.pickup),
            Words(say(f"stop_{one.change}", language), TONES.get(one.change, "")),
            _visit(study, published, one.before, one.pickup, language),
            _visit(study, study.plan, one.after, one.pickup, language),
        )
        for one in moved.stops
    )
    doors = tuple(
        row(
            study.scenario.association[one.association].label,
            (
                say("door_added" if one.added else "door_gone", language),
                _round(study, study.plan, one.round, language),
            ),
        )
        for one in moved.doors
    )
    heads = (say("change", language), say("before", language), say("after", language))
    tables = (
        Table((say("round", language), *heads), rounds, say("rounds", language)),
        Table((say("stop", language), *heads), stops, say("stops", language)),
        Table((say("round", language), *heads[1:]), courses, say("courses", language), LONG),
        Table(
            (say("association", language), heads[0], say("round", language)),
            doors,
            say("doors", language),
        ),
    )
    return Section(
        say("moved", language),
        (food, *(one for one in tables if one.rows), Line(counted, where=LONG)),
    )


def _round(study: Study, plan: Plan, name: str, language: Language) -> str:
    item = plan.round.get(name) or study.plan.round.get(name)
    if item is None:
        return name
    vehicle = study.scenario.vehicle[item.vehicle].label
    day, shift = DAY_NAMES[item.day].in_(language), study.scenario.shift[item.shift].label
    return f"{vehicle}, {day} {shift.lower()}"


def _crew(study: Study, plan: Plan, name: str) -> str:
    """Return when a round leaves and is back, and who is aboard."""
    item = plan.round.get(name)
    if item is None:
        return "–"
    crew = ", ".join(study.scenario.person[who].label for who in item.crew)
    return f"{clock(item.stops[0].leave_s)}–{clock(item.stops[-1].arrive_s)}, {crew}"


def _course(study: Study, plan: Plan, name: str) -> str:
    """Return the stops of a round."""
    item = plan.round.get(name)
    if item is None:
        return "–"
    return ", ".join(
        f"{label(study.scenario, stop.site)} {clock(stop.start_s)}" for stop in item.stops[1:-1]
    )


def _stop(study: Study, pickup: str) -> str:
    known = study.scenario.pickups.get(pickup)
    return pickup if known is None else study.scenario.donor[known.donor].label


def _visit(study: Study, plan: Plan, name: str | None, pickup: str, language: Language) -> str:
    item = None if name is None else plan.round.get(name)
    if item is None:
        return "–"
    at = next(stop.start_s for stop in item.collected if stop.pickup == pickup)
    return f"{clock(at)}, {_round(study, plan, item.id, language)}"


def _calls(made: Replan, language: Language) -> Section:
    if not made.to_call:
        return Section(say("calls", language), (say("nobody", language),))
    rows = tuple(
        (*_named(made.study.scenario, one), one.text.in_(language)) for one in made.to_call
    )
    heads = (say("who", language), say("contact", language), say("what", language))
    return Section(say("calls", language), (Table(heads, rows, reasons=1),))


def _named(scenario: Scenario, one: ToCall) -> tuple[str, str]:
    if one.kind == "person":
        return scenario.person[one.id].label, scenario.person[one.id].contact or "–"
    whose = scenario.donor[one.id] if one.kind == "donor" else scenario.association[one.id]
    return whose.label, whose.contact or "–"


def _shares(made: Replan, language: Language) -> Section:
    rows = tuple(
        row(
            made.study.scenario.association[one.association].label,
            (
                Number(one.before_kg, 0, "kg"),
                Number(one.after_kg, 0, "kg"),
                Number(
                    one.after_kg - one.before_kg,
                    0,
                    "kg",
                    sign=True,
                    tone="good" if one.after_kg > one.before_kg else "bad",
                ),
            ),
        )
        for one in made.shares
    )
    heads = tuple(say(key, language) for key in ("association", "before", "after", "difference"))
    return Section(say("shares", language), (Table(heads, rows),) if rows else ())


def _unserved(made: Replan, language: Language) -> Section:
    """Return what stays behind on the days that could change, of what was in the plan or asked."""
    changed = {one.pickup for one in made.tally.stops if one.change == "left"}
    changed |= set(made.surprises)
    rows = tuple(
        (
            _stop(made.study, one.pickup),
            Number(one.kg, 0, "kg"),
            one.reason.in_(language),
            capital(one.remedy.in_(language)),
        )
        for one in made.study.unserved
        if one.pickup in changed
    )
    heads = (say("stop", language), "kg", say("reason", language), say("remedy", language))
    table = Table(heads, rows, reasons=2)
    return Section(say("unserved", language), (table,) if rows else ())


def _undelivered(made: Replan, language: Language) -> Section:
    """Return the loads of a depot that no round brings any more, each with its reason."""
    scenario = made.study.scenario
    rows = tuple(
        (
            label(scenario, scenario.units[one.unit].to),
            scenario.family[scenario.units[one.unit].family].label,
            Number(one.kg, 0, "kg"),
            one.reason.in_(language),
            capital(one.remedy.in_(language)),
        )
        for one in made.study.undelivered
    )
    heads = (
        say("association", language),
        word("family", language),
        "kg",
        say("reason", language),
        say("remedy", language),
    )
    table = Table(heads, rows, reasons=2)
    return Section(word("undelivered", language), (table,) if rows else ())
