"""Who pays what of the pooled cost, by every rule, and which group would pay less by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from models.pooling import CostRule
from models.scenario import Scenario
from models.sharing import CostShare, Verdict
from solver.cost_sharing.base import Floats, Game, Ints, closed_under_splitting
from solver.cost_sharing.core import least_core
from solver.cost_sharing.equal_profit import equal_profit
from solver.cost_sharing.keys import alternative_cost_avoided, in_proportion, rounded
from solver.cost_sharing.nucleolus import nucleolus, per_capita
from solver.cost_sharing.shapley import shapley
from solver.pooling.coalition_values import Members, Values

CENT = 0.005
"""Differences under half a cent are none."""
ROUNDING = 0.01
"""What rounding to the cent may add for each member."""


@dataclass(frozen=True)
class CostGame:
    """c(S) of every coalition, closed under splitting, with what seeds leave open."""

    ids: Members
    game: Game
    spread: Floats
    """(2**n,): what another seed may change, in euros."""
    bound: Floats
    """(2**n,): no plan of the coalition costs less; minus infinity where it is not known."""
    split: Ints
    """(2**n,): one part where planning apart costs less; 0 where it stays whole."""
    relaxed: float | None = None
    """What all together might cost at best, after the relaxation of their plan."""

    def noise(self, mask: int) -> float:
        """Return the euros a week under which an objection of a coalition is not decided.

        What another seed may change of its cost, and of the cost of all together.
        """
        return float(self.spread[mask] + self.spread[self.game.all])


def members_of(ids: Members, mask: int) -> Members:
    """Return the members of a bit mask.

    Examples
    --------
    >>> members_of(("a", "b", "c"), 0b101)
    ('a', 'c')
    """
    return tuple(who for n, who in enumerate(ids) if mask >> n & 1)


def mask_of(ids: Members, members: Members) -> int:
    """Return the bit mask of some members: bit ``n`` is set where ``ids[n]`` is one of them.

    Raises
    ------
    ValueError
        When a member is not among ``ids``.
    """
    return sum(1 << ids.index(who) for who in members)


def cost_game(values: Values) -> CostGame:
    """Return the game of costs at equal food.

    One alone that could not be planned again at the least cost keeps its alone week; a coalition
    that could not be planned costs what its parts cost.

    Raises
    ------
    ValueError
        When someone alone was not planned at all.
    """
    ids = values.ids
    size = 1 << len(ids)
    costs, spread = np.full(size, np.inf), np.zeros(size)
    bound = np.full(size, -np.inf)
    costs[0] = bound[0] = 0.0
    for mask in range(1, size):
        members = members_of(ids, mask)
        week = values.found.get(("equal_food", members))
        if week is None and len(members) == 1:
            week = values.found.get(("free", members))
        if week is not None:
            costs[mask], spread[mask] = week.eur, week.spread
            if week.bound is not None:
                bound[mask] = week.bound
    closed, split = closed_under_splitting(costs)
    for mask in map(int, np.flatnonzero(split)):
        part = int(split[mask])
        spread[mask] = spread[part] + spread[mask ^ part]
    whole = values.found.get(("equal_food", ids))
    return CostGame(
        ids, Game(closed), spread, bound, split, None if whole is None else whole.relaxed
    )


def keys(values: Values) -> dict[CostRule, Floats]:
    """Return what proportional rules share by, for each association in the order of the scenario.

    Kg and people as they are in the pooled week and the scenario; km and cost as each has alone.
    Surface only where every association states its own.
    """
    scenario = values.scenario
    pooled = values.found.get(("free", values.ids))
    alone = {who: values.found[("free", (who,))] for who in values.ids}
    found: dict[CostRule, Floats] = {
        "kg": np.array(
            [alone[who].total_kg if pooled is None else pooled.kg[who] for who in values.ids]
        ),
        "people": np.array([float(who.people) for who in scenario.associations]),
        "km": np.array([alone[who].km for who in values.ids]),
    }
    surfaces = [who.surface_m2 for who in scenario.associations]
    if all(surface is not None for surface in surfaces):
        found["surface"] = np.array(surfaces, dtype=np.float64)
    return found


def cost_shares(costs: CostGame, by: Mapping[CostRule, Floats]) -> tuple[CostShare, ...]:
    """Return what each rule asks of each, to the cent, with its verdicts.

    A rule that has no meaning here (nothing to share, a key of zeros, equal profits where someone
    alone pays nothing) is left out.
    """
    game = costs.game
    total = float(game.costs[game.all])
    rules: dict[CostRule, Callable[[], Floats]] = {
        "shapley": lambda: shapley(game),
        "nucleolus": lambda: nucleolus(game),
        "per_capita": lambda: per_capita(game),
        "equal_profit": lambda: equal_profit(game),
        "least_core": lambda: least_core(game).shares,
        "alternative_cost_avoided": lambda: alternative_cost_avoided(game),
    }
    for name, key in (*by.items(), ("alone", game.alone())):
        rules[name] = lambda key=key: in_proportion(total, key)  # type: ignore[misc]
    found = []
    for name, made in rules.items():
        try:
            shares = made()
        except ValueError:
            continue
        found.append(share(costs, name, shares))
    return tuple(found)


def share(
    costs: CostGame, name: CostRule, shares: Floats, error: Floats | None = None
) -> CostShare:
    """Return one rule's shares to the cent, with who would leave.

    Parameters
    ----------
    shares : (n,)
        Euros a week, adding up to the cost of all.
    error : (n,)
        Standard error of shares that were sampled; none of those that are exact.
    """
    ids = costs.ids
    asked = rounded(shares, list(ids))
    saving = costs.game.members() @ asked - costs.game.costs
    singles = [1 << n for n in range(len(ids))]
    groups = list(range(1, costs.game.all))
    witness = max(groups, key=lambda mask: (float(saving[mask]), -mask), default=0)
    best = float(saving[witness]) if groups else 0.0
    leaves = best > CENT + ROUNDING * len(ids)
    return CostShare(
        rule=name,
        eur={who: float(eur) for who, eur in zip(ids, asked, strict=True)},
        error_eur={}
        if error is None
        else {who: float(e) for who, e in zip(ids, error, strict=True)},
        rational=_verdict(costs, saving, singles),
        stable=_verdict(costs, saving, groups),
        witness=members_of(ids, witness) if leaves else (),
        saving_eur=best if leaves else 0.0,
    )


def _verdict(costs: CostGame, saving: Floats, masks: list[int]) -> Verdict:
    """Tell whether no coalition of some would save, beyond what seeds leave open.

    A coalition whose bound is above what it is asked cannot save, whatever the seeds.
    """
    asked = saving + costs.game.costs
    worst: Verdict = "yes"
    slack = CENT + ROUNDING * len(costs.ids)
    for mask in masks:
        noise = costs.noise(mask)
        if saving[mask] > max(noise, slack):
            return "no"
        if noise > 0 and saving[mask] > -noise and asked[mask] > costs.bound[mask] + slack:
            worst = "undecided"
    return worst


def core_verdict(costs: CostGame) -> tuple[Verdict, float]:
    """Tell whether some shares keep every group; and the least that one would save at best.

    What seeds leave open of that least is theirs of each coalition, by its weight in the proof. An
    empty core is told only where it would be so even if all together cost what the relaxation of
    their plan does.
    """
    found = least_core(costs.game)
    noise = float(np.abs(found.weights) @ costs.spread)
    if noise > 0 and abs(found.slack) <= max(noise, CENT):
        return "undecided", found.slack
    if found.slack <= CENT:
        return "yes", found.slack
    if costs.relaxed is not None and costs.relaxed < costs.game.costs[-1]:
        lower = costs.game.costs.copy()
        lower[-1] = costs.relaxed
        if least_core(Game(lower)).slack <= CENT:
            return "undecided", found.slack
    return "no", found.slack


def owned_by(scenario: Scenario, eur: Mapping[str, float]) -> dict[str, float]:
    """Return the cost that each association bears for its own vehicles."""
    return {who.id: eur.get(who.id, 0.0) for who in scenario.associations}
