"""A rota: a scenario in, a reviewed study out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from models.base import Text
from models.duties import Duty
from models.findings import Finding
from models.openings_study import OpeningStudy
from models.rota import DatedDecision, dated_duties
from models.rota_study import (
    AssociationFilled,
    Load,
    RankFilled,
    RotaPlan,
    RotaStudy,
)
from models.scenario import Scenario
from models.study import Study
from models.words import INTERRUPTED
from solver.programs.cp_sat import Limits
from solver.review.check_rota import check_rota
from solver.rota.crews import crew_duties, without_rounds
from solver.rota.fill import USUAL_S, Filled, fill
from solver.rota.hall import empty_groups, hall_sets
from solver.rota.openings import opening_duties, without_openings
from solver.rota.problem import Rules
from solver.rota.recruiting import recruits
from solver.run_record import origin_of
from solver.settings import Stages, Watcher

FILLING = 0.7
"""Part of the time for who does what; the rest is for whom to look for."""


@dataclass(frozen=True)
class Asking:
    """What is asked beside what the scenario says."""

    week: Study | None = None
    """A planned week whose crews are duties."""
    calendar: OpeningStudy | None = None
    """A calendar whose openings are duties."""
    decisions: tuple[DatedDecision, ...] = ()
    """Made now; those of the rota kept, else of the scenario, hold too, unless these undo them."""
    kept: RotaStudy | None = None
    """A rota of the same weeks, to be changed as little as can be."""
    before: RotaStudy | None = None
    """The rota of the weeks before."""
    freed: frozenset[tuple[str, str]] = frozenset()
    """Person and duty of decisions of the rota kept that hold no more."""


def duties_asked(world: Scenario, asking: Asking) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    """Return the dated duties of a rota, and what is to be known of them.

    A planned week's crews take the place of the scenario's own rounds of that week, openings of a
    calendar that of its own openings. A rota that is changed keeps those that it had.
    """
    own = tuple(dated_duties(world.rota, world.shift, world.week_of, world.odd_week_of))
    sources = {one.id for one in world.rota.duties}
    kept = () if asking.kept is None else asking.kept.duties
    crews = tuple(one for one in kept if one.source not in sources and one.kind != "opening")
    openings = tuple(one for one in kept if one.source not in sources and one.kind == "opening")
    findings: tuple[Finding, ...] = ()
    if asking.week is not None:
        crews, findings = crew_duties(world, asking.week)
    if asking.calendar is not None:
        openings, told = opening_duties(world, asking.calendar)
        findings += told
    mine = without_openings(without_rounds(own, crews), openings)
    return _in_order((*mine, *crews, *openings)), findings


def _in_order(duties: Sequence[Duty]) -> tuple[Duty, ...]:
    return tuple(sorted(duties, key=lambda duty: (duty.on, duty.starts, duty.id)))


def decisions_asked(
    world: Scenario, duties: Sequence[Duty], asking: Asking
) -> tuple[DatedDecision, ...]:
    """Return what is decided of dates: the scenario's or the kept rota's, then what is asked now.

    A rota kept has those of its scenario, but what was freed since. What is said last of a person
    and a duty holds.
    """
    found: dict[tuple[str, str], DatedDecision] = {}
    for one in world.rota.decisions if asking.kept is None else ():
        for duty in duties:
            if duty.source == one.duty and one.on in (None, duty.on):
                name = (one.person, duty.activity)
                found[name] = DatedDecision(person=one.person, duty=duty.activity, rule=one.rule)
    earlier = () if asking.kept is None else asking.kept.decisions
    there = {name for duty in duties for name in (duty.id, duty.activity)}
    for dated in earlier:
        if (dated.person, dated.duty) in asking.freed:
            continue
        if dated.duty in there and dated.person in world.rota.volunteer:
            found[dated.person, dated.duty] = dated
    activity = {name: duty.activity for duty in duties for name in (duty.id, duty.activity)}
    for dated in asking.decisions:
        for person, named in list(found):
            same = activity.get(named) == activity.get(dated.duty)
            if person == dated.person and same and found[person, named].rule != dated.rule:
                del found[person, named]
        found[dated.person, dated.duty] = dated
    return tuple(found.values())


def rules_asked(world: Scenario, duties: Sequence[Duty], asking: Asking) -> Rules:
    """Return the rules of a rota."""
    before, before_duties = before_asked(asking)
    return Rules(
        first=world.week_of,
        odd_week_of=world.odd_week_of,
        pairings=world.rota.pairings,
        weekends_apart=world.rota.weekends_apart,
        decisions=decisions_asked(world, duties, asking),
        kept=None if asking.kept is None else asking.kept.plan,
        before=before,
        before_duties=before_duties,
    )


def before_asked(asking: Asking) -> tuple[RotaPlan | None, tuple[Duty, ...]]:
    """Return the rota of the weeks before: the one named, else that of the rota kept."""
    if asking.before is not None:
        return asking.before.plan, asking.before.duties
    if asking.kept is not None:
        return asking.kept.before, asking.kept.before_duties
    return None, ()


def make_rota(
    world: Scenario,
    limits: Limits | None = None,
    asking: Asking | None = None,
    *,
    watch: Watcher | None = None,
) -> RotaStudy:
    """Make the rota of a scenario, and say what stays empty and whom to look for.

    Raises
    ------
    solver.rota.flow.NoFlowError, solver.rota.search.ImpossibleError
        Decisions cannot hold together: see ``solver.rota.conflicts``.
    """
    tell = Stages(watch)
    limits, asking = limits or Limits(USUAL_S), asking or Asking()
    duties, findings = duties_asked(world, asking)
    rules = rules_asked(world, duties, asking)
    places = sum(one.places for one in duties)
    tell("duties")
    part = limits
    if limits.seconds is not None:
        part = replace(limits, seconds=limits.seconds * FILLING)
    filled = fill(duties, world.rota.volunteers, rules, part)
    tell("duties", len(filled.placements), places)
    halls = hall_sets(filled)
    tell("recruits", len(filled.placements), places)
    found, untried = recruits(filled, limits)
    kept = asking.kept
    study = RotaStudy(
        scenario=world,
        first=world.week_of,
        weeks=world.rota.weeks,
        duties=filled.problem.duties,
        decisions=rules.decisions,
        plan=filled.plan,
        levels=filled.levels,
        potentials=filled.potentials,
        ranks=_ranks(filled),
        associations=_associations(filled),
        loads=_loads(filled),
        shortages=halls,
        recruits=found,
        recruits_left=untried,
        kept=None if kept is None else kept.plan,
        kept_levels=() if kept is None else kept.levels,
        before=rules.before,
        before_duties=rules.before_duties,
        violations=(),
        findings=(*findings, *_findings(filled, len(halls), limits)),
        made_at=datetime.now(UTC).replace(microsecond=0),
        revision=0 if kept is None else kept.revision + 1,
        provenance=origin_of(world, "ortools", seed=limits.seed, elapsed_s=tell.elapsed_s),
    )
    tell("done")
    return study.changed(violations=check_rota(study))


def _ranks(filled: Filled) -> tuple[RankFilled, ...]:
    places: Counter[int] = Counter()
    empty: Counter[int] = Counter()
    for number, duty in enumerate(filled.problem.duties):
        places[duty.priority] += duty.places
        empty[duty.priority] += filled.empty[number]
    return tuple(
        RankFilled(priority=rank, places=places[rank], filled=places[rank] - empty[rank])
        for rank in sorted(places)
    )


def _associations(filled: Filled) -> tuple[AssociationFilled, ...]:
    places: Counter[str] = Counter()
    empty: Counter[str] = Counter()
    for number, duty in enumerate(filled.problem.duties):
        places[duty.association] += duty.places
        empty[duty.association] += filled.empty[number]
    return tuple(
        AssociationFilled(association=who, places=places[who], filled=places[who] - empty[who])
        for who in filled.problem.associations
    )


def _loads(filled: Filled) -> tuple[Load, ...]:
    problem = filled.problem
    mine: dict[int, list[int]] = defaultdict(list)
    for person, duty in filled.placements:
        mine[person].append(duty)
    most = Counter(
        filled.net.names[int(filled.net.head[arc])]
        for arc in range(len(filled.net.tail))
        if filled.net.tail[arc] == 0
    )
    return tuple(
        Load(
            person=who.id,
            duties=len(mine[number]),
            hours=sum(problem.duties[duty].minutes for duty in mine[number]) / 60,
            offered=len(problem.half_days[number]),
            most=most[who.id],
        )
        for number, who in enumerate(problem.people)
    )


def _findings(filled: Filled, halls: int, limits: Limits) -> Iterator[Finding]:
    problem = filled.problem
    unused = [
        who.id for who, mine in zip(problem.people, problem.half_days, strict=True) if not mine
    ]
    if unused:
        text = UNUSED if len(unused) > 1 else UNUSED_ONE
        yield Finding(
            code="rota_unused",
            severity="info",
            text=text.format(who=", ".join(unused[:SHOWN]), count=len(unused)),
            where=tuple(unused),
        )
    more = sum(filled.empty) - sum(filled.flow.empty)
    if more > 0:
        text = RULES_COST if more > 1 else RULES_COST_ONE
        yield Finding(code="rota_rules_cost", severity="warning", text=text.format(count=more))
    unexplained = len(empty_groups(problem, filled.empty)) - halls
    if unexplained > 0:
        text = UNEXPLAINED if unexplained > 1 else UNEXPLAINED_ONE
        text = text.format(count=unexplained)
        yield Finding(code="rota_unexplained", severity="info", text=text)
    if problem.entangled and not all(one.proved for one in filled.levels):
        yield Finding(code="rota_unproved", severity="info", text=UNPROVED)
    if limits.stopped:
        yield Finding(code="interrupted", severity="warning", text=INTERRUPTED)


SHOWN = 12
UNUSED = Text(
    fr="{count} bénévoles n'offrent aucune demi-journée où un service leur convient : {who}.",
    en="{count} volunteers offer no half-day that has a duty for them: {who}.",
)
UNUSED_ONE = Text(
    fr="Un bénévole n'offre aucune demi-journée où un service lui convient : {who}.",
    en="One volunteer offers no half-day that has a duty for them: {who}.",
)
RULES_COST = Text(
    fr="Les règles « ensemble », « jamais ensemble » et les week-ends espacés laissent {count} "
    "places vides de plus que sans elles.",
    en="Rules of people together or apart and of week-ends leave {count} more places empty than "
    "without them.",
)
RULES_COST_ONE = Text(
    fr="Les règles « ensemble », « jamais ensemble » et les week-ends espacés laissent une place "
    "vide de plus que sans elles.",
    en="Rules of people together or apart and of week-ends leave one more place empty than without "
    "them.",
)
UNEXPLAINED_ONE = Text(
    fr="Sur une demi-journée, assez de personnes pourraient venir : ce sont les règles entre "
    "personnes ou de week-end qui l'empêchent.",
    en="On one half-day enough people could come: rules between people or of week-ends prevent it.",
)
UNEXPLAINED = Text(
    fr="Sur {count} demi-journées, assez de personnes pourraient venir : ce sont les règles "
    "entre personnes ou de week-end qui l'empêchent.",
    en="On {count} half-days enough people could come: rules between people or of week-ends "
    "prevent it.",
)
UNPROVED = Text(
    fr="Les règles entre personnes ou de week-end demandent une recherche : elle n'a pas tout "
    "prouvé dans le temps donné ; les bornes sont dites.",
    en="Rules between people or of week-ends need a search: it did not prove everything in the "
    "time given; the bounds are told.",
)
