"""Distribution points that a scenario names as a table: added to those that it lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.base import Text
from scenarios.faults import Complaint
from scenarios.nodes import Entry, Node, find


def with_points(root: Node, folder: Path) -> tuple[Node, list[Complaint], list[Text]]:
    """Return a scenario's tree with the points of its table, which is then no longer named.

    Faults come with it, and what the table holds that was not read, such as totals.

    Parameters
    ----------
    root
        The scenario's tree; returned as it is when it names no table.
    folder
        Where the table must lie.
    """
    loc = ("warehouse", "points_table")
    named = find(root, loc)
    warehouse = find(root, loc[:1])
    if named is None or warehouse is None or not isinstance(named.value, str):
        return root, [], []
    assert isinstance(warehouse.value, dict)
    assert isinstance(root.value, dict)
    # tables take a while to import
    from scenarios.point_tables import points_in

    points, complaints, told = points_in(folder, named.value, named.mark)
    listed = find(warehouse, ("points",))
    if listed is not None and not isinstance(listed.value, tuple):
        return root, complaints, told
    before = () if listed is None else listed.value
    entries = {key: entry for key, entry in warehouse.value.items() if key != "points_table"}
    mark = named.mark if listed is None else listed.mark
    assert isinstance(before, tuple)
    entries["points"] = Entry(mark, Node(mark, (*before, *points)))
    around = root.value["warehouse"]
    filled = replace(around, node=replace(warehouse, value=entries))
    return replace(root, value={**root.value, "warehouse": filled}), complaints, told
