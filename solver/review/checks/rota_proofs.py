"""The figures of a rota counted again, and the prices that prove its levels.

The network is built here a second time, from models alone. A level is proved when no arc that
could carry more is cheap under its prices, and none that carries something is dear; arcs that this
settles in one level are left aside in the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.duties import Duty
from models.findings import Finding
from models.recurrence import is_odd
from models.rota_study import RotaLevel, RotaStudy
from models.volunteers import Volunteer
from solver.review.checks.rota_people import HalfDay, may_do, week_of
from solver.review.checks.violations import violation


@dataclass
class _Arc:
    """One arc: what flows in it, between which bounds, at which costs."""

    tail: str
    head: str
    flow: int
    upper: int
    lower: int = 0
    costs: dict[RotaLevel, int] = field(default_factory=dict)


def figures_and_proofs(study: RotaStudy) -> Iterator[Finding]:
    """Yield figures that placements do not make, and levels that prices do not prove."""
    arcs = _Arcs(study).found
    yield from _figures(study, arcs)
    yield from _proofs(study, arcs)


def _figures(study: RotaStudy, arcs: list[_Arc]) -> Iterator[Finding]:
    costs: Counter[str] = Counter()
    for arc in arcs:
        for level, cost in arc.costs.items():
            costs[level] += cost * arc.flow
    for one in study.levels:
        if costs[one.level] != one.value or one.bound > one.value:
            yield _figure(one.level, one.value, costs[one.level])
    filled = Counter(one.duty for one in study.plan.placements)
    for rank in study.ranks:
        mine = [duty for duty in study.duties if duty.priority == rank.priority]
        if sum(filled[duty.id] for duty in mine) != rank.filled:
            yield _figure(f"rank {rank.priority}", rank.filled, sum(filled[d.id] for d in mine))
    for who in study.associations:
        mine = [duty for duty in study.duties if duty.association == who.association]
        if sum(filled[duty.id] for duty in mine) != who.filled:
            yield _figure(who.association, who.filled, sum(filled[d.id] for d in mine))
    loads = Counter(one.person for one in study.plan.placements)
    for load in study.loads:
        if loads[load.person] != load.duties:
            yield _figure(load.person, load.duties, loads[load.person])


def _figure(what: str, told: float, found: float) -> Finding:
    return violation("rota_figures", (), what=what, found=f"{told:g}", limit=f"{found:g}")


def _proofs(study: RotaStudy, arcs: list[_Arc]) -> Iterator[Finding]:
    backed = [one.level for one in study.levels if one.by == "potentials"]
    if not backed:
        return
    prices = {one.level: one.prices for one in study.potentials}
    free = arcs
    for number, level in enumerate(one.level for one in study.levels):
        if number >= len(backed):
            return
        if backed[number] != level or level not in prices:
            yield violation("rota_proof", (), what=level, found="?")
            return
        told = _Prices(prices[level])
        left = []
        for arc in free:
            reduced = arc.costs.get(level, 0) + told.of(arc.tail) - told.of(arc.head)
            if reduced == 0:
                left.append(arc)
            elif arc.flow != (arc.lower if reduced > 0 else arc.upper):
                yield violation(
                    "rota_proof", (arc.head,), what=level, found=f"{arc.tail} → {arc.head}"
                )
                return
        free = left


class _Prices:
    """The price of any node: its own, else that of the node above it."""

    def __init__(self, told: dict[str, int]) -> None:
        self._known = dict(told)

    def of(self, node: str) -> int:
        """Return the price of a node."""
        if node in self._known:
            return self._known[node]
        above = _above(node)
        found = 0 if above is None else self.of(above)
        self._known[node] = found
        return found


def _above(node: str) -> str | None:
    """Return the node above: of ``p/f0/w1/2026-12-08/am`` what is before its last stroke."""
    head, stroke, _ = node.rpartition("/")
    return head if stroke else None


class _Arcs:
    """All arcs of the network of a study."""

    def __init__(self, study: RotaStudy) -> None:
        self._study = study
        self.found: list[_Arc] = []
        self._filled = Counter(one.duty for one in study.plan.placements)
        self._placed = {(one.person, one.duty) for one in study.plan.placements}
        kept, before = study.kept, study.before
        self._kept = None if kept is None else {(p.person, p.duty) for p in kept.placements}
        self._continued: set[tuple[str, str, str, str]] | None = None
        if before is not None:
            then = {one.id: one for one in study.before_duties}
            self._continued = {
                (p.person, then[p.duty].source, then[p.duty].day, then[p.duty].shift)
                for p in before.placements
                if p.duty in then
            }
        self._may_do = may_do(study)
        self._shortages()
        for who in study.scenario.rota.volunteers:
            self._person(who)

    def _shortages(self) -> None:
        places: Counter[str] = Counter()
        lacks: Counter[str] = Counter()
        for duty in self._study.duties:
            empty = duty.places - self._filled[duty.id]
            places[duty.association] += duty.places
            lacks[duty.association] += empty
            self.found.append(
                _Arc(
                    f"short:{duty.association}",
                    f"duty:{duty.id}",
                    empty,
                    duty.places,
                    costs={"filled": 10 - duty.priority},
                )
            )
        shares = sorted({k / n for n in places.values() for k in range(1, n + 1)})
        rank = {share: number for number, share in enumerate(shares, start=1)}
        for who, count in places.items():
            for k in range(1, count + 1):
                cost: dict[RotaLevel, int] = {"spread": rank[k / count]}
                self.found.append(
                    _Arc(":source", f"short:{who}", int(k <= lacks[who]), 1, costs=cost)
                )

    def _person(self, who: Volunteer) -> None:
        """Add the arcs of a person: source, fortnight, week, day, half-day, duty."""
        study = self._study
        due = self._due(who)
        flows: Counter[str] = Counter()
        halves: list[tuple[str, list[Duty], int]] = []
        for (on, shift), mine in self._may_do[who.id].items():
            bound = [duty for duty in mine if duty.id in due]
            week = week_of(study, mine[0])
            node = f"{who.id}/f{week // 2}/w{week}/{on}/{shift}"
            halves.append((node, bound or mine, int(bool(bound))))
        most = self._most(who, [node for node, _, _ in halves])
        for node, duties, lower in halves:
            for duty in duties:
                there = int((who.id, duty.id) in self._placed)
                flows[node] += there
                costs = self._costs(who, duty)
                self.found.append(_Arc(node, f"duty:{duty.id}", there, 1, costs=costs))
            self.found.append(_Arc(node.rpartition("/")[0], node, flows[node], 1, lower))
        for depth, cap in ((3, who.max_per_day), (2, who.max_per_week), (1, _fortnight(who))):
            inner: Counter[str] = Counter()
            for node, _, _ in halves:
                inner["/".join(node.split("/")[: depth + 1])] += flows[node]
            for node, flow in inner.items():
                self.found.append(_Arc(node.rpartition("/")[0], node, flow, cap))
        load = sum(flows.values())
        for count in range(1, most + 1):
            step: dict[RotaLevel, int] = {"loads": count}
            self.found.append(_Arc(":source", who.id, int(count <= load), 1, costs=step))

    def _most(self, who: Volunteer, nodes: list[str]) -> int:
        """Return how many half-days a person is given at most."""
        counts = Counter(nodes)
        for cap in (1, who.max_per_day, who.max_per_week, _fortnight(who)):
            above: Counter[str] = Counter()
            for node, count in counts.items():
                above[node.rpartition("/")[0]] += min(cap, count)
            counts = above
        return sum(counts.values())

    def _due(self, who: Volunteer) -> set[str]:
        """Return the duties to which decisions bind a person."""
        found: dict[HalfDay, set[str]] = {}
        for one in self._study.decisions:
            if one.person != who.id or one.rule != "comes":
                continue
            for half, duties in self._may_do[who.id].items():
                named = {duty.id for duty in duties if one.duty in (duty.id, duty.activity)}
                if named:
                    found[half] = found.get(half, named) & named
        return set().union(*found.values())

    def _costs(self, who: Volunteer, duty: Duty) -> dict[RotaLevel, int]:
        odd = is_odd(duty.on, self._study.scenario.odd_week_of)
        offer = who.offer_on(duty.on, duty.shift, odd)
        disliked = bool(who.likes) and duty.kind not in who.likes
        found: dict[RotaLevel, int] = {}
        if disliked or (offer is not None and offer.if_needed):
            found["wishes"] = 1
        if self._kept is not None and (who.id, duty.id) in self._kept:
            found["changes"] = -1
        if self._continued is not None:
            key = (who.id, duty.source, duty.day, duty.shift)
            found["continuity"] = int(key not in self._continued)
        return found


def _fortnight(who: Volunteer) -> int:
    twice = 2 * who.max_per_week
    return twice if who.max_per_fortnight is None else min(twice, who.max_per_fortnight)
