"""Tables that a scenario names beside it: their lines are added to those that it lists."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from models.base import Text
from scenarios.beside import content_beside
from scenarios.faults import Complaint, shown
from scenarios.nodes import Entry, Node, find
from scenarios.yaml_text import UnreadableError

LARGEST = 5_000_000
"""Bytes of a table, at most."""


class NamedTable(NamedTuple):
    """Where a scenario names a table, and what reads it."""

    block: str
    """The key of the scenario."""
    named: str
    """The key in it that names the table."""
    listed: str
    """The key in it that lists the same things."""
    module: str
    """Its ``HEADERS`` and ``read``; imported where a table is named: tables take a while."""


TABLES = (
    NamedTable("warehouse", "points_table", "points", "scenarios.point_tables"),
    NamedTable("grants", "awards_table", "awards", "scenarios.grant_tables"),
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
    content = content_beside(folder, named.value, LARGEST)
    if content is None or len(content) > LARGEST:
        text = ABSENT.format(name=shown(named.value))
        return root, [Complaint(named.mark, f"{table.block}.{table.named}", text)], []
    found, faults, notes = _lines_of(content, named.value, table.module)
    complaints, told = list(faults), list(notes)
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


@lru_cache(maxsize=2)
def _lines_of(
    content: bytes, name: str, module: str
) -> tuple[tuple[Node, ...], tuple[Complaint, ...], tuple[Text, ...]]:
    """Return what a table holds, once when all variants of a file are asked for in turn."""
    from scenarios.lines import tables_in

    of = import_module(module)
    try:
        found, complaints = tables_in(content, name, of.HEADERS)
    except UnreadableError as error:
        return (), tuple(error.complaints), ()
    lines = tuple(node for one in found for node in of.read(one, complaints))
    return lines, tuple(complaints), tuple(text for one in found for text in one.notes())


ABSENT = Text(
    fr="{name} n'est pas à côté du scénario, ou dépasse 5 Mo. Attendu : le nom d'une table "
    ".csv ou .xlsx du même dossier. Copiez-le là, envoyez-le avec le scénario, ou retirez cette "
    "clé.",
    en="{name} is not beside the scenario, or is over 5 MB. Expected: the name of a .csv or .xlsx "
    "table in the same folder. Copy it there, send it with the scenario, or remove this key.",
)
