"""The independent checker of an orientation: who may go where, places, and what is given away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from models.findings import Finding
from models.orientation_study import GroupServed, OrientedFlow
from models.outlets import Outlet
from models.publics import LEAST_TOLD
from models.scenario import Scenario
from solver.review.checks.violations import violation

Floats = npt.NDArray[np.float64]


def check_orientation(
    scenario: Scenario,
    groups: Sequence[GroupServed],
    flows: Sequence[OrientedFlow],
    untold: Collection[str] = (),
    cuts: Collection[Collection[str]] = (),
) -> tuple[Finding, ...]:
    """Return every rule that an orientation breaks; empty when it can be followed.

    Parameters
    ----------
    untold
        Outlets of which nobody is told how full they are.
    cuts
        Outlets that limit groups together, which is told where none of them is ``untold``.
    """
    asked = scenario.openings
    known = [one for one in flows if one.group in asked.group and one.outlet in asked.outlet]
    found = [
        violation("reference", (one.group, one.outlet), who=one.group, what=one.outlet)
        for one in flows
        if one not in known
    ]
    for one in known:
        if one.households and not _may(scenario, one):
            group, outlet = asked.group[one.group], asked.outlet[one.outlet]
            where = (group.id, outlet.id)
            found.append(violation("sent_received", where, who=group.label, what=outlet.label))
    found += _sums(scenario, known)
    away = {one.group for one in groups if one.hidden}
    found += _given_away(
        scenario, away, untold, _full(untold, cuts), [one for one in known if one.households]
    )
    return tuple(found)


def _may(scenario: Scenario, one: OrientedFlow) -> bool:
    asked = scenario.openings
    group, outlet = asked.group[one.group], asked.outlet[one.outlet]
    near = outlet.sector == group.sector or (
        outlet.reach_min.get(group.sector, float("inf")) <= asked.max_reach_min
    )
    rules = all(
        group.sector in rule.sectors
        for rule in scenario.orientation.rules
        if rule.outlet == outlet.id and rule.audience in (None, group.audience)
    )
    helped = not group.modes or outlet.mode in group.modes
    return near and rules and helped and group.audience in outlet.admits


def _sums(scenario: Scenario, flows: Sequence[OrientedFlow]) -> Iterator[Finding]:
    asked = scenario.openings
    sent: dict[str, int] = defaultdict(int)
    received: dict[str, int] = defaultdict(int)
    for one in flows:
        sent[one.group] += one.households
        received[one.outlet] += one.households
    for name, found in sorted(sent.items()):
        group = asked.group[name]
        limit = round((group.households or 0) * (1 + scenario.orientation.served_twice))
        if found > limit:
            yield violation("sent_need", (name,), who=group.label, found=found, limit=limit)
    for name, found in sorted(received.items()):
        outlet = asked.outlet[name]
        most = _places(outlet)
        if most is not None and found > most:
            yield violation("sent_capacity", (name,), what=outlet.label, found=found, limit=most)


def _places(outlet: Outlet) -> int | None:
    """Return the places of a usual week: half of those every other week, 12 of 52 by month."""
    slots = [one for one in outlet.slots if one.today and one.school != "holidays"]
    slots = [one for one in slots if not one.only_in]
    if any(one.households is None for one in slots):
        return None
    total = sum(
        (one.households or 0)
        * (1 if one.weeks == "any" else 0.5)
        * (len(one.of_month) * 12 / 52 if one.of_month else 1)
        for one in slots
    )
    return floor(total + 1e-9)


def _full(untold: Collection[str], cuts: Collection[Collection[str]]) -> set[str]:
    """Return the outlets that are known to be full: they are said to limit groups."""
    return {one for cut in cuts if not set(cut) & set(untold) for one in cut}


def _given_away(
    scenario: Scenario,
    away: Collection[str],
    untold: Collection[str],
    full: Collection[str],
    flows: Sequence[OrientedFlow],
) -> Iterator[Finding]:
    """Yield small counts that are written, or that follow from all that is written together."""
    place = {(one.group, one.outlet): n for n, one in enumerate(flows)}
    partly = {one.group for one in flows if not one.named}
    sums = []
    for name, total in _totals(flows, "group").items():
        low, high = (1, 10) if 0 < total < LEAST_TOLD else (total, total)
        # some of these may go where nobody is told
        sums.append((_ones(place, "group", name), 0.0 if name in partly else low, float(high)))
    for name, total in _totals(flows, "outlet").items():
        outlet = scenario.openings.outlet[name]
        most = _places(outlet)
        ends = (0.0, _few(most)) if name in untold else _filled(outlet, total)
        if name in full and most:
            ends = float(most), float(most)
        sums.append((_ones(place, "outlet", name), *ends))
    # where an outlet is named for a group, at least one household goes there
    written = [
        (float(one.named), float("inf")) if one.group in away else _near_ten(one.households)
        for one in flows
    ]
    for one in flows:
        if not 0 < one.households < LEAST_TOLD:
            continue
        at = place[one.group, one.outlet]
        if one.group not in away or _follows(sums, written, at):
            group, outlet = scenario.openings.group[one.group], scenario.openings.outlet[one.outlet]
            where = (group.id, outlet.id)
            yield violation("sent_hidden", where, who=group.label, what=outlet.label)


def _few(most: int | None) -> float:
    """Return the most that an outlet may be known to receive: of few places, that they are few."""
    return max(float(most), LEAST_TOLD - 1.0) if most else float("inf")


def _near_ten(count: int) -> tuple[float, float]:
    """Return between what a count lies that is written to the nearest ten."""
    near = (count + 5) // 10 * 10
    return max(LEAST_TOLD, near - 5), near + 4


def _ones(place: Mapping[tuple[str, str], int], key: str, name: str) -> Floats:
    found = np.zeros(len(place))
    for (group, outlet), n in place.items():
        if name == (group if key == "group" else outlet):
            found[n] = 1
    return found


def _totals(flows: Sequence[OrientedFlow], key: str) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in flows:
        found[getattr(one, key)] += one.households
    return dict(sorted(found.items()))


def _filled(outlet: Outlet, count: int) -> tuple[float, float]:
    """Return between what the households of an outlet lie: it is told full to a tenth."""
    most = _places(outlet)
    if not most:
        return 0.0, float("inf")
    tenth = round(10 * count / most)
    alike = [one for one in range(most + 1) if round(10 * one / most) == tenth]
    alike = alike or [count]  # more than it has places, which is told
    return float(alike[0]), float(alike[-1])


def _follows(
    sums: Sequence[tuple[Floats, float, float]],
    written: Sequence[tuple[float, float]],
    cell: int,
) -> bool:
    """Tell whether what is written leaves a count one whole value alone."""
    limited = [one for one in sums if np.isfinite(one[2])]
    table = np.array([sign * one for one, _, _ in limited for sign in (1, -1)])
    right = np.array(
        [end for _, low, high in limited for end in (floor(high + 1e-6), -ceil(low - 1e-6))]
    )
    goal = np.zeros(table.shape[1])
    goal[cell] = 1
    low = linprog(goal, A_ub=table, b_ub=right, bounds=written, method="highs")
    high = linprog(-goal, A_ub=table, b_ub=right, bounds=written, method="highs")
    width = -(high.fun or 0.0) - (low.fun or 0.0)
    return bool(low.status == 0 and high.status == 0 and width < 1 - 1e-6)
