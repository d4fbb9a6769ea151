"""A file of what came in: CSV or a workbook, the columns known by their titles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.scenario import Scenario
from scenarios.faults import Complaint, ScenarioError, ordered
from scenarios.lines import EMPTY, Found, tables_in
from scenarios.tables import content_of
from scenarios.weighing.cells import Said
from scenarios.weighing.columns import headers_of
from scenarios.weighing.rows import Told, read_rows
from scenarios.weighing.words import NO_COLUMNS, NOTHING
from scenarios.yaml_text import UnreadableError


def read_visits(path: Path, world: Scenario) -> Told:
    """Return what a file tells of a town's days, faults of its rows among it.

    Raises
    ------
    ScenarioError
        It is no table, or has not the columns.
    """
    label = path.name
    try:
        tables, complaints = tables_in(content_of(path), label, headers_of(world))
    except UnreadableError as error:
        raise ScenarioError(ordered(error.complaints)) from error
    for one in tables:
        complaints += _missing(one)
    if complaints:
        raise ScenarioError(ordered(complaints))
    told = read_rows((said for one in tables for said in _rows(one)), world)
    told.notes += [text for one in tables for text in one.notes()]
    if not (told.visits or told.outings or told.untold or told.complaints):
        raise ScenarioError(ordered([Complaint(tables[0].mark(None, None), "", NOTHING)]))
    return told


def _missing(found: Found) -> Iterator[Complaint]:
    table = found.table
    if not table.titles:
        yield Complaint(found.mark(None, None), "", EMPTY)
    elif "day" not in table.columns or not {"donor", "vehicle"} & set(table.columns):
        yield Complaint(found.mark(table.head, None), "", NO_COLUMNS)


def _rows(found: Found) -> Iterator[Said]:
    for row in found.table.rows:
        # a cell that cannot be read is said already, and its file refused
        cells = {name: one for name, one in row.cells.items() if name != "expected"}
        yield Said(cells, found=found, row=row)
