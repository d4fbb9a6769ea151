"""Stock over the horizon: what is taken in, sent out, handed over and lost, with its bound.

A linear program over cohorts, its objectives one after the other: least loss (expired, or turned
away for want of a place), least unmet need, and that as even as can be; least lack of safety stock,
fewest kg handed over.
Closing stocks fill places; what arrives may be turned away. The order in which cohorts leave is no
matter to the program, since a family's pallets are alike: any answer can be reordered so that what
expires first leaves first without losing more. The plan in whole kg follows the program week by
week, first expired first out (``solver.warehouse.fefo``); its distance to the program is the gap.
"""

from __future__ import annotations

import numpy as np

from models.platforms import TEMPERATURES
from models.warehouse_study import LossValue, PlaceShare, Saturation, StockLevel, StockPlan
from solver.warehouse.fefo import FreePlaces, Played, play
from solver.warehouse.stock_books import ledger, moves
from solver.warehouse.stock_facts import Facts, Ints
from solver.warehouse.stock_program import Bounds, StockProgram


def room(facts: Facts, shares: tuple[PlaceShare, ...] | None) -> FreePlaces:
    """Return the places by temperature and week, each network's if they are allotted.

    Parameters
    ----------
    shares
        Places given to each network; none where places are free to all.
    """
    total = facts.places.astype(np.float64)
    if shares is None:
        return FreePlaces(total, None)
    own = np.zeros((len(facts.networks), *total.shape))
    for share in shares:
        n, k = facts.networks.index(share.network), TEMPERATURES.index(share.temperature)
        own[n, k] = share.given
    return FreePlaces(total, own)


def plan_stock(facts: Facts, places: FreePlaces, *, values: bool = True) -> StockPlan:
    """Return the stock over the horizon, in whole kg.

    Parameters
    ----------
    values
        Whether to tell what one more place is worth.
    """
    program = StockProgram(facts, places)
    bounds = program.settle()
    program.put_in_order()
    played = play(facts, program.guide(), places)
    return StockPlan(
        weeks=facts.weeks,
        moves=moves(facts, played),
        ledger=ledger(facts, played),
        saturation=_saturation(facts, played),
        levels=_levels(facts, played, bounds),
        values=place_values(facts, places, bounds[0]) if values else (),
    )


def _levels(facts: Facts, played: Played, bounds: Bounds) -> tuple[StockLevel, ...]:
    weekly_need: Ints = np.repeat(facts.need[:, :, None], facts.weeks, axis=2)
    closing = played.by_family(facts, played.closing)
    values = (
        int(played.away.sum() + played.expired.sum()),
        int((weekly_need - played.by_family(facts, played.sent)).sum()),
        int(np.maximum(facts.safety[:, :, None] - closing, 0).sum()),
        int(played.given.sum()),
    )
    total = max(1, facts.total_kg)
    scales = (total, total, max(1, int(facts.safety.sum()) * facts.weeks), total)
    names = ("loss", "unmet", "safety", "transfers")
    return tuple(
        StockLevel(
            objective=name,
            kg=value,
            bound_kg=round(bound, 3),
            gap=max(0.0, value - bound) / scale,
        )
        for name, value, bound, scale in zip(names, values, bounds, scales, strict=True)
    )


def _saturation(facts: Facts, played: Played) -> tuple[Saturation, ...]:
    closing = played.by_family(facts, played.closing).sum(axis=0)
    found = []
    for k, temperature in enumerate(TEMPERATURES):
        mine = facts.temperature == k
        filled = (closing[mine] / facts.kg_per_pallet[mine, None]).sum(axis=0)
        found += [
            Saturation(
                week=t,
                temperature=temperature,
                pallets=round(float(filled[t]), 4),
                places=int(facts.places[k, t]),
            )
            for t in range(facts.weeks)
        ]
    return tuple(found)


def place_values(facts: Facts, places: FreePlaces, loss: float) -> tuple[LossValue, ...]:
    """Return the loss that one more place would avoid: by duals, then by solving again.

    Only places whose dual is positive are tried.
    """
    program = StockProgram(facts, places)
    program.least_loss()
    worth: dict[tuple[int | None, int], float] = {}
    for (n, k, _), row in program.rooms.items():
        worth[n, k] = worth.get((n, k), 0.0) - float(program.loss_duals[row])
    found = []
    for (n, k), kg in sorted(worth.items(), key=lambda one: (one[0][1], one[0][0] or 0)):
        if kg <= 1e-6:
            continue
        again = StockProgram(facts, _wider(places, n, k)).least_loss()
        found.append(
            LossValue(
                temperature=TEMPERATURES[k],
                network=None if n is None else facts.networks[n],
                kg=round(kg, 3),
                checked_kg=round(max(0.0, loss - again), 3),
                kg_per_m2=round(kg / facts.place_m2[k], 3) if facts.place_m2[k] else 0.0,
            )
        )
    return tuple(found)


def _wider(places: FreePlaces, network: int | None, k: int) -> FreePlaces:
    total = places.total.copy()
    total[k] += 1
    if places.own is None or network is None:
        return FreePlaces(total, places.own)
    own = places.own.copy()
    own[network, k] += 1
    return FreePlaces(total, own)
