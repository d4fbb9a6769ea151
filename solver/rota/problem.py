"""A rota as arrays of numbers: who may do what, within which caps; no names from here on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from models.calendar import DAY_NUMBER
from models.duties import WEEKEND, Duty
from models.recurrence import is_odd
from models.rota import DatedDecision, Pairing
from models.rota_study import RotaPlan
from models.volunteers import Volunteer

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Rules:
    """What holds beside what people offer."""

    first: date
    """The Monday of the first week."""
    odd_week_of: date | None = None
    """A date in an odd week, from which they are counted."""
    pairings: tuple[Pairing, ...] = ()
    weekends_apart: bool = False
    decisions: tuple[DatedDecision, ...] = ()
    kept: RotaPlan | None = None
    """A rota of the same weeks, to be changed as little as can be."""
    before: RotaPlan | None = None
    """The rota of the weeks before, to go on with."""
    before_duties: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class Must:
    """Someone who is to come: to one of some duties of one half-day."""

    person: int
    duties: tuple[int, ...]
    decision: DatedDecision


@dataclass(frozen=True)
class HalfDay:
    """A half-day that a person may be given, and the duties that they may do in it."""

    when: date
    shift: str
    week: int
    duties: tuple[int, ...]
    if_needed: bool


@dataclass(frozen=True)
class RotaProblem:
    """People and duties by number, in the order in which they were given."""

    rules: Rules
    duties: tuple[Duty, ...]
    people: tuple[Volunteer, ...]
    half_days: tuple[tuple[HalfDay, ...], ...]
    """By person: those in which there is a duty for them, in the order of dates and hours."""
    musts: tuple[Must, ...] = ()
    unmet: tuple[DatedDecision, ...] = ()
    """Decisions that someone comes, who may do no such duty."""
    kept: frozenset[tuple[int, int]] = frozenset()
    continued: frozenset[tuple[int, int]] = frozenset()
    """Pairs of person and duty that the rota before had: same source, weekday and half-day."""
    last_weekend: frozenset[int] = frozenset()
    """People who came in the week-end before the first week."""
    associations: tuple[str, ...] = field(default=())

    @cached_property
    def places(self) -> int:
        """Places in all."""
        return sum(one.places for one in self.duties)

    @cached_property
    def entangled(self) -> bool:
        """Whether rules hold that no flow knows: pairings and week-ends apart."""
        return bool(self.rules.pairings) or self.rules.weekends_apart

    @cached_property
    def number(self) -> dict[str, int]:
        """People by pseudonym."""
        return {one.id: n for n, one in enumerate(self.people)}

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Pairings as numbers of people; those with someone unknown are left out."""
        return tuple(
            (one.rule, tuple(self.number[who] for who in one.people))
            for one in self.rules.pairings
            if all(who in self.number for who in one.people)
        )

    def week(self, duty: int) -> int:
        """Return the week of a duty, the first being 0."""
        return (self.duties[duty].on - self.rules.first).days // DAYS_A_WEEK

    def cost(self, person: int, half: HalfDay, duty: int) -> int:
        """Return 1 where a placement is not what the person would wish."""
        who = self.people[person]
        disliked = bool(who.likes) and self.duties[duty].kind not in who.likes
        return int(half.if_needed or disliked)


def fortnight_cap(who: Volunteer) -> int:
    """Return how many duties a person does in a fortnight, at most."""
    twice = 2 * who.max_per_week
    return twice if who.max_per_fortnight is None else min(twice, who.max_per_fortnight)


def may_do(who: Volunteer, duty: Duty) -> bool:
    """Tell whether a person may do a duty whenever it is: for whom it is, and with which skills."""
    return _fits(who, duty.association, frozenset(duty.skills))


def _fits(who: Volunteer, association: str, skills: frozenset[str]) -> bool:
    return association in who.for_whom and skills <= set(who.skills)


