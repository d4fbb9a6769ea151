"""What must not be found out: small counts of the return, what others receive, by subtraction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from models.findings import Finding
from models.grants_study import GrantEdition, GrantsStudy
from models.publics import LEAST_TOLD
from solver.review.checks.grants_money import label
from solver.review.checks.violations import violation

ALL = ""
Totals = tuple[int, ...]
"""Numbers of totals of an edition."""
PRIME = 2_147_483_647
"""Whole numbers are counted modulo this: exactly, and products fit."""
Ints = npt.NDArray[np.int64]


def counts_hidden(study: GrantsStudy) -> Iterator[Finding]:
    """Yield small counts that are written, and those that the rest of the table gives away."""
    grants = study.scenario.grants
    if not study.counts:
        return
    classes = [one.id for one in grants.classes]
    shown: dict[tuple[str, str], int | None] = {}
    for row in study.counts:
        shown |= {(row.structure or ALL, kind): row.people.get(kind) for kind in classes}
        shown[row.structure or ALL, ALL] = row.total
    true: dict[tuple[str, str], int] = defaultdict(int)
    for one in grants.counts:
        for row_name in (one.structure, ALL):
            for kind in (one.counted, ALL):
                true[row_name, kind] += one.people
    unknown = [cell for cell, count in shown.items() if count is None]
    for cell, written in shown.items():
        count = true[cell]
        named = {"what": label(study, cell[0]) or "–", "who": _class(study, cell[1])}
        if written is not None and written != count:
            yield violation(
                "grant_sums", (cell[0],), what=named["what"], found=written, limit=count
            )
        elif 0 < count < LEAST_TOLD and (
            written is not None or _determined(shown, unknown, cell, classes)
        ):
            yield violation("grant_hidden", (cell[0],), **named)


def _class(study: GrantsStudy, name: str) -> str:
    return next((one.label for one in study.scenario.grants.classes if one.id == name), "–")


def _determined(
    shown: dict[tuple[str, str], int | None],
    unknown: Sequence[tuple[str, str]],
    cell: tuple[str, str],
    classes: Sequence[str],
) -> bool:
    """Tell whether all that is written leaves a hidden count one value alone."""
    at = {one: n for n, one in enumerate(unknown)}
    rows = sorted({row for row, _ in shown})
    table, sums = [], []
    lines = [
        [((row, kind), -1.0 if kind == ALL else 1.0) for kind in (*classes, ALL)] for row in rows
    ]
    lines += [
        [((row, kind), -1.0 if row == ALL else 1.0) for row in rows] for kind in (*classes, ALL)
    ]
    for line in lines:
        entries = np.zeros(len(unknown))
        known = 0.0
        for one, sign in line:
            if one in at:
                entries[at[one]] += sign
            else:
                known += sign * (shown[one] or 0)
        table.append(entries)
        sums.append(-known)
    goal = np.zeros(len(unknown))
    goal[at[cell]] = 1.0
    ends = [
        linprog(sign * goal, A_eq=np.array(table), b_eq=np.array(sums), method="highs")
        for sign in (1, -1)
    ]
    if any(one.status == 3 for one in ends):  # it may be as large as one likes
        return False
    if any(one.status != 0 for one in ends):
        return True
    least, most = float(ends[0].fun or 0.0), -float(ends[1].fun or 0.0)
    return most - least < 1 - 1e-6


def editions_hidden(study: GrantsStudy) -> Iterator[Finding]:
    """Yield editions whose totals, less the viewer's own lines, say what another receives."""
    cells = _Cells({(one.funder, one.structure, one.territory or ALL) for one in study.of_year})
    for edition in study.editions:
        for who in _given_away(edition, cells):
            viewer = label(study, edition.viewer)
            yield violation("grant_edition", (edition.viewer,), who=viewer, what=label(study, who))


