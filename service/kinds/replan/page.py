"""What a re-planned day says: what happened, what moves, whom to call."""

from __future__ import annotations

from functools import partial

from models.base import Language, clock
from models.calendar import DAY_NAMES
from models.dates import day_date, full_date
from models.events import Absent, Down, Event, Gives, Surprise
from models.numbers import amount
from models.plan import Plan
from models.replan import MovedShare, Replan, ToCall
from models.scenario import Scenario
from models.study import Study
from models.tally import LEFT, RETIMED_S, MovedDoor, MovedRound
from service.kinds.replan.words import say
from service.kinds.week.answer import brought
from service.kinds.week.delivery_sections import undelivered_section
from service.kinds.week.rounds import label
from service.kinds.week.why import things
from service.pages.findings import alerts
from service.pages.page import (
    EVERYWHERE,
    LONG,
    NOWHERE,
    UNKNOWN,
    Head,
    Line,
    Linked,
    Number,
    Page,
    Section,
    Tone,
    Words,
    table_of,
)
from service.pages.provenance import provenance
from service.words.labels import word
from service.words.sentences import capital, count, listed, of_variant, semicolon

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
        subtitle=f"{of_variant(scenario.label, scenario.variant)}, {word('week_of', language)} "
        f"{full_date(scenario.week_of, language)}",
        answer=_answer(made, language),
        alerts=alerts(made.study.findings, language, made.study.violations, scenario),
        sections=(
            _happened(made, published, language),
            _moved(made, published, language),
            _calls(made, language),
            _shares(made, language),
            _unserved(made, language),
            *[undelivered_section(made.study, language)] * bool(made.study.undelivered),
        ),
        provenance=provenance(made.study, language),
    )


def _answer(made: Replan, language: Language) -> str:
    """Return what changes, what the week brings now, and whom to call."""
    moved, study = made.tally, made.study
    whole = ", ".join(brought(study, language))
    kg = round(study.plan.usable_kg - made.before_kg)
    same = not (moved.stops or moved.rounds or moved.doors)
    if same and not kg and not made.to_call:
        return f"{say('nothing', language)} {capital(whole)}."
    parts = [
        count(len(some), key, language)
        for some, key in ((moved.rounds, "round"), (moved.stops, "pickup"), (moved.doors, "door"))
        if some
    ]
    told = [
        say("answer_same", language)
        if same
        else say("answer_changed", language, what=listed(parts, language))
    ]
    if kg:
        written = amount(abs(kg), "kg", language)
        told.append(say("answer_more" if kg > 0 else "answer_less", language, kg=written))
    told.append(whole)
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
    study, moved, tell = made.study, made.tally, partial(say, language=language)
    food = say(
        "food",
        language,
        before=amount(made.before_kg, "kg", language),
        after=amount(study.plan.usable_kg, "kg", language),
    )
    if not (moved.stops or moved.rounds or moved.doors):
        key = "nothing" if round(study.plan.usable_kg - made.before_kg) == 0 else "same_rounds"
        return Section(say("what_changes", language), (say(key, language), food))
    minutes = RETIMED_S // 60
    counted = say("counted", language, count=moved.count, left=LEFT, minutes=minutes)
    visit = partial(_visit, study, language)

    def called(plan: Plan, name: str | None) -> Linked | str:
        return UNKNOWN if name is None else _called(study, plan, name, language)

    tables = (
        table_of(
            moved.rounds,
            (tell("round"), lambda one: _called(study, published, one.round, language)),
            (tell("change"), lambda one: _changes(one, language)),
            (tell("before"), lambda one: _crew(study, published, one.round)),
            (tell("after"), lambda one: _crew(study, study.plan, one.round)),
            title=tell("rounds"),
        ),
        table_of(
            moved.stops,
            (tell("stop"), lambda one: _stop(study, one.pickup)),
            (tell("change"), lambda one: Words(tell(f"stop_{one.change}"), _tone(one.change))),
            (tell("before"), lambda one: visit(published, one.before, one.pickup)),
            (tell("after"), lambda one: visit(study.plan, one.after, one.pickup)),
            title=tell("stops"),
        ),
        table_of(
            moved.rounds,
            (tell("round"), lambda one: _called(study, published, one.round, language)),
            (tell("before"), lambda one: _course(study, published, one.round)),
            (tell("after"), lambda one: _course(study, study.plan, one.round)),
            title=tell("courses"),
            where=LONG,
        ),
        table_of(
            moved.doors,
            (tell("association"), lambda one: things.site(study.scenario, one.association)),
            (tell("change"), lambda one: tell(_door_change(one))),
            (tell("before"), lambda one: called(published, _door_before(one))),
            (tell("after"), lambda one: called(study.plan, one.round if one.added else None)),
            title=tell("doors"),
        ),
    )
    shown = (one for one in tables if one.rows)
    return Section(tell("what_changes"), (food, *shown, Line(counted, where=LONG)))


def _tone(change: str) -> Tone:
    return TONES.get(change, "")