def rota_problem(duties: Sequence[Duty], people: Sequence[Volunteer], rules: Rules) -> RotaProblem:
    """Return what is to be solved.

    Parameters
    ----------
    duties
        Dated, with ids that differ; from the first week on.
    people
        With pseudonyms that differ.
    """
    by_half: dict[tuple[date, str], list[int]] = defaultdict(list)
    for n, duty in enumerate(duties):
        by_half[duty.on, duty.shift].append(n)
    halves = sorted(by_half, key=lambda half: (half[0], duties[by_half[half][0]].starts, half[1]))
    named: dict[str, list[int]] = defaultdict(list)
    for n, duty in enumerate(duties):
        for name in {duty.id, duty.activity}:
            named[name].append(n)
    excluded = {
        (one.person, n)
        for one in rules.decisions
        if one.rule == "excluded"
        for n in named.get(one.duty, ())
    }
    odd = {when: is_odd(when, rules.odd_week_of) for when, _ in halves}
    kinds = [(one.association, frozenset(one.skills)) for one in duties]
    half_days = tuple(
        tuple(_half_days(who, halves, by_half, kinds, rules, excluded, odd)) for who in people
    )
    number = {one.id: n for n, one in enumerate(people)}
    able = [{duty for half in mine for duty in half.duties} for mine in half_days]
    musts, unmet = [], []
    for one in rules.decisions:
        if one.rule != "comes":
            continue
        who = number.get(one.person)
        found = () if who is None else tuple(n for n in named.get(one.duty, ()) if n in able[who])
        if who is None or not found:
            unmet.append(one)
        else:
            musts.append(Must(who, found, one))
    return RotaProblem(
        rules,
        tuple(duties),
        tuple(people),
        half_days,
        tuple(musts),
        tuple(unmet),
        kept=_pairs(rules.kept, number, duties, able),
        continued=_continued(rules, number, duties, able),
        last_weekend=_last_weekend(rules, number),
        associations=tuple(dict.fromkeys(duty.association for duty in duties)),
    )


def _half_days(
    who: Volunteer,
    halves: Iterable[tuple[date, str]],
    by_half: dict[tuple[date, str], list[int]],
    kinds: Sequence[tuple[str, frozenset[str]]],
    rules: Rules,
    excluded: set[tuple[str, int]],
    odd: dict[date, bool],
) -> Iterable[HalfDay]:
    fits = {kind for kind in set(kinds) if _fits(who, *kind)}
    for when, shift in halves:
        offer = who.offer_on(when, shift, odd[when])
        if offer is None:
            continue
        mine = tuple(
            n for n in by_half[when, shift] if kinds[n] in fits and (who.id, n) not in excluded
        )
        if mine:
            week = (when - rules.first).days // DAYS_A_WEEK
            yield HalfDay(when, shift, week, mine, offer.if_needed)


def _pairs(
    plan: RotaPlan | None, number: dict[str, int], duties: Sequence[Duty], able: list[set[int]]
) -> frozenset[tuple[int, int]]:
    """Return the placements of a plan that are possible still."""
    if plan is None:
        return frozenset()
    there = {one.id: n for n, one in enumerate(duties)}
    found = ((number.get(one.person, -1), there.get(one.duty, -1)) for one in plan.placements)
    return frozenset((p, d) for p, d in found if p >= 0 and d in able[p])


def _continued(
    rules: Rules, number: dict[str, int], duties: Sequence[Duty], able: list[set[int]]
) -> frozenset[tuple[int, int]]:
    if rules.before is None:
        return frozenset()
    then = {one.id: (one.source, one.day, one.shift) for one in rules.before_duties}
    had = {
        (number[one.person], then[one.duty])
        for one in rules.before.placements
        if one.person in number and one.duty in then
    }
    return frozenset(
        (p, d)
        for p, mine in enumerate(able)
        for d in mine
        if (p, (duties[d].source, duties[d].day, duties[d].shift)) in had
    )


def _last_weekend(rules: Rules, number: dict[str, int]) -> frozenset[int]:
    if rules.before is None:
        return frozenset()
    days = {rules.first - timedelta(days=DAYS_A_WEEK - DAY_NUMBER[day]) for day in sorted(WEEKEND)}
    on = {one.id: one.on for one in rules.before_duties}
    return frozenset(
        number[one.person]
        for one in rules.before.placements
        if one.person in number and on.get(one.duty) in days
    )
