"""Rows that hold what arrives within each receiver's cold rooms and shelves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.scenario import Scenario
from solver.transfers.needs import last_s

if TYPE_CHECKING:
    from solver.transfers.program import TransferProgram

Row = tuple[tuple[object, ...], list[tuple[int, float]], float]


def room_kg(scenario: Scenario, association: str, store: str) -> float | None:
    """Return the room of one store of an association, kg; none without limit."""
    who = scenario.association[association]
    return who.cold_storage_kg if store == "cold" else who.ambient_storage_kg


def store_of(scenario: Scenario, family: str) -> str:
    """Return in which store food of a family is kept."""
    return "ambient" if scenario.family[family].temperature == "ambient" else "cold"


def storage_rows(program: TransferProgram) -> Iterator[Row]:
    """Yield by receiver, store and arrival what is there then, and the room for it."""
    problem = program.problem
    scenario, ahead = problem.scenario, problem.ahead
    arrivals = defaultdict(set)
    for arc in problem.arcs:
        store = store_of(scenario, arc.lot.family)
        if room_kg(scenario, arc.to, store) is not None:
            arrivals[arc.to, store].add(arc.arrives_s)
    for (who, store), times in arrivals.items():
        room = room_kg(scenario, who, store)
        assert room is not None
        mine = [
            lot
            for lot in ahead.lots
            if lot.association == who and store_of(scenario, lot.family) == store
        ]
        pools = [
            pool
            for pool in program.pools
            if pool[0] == who and store_of(scenario, pool[1]) == store
        ]
        for time in sorted(times):
            entries, there, alone = list[tuple[int, float]](), 0.0, 0.0
            for lot in mine:
                if last_s(scenario, lot, who, ahead.end_s) <= time:
                    continue
                there += lot.kg
                alone += lot.kg
                for opening in ahead.openings[who]:
                    if opening < time:
                        alone -= problem.alone.given_out.get((lot.id, opening), 0.0)
                        if (lot.id, opening) in program.u:
                            entries.append((program.u[lot.id, opening], -1.0))
                entries += [
                    (program.x[n], -1.0)
                    for n in program.ways_of(lot.id)
                    if problem.arcs[n].leaves_s <= time
                ]
            for pool in pools:
                entries += [
                    (program.x[n], 1.0)
                    for n in program.pools[pool]
                    if problem.arcs[n].arrives_s <= time
                ]
                entries += [
                    (program.v[pool, opening], -1.0)
                    for opening in ahead.openings[who]
                    if opening < time and (pool, opening) in program.v
                ]
            limit = max(room - ahead.held_by_week(who, store == "cold", time), alone) - there
            yield ("store", who, store, time), entries, limit
