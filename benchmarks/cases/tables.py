"""Tables as people save and spoil them: read whole, or refused with their place; nothing else."""

from __future__ import annotations

import resource
import tempfile
import time
from argparse import Namespace
from pathlib import Path
from random import Random

from benchmarks.made_tables import Written, written
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.scenario import Scenario
from models.travel import TravelPolicy
from scenarios import ScenarioError, load
from scenarios.faults import Fault
from scenarios.lines import tables_in
from scenarios.lots import read_lots
from scenarios.point_tables import HEADERS
from scenarios.yaml_text import UnreadableError
from solver.travel import TravelError, matrix

TABLES = 10_000
READ, REFUSED = "read", "refused"
LONGEST_SENTENCE = 600
"""Letters of what is said of one fault, at most."""
FAMILIES = ("fruit-veg", "dairy", "bread")
"""What the lots of the made-up tables are, as Aubagne calls it."""


def outcome(folder: Path, one: Written, scenario: Scenario) -> str:
    """Return what becomes of a table: read, refused, or what is wrong with how it was read.

    A table that is broken is read as one of travel and of points as well. What is raised beyond
    refusals is raised from here too.
    """
    path = folder / one.name
    path.write_bytes(one.content)
    try:
        found = read_lots(path, scenario)
    except ScenarioError as error:
        return _refused(path, one, scenario, error.faults)
    kg = sum(lot.kg for lot in found.lots)
    if not one.blind and abs(kg - one.kg) > 0.01:
        return f"{kg} kg of {one.kg}"
    if not one.blind and len(found.told) != one.told:
        return f"{len(found.told)} lines told of {one.told}"
    return READ


def _refused(path: Path, one: Written, scenario: Scenario, faults: tuple[Fault, ...]) -> str:
    if one.sound:
        return f"a sound table is refused: {faults[0].text.en}"
    if any(len(fault.text.en) >= LONGEST_SENTENCE or not fault.place for fault in faults):
        return f"no place, or too long: {faults}"
    if not one.blind and not all(":" in fault.place for fault in faults):
        return f"neither line nor cell: {faults}"
    try:
        matrix(scenario.changed(travel=TravelPolicy(table=one.name)), path.parent)
    except TravelError:
        pass
    else:
        return "read as travel"
    try:
        points, complaints = tables_in(one.content, one.name, HEADERS)
    except UnreadableError:
        return REFUSED
    lost = points and points[0].table.rows and not complaints
    return "points without a complaint" if lost else REFUSED


def run_case(options: Namespace) -> Table:
    """Make tables and read them."""
    count = (options.scale or TABLES // 100) * 100
    seed = (options.seeds or (2,))[0]
    random, scenario = Random(seed), load("aubagne").scenario
    read = refused = 0
    wrong: list[str] = []
    began = time.process_time()
    with tempfile.TemporaryDirectory() as apart:
        for number in range(count):
            one = written(random, FAMILIES)
            try:
                found = outcome(Path(apart), one, scenario)
            except Exception as error:
                # what the case is there to find: anything that is not a refusal
                found = f"{type(error).__name__}: {error}"
            read += found == READ
            refused += found == REFUSED
            if found not in (READ, REFUSED):
                wrong.append(f"{number}: {found[:200]}")
    spent = time.process_time() - began
    row = {
        "what": f"{count} tables",
        "read whole": read,
        "refused with their place": refused,
        "violations": len(wrong),
        "processor s": spent,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    others = [{"what": one, "violations": 1} for one in wrong[:10]]
    return Table(
        "tables",
        (row, *others),
        f"{count:,} tables, {read:,} read whole, {refused:,} refused with their place, "
        f"{len(wrong)} otherwise (bar: 0): {'MISSED' if wrong else 'held'}",
    )


CASE = register(
    Case(
        "tables",
        "10,000 tables as people save and spoil them, read as lots, travel and points",
        run_case,
        smoke={"scale": 1, "seeds": [1]},
    )
)
