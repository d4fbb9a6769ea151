"""Who pools with whom: which groups may form, which partition is best, and who would leave it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np

from models.sharing import BreakEven, Gain, Grouping, PlannedWeek, Verdict
from solver.cost_sharing.base import Floats, Game, Ints, closed_under_splitting
from solver.cost_sharing.shapley import shapley
from solver.pooling.coalition_values import Members, Values
from solver.pooling.shares import members_of
from solver.programs.linear import minimise
from solver.programs.solved import INFINITY

LISTED = 8
"""Players of whom every partition is looked at; beyond, the best one by dynamic programming."""
SHOWN = 5
"""Partitions kept for the report, best first."""
CENT = 0.005
LONGEST_WEEKS = 1040
"""Weeks after which entry costs count as never repaid."""
Groups = tuple[int, ...]
"""A partition: bit masks, in the order of their first members."""


@dataclass(frozen=True)
class WorthGame:
    """v(S) less entry costs, unclosed, of every coalition that may form and was planned."""

    ids: Members
    worth: Floats
    """(2**n,): euros a week; minus infinity where the group may not form or was not planned."""
    spread: Floats
    """(2**n,): what another seed may change."""
    weeks: dict[int, PlannedWeek]

    @property
    def all(self) -> int:
        """The coalition of everyone."""
        return len(self.worth) - 1


def worth_game(values: Values) -> WorthGame:
    """Return what every allowed group is worth, euros a week, its entry costs deducted.

    Groups that may not form, or were not planned, are worth minus infinity.
    """
    ids = values.ids
    size = 1 << len(ids)
    worth, spread = np.full(size, -np.inf), np.zeros(size)
    weeks: dict[int, PlannedWeek] = {}
    worth[0] = 0.0
    for mask in range(1, size):
        members = members_of(ids, mask)
        value, week = values.worth_eur(members), values.found.get(("free", members))
        if value is None or week is None or not allowed(values, members):
            continue
        worth[mask] = value - values.scenario.pooling.group_eur_per_week(len(members))
        spread[mask], weeks[mask] = week.spread, week
    return WorthGame(ids, worth, spread, weeks)


def allowed(values: Values, members: Members) -> bool:
    """Tell whether some associations may pool: size, distance, acquaintance (Myerson 1977)."""
    limits, travel = values.scenario.pooling, values.travel
    if len(members) < 2:
        return True
    if limits.max_members is not None and len(members) > limits.max_members:
        return False
    if limits.max_km is not None and any(
        travel.between(a, b)[1] > 1000 * limits.max_km
        for a, b in itertools.permutations(members, 2)
    ):
        return False
    if limits.acquaintances is None:
        return True
    known: nx.Graph[str] = nx.Graph()
    known.add_nodes_from(members)
    known.add_edges_from((a, b) for a, b in limits.acquaintances if {a, b} <= set(members))
    return bool(nx.is_connected(known))


def best_partition(game: WorthGame) -> Groups:
    """Return the partition worth most, as bit masks; on a tie the one with smaller groups.

    Exactly, by dynamic programming over subsets (Rothkopf, Pekeč & Harstad 1998): 3**n steps.
    """
    least, split = closed_under_splitting(-game.worth)
    del least
    return tuple(sorted(parts_of(split, game.all), key=_first))


def parts_of(split: Ints, mask: int) -> list[int]:
    """Return the coalitions, as bit masks, into which one parts: itself where it does not."""
    part = int(split[mask])
    return [mask] if not part else parts_of(split, part) + parts_of(split, mask ^ part)


def _first(mask: int) -> int:
    return mask & -mask


def partitions(mask: int) -> Iterator[Groups]:
    """Yield every partition of a coalition, the first member's group first.

    Examples
    --------
    >>> [[bin(g) for g in one] for one in partitions(0b11)]
    [['0b11'], ['0b1', '0b10']]
    """
    if not mask:
        yield ()
        return
    first = _first(mask)
    others = mask ^ first
    part = others
    while True:
        for rest in partitions(others ^ part):
            yield (part | first, *rest)
        if not part:
            return
        part = (part - 1) & others


def groupings(values: Values, game: WorthGame) -> tuple[Grouping, ...]:
    """Return the best partitions, everyone together and everyone apart, with who would leave.

    The best stable ones are among them, where all partitions are looked at.
    """
    apart: Groups = tuple(1 << n for n in range(len(game.ids)))
    together: Groups = (game.all,)
    chosen = [best_partition(game)]
    if len(game.ids) <= LISTED:
        every = [p for p in partitions(game.all) if np.isfinite(_worth(game, p))]
        every.sort(key=lambda p: (-_worth(game, p), len(p), p))
        chosen += every[:SHOWN]
        stable = (p for p in every if _movers(values, game, p)[0] == "yes")
        chosen += list(itertools.islice(stable, 1))
    chosen += [p for p in (together, apart) if np.isfinite(_worth(game, p))]
    unique = sorted(dict.fromkeys(chosen), key=lambda p: (-_worth(game, p), len(p), p))
    return tuple(_grouping(values, game, groups) for groups in unique)


def _worth(game: WorthGame, groups: Groups) -> float:
    return float(sum(game.worth[mask] for mask in groups))


def _grouping(values: Values, game: WorthGame, groups: Groups) -> Grouping:
    apart = tuple(1 << n for n in range(len(game.ids)))
    stable, leavers, leaving = _leavers(game, groups)
    unmoved, movers = _movers(values, game, groups)
    fair = _fair(game, groups)
    gains = []
    for n, who in enumerate(game.ids):
        mask = _group_of(groups, n)
        alone = 1 << n
        gains.append(
            Gain(
                association=who,
                kg=game.weeks[mask].kg[who],
                alone_kg=game.weeks[alone].kg[who],
                gain_eur=_own(values, game, mask, who) - _own(values, game, alone, who),
                fair_eur=None if fair is None else float(fair[n] - game.worth[alone]),
            )
        )
    return Grouping(
        groups=tuple(members_of(game.ids, mask) for mask in groups),
        worth_eur=_worth(game, groups),
        gain_eur=_worth(game, groups) - _worth(game, apart),
        stable=stable,
        leavers=members_of(game.ids, leavers),
        leaving_eur=leaving,
        unmoved=unmoved,
        movers=members_of(game.ids, movers),
        gains=tuple(gains),
    )


def _group_of(groups: Groups, player: int) -> int:
    return next(mask for mask in groups if mask >> player & 1)


def _own(values: Values, game: WorthGame, mask: int, who: str) -> float:
    """Return what a member has of a group without compensation: food less its vehicles' cost.

    Hours with a price and entry costs are borne equally.
    """
    week = game.weeks[mask]
    prices, members = values.scenario.pooling, mask.bit_count()
    common = prices.group_eur_per_week(members) + prices.eur_per_person_hour * week.person_hours
    food = prices.eur_per_kg * week.kg[who]
    return food - week.owner_eur.get(who, 0.0) - common / members


def _fair(game: WorthGame, groups: Groups) -> Floats | None:
    """(n,): each one's Shapley value within its group, its subgroups free to split."""
    cover, _ = closed_under_splitting(-game.worth)
    if not np.isfinite(cover).all():
        return None
    found = np.zeros(len(game.ids))
    for mask in groups:
        inside = [n for n in range(len(game.ids)) if mask >> n & 1]
        costs = np.zeros(1 << len(inside))
        for sub in range(1, len(costs)):
            costs[sub] = cover[sum(1 << inside[k] for k in range(len(inside)) if sub >> k & 1)]
        costs[-1] = -game.worth[mask]
        found[inside] = -shapley(Game(costs))
    return found


