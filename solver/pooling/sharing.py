"""Costs shared and groups compared: a scenario in, every coalition planned, a study out."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.base import Text
from models.findings import Finding, Severity
from models.pooling import CostRule
from models.scenario import Scenario
from models.sharing import (
    BreakEven,
    CoalitionValue,
    CostShare,
    Grouping,
    PlannedWeek,
    Settlement,
    SharingBudget,
    SharingStudy,
    Verdict,
)
from models.travel import ESTIMATED
from solver.cache import Cache
from solver.cost_sharing.base import Floats
from solver.cost_sharing.keys import in_proportion
from solver.cost_sharing.shapley import sampled
from solver.parallel import Brake, side_by_side
from solver.pooling.coalition_values import Effort, Members, Values, all_coalitions
from solver.pooling.groups import break_even, groupings, parts_of, worth_game
from solver.pooling.shares import (
    core_verdict,
    cost_game,
    cost_shares,
    keys,
    mask_of,
    members_of,
    owned_by,
)
from solver.run_record import origin_of
from solver.settings import Stages, Watcher
from solver.travel import matrix

EXACT_PLANNED = 8
"""Associations of whom every coalition is planned, unless the caller asks for more."""
ORDERS = 10
"""Orders of arrival sampled beyond, each forwards and backwards."""


class NotAloneError(Exception):
    """Somebody cannot be planned alone: there is nothing to compare with."""

    def __init__(self, who: tuple[str, ...]) -> None:
        super().__init__(", ".join(who))
        self.who = who


def share_costs(
    scenario: Scenario,
    effort: Effort,
    *,
    folder: Path | None = None,
    cache: Cache | None = None,
    cluster: str | None = None,
    rule: CostRule = "nucleolus",
    orders: int | None = None,
    watch: Watcher | None = None,
    stop: Brake | None = None,
) -> SharingStudy:
    """Plan coalitions, share the cost of all together by every rule, and compare groups.

    Parameters
    ----------
    rule
        By which the settlement is made.
    orders
        Orders of arrival to sample; none of them, every coalition is planned: at 0, or when absent
        and there are at most ``EXACT_PLANNED`` associations.

    Raises
    ------
    solver.travel.TravelError
        When the travel table cannot be used.
    solver.parallel.ClusterError
        When the cluster cannot be reached.
    NotAloneError
        When the search was stopped before everyone alone was planned.
    """
    tell = Stages(watch)
    halt = stop or threading.Event()
    values = Values(scenario, matrix(scenario, folder), effort, cache or Cache(None))
    if orders is None and len(values.ids) > EXACT_PLANNED:
        orders = ORDERS
    if orders is not None and orders < 2:  # an error needs two orders at least
        orders = None

    with side_by_side(cluster) as workers:
        values.alone(workers, halt, tell.counted("alone"))
        missing = tuple(who for who in values.ids if ("free", (who,)) not in values.found)
        if missing:
            raise NotAloneError(missing)
        asked = all_coalitions(values.ids) if orders is None else _sampled(values.ids, orders, 1)
        values.ask(asked, workers, halt, tell.counted("coalitions"))
    return _study(values, asked, rule, orders, round(tell.elapsed_s, 1))


def _sampled(ids: Members, orders: int, seed: int) -> list[Members]:
    """Return the coalitions that sampled orders meet, and those that keys need."""
    met: set[int] = set()

    def cost(mask: int) -> float:
        met.add(mask)
        return 0.0

    sampled(cost, len(ids), orders=orders, seed=seed)
    whole = (1 << len(ids)) - 1
    met |= {1 << n for n in range(len(ids))} | {whole ^ (1 << n) for n in range(len(ids))} | {whole}
    return [members_of(ids, mask) for mask in sorted(met - {0})]


@dataclass(frozen=True)
class _Shared:
    """What follows from the coalitions that were planned."""

    closed: dict[Members, float]
    """Cost of each, no more than of its parts planned apart."""
    split: set[Members]
    """Those that cost what their parts cost."""
    weeks: tuple[Members, ...]
    """Groups of which each plans a week of its own: together they are what is shared."""
    shares: tuple[CostShare, ...]
    core: Verdict = "undecided"
    least_core_eur: float | None = None
    groupings: tuple[Grouping, ...] = ()
    break_even: tuple[BreakEven, ...] = ()


def _shared(values: Values) -> _Shared:
    """Return what follows when every coalition was planned."""
    ids, costs, worth = values.ids, cost_game(values), worth_game(values)
    core, least = core_verdict(costs)
    found = groupings(values, worth)
    best = tuple(mask_of(ids, group) for group in found[0].groups)
    every = range(1, costs.game.all + 1)
    return _Shared(
        closed={members_of(ids, mask): float(costs.game.costs[mask]) for mask in every},
        split={members_of(ids, mask) for mask in map(int, np.flatnonzero(costs.split))},
        weeks=tuple(members_of(ids, mask) for mask in parts_of(costs.split, costs.game.all)),
        shares=cost_shares(costs, keys(values)),
        core=core,
        least_core_eur=least,
        groupings=found,
        break_even=break_even(values, worth, best),
    )


def _sampled_game(values: Values, asked: list[Members], orders: int) -> _Shared:
    """Return what follows when only the coalitions of sampled orders were planned."""
    closed, ids = _apart(values, asked), values.ids
    pooled = values.found.get(("equal_food", ids))
    return _Shared(
        closed=closed,
        split={members for members in asked if ("equal_food", members) not in values.found},
        weeks=(ids,) if pooled and pooled.eur <= closed[ids] else tuple((who,) for who in ids),
        shares=_sampled_shares(values, closed, orders),
    )


def _study(
    values: Values, asked: list[Members], rule: CostRule, orders: int | None, elapsed_s: float
) -> SharingStudy:
    scenario, ids = values.scenario, values.ids
    made = _shared(values) if orders is None else _sampled_game(values, asked, orders)
    pooled = values.found.get(("equal_food", ids))
    pays = next((one for one in made.shares if one.rule == rule), None)
    pays = pays or next(iter(made.shares), None)
    return SharingStudy(
        scenario=scenario,
        values=tuple(_value(values, members, made) for members in asked),
        cost_eur=made.closed[ids],
        bound_eur=None if pooled is None else pooled.bound,
        core=made.core,
        least_core_eur=made.least_core_eur,
        shares=made.shares,
        settlement_rule=rule if pays is None else pays.rule,
        settlement=() if pays is None else _settled(ids, pays.eur, _borne(values, made.weeks)),
        groupings=made.groupings,
        smallest=min(scenario.associations, key=lambda who: (who.people, who.id)).id,
        break_even=made.break_even,
        findings=tuple(_findings(values, asked, made.shares, rule, made.groupings)),
        budget=SharingBudget(
            time_limit_s=values.effort.time_limit_s,
            iterations=values.effort.iterations,
            seeds=values.effort.seeds,
            planned=values.planned,
            cached=values.cached,
            elapsed_s=elapsed_s,
            orders=orders,
        ),
        provenance=origin_of(scenario, travel=values.travel.source),
    )


def _borne(values: Values, weeks: tuple[Members, ...]) -> dict[str, float]:
    """Return what each pays for its own vehicles in the weeks that are shared, €."""
    found = [_own_week(values, members) for members in weeks]
    borne = [owned_by(values.scenario, week.owner_eur) for week in found]
    return {who: sum(one[who] for one in borne) for who in values.ids}


def _own_week(values: Values, members: Members) -> PlannedWeek:
    """Return the week of a coalition at equal food; of one alone, else as it had it."""
    return values.found.get(("equal_food", members)) or values.found["free", members]


def _settled(
    ids: Members, share: Mapping[str, float], borne: Mapping[str, float]
) -> tuple[Settlement, ...]:
    """Return what each owes: its share, less what it has borne."""
    return tuple(
        Settlement(
            association=who,
            borne_eur=borne[who],
            share_eur=share[who],
            owes_eur=share[who] - borne[who],
        )
        for who in ids
    )


def _value(values: Values, members: Members, made: _Shared) -> CoalitionValue:
    return CoalitionValue(
        members=members,
        equal_food=values.found.get(("equal_food", members)),
        free=values.found.get(("free", members)),
        worth_eur=values.worth_eur(members),
        shared_eur=made.closed[members],
        splits=members in made.split,
    )


def _apart(values: Values, asked: list[Members]) -> dict[Members, float]:
    """Return costs at equal food; those of one alone add up where a coalition has none."""
    single = {members: _own_week(values, members).eur for members in asked if len(members) == 1}
    found = {}
    for members in asked:
        week = values.found.get(("equal_food", members))
        apart = sum(single[who,] for who in members)
        found[members] = apart if week is None else min(week.eur, apart)
    return found


def _sampled_shares(
    values: Values, closed: dict[Members, float], orders: int
) -> tuple[CostShare, ...]:
    """Return Shapley shares over sampled orders, with their error, and proportional keys."""
    from solver.cost_sharing.keys import rounded

    ids = values.ids
    mean, error = sampled(
        lambda mask: closed[members_of(ids, mask)] if mask else 0.0, len(ids), orders=orders, seed=1
    )
    total = closed[ids]
    alone = np.array([closed[who,] for who in ids])
    rules: list[tuple[CostRule, Floats, Floats | None]] = [("shapley", mean, error)]
    for name, key in (*keys(values).items(), ("alone", alone)):
        if key.sum() > 0:
            rules.append((name, in_proportion(total, key), None))
    found = []
    for rule, shares, err in rules:
        cents = dict(zip(ids, map(float, rounded(shares, list(ids))), strict=True))
        saving = {
            members: sum(cents[who] for who in members) - cost
            for members, cost in closed.items()
            if members != ids
        }
        witness = max(saving, key=lambda members: saving[members])
        over = saving[witness] > 0.01 * len(ids)
        rational = all(cents[who] <= closed[who,] + 0.01 for who in ids)
        found.append(
            CostShare(
                rule=rule,
                eur=cents,
                error_eur={} if err is None else dict(zip(ids, map(float, err), strict=True)),
                rational="yes" if rational else "no",
                stable="no" if over else "undecided",
                witness=witness if over else (),
                saving_eur=max(0.0, saving[witness]) if over else 0.0,
            )
        )
    return tuple(found)


def _findings(
    values: Values,
    asked: list[Members],
    shares: tuple[CostShare, ...],
    rule: CostRule,
    found: tuple[Grouping, ...],
) -> list[Finding]:
    told: list[tuple[str, Severity, Text, tuple[str, ...]]] = []
    label = {who.id: who.name for who in values.scenario.associations}

    def names(members: Members) -> str:
        return ", ".join(label[who] for who in members)

    if values.travel.source == "estimate":
        told.append(("estimated_travel", "info", ESTIMATED, ()))
    late = [m for m in asked if ("equal_food", m) not in values.found and len(m) > 1]
    if late:
        text = SHORT.format(
            count=len(late), of=len(asked), who="; ".join(names(m) for m in late[:3])
        )
        told.append(("coalitions_short", "warning", text, ()))
    unknown = [m for m in asked if ("free", m) not in values.found]
    if unknown:
        text = UNPLANNED.format(count=len(unknown), of=len(asked))
        told.append(("coalitions_unplanned", "warning", text, ()))
    if rule not in {share.rule for share in shares}:
        told.append(("rule_without_meaning", "warning", NO_RULE.format(rule=rule), ()))
    if found:
        small = min(values.scenario.associations, key=lambda who: (who.people, who.id))
        gain = next(g for g in found[0].gains if g.association == small.id)
        text = SMALLEST.format(
            who=small.label, kg=f"{gain.kg - gain.alone_kg:+.0f}", eur=f"{gain.gain_eur:+.0f}"
        )
        told.append(("smallest", "info", text, (small.id,)))
    return [Finding(code=c, severity=s, text=t, where=w) for c, s, t, w in told]


SHORT = Text(
    fr="{count} groupes sur {of} n'ont pas trouvé, dans le temps donné, de plan qui apporte à "
    "chacun ce qu'il a seul ({who}…) : leur coût est celui de leurs parties. Plus de temps "
    "peut en trouver.",
    en="{count} groups of {of} found no plan, within the time given, that brings each what it has "
    "alone ({who}…): they cost what their parts cost. More time may find some.",
)
UNPLANNED = Text(
    fr="{count} groupes sur {of} n'ont pas été planifiés : ils sont laissés de côté.",
    en="{count} groups of {of} were not planned: they are left out.",
)
NO_RULE = Text(
    fr="La règle « {rule} » n'a pas de sens ici (clé nulle, ou quelqu'un qui ne coûte rien seul) : "
    "le règlement suit la première qui en a un.",
    en='The rule "{rule}" has no meaning here (a key of zeros, or someone who costs nothing '
    "alone): the settlement follows the first that has one.",
)
SMALLEST = Text(
    fr="Pour la plus petite, {who} : {kg} kg et {eur} € par semaine, sans compensation.",
    en="For the smallest, {who}: {kg} kg and {eur} € a week, without compensation.",
)
