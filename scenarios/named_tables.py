"""Tables that a scenario names beside it: their lines are added to those that it lists."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from models.base import Text
from scenarios.faults import Complaint
from scenarios.nodes import Entry, Node, find


class NamedTable(NamedTuple):
    """Where a scenario names a table, and what reads it."""

    block: str
    """The key of the scenario."""
    named: str
    """The key in it that names the table."""
    listed: str
    """The key in it that lists the same things."""
    reader: str
    """Module and function, imported where a table is named: tables take a while to import."""


TABLES = (
    NamedTable("warehouse", "points_table", "points", "scenarios.point_tables:points_in"),
    NamedTable("grants", "awards_table", "awards", "scenarios.grant_tables:awards_in"),
)


def with_tables(root: Node, folder: Path) -> tuple[Node, list[Complaint], list[Text]]:
    """Return a scenario's tree with the lines of its tables, which are then no longer named.

    Faults come with it, and what the tables hold that was not read, such as totals.

    Parameters
    ----------
    root
        The scenario's tree; returned as it is when it names no table.
    folder
        Where the tables must lie.
    """
    complaints, told = list[Complaint](), list[Text]()
    for table in TABLES:
        root, more, notes = _with_table(root, folder, table)
        complaints += more
        told += notes
    return root, complaints, told


def _with_table(
    root: Node, folder: Path, table: NamedTable
) -> tuple[Node, list[Complaint], list[Text]]:
    named, block = find(root, (table.block, table.named)), find(root, (table.block,))
    if named is None or block is None or not isinstance(named.value, str):
        return root, [], []
    assert isinstance(block.value, dict)
    assert isinstance(root.value, dict)
    place, _, name = table.reader.partition(":")
    found, complaints, told = getattr(import_module(place), name)(folder, named.value, named.mark)
    listed = find(block, (table.listed,))
    if listed is not None and not isinstance(listed.value, tuple):
        return root, complaints, told
    before = () if listed is None else listed.value
    entries = {key: entry for key, entry in block.value.items() if key != table.named}
    mark = named.mark if listed is None else listed.mark
    assert isinstance(before, tuple)
    entries[table.listed] = Entry(mark, Node(mark, (*before, *found)))
    filled = replace(root.value[table.block], node=replace(block, value=entries))
    return replace(root, value={**root.value, table.block: filled}), complaints, told
