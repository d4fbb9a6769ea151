"""Transfers: a scenario and its planned week in, a reviewed study out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from models.base import Text
from models.findings import Finding
from models.plan import Plan
from models.scenario import Scenario
from models.transfers_study import (
    Covered,
    GivenOut,
    Handover,
    TransferPlan,
    TransferReached,
    TransfersStudy,
)
from models.travel import ESTIMATED, TravelMatrix
from solver.programs.limits import Limits
from solver.programs.solved import SolveLimits
from solver.review.checks.transfers import check_transfers
from solver.run_record import origin_of
from solver.settings import Stages, Watcher
from solver.transfers.problem import TransferProblem, transfer_problem
from solver.transfers.program import Answer
from solver.transfers.reasons import Asking, curve, free_lost_kg, left, lost_of, prices
from solver.transfers.solve import choose
from solver.transfers.whole import whole
from solver.travel import matrix

SEARCH_SHARE = 0.25
"""Part of the time that one search over whole numbers may take."""
WORK = 20
"""Looks of one search, by iteration asked."""


def plan_transfers(
    scenario: Scenario,
    limits: Limits,
    *,
    folder: Path | None = None,
    week: Plan | None = None,
    travel: TravelMatrix | None = None,
    watch: Watcher | None = None,
) -> TransfersStudy:
    """Choose what is passed on, and answer what is asked about it.

    Parameters
    ----------
    folder
        Where the scenario's own travel files lie.
    week
        A planned week: its rounds carry what they can, what it brings meets needs first.
    travel
        The travel of that week; made anew when absent.

    Raises
    ------
    solver.travel.TravelError
        When the travel table or the roads cannot be used.
    """
    tell = Stages(watch)
    tell("prepare")
    ways = travel or matrix(scenario, folder)
    problem = transfer_problem(scenario, ways, week)
    tell("transfers")
    search = limits.of(SEARCH_SHARE, checks=WORK)
    answer, plan = passed_on(problem, search)
    tell("reasons")
    asking = Asking(problem, answer, search, limits.stop)
    lost = lost_of(problem, answer)
    study = TransfersStudy(
        scenario=scenario,
        travel=ways,
        week=week,
        plan=plan,
        lost_before_kg=problem.lost_kg,
        lost_kg=sum(lost.values()),
        free_lost_kg=free_lost_kg(problem, search),
        levels=_levels(problem, answer, lost),
        covered=_covered(problem, answer, lost),
        left=tuple(left(asking)),
        prices=tuple(prices(asking)),
        curve=tuple(curve(asking)),
        km=sum(one.metres for one in plan.trips) / 1000,
        hours=_hours(scenario, plan),
        violations=(),
        made_at=datetime.now(UTC).replace(microsecond=0),
        provenance=origin_of(
            scenario, "highspy", seed=limits.seed, travel=ways.source, elapsed_s=tell.elapsed_s
        ),
    )
    tell("check")
    return study.changed(
        violations=check_transfers(scenario, ways, plan, week),
        findings=tuple(_findings(study, problem)),
    )


def passed_on(problem: TransferProblem, search: SolveLimits) -> tuple[Answer, TransferPlan]:
    """Return what is chosen of a problem, in whole pieces, and the plan that it makes."""
    answer = whole(problem, choose(problem, search), search)
    return answer, _plan(problem, answer)


def _plan(problem: TransferProblem, answer: Answer) -> TransferPlan:
    """Return the trips used, what rides on them, and what everyone gives out lot by lot."""
    handovers, used = [], set[int]()
    for number, kg in sorted(answer.arcs.items()):
        arc = problem.arcs[number]
        used.add(arc.trip)
        handovers.append(
            Handover(
                lot=arc.lot.id,
                giver=arc.lot.association,
                to=arc.to,
                trip=problem.trips[arc.trip].said.id,
                from_stop=arc.from_stop,
                to_stop=arc.to_stop,
                kg=round(kg, 5),
            )
        )
    lots = {lot.id: lot for lot in problem.ahead.lots}
    given = [
        GivenOut(lot=name, association=lots[name].association, opening_s=at, kg=round(kg, 5))
        for (name, at), kg in answer.at_home.items()
        if kg > 1e-4
    ]
    given += _received(problem, answer)
    order = sorted(used, key=lambda n: (problem.trips[n].said.stops[0].arrive_s, n))
    return TransferPlan(
        trips=tuple(problem.trips[number].said for number in order),
        handovers=tuple(sorted(handovers, key=lambda one: (one.trip, one.lot, one.to))),
        given_out=tuple(sorted(given, key=lambda one: (one.opening_s, one.association, one.lot))),
    )


def _received(problem: TransferProblem, answer: Answer) -> Iterator[GivenOut]:
    """Yield what receivers give out of each lot: what came first leaves first."""
    came: dict[tuple[str, str, int], list[list[float | str | int]]] = defaultdict(list)
    for number, kg in answer.arcs.items():
        arc = problem.arcs[number]
        came[arc.to, arc.lot.family, arc.ends_s].append([arc.arrives_s, arc.lot.id, kg])
    for pool in came:
        came[pool].sort(key=lambda one: (one[0], one[1]))
    for (pool, opening), kg in sorted(answer.received.items()):
        rest = kg
        for one in came[pool]:
            part = min(rest, float(one[2]))
            if part > 1e-4 and int(one[0]) <= opening:
                one[2] = float(one[2]) - part
                rest -= part
                yield GivenOut(
                    lot=str(one[1]), association=pool[0], opening_s=opening, kg=round(part, 5)
                )


def _levels(
    problem: TransferProblem, answer: Answer, lost: dict[str, float]
) -> tuple[TransferReached, ...]:
    """Return what the plan reaches of each level in whole pieces, beside its bound."""
    found = []
    for name, one in answer.levels.items():
        value, bound = one.value, one.bound
        if name == "saved":
            value = problem.lost_kg - sum(lost.values())
            bound = problem.lost_kg - one.bound
        elif name == "cover":
            value = min(
                (c.days for c in _covered(problem, answer, lost) if c.days or c.before_days),
                default=one.value,
            )
            value = min(value, one.value)
        elif name == "moved":
            value = sum(answer.arcs.values())
        elif name == "km":
            value = sum(problem.trips[n].said.metres for n in answer.driven) / 1000
        found.append(
            TransferReached(
                level=name,
                value=value,
                bound=bound,
                proved=one.proved,
            )
        )
    return tuple(found)


def _covered(
    problem: TransferProblem, answer: Answer, lost: dict[str, float]
) -> tuple[Covered, ...]:
    """Return how long what each has lasts, before and after."""
    lots = {lot.id: lot for lot in problem.ahead.lots}
    before: dict[str, float] = defaultdict(float)
    after: dict[str, float] = defaultdict(float)
    for (name, _), kg in problem.alone.given_out.items():
        before[lots[name].association] += kg
    for (name, _), kg in answer.at_home.items():
        after[lots[name].association] += kg
    for ((who, _, _), _), kg in answer.received.items():
        after[who] += kg
    gives: dict[str, float] = defaultdict(float)
    receives: dict[str, float] = defaultdict(float)
    for number, kg in answer.arcs.items():
        arc = problem.arcs[number]
        gives[arc.lot.association] += kg
        receives[arc.to] += kg
    lost_there: dict[str, float] = defaultdict(float)
    lost_before: dict[str, float] = defaultdict(float)
    for name, kg in lost.items():
        lost_there[lots[name].association] += kg
    for name, kg in problem.alone.lost.items():
        lost_before[lots[name].association] += kg
    ahead = problem.ahead

    def days(who: str, kg: float) -> float:
        daily = ahead.daily.get(who, 0.0)
        return (ahead.brought.get(who, 0.0) + kg) / daily if daily else 0.0

    return tuple(
        Covered(
            association=one.id,
            before_days=days(one.id, before[one.id]),
            days=days(one.id, after[one.id]),
            gives_kg=gives[one.id],
            receives_kg=receives[one.id],
            lost_before_kg=lost_before[one.id],
            lost_kg=lost_there[one.id],
        )
        for one in problem.scenario.associations
    )


def _hours(scenario: Scenario, plan: TransferPlan) -> float:
    """Return hours of volunteers: new trips with their crew, handling elsewhere."""
    each = 2 * scenario.transfers.handling_min_per_100kg / 100 / 60
    new = {one.id for one in plan.trips if one.sort == "new"}
    driving = sum(
        ((one.returns_s or 0) - (one.leaves_s or 0)) / 3600 * max(1, len(one.crew))
        for one in plan.trips
        if one.sort == "new"
    )
    return driving + sum(each * one.kg for one in plan.handovers if one.trip not in new)


def _findings(study: TransfersStudy, problem: TransferProblem) -> Iterator[Finding]:
    """Yield what must be known first."""
    scenario = study.scenario
    lots = {lot.id: lot for lot in problem.ahead.lots}
    placed: dict[tuple[str, str], float] = defaultdict(float)
    for one in study.plan.handovers:
        placed[one.lot, one.to] += one.kg
    for fixed in scenario.transfers.fixed:
        there = placed[fixed.lot, fixed.to]
        short = fixed.kg - there
        if short > 1e-3:
            values = {
                "who": scenario.association[fixed.to].name,
                "what": scenario.family[lots[fixed.lot].family].label,
                "kg": f"{there:.0f}",
                "asked": f"{fixed.kg:.0f}",
            }
            yield Finding(
                code="transfer_not_placed",
                severity="warning",
                text=NOT_PLACED.format(**values),
                where=(fixed.lot, fixed.to),
            )
    for who in scenario.associations:
        if not problem.ahead.openings[who.id] and any(
            lot.association == who.id for lot in problem.ahead.lots
        ):
            yield Finding(
                code="transfer_no_opening",
                severity="warning",
                text=NO_OPENING.format(who=who.name),
                where=(who.id,),
            )
    if not scenario.transfers.lots:
        yield Finding(code="transfer_stock_of_week", severity="info", text=STOCK_OF_WEEK)
    if study.week is None:
        yield Finding(code="transfer_no_week", severity="info", text=NO_WEEK)
    if not all(one.proved for one in study.levels):
        yield Finding(code="transfers_not_proved", severity="info", text=NOT_PROVED)
    if study.travel.source == "estimate":
        yield Finding(code="estimated_travel", severity="info", text=ESTIMATED)


NOT_PLACED = Text(
    fr="Transfert décidé : sur {asked} kg de {what}, {kg} kg au plus peuvent passer chez {who} "
    "(heures, place, froid, besoin, jours que garde qui donne). Réduisez la quantité, ou ajoutez "
    "un trajet.",
    en="Transfer decided: of {asked} kg of {what}, {kg} kg at most can go to {who} (times, room, "
    "cold, need, days that the giver keeps). Reduce the quantity, or add a trip.",
)
NO_OPENING = Text(
    fr="{who} n'a aucune distribution dans les jours regardés : son stock compte comme perdu à sa "
    "date, sauf s'il est transmis.",
    en="{who} has no distribution in the days looked at: its stock counts as lost at its date, "
    "unless it is passed on.",
)
STOCK_OF_WEEK = Text(
    fr="Aucun lot n'est compté : le stock du début de semaine est pris, ses dates comme des DLC.",
    en="No lot is counted: the stock at the start of the week is taken, its dates as use-by dates.",
)
NO_WEEK = Text(
    fr="Aucune semaine planifiée n'est donnée : ses tournées et ce qu'elles apportent ne sont pas "
    "comptés.",
    en="No planned week is given: its rounds and what they bring are not counted.",
)
NOT_PROVED = Text(
    fr="Le meilleur plan de transferts n'est pas prouvé : plus de temps pourrait l'améliorer.",
    en="The best plan of transfers is not proved: more time might improve it.",
)
