"""A rota person by person, and duty by duty."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from models.duties import WEEKEND, Duty
from models.findings import Finding
from models.recurrence import is_odd
from models.rota import dated_duties
from models.rota_study import RotaStudy
from models.volunteers import Volunteer
from solver.review.checks.violations import violation


def people(study: RotaStudy) -> Iterator[Finding]:
    """Yield what is wrong with who does what."""
    yield from _duties(study)
    known = study.scenario.rota.volunteer
    mine: dict[str, list[Duty]] = defaultdict(list)
    for one in study.plan.placements:
        if one.person not in known or one.duty not in study.duty:
            yield violation("rota_reference", (one.person,), who=one.person, what=one.duty)
        else:
            mine[one.person].append(study.duty[one.duty])
    for duty in study.duties:
        there = study.plan.people.get(duty.id, ())
        if len(there) > duty.places:
            yield violation(
                "rota_places",
                (duty.id,),
                what=said(duty),
                found=len(there),
                limit=duty.places,
            )
    for who, duties in mine.items():
        yield from _person(study, known[who], duties)
    yield from _pairings(study)
    yield from _decisions(study)


def said(duty: Duty) -> str:
    """Return a duty in a few words."""
    return f"{duty.label} ({duty.on:%d/%m} {duty.starts})"


def week_of(study: RotaStudy, duty: Duty) -> int:
    """Return the week of a duty, the first being 0."""
    return (duty.on - study.first).days // 7


HalfDay = tuple[date, str]
"""A date and a part of the day."""


def may_do(study: RotaStudy) -> dict[str, dict[HalfDay, list[Duty]]]:
    """Return which duties each person may do: for whom, with which skills, when, not ruled out.

    By pseudonym and half-day; only half-days that are offered and have a duty for the person.
    """
    by_half: dict[HalfDay, list[Duty]] = defaultdict(list)
    for duty in study.duties:
        by_half[duty.on, duty.shift].append(duty)
    out = {(one.person, one.duty) for one in study.decisions if one.rule == "excluded"}
    found: dict[str, dict[HalfDay, list[Duty]]] = {}
    for who in study.scenario.rota.volunteers:
        helps, can = who.for_whom, set(who.skills)
        found[who.id] = {}
        for (on, shift), duties in by_half.items():
            if who.offer_on(on, shift, is_odd(on, study.scenario.odd_week_of)) is None:
                continue
            mine = [
                duty
                for duty in duties
                if duty.association in helps
                and can.issuperset(duty.skills)
                and (who.id, duty.id) not in out
                and (who.id, duty.activity) not in out
            ]
            if mine:
                found[who.id][on, shift] = mine
    return found


def _duties(study: RotaStudy) -> Iterator[Finding]:
    """Yield duties of the scenario that are missing: others replace rounds and openings alone."""
    world = study.scenario
    given = {
        (one.kind, week_of(study, one))
        for one in study.duties
        if one.source not in _regular(study) and one.kind in ("round", "opening")
    }
    for duty in dated_duties(world.rota, world.shift, study.first, world.odd_week_of):
        replaced = (duty.kind, week_of(study, duty)) in given
        if study.duty.get(duty.id) != duty and not replaced:
            yield violation("rota_duty", (duty.id,), what=said(duty))


def _regular(study: RotaStudy) -> set[str]:
    return {one.id for one in study.scenario.rota.duties}


def _person(study: RotaStudy, who: Volunteer, duties: list[Duty]) -> Iterator[Finding]:
    for duty in duties:
        where, what = (who.id, duty.id), said(duty)
        if who.offer_on(duty.on, duty.shift, is_odd(duty.on, study.scenario.odd_week_of)) is None:
            yield violation("rota_offer", where, who=who.id, what=what)
        missing = sorted(set(duty.skills) - set(who.skills))
        if missing:
            yield violation("rota_skill", where, who=who.id, what=what, limit=", ".join(missing))
        if duty.association not in who.for_whom:
            yield violation(
                "rota_association", where, who=who.id, what=what, limit=duty.association
            )
    halves = Counter((duty.on, duty.shift) for duty in duties)
    for (on, shift), count in halves.items():
        if count > 1:
            one = next(duty for duty in duties if (duty.on, duty.shift) == (on, shift))
            yield violation("rota_half_day", (who.id,), who=who.id, found=count, what=said(one))
    twice = 2 * who.max_per_week
    fortnight = twice if who.max_per_fortnight is None else who.max_per_fortnight
    days = Counter(f"{duty.on:%d/%m}" for duty in duties)
    weeks = Counter(f"{1 + week_of(study, duty)}" for duty in duties)
    pairs = Counter(f"{1 + week_of(study, duty) // 2}" for duty in duties)
    yield from _over("rota_day", who, days, who.max_per_day)
    yield from _over("rota_week", who, weeks, who.max_per_week)
    yield from _over("rota_fortnight", who, pairs, min(twice, fortnight))
    if study.scenario.rota.weekends_apart:
        yield from _weekends(study, who, duties)


def _over(code: str, who: Volunteer, counts: Counter[str], cap: int) -> Iterator[Finding]:
    """Yield days, weeks or fortnights in which a person comes too often."""
    for when, count in counts.items():
        if count > cap:
            yield violation(code, (who.id,), who=who.id, found=count, what=when, limit=cap)


def _weekends(study: RotaStudy, who: Volunteer, duties: list[Duty]) -> Iterator[Finding]:
    weeks = {week_of(study, duty) for duty in duties if duty.day in WEEKEND}
    if study.before is not None:
        then = {one.id: one for one in study.before_duties}
        weeks |= {
            week_of(study, then[one.duty])
            for one in study.before.placements
            if one.person == who.id and one.duty in then and then[one.duty].day in WEEKEND
        }
    for duty in duties:
        if duty.day in WEEKEND and week_of(study, duty) - 1 in weeks:
            yield violation("rota_weekends", (who.id, duty.id), who=who.id, what=said(duty))


def _pairings(study: RotaStudy) -> Iterator[Finding]:
    there: dict[str, set[str]] = defaultdict(set)
    for one in study.plan.placements:
        if one.duty in study.duty:
            there[study.duty[one.duty].activity].add(one.person)
    label = {duty.activity: said(duty) for duty in study.duties}
    for pairing in study.scenario.rota.pairings:
        group = set(pairing.people)
        for activity, people_there in there.items():
            mine, others = sorted(group & people_there), sorted(group - people_there)
            if pairing.rule == "apart" and len(mine) > 1:
                yield violation(
                    "rota_apart", tuple(mine), who=", ".join(mine), what=label[activity]
                )
            if pairing.rule == "together" and mine and others:
                yield violation(
                    "rota_together",
                    tuple(mine),
                    who=", ".join(mine),
                    what=label[activity],
                    limit=", ".join(others),
                )


def _decisions(study: RotaStudy) -> Iterator[Finding]:
    for one in study.decisions:
        named = {duty.id for duty in study.duties if one.duty in (duty.id, duty.activity)}
        comes = any(
            place.person == one.person and place.duty in named for place in study.plan.placements
        )
        if comes != (one.rule == "comes"):
            yield violation("rota_decision", (one.person, one.duty), who=one.person, what=one.duty)