def _door_change(one: MovedDoor) -> str:
    if not one.added:
        return "door_gone"
    return "door_added" if one.instead_of is None else "door_moved"


def _door_before(one: MovedDoor) -> str | None:
    return one.instead_of if one.added else one.round


def _changes(one: MovedRound, language: Language) -> Words:
    told = ", ".join(say(f"change_{change}", language) for change in one.changes)
    return Words(told, _tone(one.changes[0]))


def _round(study: Study, plan: Plan, name: str, language: Language) -> str:
    item = plan.round.get(name) or study.plan.round.get(name)
    if item is None:
        return name
    vehicle = study.scenario.vehicle[item.vehicle].label
    return f"{vehicle}, {study.scenario.when(item.day, item.shift).in_(language)}"


def _called(study: Study, plan: Plan, name: str, language: Language) -> Linked:
    """Return a round, its vehicle linked to its page."""
    item = plan.round.get(name) or study.plan.round.get(name)
    if item is None:
        return Linked.of((name, ""))
    when = Linked.of((study.scenario.when(item.day, item.shift).in_(language), ""))
    return things.listed((things.vehicle(study.scenario, item.vehicle), when))


def _crew(study: Study, plan: Plan, name: str) -> str:
    """Return when a round leaves and is back, and who is aboard."""
    item = plan.round.get(name)
    if item is None:
        return UNKNOWN
    hours = f"{clock(item.stops[0].leave_s)}–{clock(item.stops[-1].arrive_s)}"
    return things.listed((Linked.of((hours, "")), things.crew(study.scenario, item)))


def _course(study: Study, plan: Plan, name: str) -> str:
    """Return the stops of a round."""
    item = plan.round.get(name)
    if item is None:
        return UNKNOWN
    return things.listed(
        Linked.of(*things.site(study.scenario, stop.site).pieces, (f" {clock(stop.start_s)}", ""))
        for stop in item.stops[1:-1]
    )


def _stop(study: Study, pickup: str) -> str:
    known = study.scenario.pickups.get(pickup)
    return pickup if known is None else things.site(study.scenario, known.donor)


def _visit(study: Study, language: Language, plan: Plan, name: str | None, pickup: str) -> str:
    item = None if name is None else plan.round.get(name)
    if item is None:
        return UNKNOWN
    at = next(stop.start_s for stop in item.collected if stop.pickup == pickup)
    when = Linked.of((clock(at), ""))
    return things.listed((when, _called(study, plan, item.id, language)))


def _calls(made: Replan, language: Language) -> Section:
    tell = partial(say, language=language)
    if not made.to_call:
        return Section(tell("calls"), (tell("nobody"),))
    known = any(_named(made.study.scenario, one)[1] != "–" for one in made.to_call)
    contact = Head(tell("contact"), EVERYWHERE if known else NOWHERE)
    table = table_of(
        made.to_call,
        (tell("who"), lambda one: _thing(made.study.scenario, one)),
        (contact, lambda one: _named(made.study.scenario, one)[1]),
        (tell("what"), lambda one: one.text.in_(language)),
        reasons=1,
    )
    return Section(tell("calls"), (table,))


def _named(scenario: Scenario, one: ToCall) -> tuple[str, str]:
    if one.kind == "person":
        return scenario.person[one.id].label, scenario.person[one.id].contact or "–"
    whose = scenario.donor[one.id] if one.kind == "donor" else scenario.association[one.id]
    return whose.label, whose.contact or "–"


def _thing(scenario: Scenario, one: ToCall) -> Linked:
    if one.kind == "person":
        return things.means(scenario, "person", one.id)
    return things.site(scenario, one.id)


def _shares(made: Replan, language: Language) -> Section:
    tell = partial(say, language=language)

    def difference(one: MovedShare) -> Number:
        kg = one.after_kg - one.before_kg
        return Number(kg, unit="kg", sign=True, tone="good" if kg > 0 else "bad")

    table = table_of(
        made.shares,
        (tell("association"), lambda one: things.site(made.study.scenario, one.association)),
        (tell("before"), lambda one: Number(one.before_kg, unit="kg")),
        (tell("after"), lambda one: Number(one.after_kg, unit="kg")),
        (tell("difference"), difference),
    )
    return Section(tell("shares"), (table,) * bool(made.shares))


def _unserved(made: Replan, language: Language) -> Section:
    """Return what stays behind on the days that could change, of what was in the plan or asked."""
    tell = partial(say, language=language)
    changed = {one.pickup for one in made.tally.stops if one.change == "left"}
    changed |= set(made.surprises)
    table = table_of(
        (one for one in made.study.unserved if one.pickup in changed),
        (tell("stop"), lambda one: _stop(made.study, one.pickup)),
        ("kg", lambda one: Number(one.kg, unit="kg")),
        (tell("reason"), lambda one: one.reason.in_(language)),
        (tell("remedy"), lambda one: capital(one.remedy.in_(language))),
        reasons=2,
    )
    return Section(tell("unserved"), (table,) * bool(table.rows))
