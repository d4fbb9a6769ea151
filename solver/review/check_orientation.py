"""The independent checker of an orientation: who may go where, places, and what is given away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import floor

import numpy as np
import numpy.typing as npt

from models.findings import Finding
from models.orientation_study import (
    GroupServed,
    OrientedFlow,
    UnwrittenInPublic,
    served_in,
    share_class,
)
from models.outlets import Outlet
from models.publics import LEAST_TOLD, TEN, written_alike
from models.scenario import Scenario
from solver.review.checks.violations import violation
from solver.review.subtraction import Floats, Sum, left_open

Counts = npt.NDArray[np.int64]


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
        (float(one.named), float("inf")) if one.group in away else _alike(one.households)
        for one in flows
    ]
    for one in flows:
        if not 0 < one.households < LEAST_TOLD:
            continue
        goal = np.zeros(len(flows))
        goal[place[one.group, one.outlet]] = 1
        if one.group not in away or left_open(goal, sums, written) < 1 - 1e-6:
            group, outlet = scenario.openings.group[one.group], scenario.openings.outlet[one.outlet]
            where = (group.id, outlet.id)
            yield violation("sent_hidden", where, who=group.label, what=outlet.label)


def _few(most: int | None) -> float:
    """Return the most that an outlet may be known to receive: of few places, that they are few."""
    return max(float(most), LEAST_TOLD - 1.0) if most else float("inf")


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


def _alike(count: int) -> tuple[float, float]:
    low, high = written_alike(count)
    return float(low), float(high)


def check_public(
    scenario: Scenario,
    groups: Sequence[GroupServed],
    flows: Sequence[OrientedFlow],
    unwritten: UnwrittenInPublic,
) -> tuple[Finding, ...]:
    """Return the small counts that stand in the public edition, or follow from it within ten."""
    asked, sent = scenario.openings, [one for one in flows if one.households]
    counts = np.array([one.households for one in sent], dtype=np.int64)
    of_group = {
        one.group: [n for n, to in enumerate(sent) if to.group == one.group] for one in groups
    }
    of_way: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(sent):
        of_way[asked.group[one.group].sector, one.outlet].append(n)
    whole = all(one.level == 1 for one in groups)  # which is told
    sums, small = list[Sum](), list[tuple[str, Sequence[int], bool]]()
    for served in groups:
        those = of_group[served.group]
        told, who = served.group not in unwritten.groups, asked.group[served.group].label
        least, most = written_alike(served.need)
        low, high = (0, most)
        if told or whole:
            low, high = served_in(share_class(served.level), least, most)
        if told:
            alike = written_alike(served.served)
            low, high = max(low, alike[0]), min(high, alike[1])
        sums.append((_row(those, counts), float(low), float(high)))
        small.append((who, those, told))
        small += [(f"{who} → {asked.outlet[sent[n].outlet].label}", [n], False) for n in those]
    for way, those in of_way.items():
        told = way not in unwritten.ways
        if told:
            sums.append((_row(those, counts), *_alike(int(counts[list(those)].sum()))))
        names = asked.sector[way[0]].label, asked.outlet[way[1]].label
        small.append((" → ".join(names), those, told))
    if not unwritten.total:
        sums.append((np.ones(len(sent)), *_alike(int(counts.sum()))))
    small.append(("–", range(len(sent)), not unwritten.total))
    away = set(unwritten.names)
    bounds = [(float((one.group, one.outlet) not in away), float("inf")) for one in sent]
    return tuple(
        violation("sent_public", (), who=who)
        for who, those, told in small
        if 0 < counts[list(those)].sum() < LEAST_TOLD
        and (told or left_open(_row(those, counts), sums, bounds) < TEN - 1 - 1e-6)
    )


def _row(those: Sequence[int], counts: Counts) -> Floats:
    found = np.zeros(len(counts))
    found[list(those)] = 1
    return found
