"""The door of the fair split: a supply in, a reviewed allocation out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.metadata import version

import numpy as np

from models.allocation import (
    Allocation,
    Comparison,
    Left,
    Origin,
    Portion,
    Standing,
    Supply,
    SupplyLot,
    lot_id,
)
from models.base import Text
from models.calendar import DAY_NAMES
from models.history import History
from models.plan import Plan, Round
from models.planned_stops import planned_stops
from models.policy import SplitRule
from models.scenario import Scenario
from models.study import Study
from models.travel import TravelMatrix
from pools.streams import alone_of, streams
from solver.allocation import measures
from solver.allocation.base import Floats, Ints, Split, least_cost
from solver.allocation.counted import in_whole_units
from solver.allocation.fair_parts import due
from solver.allocation.lots import Lots
from solver.allocation.notes import notes
from solver.allocation.picking import jealous, pick
from solver.allocation.reasons import binding, left_behind, sensitivity
from solver.allocation.rules import COUNTED, NAMES, PICKED, rule
from solver.allocation.supply import OpenSupply, expected, offer, table
from solver.allocation.turns import left_whole, turns
from solver.allocation.whole import stocked, whole_lots
from solver.ramasse.shares import ways_of
from solver.ramasse.solve import plan_week
from solver.ramasse.week import Week
from solver.review.check_split import check_split
from solver.settings import Budget
from solver.study_beginning import points_of
from solver.study_findings import LOSS

CRUMB_KG = 0.01
"""Portions below this are left out."""
COMPARED_ARCS = 3000
"""Splits of more arcs are compared with the rules that are fast there alone."""
FAST: tuple[SplitRule, ...] = ("leximin",)


def allocate(
    scenario: Scenario,
    supply: Supply,
    *,
    history: History | None = None,
    floors: Mapping[str, float] | None = None,
    compare: bool = True,
    tell: Callable[[str], None] | None = None,
) -> Allocation:
    """Split a supply by the scenario's rule, and say what is proved and what binds.

    Parameters
    ----------
    history
        What earlier weeks of the window brought; none counts when absent.
    floors
        Points that each association would have alone; nobody falls below if that can be.
    compare
        Also split by every other rule, and for more or fewer people of each.
    tell
        Called with a stable code as the work goes on.
    """
    past, least = history or History(), dict(floors or {})
    return _reviewed(offer(scenario, supply, past, least), past, least, compare, tell)


def allocate_plan(
    study: Study,
    *,
    history: History | None = None,
    compare: bool = True,
    tell: Callable[[str], None] | None = None,
) -> Allocation:
    """Split what the rounds of a planned week bring, by the ways they can bring it.

    Without history the result is the plan's own split. The floors are what the study's reference
    brings to each alone.
    """
    past = history or History()
    least = {} if study.alone is None else points_of(study.scenario, study.alone)
    made = planned_offer(study.scenario, study.travel, study.plan, past, least)
    split = _reviewed(made, past, least, compare, tell)
    return split.changed(planned=planned_stops(study.scenario, study.plan))


def alone_points(
    scenario: Scenario, travel: TravelMatrix, *, time_limit_s: float
) -> dict[str, float]:
    """Return the points that each association would receive alone: the floors of a split."""
    budget = Budget(time_limit_s, None)
    return points_of(scenario, plan_week(alone_of(scenario), travel, budget, seed=1).plan)


def scaled(floors: Mapping[str, float], supply: Supply, scenario: Scenario) -> dict[str, float]:
    """Return floors for lots that were weighed: alone, too, each would have had that much less.

    The reference of going alone rests on the expected week; a poorer week scales it down.
    """
    hoped = sum(lot.kg for lot in expected(scenario).lots)
    part = min(1.0, sum(lot.kg for lot in supply.lots) / hoped) if hoped > 0 else 1.0
    return {who: part * points for who, points in floors.items()}


def _brought_by(scenario: Scenario, family: str, item: Round) -> str:
    """Return what people call the food of a round: its family, the day, the vehicle."""
    day = DAY_NAMES[item.day].in_(scenario.language)
    return f"{scenario.family[family].label}, {day}, {scenario.vehicle[item.vehicle].label}"


def planned_offer(
    scenario: Scenario,
    travel: TravelMatrix,
    plan: Plan,
    history: History,
    floors: Mapping[str, float],
) -> OpenSupply:
    """Return what may be split of what rounds bring; nothing of it may be withheld."""
    ways = ways_of(Week(scenario, travel), plan.rounds, floors)
    members: dict[int, set[str]] = {n: set() for n in range(len(ways.lots))}
    for arc in ways.arcs:
        members[arc.lot].add(arc.association)
    pooled = {stream.id: stream.members for stream in streams(scenario)}
    supply = Supply(
        source="plan",
        lots=tuple(
            SupplyLot(
                id=lot_id(lot.origin.id, lot.family, lot.use_by),
                label=_brought_by(scenario, lot.family, lot.origin),
                family=lot.family,
                kg=lot.kg,
                ready_s=0,
                use_by=lot.use_by,
                members=tuple(sorted(members[number])),
            )
            for number, lot in enumerate(ways.lots)
        ),
    )
    names = [one.id for one in scenario.associations]
    families = [one.id for one in scenario.families]
    split = replace(
        ways.split,
        past_kg=table(history.received_kg, names, families),
        past_need_kg=table(history.need_kg, names, families),
    )
    return OpenSupply(
        scenario=scenario,
        supply=supply,
        split=split,
        all_given=True,
        lot=np.array([arc.lot for arc in ways.arcs], dtype=np.int64),
        opening_s=np.array([arc.opening_s for arc in ways.arcs], dtype=np.int64),
        stores=ways.stores,
        barriers={
            (lot.id, who): "no_way" if who in pooled[one.origin.stream] else "member"
            for lot, one in zip(supply.lots, ways.lots, strict=True)
            for who in set(names) - set(lot.members)
        },
    )


def _reviewed(
    made: OpenSupply,
    past: History,
    least: dict[str, float],
    compare: bool,
    tell: Callable[[str], None] | None,
) -> Allocation:
    scenario, supply = made.scenario, made.supply
    say = tell or (lambda _: None)
    say("split")
    lots: Lots | None = None
    units: Ints | None = None
    if supply.whole:
        made = stocked(made, past)
        lots = whole_lots(made, past)
        units = pick(lots)
        kg = units * lots.kg[lots.lot]
    else:
        kg = _by(made, scenario.policy.split.rule)
    chosen: str = scenario.policy.split.rule if lots is None else PICKED
    say("reasons")
    comparisons = [_compared(made, chosen, kg)]
    if lots is not None:
        counted = pick(lots, "picks") * lots.kg[lots.lot]
        comparisons.append(_compared(made, COUNTED, counted))
    if compare:
        say("compare")
        comparisons += [_compared(made, name, _by(made, name)) for name in _others(made, chosen)]
    due_kg = due(made, kg)
    reasons = _reasons(made, kg, due_kg, lots, units)
    changes = sensitivity(made, kg) if compare and not supply.whole else {}
    standings = _standings(made, kg, due_kg, least, past, reasons, changes)
    allocation = Allocation(
        scenario=scenario,
        supply=supply,
        history=past,
        portions=_portions(made, kg, lots),
        standings=standings,
        left=_left(made, kg, lots, units),
        envy=_envy(made.split, kg),
        jealous=_jealous(made, lots, units),
        comparisons=tuple(comparisons),
        findings=tuple(notes(scenario, standings, comparisons, whole=lots is not None, loss=LOSS)),
        provenance=Origin(
            ramasse=version("ramasse"),
            input_digest=_digest(scenario, supply, past, least),
            rule=chosen,
        ),
    )
    broken = check_split(allocation)
    return allocation.changed(findings=(*broken, *allocation.findings)) if broken else allocation


def _by(made: OpenSupply, name: SplitRule) -> Floats:
    """Return what a rule gives along each way, in whole units of what is counted."""
    return in_whole_units(made, rule(name)(made.ready(made.split)))


def _others(made: OpenSupply, chosen: str) -> tuple[SplitRule, ...]:
    known = NAMES if len(made.split.association) <= COMPARED_ARCS else FAST
    return tuple(name for name in known if name != chosen)


def _compared(made: OpenSupply, name: str, kg: Floats) -> Comparison:
    split = made.split
    scope = split.scopes()[-1]
    levels = scope.levels(kg)
    smallest, largest = measures.extremes(levels, scope.need)
    received = split.received(kg)
    points = float((received @ split.points).sum())
    most = _most_points(split)
    return Comparison(
        rule=name,
        kg=_by_association(made, received.sum(axis=1)),
        level=_by_association(made, levels),
        total_kg=float(received.sum()),
        total_points=points,
        lowest=float(levels[scope.entitled > 0].min(initial=1.0)),
        gini=measures.gini(levels, scope.entitled),
        smallest=smallest,
        largest=largest,
        price=max(0.0, 1 - points / most) if most > 0 else 0.0,
    )


def _most_points(split: Split) -> float:
    """Return the most points that could be given, whoever receives them."""
    if not len(split.association):
        return 0.0
    worth = split.points[split.family]
    return float(worth @ least_cost(-worth, *split.capped()))


def _by_association(made: OpenSupply, values: Floats) -> dict[str, float]:
    names = [one.id for one in made.scenario.associations]
    return {name: float(value) for name, value in zip(names, values, strict=True)}


def _portions(made: OpenSupply, kg: Floats, lots: Lots | None) -> tuple[Portion, ...]:
    names = [one.id for one in made.scenario.associations]
    found = []
    for arc in np.flatnonzero(kg >= CRUMB_KG):
        lot = made.supply.lots[int(made.lot[arc])]
        amount = int(kg[arc] * 1000 + 1e-6) / 1000  # rounded down: never more than there is
        units = None if lots is None else round(kg[arc] * lot.units / lot.kg)
        found.append(
            Portion(
                association=names[int(made.split.association[arc])],
                lot=lot.id,
                kg=amount,
                units=units,
                opening_s=int(made.opening_s[arc]),
            )
        )
    return tuple(found)


def _reasons(
    made: OpenSupply, kg: Floats, due_kg: Floats, lots: Lots | None, units: Ints | None
) -> list[Text]:
    """Return, for each association, what its accounts brought it and what binds it."""
    binds = binding(made, kg, lots)
    if lots is None or units is None:
        return binds
    return [
        Text(fr=f"{turn.fr} {bind.fr}".strip(), en=f"{turn.en} {bind.en}".strip())
        for turn, bind in zip(turns(made, lots, units, due_kg), binds, strict=True)
    ]


def _standings(
    made: OpenSupply,
    kg: Floats,
    due_kg: Floats,
    least: dict[str, float],
    past: History,
    reasons: list[Text],
    changes: Mapping[int, tuple[float, float]],
) -> tuple[Standing, ...]:
    split = made.split
    scope = split.scopes()[-1]
    received = split.received(kg)
    points = received @ split.points
    cumulated = scope.levels(kg)
    names = [one.id for one in made.scenario.associations]
    families = [one.id for one in made.scenario.families]
    account = np.round(table(past.account_kg, names, families) + due_kg - received, 6) + 0.0
    found = []
    for number, who in enumerate(names):
        more, fewer = changes.get(number, (None, None))
        needed = np.flatnonzero(split.need_kg[number] > 0).tolist()
        found.append(
            Standing(
                association=who,
                need_kg=float(split.need_kg[number].sum()),
                received_kg=float(received[number].sum()),
                by_family_kg=dict(zip(families, received[number].tolist(), strict=True)),
                fair_kg={families[at]: float(due_kg[number, at]) for at in needed},
                account_kg={families[at]: float(account[number, at]) for at in needed},
                level=float(points[number] / scope.need[number]) if scope.need[number] > 0 else 1.0,
                cumulated_level=float(cumulated[number]),
                alone_points=least.get(who, 0.0),
                points=float(points[number]),
                reason=reasons[number],
                if_more_kg=more,
                if_fewer_kg=fewer,
            )
        )
    return tuple(found)


def _left(made: OpenSupply, kg: Floats, lots: Lots | None, units: Ints | None) -> tuple[Left, ...]:
    given = np.bincount(made.lot, weights=kg, minlength=len(made.supply.lots))
    return tuple(
        Left(
            lot=lot.id,
            kg=lot.kg - float(given[n]),
            reason=left_behind(made, kg, n)
            if lots is None or units is None
            else left_whole(made, lots, units, n),
        )
        for n, lot in enumerate(made.supply.lots)
        if lot.kg - given[n] > max(CRUMB_KG, 1e-4 * lot.kg)
    )


def _envy(split: Split, kg: Floats) -> tuple[tuple[float, ...], ...]:
    table = measures.envy(split, kg, split.scopes()[-1])
    return tuple(tuple(round(float(value), 6) for value in row) for row in table)


def _jealous(
    made: OpenSupply, lots: Lots | None, units: Ints | None
) -> tuple[tuple[str, str], ...]:
    if lots is None or units is None:
        return ()
    names = [one.id for one in made.scenario.associations]
    return tuple((names[i], names[j]) for i, j in jealous(lots, units))


def _digest(scenario: Scenario, supply: Supply, history: History, floors: dict[str, float]) -> str:
    parts = (
        scenario.model_dump_json(),
        supply.model_dump_json(),
        history.model_dump_json(),
        repr(sorted(floors.items())),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
