"""Transfers in whole pieces: boxes and whole kg, no hand-over below what is worth the trouble.

Where all ways are few, the levels are sought again in whole pieces, each with its bound; else only
the hand-overs that the levels chose in parts of kg are rounded, all levels weighed at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from solver.programs.solved import INFINITY, Floats, Solved, SolveLimits
from solver.transfers.problem import Arc, TransferProblem
from solver.transfers.program import Answer, Entries, Reached, TransferProgram
from solver.transfers.solve import Key, handover_kg, key_of

SAVED, COVER, GIVEN, MOVED = 1000.0, 100.0, 1.0, 0.01
"""Weights of a kg saved, of a day of cover lost, of a kg given out, of a kg moved."""
SOON = 0.01
"""Weight of giving a kg out at the end instead of at once."""
FIXED = 1e6
"""Weight of a kg decided by hand that is not placed."""
FEW_ARCS = 400
LITTLE = 1e-6


def whole(problem: TransferProblem, answer: Answer, limits: SolveLimits) -> Answer:
    """Return an answer in whole pieces.

    Parameters
    ----------
    answer
        In parts of kg: the days of cover to come near, and where to look where ways are many.

    Raises
    ------
    NoSolutionError
        When not even doing nothing satisfies the rows.
    """
    found = None
    if len(problem.arcs) <= FEW_ARCS:
        found = _level_by_level(problem, answer, limits)
    return _given_out(problem, found or _rounded(problem, answer, limits))


def _given_out(problem: TransferProblem, answer: Answer) -> Answer:
    """Return an answer with what everyone gives out settled anew, what is handed over held.

    The most is saved, then the most given out, then the soonest: searches leave crumbs.
    """
    program = TransferProgram(problem)
    held = dict.fromkeys((*program.x, *program.driven.values()), 0.0)
    arcs = {number: _exact(problem.arcs[number], kg) for number, kg in answer.arcs.items()}
    held |= {program.x[number]: kg for number, kg in arcs.items()}
    held |= {program.driven[number]: 1.0 for number in answer.driven}
    costs: dict[int, float] = defaultdict(float)
    for column, one in program.saving.items():
        costs[column] += SAVED * one
    span = float(problem.ahead.end_s - problem.ahead.first_s)
    for (_, opening), column in (*program.u.items(), *program.v.items()):
        costs[column] -= GIVEN - SOON * (opening - problem.ahead.first_s) / span
    program.program.aim(dict(costs))
    found = program.program.relax(held)
    if found is None:
        return answer
    read = program.read(found.values, answer.levels)
    return replace(read, arcs={n: kg for n, kg in arcs.items() if kg > LITTLE})


def _exact(arc: Arc, kg: float) -> float:
    """Return the kg of whole pieces that a search came near, what is left of the lot included."""
    count, rest = _counted(arc)
    piece = arc.lot.piece_kg
    ways = [round(kg / piece) * piece, round((kg - rest) / piece) * piece + rest]
    return max(0.0, min(min(ways, key=lambda one: abs(one - kg)), count * piece + rest))


def _level_by_level(problem: TransferProblem, answer: Answer, limits: SolveLimits) -> Answer | None:
    """Seek the levels in turn in whole pieces; none where one has no answer in time."""
    program = TransferProgram(problem, limits=limits)
    rows = program.program
    _pieces(program)
    _worth_it(program)
    levels: dict[str, Reached] = {}
    last: Floats | None = None

    def least(name: str, costs: Mapping[int, float]) -> Solved | None:
        nonlocal last
        rows.aim(dict(costs))
        found = rows.solve(limits, start=last)
        if found is None:
            return None
        last = found.values
        program.hold(f"whole {name}", costs, found.objective)
        levels[name] = Reached(found.objective, found.bound, found.proved)
        return found

    if program.short and least("fixed", dict.fromkeys(program.short.values(), 1.0)) is None:
        return None
    if least("saved", program.saving) is None:
        return None
    risk = program.at_risk_kg
    saved = levels["saved"]
    levels["saved"] = Reached(risk + saved.value, risk + saved.bound, saved.proved)
    level = rows.column((), upper=float(problem.ahead.end_s - problem.ahead.first_s) / 86_400)
    open_ = False
    for who, entries in program.cells.items():
        daily = problem.ahead.daily[who]
        if daily > 0 and entries:
            brought = problem.ahead.brought.get(who, 0.0) / daily
            row = rows.row(("lowest", who), -brought, INFINITY)
            days = [(column, one / daily) for column, one in entries]
            rows.put(row, [*days, (level, -1.0)])
            open_ = True
    if open_:
        last = None
        if least("cover", {level: -1.0}) is None:
            return None
        cover = levels["cover"]
        levels["cover"] = Reached(abs(cover.value), abs(cover.bound), cover.proved)
        costs: dict[int, float] = defaultdict(float)
        _stay_covered(program, answer, costs)
        last = None
        if costs and least("even", costs) is None:
            return None
        levels.pop("even", None)
    trips = {c: problem.trips[n].said.metres / 1000 for n, c in program.driven.items()}
    if trips and least("km", trips) is None:
        return None
    moved = least("moved", dict.fromkeys(program.x, 1.0))
    if moved is None:
        return None
    return program.read(moved.values, levels)


def _rounded(problem: TransferProblem, answer: Answer, limits: SolveLimits) -> Answer:
    """Round the hand-overs that an answer chose."""
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
    for column in (*program.x, *program.driven.values()):
        costs[column] += MOVED
    for column in program.short.values():
        costs[column] += FIXED
    _stay_covered(program, answer, costs)
    rows.aim(dict(costs))
    found = rows.solve(limits)
    if found is None:  # nothing is moved then
        found = rows.relax(dict.fromkeys(program.x, 0.0))
        assert found is not None
    read = program.read(found.values, answer.levels)
    at = {id(arc): n for n, arc in enumerate(problem.arcs)}
    return replace(read, arcs={at[id(arcs[n])]: kg for n, kg in read.arcs.items()})


def _pieces(program: TransferProgram) -> None:
    """Have each arc carry whole pieces, and the part of one that a lot may hold besides."""
    rows = program.program
    for number, arc in enumerate(program.problem.arcs):
        count, rest = _counted(arc)
        pieces = rows.column((), upper=float(count), integer=True)
        entries: Entries = [(program.x[number], -1.0), (pieces, arc.lot.piece_kg)]
        if rest > LITTLE:
            entries.append((rows.column((), upper=1.0, integer=True), rest))
        rows.put(rows.row(("pieces", number), 0.0, 0.0), entries)


def _counted(arc: Arc) -> tuple[int, float]:
    """Return how many whole pieces a lot has, and the kg that are left."""
    piece = arc.lot.piece_kg
    count = int(arc.lot.kg / piece + LITTLE)
    return count, arc.lot.kg - count * piece


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
    """Make it dear to fall below the days of cover that an answer reached."""
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