def _noise(game: WorthGame, groups: Groups, mask: int) -> float:
    """Return what seeds leave open when a coalition is compared with its members' groups."""
    left = {_group_of(groups, n) for n in range(len(game.ids)) if mask >> n & 1}
    return float(game.spread[mask] + sum(game.spread[group] for group in left))


def _leavers(game: WorthGame, groups: Groups) -> tuple[Verdict, int, float]:
    """Tell whether compensations exist that keep everyone (Aumann & Drèze 1974), and who leaves."""
    masks = [m for m in range(1, len(game.worth)) if np.isfinite(game.worth[m]) and m not in groups]
    if not masks:
        return "yes", 0, 0.0
    count = len(game.ids)

    def row(mask: int) -> list[float]:
        return [float(mask >> n & 1) for n in range(count)]

    shared = game.worth[list(groups)]
    answer = minimise(
        np.append(np.zeros(count), 1.0),
        (np.array([[-x for x in row(m)] + [-1.0] for m in masks]), -INFINITY, -game.worth[masks]),
        (np.array([[*row(m), 0.0] for m in groups]), shared, shared),
        lower=-INFINITY,
    )
    least = float(answer.values[-1])
    witness = masks[int(np.argmin(answer.duals[: len(masks)]))]
    noise = _noise(game, groups, witness)
    if least > max(noise, CENT):
        return "no", witness, least
    if noise > 0 and least > -noise:
        return "undecided", witness if least > CENT else 0, max(0.0, least)
    return "yes", 0, 0.0


