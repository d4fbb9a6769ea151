"""The week of a person or of a vehicle: outings, hours, kilometres, load."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.calendar import DAY_NAMES
from models.numbers import amount, percent
from models.plan import Round
from models.study import Study
from models.words import ROLES
from service.asking.things import Told
from service.kinds.week.deliveries import at_doors_kg, carried_kg
from service.kinds.week.round_sections import span
from service.kinds.week.rounds import driven_km
from service.kinds.week.why.shared import about, page, rounds
from service.kinds.week.why.things import crew, listed, means, vehicle
from service.kinds.week.why.trials import person_trials, vehicle_trials
from service.kinds.week.why.words import why_say
from service.pages.page import Alert, Linked, Number, Section, table_of
from service.words.labels import word
from service.words.sentences import capital, count
from service.words.sentences import listed as in_words


def person_told(study: Study, who: str, language: Language) -> Told:
    """Return the page of a person."""
    world, tell = study.scenario, partial(why_say, language=language)
    mine = world.person[who]
    out = [item for item in rounds(study) if who in item.crew]
    hours = sum(item.duration_s for item in out) / 3600
    most = amount(mine.most_shifts, "", language).strip()
    if out:
        outings = count(len(out), "outing", language)
        said = amount(hours, "h", language, 1)
        answer = tell("person_goes", outings=outings, hours=said, most=most)
    else:
        answer = tell("person_stays", most=most)
    full = bool(out) and len(out) >= mine.most_shifts
    alerts = [Alert(tell("person_full"))] * full
    alerts += [Alert(one.text.in_(language)) for one in about(study, who) if one.severity != "info"]

    def role(item: Round) -> str:
        return capital(word("helper" if item.crew.index(who) else "driver", language))

    def others(item: Round) -> Linked:
        return listed(means(world, "person", one) for one in item.crew if one != who)

    table = table_of(
        out,
        (tell("day"), lambda one: capital(DAY_NAMES[one.day].in_(language))),
        (tell("hours"), span),
        (tell("vehicle"), lambda one: vehicle(world, one.vehicle)),
        (tell("as_role"), role),
        (tell("with_whom"), others),
        ("h", lambda one: Number(one.duration_s / 3600, 1)),
        ("km", lambda one: Number(driven_km(study, one))),
        ("kg", lambda one: Number(carried_kg(world, study.plan, one))),
    )
    rules = tell(
        "person_rules",
        who=world.association[mine.association].label,
        roles=in_words([ROLES[one].in_(language).lower() for one in mine.roles], language),
        days=_days(mine.days, language),
    )
    sections = (
        Section(tell("outings"), (table,) if out else ()),
        Section(tell("details"), (rules,)),
    )
    made = page(study, mine.label, answer, alerts, sections, language)
    return Told(mine.label, made, tuple(person_trials(study, who, language)))


def vehicle_told(study: Study, name: str, language: Language) -> Told:
    """Return the page of a vehicle."""
    world, tell = study.scenario, partial(why_say, language=language)
    mine = world.vehicle[name]
    out = [item for item in rounds(study) if item.vehicle == name]
    allowed = mine.payload_kg * (1 - world.policy.capacity_margin)
    loads = {item.id: peak_kg(study, item) for item in out}
    if out:
        answer = tell(
            "vehicle_goes",
            outings=count(len(out), "round", language),
            hours=amount(sum(item.duration_s for item in out) / 3600, "h", language, 1),
            km=amount(sum(driven_km(study, item) for item in out), "km", language),
            share=percent(max(loads.values()) / allowed if allowed else 0.0, language),
        )
    else:
        answer = tell("vehicle_stays")

    def part(one: Round) -> Number:
        share = loads[one.id] / allowed if allowed else 0.0
        return Number(share, share=True, bar=share)

    table = table_of(
        out,
        (tell("day"), lambda one: capital(DAY_NAMES[one.day].in_(language))),
        (tell("hours"), span),
        (tell("crew"), lambda one: crew(world, one)),
        ("h", lambda one: Number(one.duration_s / 3600, 1)),
        ("km", lambda one: Number(driven_km(study, one))),
        (tell("moved"), lambda one: Number(carried_kg(world, study.plan, one), unit="kg")),
        (tell("fullest"), lambda one: Number(loads[one.id], unit="kg")),
        (tell("of_allowed"), part),
    )
    how = tell("load_how", kg=amount(allowed, "kg", language))
    owner = world.association[mine.owner].label
    rules = tell("vehicle_rules", who=owner, days=_days(mine.days, language))
    alerts = [Alert(one.text.in_(language)) for one in about(study, name) if one.severity != "info"]
    sections = (
        Section(tell("rounds"), (table, how) if out else ()),
        Section(tell("details"), (rules,)),
    )
    made = page(study, mine.label, answer, alerts, sections, language)
    return Told(mine.label, made, tuple(vehicle_trials(study, name)))


def peak_kg(study: Study, item: Round) -> float:
    """Return the heaviest load of a round, kg: what is aboard after each stop."""
    aboard = most = 0.0
    for at, stop in enumerate(item.stops):
        kg = sum(at_doors_kg(study.scenario, study.plan, item, at).values())
        if stop.kind in ("collect", "load"):
            aboard += kg
        elif stop.kind in ("unload", "drop"):
            aboard = max(0.0, aboard - kg)
        most = max(most, aboard)
    return most


def _days(days: tuple[str, ...], language: Language) -> str:
    named = [name.in_(language) for day, name in DAY_NAMES.items() if day in days]
    return in_words(named, language)
