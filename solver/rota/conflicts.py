"""Decisions that cannot hold together: the smallest set of them, and the rule that it breaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from models.base import Text
from models.dates import dated
from models.duties import WEEKEND, Duty
from models.exceptions import away_on
from models.rota import DatedDecision
from solver.programs.cp_sat import Limits
from solver.rota.problem import HalfDay, Must, RotaProblem, fortnight_cap, may_do
from solver.rota.search import holds


@dataclass(frozen=True)
class Conflict:
    """Decisions that no rota can hold, and why; without any one of them the others can."""

    decisions: tuple[DatedDecision, ...]
    reason: Text


def conflicts(problem: RotaProblem) -> tuple[Conflict, ...]:
    """Return each decision that is impossible by itself, then the smallest sets of the others.

    A decision is in one set alone: what else it breaks is told once that is mended.
    """
    alone = [*(_alone(problem, one) for one in problem.unmet), *_partners(problem)]
    named = [decision for one in alone for decision in one.decisions]
    rest = replace(problem, musts=tuple(m for m in problem.musts if m.decision not in named))
    found = [*_caps(rest), *_seats(rest), *_pairs(rest)]
    apart: list[Conflict] = []
    for one in sorted(found, key=lambda one: len(one.decisions)):
        if not any(set(one.decisions) & set(other.decisions) for other in apart):
            apart.append(one)
    return (*alone, *apart)


def smallest_with_rules(problem: RotaProblem, limits: Limits) -> Conflict:
    """Return decisions that rules between people or of week-ends forbid together.

    Each is left out in turn, and for good where the others still conflict: what remains conflicts,
    and without any one of them the others hold.
    """
    kept = list(problem.musts)
    for must in problem.musts:
        fewer = [one for one in kept if one is not must]
        if not holds(replace(problem, musts=tuple(fewer)), limits):
            kept = fewer
    return Conflict(tuple(one.decision for one in kept), WITH_RULES)


def duties_of(problem: RotaProblem, name: str) -> list[Duty]:
    """Return the duties that a decision names, by their id or that of their activity."""
    return [one for one in problem.duties if name in (one.id, one.activity)]


def _alone(problem: RotaProblem, decision: DatedDecision) -> Conflict:
    """Return why a person can do none of the duties that a decision names."""
    number = problem.number.get(decision.person)
    duties = duties_of(problem, decision.duty)
    if number is None:
        return Conflict((decision,), NOBODY)
    if not duties:
        return Conflict((decision,), NO_DUTY)
    who = problem.people[number]
    if not any(may_do(who, one) for one in duties):
        known = any(one.association in who.for_whom for one in duties)
        return Conflict((decision,), NO_SKILL if known else NOT_THEIRS)
    excluded = {
        one.duty
        for one in problem.rules.decisions
        if one.rule == "excluded" and one.person == decision.person
    }
    if any({one.id, one.activity} & excluded for one in duties):
        return Conflict((decision,), BOTH)
    if all(away_on(who.absences, one.on) is not None for one in duties):
        return Conflict((decision,), AWAY)
    return Conflict((decision,), NOT_OFFERED)


def _half_of(problem: RotaProblem, must: Must) -> HalfDay:
    return next(half for half in problem.half_days[must.person] if must.duties[0] in half.duties)


def _caps(problem: RotaProblem) -> Iterator[Conflict]:
    """Yield more decisions for a person than a half-day, day, week or fortnight may have."""
    kinds: tuple[tuple[Callable[[HalfDay], object], Callable[[int], int], Text], ...] = (
        (lambda half: (half.when, half.shift), lambda _: 1, ONE_AT_A_TIME),
        (lambda half: half.when, lambda who: problem.people[who].max_per_day, PER_DAY),
        (lambda half: half.week, lambda who: problem.people[who].max_per_week, PER_WEEK),
        (
            lambda half: half.week // 2,
            lambda who: fortnight_cap(problem.people[who]),
            PER_FORTNIGHT,
        ),
    )
    for of, most, reason in kinds:
        groups: dict[tuple[int, object], list[Must]] = defaultdict(list)
        for must in problem.musts:
            groups[must.person, of(_half_of(problem, must))].append(must)
        for (who, _), mine in groups.items():
            cap = most(who)
            for some in _too_many(mine, cap):
                yield Conflict(tuple(one.decision for one in some), reason.format(cap=cap))


def _too_many(mine: Sequence[Must], cap: int) -> Iterator[Sequence[Must]]:
    """Yield one set of one more than there may be; the same placement said twice counts once."""
    apart: list[Must] = []
    for must in mine:
        if not any(set(must.duties) & set(other.duties) for other in apart):
            apart.append(must)
    if len(apart) > cap:
        yield apart[: cap + 1]


def _seats(problem: RotaProblem) -> Iterator[Conflict]:
    """Yield more people for an activity than it has seats that they may take."""
    at: dict[str, dict[int, Must]] = defaultdict(dict)
    for must in problem.musts:
        at[problem.duties[must.duties[0]].activity].setdefault(must.person, must)
    for mine in at.values():
        seats = sorted({duty for must in mine.values() for duty in must.duties})
        for size in range(1, len(seats) + 1):
            for chosen in combinations(seats, size):
                room = sum(problem.duties[n].places for n in chosen)
                held = [one for one in mine.values() if set(one.duties) <= set(chosen)]
                if len(held) > room:
                    some = tuple(one.decision for one in held[: room + 1])
                    yield Conflict(some, SEATS.format(places=room))


def _partners(problem: RotaProblem) -> Iterator[Conflict]:
    """Yield decisions for someone who comes only with someone else who cannot come there."""
    able = [
        {problem.duties[d].activity for half in mine for d in half.duties}
        for mine in problem.half_days
    ]
    for rule, group in problem.groups:
        for must in problem.musts if rule == "together" else ():
            activity = problem.duties[must.duties[0]].activity
            missing = [who for who in group if activity not in able[who]]
            if must.person in group and missing:
                other = problem.people[missing[0]].id
                yield Conflict((must.decision,), PARTNER.format(other=other))


def _pairs(problem: RotaProblem) -> Iterator[Conflict]:
    """Yield two decisions that a pairing or week-ends apart forbid together."""
    apart = [set(group) for rule, group in problem.groups if rule == "apart"]
    for one, other in combinations(problem.musts, 2):
        first, second = (problem.duties[must.duties[0]] for must in (one, other))
        both = (one.decision, other.decision)
        if one.person != other.person:
            together = first.activity == second.activity
            if together and any({one.person, other.person} <= group for group in apart):
                yield Conflict(both, APART)
        elif problem.rules.weekends_apart and {first.day, second.day} <= WEEKEND:
            weeks = (problem.week(one.duties[0]), problem.week(other.duties[0]))
            if abs(weeks[0] - weeks[1]) == 1:
                yield Conflict(both, WEEKENDS)
    for must in problem.musts if problem.rules.weekends_apart else ():
        first_week = problem.week(must.duties[0]) == 0
        weekend = problem.duties[must.duties[0]].day in WEEKEND
        if first_week and weekend and must.person in problem.last_weekend:
            yield Conflict((must.decision,), LAST_WEEKEND)


def told(problem: RotaProblem, decision: DatedDecision) -> Text:
    """Return a decision in words: who, what, when."""
    duties = duties_of(problem, decision.duty)
    if not duties:
        return Text(
            fr=f"{decision.person} : {decision.duty}", en=f"{decision.person}: {decision.duty}"
        )
    label = duties[0].label
    if decision.duty == duties[0].activity:
        label = label.partition(",")[0]
    when = dated(duties[0].on)
    return DECISION.format(who=decision.person, what=label, when=when)


DECISION = Text(fr="{who} à « {what} » le {when}", en="{who} at “{what}” on {when}")
NOBODY = Text(
    fr="ce pseudonyme n'est pas dans la liste des bénévoles",
    en="this pseudonym is not in the list of volunteers",
)
NO_DUTY = Text(fr="ce service n'a pas lieu", en="this duty does not take place")
NO_SKILL = Text(
    fr="cette personne n'a pas les compétences demandées",
    en="this person lacks the skills needed",
)
NOT_THEIRS = Text(
    fr="cette personne n'aide pas cette association",
    en="this person does not help this association",
)
NOT_OFFERED = Text(
    fr="cette personne n'offre pas cette demi-journée",
    en="this person does not offer this half-day",
)
AWAY = Text(fr="cette personne est absente ce jour-là", en="this person is away on that day")
BOTH = Text(
    fr="la même personne y est à la fois attendue et exclue",
    en="the same person is both expected there and ruled out",
)
ONE_AT_A_TIME = Text(
    fr="un seul service par demi-journée et par personne",
    en="one duty per half-day and person",
)
PER_DAY = Text(fr="{cap} par jour au plus", en="{cap} a day at most")
PER_WEEK = Text(fr="{cap} par semaine au plus", en="{cap} a week at most")
PER_FORTNIGHT = Text(fr="{cap} par quinzaine au plus", en="{cap} a fortnight at most")
SEATS = Text(
    fr="places qu'elles peuvent prendre là : {places}",
    en="places that they may take there: {places}",
)
PARTNER = Text(
    fr="cette personne ne vient qu'avec {other}, qui ne peut pas",
    en="this person comes only with {other}, who cannot",
)
WITH_RULES = Text(
    fr="avec les règles entre personnes ou de week-end",
    en="with the rules between people or of week-ends",
)
APART = Text(
    fr="ces deux personnes ne viennent jamais ensemble", en="these two never come together"
)
WEEKENDS = Text(fr="pas deux week-ends de suite", en="not two week-ends running")
LAST_WEEKEND = Text(
    fr="cette personne est venue le week-end d'avant",
    en="this person came on the week-end before",
)