class _Cells:
    """Sums of money by funder, structure and territory (none: ``ALL``), each by its number."""

    def __init__(self, keys: Collection[tuple[str, str, str]]) -> None:
        columns = list(zip(*sorted(keys), strict=True)) or [(), (), ()]
        self.funders, self.structures, self.territories = (sorted(set(one)) for one in columns)
        names = (self.funders, self.structures, self.territories)
        self.funder, self.structure, self.territory = (
            np.searchsorted(np.array(known, dtype=object), np.array(one, dtype=object))
            for known, one in zip(names, columns, strict=True)
        )


def _given_away(edition: GrantEdition, cells: _Cells) -> list[str]:
    """Return the structures that an edition gives away: from one funder, or in all.

    Sums that stand in the same totals are alike. What some totals add up to, in whatever way, has
    one value for all that are alike; so only who has all that are alike can be given away.
    """
    of_structure = edition.kind == "structure"
    own, named = (
        (cells.structure, cells.structures) if of_structure else (cells.funder, cells.funders)
    )
    there = own != (named.index(edition.viewer) if edition.viewer in named else -1)
    if not there.any():
        return []
    funders, of_funder = _alike(edition, "funder", cells.funders)
    territories, of_territory = _alike(edition, "territory", cells.territories)
    who, payer = cells.structure[there], cells.funder[there]
    codes, kind = np.unique(
        of_funder[payer] * len(territories) + of_territory[cells.territory[there]],
        return_inverse=True,
    )
    size = np.bincount(kind)
    rows = list[Ints]()
    owners = list[int]()
    for group, parts in ((who, 1), (who * len(cells.funders) + payer, len(cells.funders))):
        pairs, many = np.unique(group * len(codes) + kind, return_counts=True)
        at, alike = np.divmod(pairs, len(codes))
        groups, first = np.unique(at, return_index=True)
        whole = np.logical_and.reduceat(many == size[alike], first)
        ends = np.append(first, len(at))
        for n in np.flatnonzero(whole):
            row = np.zeros(len(codes), dtype=np.int64)
            row[alike[ends[n] : ends[n + 1]]] = 1
            rows.append(row)
            owners.append(int(groups[n]) // parts)
    if not rows:
        return []
    table = np.zeros((len(edition.totals), len(codes)), dtype=np.int64)
    table[[one.axis == "all" for one in edition.totals]] = 1
    for column, code in enumerate(codes):
        a, b = divmod(int(code), len(territories))
        table[[*funders[a], *territories[b]], column] = 1
    left = np.array(rows)
    known, leads = _reduced(table)
    for one, lead in zip(known, leads, strict=True):  # nothing is left of what they add up to
        left = (left - np.outer(left[:, lead], one)) % PRIME
    away = {owner for owner, row in zip(owners, left, strict=True) if not row.any()}
    return [cells.structures[n] for n in sorted(away)]


def _alike(edition: GrantEdition, axis: str, names: Sequence[str]) -> tuple[list[Totals], Ints]:
    """Return the sets of totals of an axis that names stand in, and which set each name has."""
    inside: dict[str, Totals] = defaultdict(tuple)
    for n, total in enumerate(edition.totals):
        if total.axis == axis:
            for name in total.who:
                inside[name] += (n,)
    sets: dict[Totals, int] = {}
    number = [sets.setdefault(inside[name], len(sets)) for name in names]
    return list(sets), np.array(number, dtype=np.int64)


def _reduced(table: Ints) -> tuple[Ints, list[int]]:
    """Return rows that add up to the same, each with a one where the later ones have none."""
    left, known, leads = table % PRIME, [], list[int]()
    while len(left):
        row, left = left[0], left[1:]
        if row.any():
            lead = int(np.flatnonzero(row)[0])
            row = row * pow(int(row[lead]), -1, PRIME) % PRIME
            left = (left - np.outer(left[:, lead], row)) % PRIME
            known.append(row)
            leads.append(lead)
    return np.array(known, dtype=np.int64).reshape(len(known), table.shape[1]), leads
