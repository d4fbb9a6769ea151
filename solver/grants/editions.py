"""What one structure or funder may see: its own lines, and totals that give nobody else away.

Totals of funders and of territories are put together, the smallest first, until no combination of
them, less the viewer's own lines, says what one other structure receives (from one funder, or in
all).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from models.grants import Grants
from models.grants_study import Edition, GrantEdition, GrantPart, ShownTotal
from solver.programs.solved import Flags, Ints

Cell = tuple[str, str, str]
"""Funder, structure, territory; "" for none."""
Group = tuple[str, ...]
Groups = Mapping[str, Sequence[Group]]
FUNDER, STRUCTURE, TERRITORY = 0, 1, 2
AXES = {"funder": FUNDER, "territory": TERRITORY}


def editions(grants: Grants, parts: Collection[GrantPart]) -> tuple[GrantEdition, ...]:
    """Return the edition of each structure and funder of the lists.

    Parameters
    ----------
    parts
        Those of the year.
    """
    cells: dict[Cell, int] = defaultdict(int)
    for one in parts:
        cells[one.funder, one.structure, one.territory or ""] += one.cents
    if not cells:
        return ()
    money = _Money(cells)
    viewers: list[tuple[Edition, str]] = [("structure", one.id) for one in grants.structures]
    viewers += [("funder", one.id) for one in grants.funders]
    alone: Groups = {axis: [(name,) for name in money.names[at]] for axis, at in AXES.items()}
    # all editions begin with the same totals: whoever lays two side by side learns little more
    everyone = _safe(money, np.zeros(len(money.cents), dtype=bool), alone)
    return tuple(_edition(money, everyone, kind, who) for kind, who in viewers)


class _Money:
    """Sums by funder, structure and territory, as numbers."""

    def __init__(self, cells: Mapping[Cell, int]) -> None:
        self.names = [sorted({cell[at] for cell in cells}) for at in range(3)]
        places = [{name: n for n, name in enumerate(names)} for names in self.names]
        ordered = sorted(cells)
        self.at: Ints = np.array(
            [[places[k][cell[k]] for k in range(3)] for cell in ordered], dtype=np.int64
        ).reshape(-1, 3)
        self.cents: Ints = np.array([cells[cell] for cell in ordered], dtype=np.int64)

    def of(self, axis: int, name: str) -> Flags:
        """Return which cells are of one: (cells,)."""
        known = self.names[axis]
        return np.asarray(self.at[:, axis] == (known.index(name) if name in known else -1))

    def groups_of(self, axis: int, groups: Sequence[Group]) -> Ints:
        """Return the number of the group of each cell: (cells,)."""
        number = {name: n for n, group in enumerate(groups) for name in group}
        return np.array([number.get(name, 0) for name in self.names[axis]], dtype=np.int64)[
            self.at[:, axis]
        ]


def _safe(money: _Money, own: Flags, groups: Groups) -> Groups:
    """Return groups put together until nobody else is given away."""
    leaked = _given_away(money, ~own, groups)
    while leaked.any() and any(groups.values()):
        tries = [
            (int(then.sum()), axis, changed, then)
            for axis, found in groups.items()
            if found
            for changed in [{**groups, axis: _merged(money, found, AXES[axis], leaked)}]
            for then in [_given_away(money, ~own, changed)]
        ]
        _, _, groups, leaked = min(tries, key=lambda one: one[:2])
    return groups


def _edition(money: _Money, everyone: Groups, kind: Edition, viewer: str) -> GrantEdition:
    own = money.of(STRUCTURE if kind == "structure" else FUNDER, viewer)
    groups = _safe(money, own, everyone)
    shown = []
    for axis, found in groups.items():
        number = money.groups_of(AXES[axis], found)
        shown += [
            ShownTotal.model_validate(
                {"axis": axis, "who": group, "cents": int(money.cents[number == n].sum())}
            )
            for n, group in enumerate(found)
        ]
    if not _given_away(money, ~own, {}).any():
        shown.append(ShownTotal(axis="all", who=(), cents=int(money.cents.sum())))
    return GrantEdition(
        kind=kind, viewer=viewer, cents=int(money.cents[own].sum()), totals=tuple(shown)
    )


def _merged(money: _Money, groups: Sequence[Group], axis: int, leaked: Flags) -> list[Group]:
    """Return groups with one that gives something away and the smallest other together.

    None where all would be one.
    """
    if len(groups) <= 2:
        return []
    number = money.groups_of(axis, groups)
    sums = np.bincount(number, np.abs(money.cents), len(groups))
    concerned = set(number[leaked].tolist())
    order = sorted(range(len(groups)), key=lambda n: (n not in concerned, sums[n], groups[n]))
    first = order[0]
    second = min((n for n in order if n != first), key=lambda n: (sums[n], groups[n]))
    rest = [group for n, group in enumerate(groups) if n not in (first, second)]
    return sorted([tuple(sorted((*groups[first], *groups[second]))), *rest])


def _given_away(money: _Money, others: Flags, groups: Mapping[str, Sequence[Group]]) -> Flags:
    """Return the cells of whom the totals, with the grand total, say what they receive: (cells,).

    Cells in the same groups stand in the same totals: only who has all cells of some groups can
    be given away.
    """
    given = np.zeros(len(money.cents), dtype=bool)
    if not others.any():
        return given
    ends = [np.zeros(int(others.sum()), dtype=np.int64) for _ in AXES]
    for n, (axis, at) in enumerate(AXES.items()):
        if groups.get(axis):
            ends[n] = money.groups_of(at, groups[axis])[others]
    pairs, kind = np.unique(np.array(ends), axis=1, return_inverse=True)
    kind = kind.reshape(-1)
    size = np.bincount(kind, minlength=pairs.shape[1])
    structure, funder = money.at[others, STRUCTURE], money.at[others, FUNDER]
    for target in (structure, structure * len(money.names[FUNDER]) + funder):
        risky = _whole_kinds(target, kind, size)
        if risky:
            found_out = np.array(list(risky))[_sums_of_ends(pairs, np.array(list(risky.values())))]
            given[np.flatnonzero(others)[np.isin(target, found_out)]] = True
    return given


def _sums_of_ends(pairs: Ints, wanted: Ints) -> Flags:
    """Return which rows are a number for the one group plus a number for the other: (targets,).

    Those alone are what totals of two kinds of groups add up to. Numbers follow from one another
    along the pairs; where two ways lead to a group, they must agree.

    Parameters
    ----------
    pairs : (2, kinds)
        The group of either axis of each kind of cells.
    wanted : (targets, kinds)
    """
    nodes = [(0, int(one)) for one in pairs[0]], [(1, int(one)) for one in pairs[1]]
    near: dict[tuple[int, int], list[tuple[tuple[int, int], int]]] = defaultdict(list)
    for n, (one, other) in enumerate(zip(*nodes, strict=True)):
        near[one].append((other, n))
        near[other].append((one, n))
    values: dict[tuple[int, int], Ints] = {}
    for root in near:
        if root in values:
            continue
        values[root] = np.zeros(len(wanted), dtype=np.int64)
        waiting = [root]
        while waiting:
            at = waiting.pop()
            for then, n in near[at]:
                if then not in values:
                    values[then] = wanted[:, n] - values[at]
                    waiting.append(then)
    made = np.array([values[a] + values[b] for a, b in zip(*nodes, strict=True)]).T
    return np.asarray((made == wanted).all(axis=1))


def _whole_kinds(target: Ints, kind: Ints, size: Ints) -> dict[int, Ints]:
    """Return the kinds of cells of each target that has all cells of all its kinds."""
    count = len(size)
    pairs, times = np.unique(target * count + kind, return_counts=True)
    whole = times == size[pairs % count]
    broken = set((pairs // count)[~whole].tolist())
    found: dict[int, Ints] = {}
    for pair in pairs.tolist():
        name, at = divmod(pair, count)
        if name not in broken:
            found.setdefault(name, np.zeros(count, dtype=np.int64))[at] = 1
    return found
