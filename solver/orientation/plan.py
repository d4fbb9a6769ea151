"""An orientation of the public: a scenario in, a reviewed study out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from models.base import Text
from models.findings import Finding
from models.orientation_study import (
    Cut,
    GroupServed,
    MorePlaces,
    OrientationStudy,
    OrientedFlow,
    OutletFilled,
)
from models.publics import LEAST_TOLD
from models.scenario import Scenario
from solver.orientation.flows import Flows, flows
from solver.orientation.hiding import hidden_parts
from solver.orientation.levels import Block, blocks
from solver.orientation.problem import Orienting, orienting
from solver.orientation.public_edition import unwritten
from solver.review.check_orientation import check_orientation, check_public
from solver.run_record import origin_of
from solver.settings import Stages, Watcher

PLACES = 10
"""Places more that are tried at an outlet."""
MOST_TRIED = 40
"""Outlets at which more places are tried, those of the lowest cuts first."""


def orient(scenario: Scenario, *, watch: Watcher | None = None) -> OrientationStudy:
    """Share the public of each sector between the outlets that receive it.

    The fairest levels of groups (served over need, leximin), then the fewest households sent where
    they do not go today, then the shortest ways.
    """
    tell = Stages(watch)
    problem = orienting(scenario)
    tell("shares")
    found = blocks(problem)
    sent = flows(problem, found)
    tell("reasons")
    more = tuple(_more(problem, found))
    known = set(problem.need)
    unknown = tuple(one.id for one in scenario.openings.groups if one.id not in known)
    away, untold, unnamed = _hidden(problem, found, sent)
    oriented = _oriented(problem, sent, unnamed)
    groups = _groups(problem, found, sent, away)
    cuts = _cuts(problem, found)
    level = {one.group: one.level for one in groups}
    sector = {one.id: one.sector for one in scenario.openings.groups}
    left_out = unwritten(sector, problem.need, level, sent, unnamed)
    moved = sum(max(0, n - problem.today.get(key, 0)) for key, n in sent.items())
    served = sum(sent.values())
    ways = sum(n * problem.minutes[key] for key, n in sent.items())
    return OrientationStudy(
        scenario=scenario,
        groups=groups,
        unknown=unknown,
        flows=oriented,
        outlets=_outlets(problem, sent, untold),
        cuts=cuts,
        more=more,
        moved=moved,
        mean_min=ways / served if served else 0.0,
        unwritten=left_out,
        violations=(
            *check_orientation(scenario, groups, oriented, untold, [one.outlets for one in cuts]),
            *check_public(scenario, groups, oriented, left_out),
        ),
        findings=tuple(_findings(scenario, problem, unknown)),
        provenance=origin_of(scenario, "ortools", elapsed_s=tell.elapsed_s),
    )


def _groups(
    problem: Orienting, found: Sequence[Block], sent: Flows, away: Collection[str]
) -> tuple[GroupServed, ...]:
    block_of = {name: n for n, block in enumerate(found) for name in block.groups}
    return tuple(
        GroupServed(
            group=name,
            need=need,
            served=sum(n for (who, _), n in sent.items() if who == name),
            today=sum(n for (who, _), n in problem.today.items() if who == name),
            hidden=name in away,
            level=float(found[block_of[name]].level) if name in block_of else 1.0,
            cut=block_of[name] if name in block_of and found[block_of[name]].level < 1 else None,
        )
        for name, need in problem.need.items()
    )


def _cuts(problem: Orienting, found: Sequence[Block]) -> tuple[Cut, ...]:
    return tuple(
        Cut(
            level=float(block.level),
            groups=block.groups,
            outlets=block.outlets,
            capacity=sum(problem.capacity[one] or 0 for one in block.outlets),
            need=sum(problem.need[name] for name in block.groups),
        )
        for block in found
        if block.level < 1
    )


def _outlets(problem: Orienting, sent: Flows, untold: Collection[str]) -> tuple[OutletFilled, ...]:
    return tuple(
        OutletFilled(
            outlet=name,
            capacity=capacity,
            received=sum(n for (_, to), n in sent.items() if to == name),
            today=sum(n for (_, to), n in problem.today.items() if to == name),
            hidden=name in untold,
        )
        for name, capacity in problem.capacity.items()
    )


def _oriented(
    problem: Orienting, sent: Flows, unnamed: Collection[tuple[str, str]]
) -> tuple[OrientedFlow, ...]:
    keys = sorted(set(sent) | {key for key, n in problem.today.items() if n})
    return tuple(
        OrientedFlow(
            group=group,
            outlet=outlet,
            households=sent.get((group, outlet), 0),
            today=problem.today.get((group, outlet), 0),
            named=(group, outlet) not in unnamed,
        )
        for group, outlet in keys
    )


def _hidden(
    problem: Orienting, found: Sequence[Block], sent: Flows
) -> tuple[frozenset[str], frozenset[str], frozenset[tuple[str, str]]]:
    """Return what is not written: counts of groups, fillings of outlets, outlets of groups."""
    rows, columns = sorted({one for one, _ in sent}), sorted({one for _, one in sent})
    tiny = frozenset(name for name, had in problem.capacity.items() if had and had < LEAST_TOLD)
    if not rows:
        return frozenset(), tiny, frozenset()
    table = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for (group, outlet), households in sent.items():
        table[rows.index(group), columns.index(outlet)] = households
    capacity = np.array([problem.capacity[one] or 0 for one in columns], dtype=np.int64)
    cuts = [
        frozenset(columns.index(one) for one in block.outlets if one in columns)
        for block in found
        if block.level < 1
    ]
    hidden = hidden_parts(table, capacity, cuts)
    return (
        frozenset(rows[n] for n in hidden.rows),
        tiny | {columns[n] for n in hidden.columns},
        frozenset((rows[r], columns[c]) for r, c in hidden.cells),
    )


def _more(problem: Orienting, found: Sequence[Block]) -> Iterator[MorePlaces]:
    """Yield what more places at each outlet that limits somebody change, chosen again."""
    limiting = [one for block in found if block.level < 1 for one in block.outlets]
    before = _level(found)
    served = sum(problem.need[name] * before[name] for name in before)
    for outlet in limiting[:MOST_TRIED]:
        then = _level(blocks(problem.with_places(outlet, PLACES)))
        yield MorePlaces(
            outlet=outlet,
            places=PLACES,
            households=round(sum(problem.need[name] * then[name] for name in then) - served),
            lowest=float(min(then.values(), default=1)),
            raised=tuple(name for name in then if then[name] > before[name]),
        )


def _level(found: Sequence[Block]) -> dict[str, float]:
    return {name: float(block.level) for block in found for name in block.groups}


def _findings(scenario: Scenario, problem: Orienting, unknown: Sequence[str]) -> Iterator[Finding]:
    """Yield whom nobody receives, and what is not known."""
    asked = scenario.openings
    for name, outlets in problem.reached.items():
        if not outlets and problem.need[name]:
            text = NOWHERE.format(who=asked.group[name].label)
            yield Finding(code="sent_nowhere", severity="warning", text=text, where=(name,))
    if unknown:
        names = ", ".join(asked.group[one].label for one in unknown)
        yield Finding(code="sent_unknown", severity="info", text=UNKNOWN.format(names=names))
    free = [asked.outlet[one].label for one, most in problem.capacity.items() if most is None]
    if free:
        text = NO_LIMIT.format(names=", ".join(free))
        yield Finding(code="sent_no_limit", severity="info", text=text)
    if not scenario.orientation.flows:
        yield Finding(code="sent_no_past", severity="info", text=NO_PAST)


NOWHERE = Text(
    fr="{who} : aucun lieu ne reçoit ce public à portée. Ouvrez-en un, ou accueillez-le ailleurs.",
    en="{who}: no outlet in reach receives that public. Open one, or receive it elsewhere.",
)
UNKNOWN = Text(
    fr="Nombre de foyers inconnu, donc laissé de côté : {names}.",
    en="Households not known, hence left out: {names}.",
)
NO_LIMIT = Text(
    fr="Capacité inconnue, prise comme illimitée : {names}.",
    en="Capacity not known, taken as unlimited: {names}.",
)
NO_PAST = Text(
    fr="La fréquentation d'aujourd'hui n'est pas donnée : tous les envois comptent comme nouveaux.",
    en="Attendance of today is not given: all that are sent count as new.",
)
