"""Transfers in whole pieces: the hand-overs that the levels chose, in boxes and whole kg.

A small program over the hand-overs chosen alone: whole pieces of each lot, no hand-over below what
is worth the trouble. It saves the most first, keeps the days of cover reached as nearly as whole
pieces allow, and moves the least.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from solver.programs.linear import INFINITY, SolveLimits
from solver.transfers.problem import TransferProblem
from solver.transfers.program import Answer, TransferProgram
from solver.transfers.solve import Key, handover_kg, key_of

SAVED, COVER, GIVEN, MOVED = 1000.0, 100.0, 1.0, 0.01
"""Weights of a kg saved, of a day of cover lost, of a kg given out, of a kg moved."""
LITTLE = 1e-6


def whole(problem: TransferProblem, answer: Answer, limits: SolveLimits) -> Answer:
    """Return an answer in whole pieces.

    Raises
    ------
    NoSolutionError
        When not even doing nothing satisfies the rows.
    """
    chosen = handover_kg(problem, answer.arcs)
    ways = {key for key, kg in chosen.items() if kg > LITTLE}
    arcs = tuple(arc for n, arc in enumerate(problem.arcs) if key_of(problem, n) in ways)
    program = TransferProgram(replace(problem, arcs=arcs), limits=limits)
    rows = program.program
    _pieces(program)
    _worth_it(program)
    for number, column in program.driven.items():
        if number not in answer.driven:
            rows.cap(column, 0.0)
    costs: dict[int, float] = defaultdict(float)
    for column, one in program.saving.items():
        costs[column] += SAVED * one
    for column in (*program.u.values(), *program.v.values()):
        costs[column] -= GIVEN
    for column in program.x:
        costs[column] += MOVED
    for column in program.driven.values():
        costs[column] += MOVED
    for column in program.short.values():
        costs[column] += SAVED * SAVED
    _stay_covered(program, answer, costs)
    rows.aim(dict(costs))
    found = rows.solve(limits)
    if found is None:  # nothing is moved then
        found = rows.relax(dict.fromkeys(program.x, 0.0))
        assert found is not None
    read = program.read(found.values, answer.levels)
    at = {id(arc): n for n, arc in enumerate(problem.arcs)}
    return replace(
        read,
        arcs={at[id(arcs[n])]: kg for n, kg in read.arcs.items()},
    )


def _pieces(program: TransferProgram) -> None:
    """Have each arc carry whole pieces, and the part of one that a lot may hold besides."""
    rows = program.program
    for number, arc in enumerate(program.problem.arcs):
        piece = arc.lot.piece_kg
        count = int(arc.lot.kg / piece + LITTLE)
        rest = arc.lot.kg - count * piece
        pieces = rows.column((), upper=float(count), integer=True)
        entries = [(program.x[number], -1.0), (pieces, piece)]
        if rest > LITTLE:
            entries.append((rows.column((), upper=1.0, integer=True), rest))
        rows.put(rows.row(("pieces", number), 0.0, 0.0), entries)


def _worth_it(program: TransferProgram) -> None:
    """Have every hand-over weigh what is worth the trouble, or not take place."""
    problem, rows = program.problem, program.program
    least = problem.scenario.transfers.least_kg
    several: dict[Key, list[int]] = defaultdict(list)
    for number in range(len(problem.arcs)):
        several[key_of(problem, number)].append(number)
    decided = {(one.lot, one.to) for one in problem.scenario.transfers.fixed}
    for key, numbers in several.items():
        if any((problem.arcs[n].lot.id, problem.arcs[n].to) in decided for n in numbers):
            continue
        most = sum(problem.arcs[n].lot.kg for n in numbers)
        made = rows.column((), upper=1.0, integer=True)
        entries = [(program.x[n], 1.0) for n in numbers]
        rows.put(rows.row(("least", key), 0.0, INFINITY), [*entries, (made, -least)])
        rows.put(rows.row(("made", key), -INFINITY, 0.0), [*entries, (made, -most)])


def _stay_covered(program: TransferProgram, answer: Answer, costs: dict[int, float]) -> None:
    """Make it dear to fall below the days of cover that the levels reached."""
    problem, rows = program.problem, program.program
    lots = {lot.id: lot for lot in problem.ahead.lots}
    had: dict[str, float] = defaultdict(float)
    for (name, _), kg in answer.at_home.items():
        had[lots[name].association] += kg
    for ((who, _, _), _), kg in answer.received.items():
        had[who] += kg
    for who, entries in program.cells.items():
        daily = problem.ahead.daily[who]
        if daily > 0 and entries and had[who] > 0:
            short = rows.column(())
            row = rows.row(("stay", who), had[who] / daily - LITTLE, INFINITY)
            rows.put(row, [(column, one / daily) for column, one in entries])
            rows.put(row, [(short, 1.0)])
            costs[short] += COVER