def _movers(values: Values, game: WorthGame, groups: Groups) -> tuple[Verdict, int]:
    """Tell whether no allowed group exists in which every member has more; and the keenest."""
    now = {n: _own(values, game, _group_of(groups, n), who) for n, who in enumerate(game.ids)}
    worst: Verdict = "yes"
    keenest, most = 0, 0.0
    for mask in game.weeks:
        if mask in groups:
            continue
        least = min(
            _own(values, game, mask, game.ids[n]) - now[n]
            for n in range(len(game.ids))
            if mask >> n & 1
        )
        if least <= CENT:
            continue
        if least > _noise(game, groups, mask) / mask.bit_count():
            worst = "no"
        elif worst == "yes":
            worst = "undecided"
        if least > most:
            keenest, most = mask, least
    return worst, keenest


def break_even(values: Values, game: WorthGame, groups: Groups) -> tuple[BreakEven, ...]:
    """Return when the entry costs of a partition are repaid, food at no price, half and whole.

    Gains grow evenly over the weeks of learning; hours of every week are paid from the first.
    """
    pooling = values.scenario.pooling
    members = [mask.bit_count() for mask in groups]
    once = sum(pooling.entry.once_eur(size) for size in members)
    weekly = sum(pooling.entry.weekly_eur(size) for size in members)
    pooled = [game.weeks[mask] for mask in groups]
    alone = [game.weeks[1 << n] for n in range(len(game.ids))]

    def worth(weeks: list[PlannedWeek], price: float) -> float:
        hour = pooling.eur_per_person_hour
        return sum(price * w.total_kg - w.eur - hour * w.person_hours for w in weeks)

    found = []
    for price in dict.fromkeys((0.0, pooling.eur_per_kg / 2, pooling.eur_per_kg)):
        gain = worth(pooled, price) - worth(alone, price)
        found.append(
            BreakEven(
                eur_per_kg=price,
                weekly_gain_eur=gain - weekly,
                once_eur=once,
                weeks=repaid_after(gain, weekly, once, pooling.entry.learning_weeks),
            )
        )
    return tuple(found)


def repaid_after(gain: float, weekly: float, once: float, learning_weeks: int) -> int | None:
    """Return the weeks after which gains have repaid what was paid, or none.

    Examples
    --------
    >>> repaid_after(100.0, 20.0, 400.0, 0), repaid_after(100.0, 120.0, 400.0, 0)
    (5, None)
    >>> repaid_after(100.0, 0.0, 100.0, 4)  # 25 + 50 + 75
    3
    """
    balance = -once
    if balance >= 0 and gain >= weekly:
        return 0
    for week in range(1, LONGEST_WEEKS + 1):
        balance += gain * min(1.0, week / max(1, learning_weeks)) - weekly
        if balance >= -1e-9 and gain >= weekly:
            return week
    return None
