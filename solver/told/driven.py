"""What outings really driven cost, and who pays whom under the agreed key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from models.month import Drive, KeyShares, PoolSettlement
from models.periods import Period
from models.pooling import CostRule
from models.scenario import Scenario
from models.sharing import SharingStudy
from models.visits import Journal
from solver.cost_sharing.keys import in_proportion, rounded
from solver.told.transfers import fewest_payments
from solver.told.untold import week_of


def settled(
    journal: Journal,
    scenario: Scenario,
    period: Period,
    received_kg: Mapping[str, float],
    costs: SharingStudy | None = None,
) -> tuple[PoolSettlement, ...]:
    """Return the settlement of each pool whose members work together.

    Its cost is that of the outings told of vehicles of its members and collectors; it is shared
    by its members. An outing belongs to the first such pool.

    Parameters
    ----------
    journal
        All of it: a week may begin in the month before.
    received_kg
        What each received in the period: the key ``kg``.
    costs
        A study of shared costs, whose shares serve as keys in the proportions that it found.
    """
    drives = costed(journal, scenario, period)
    taken: set[int] = set()
    found = []
    for pool in scenario.policy.pools:
        if pool.mode == "alone":
            continue
        group = {*pool.members, *(pool.collectors or ())}
        own = [n for n, one in enumerate(drives) if one.owner in group and n not in taken]
        taken.update(own)
        found.append(
            _settlement(
                pool.id,
                pool.members,
                tuple(drives[n] for n in own),
                scenario,
                _weights(pool.members, scenario, received_kg, costs),
            )
        )
    return tuple(found)


def costed(journal: Journal, scenario: Scenario, period: Period) -> tuple[Drive, ...]:
    """Return the outings of a period with their costs, each rounded to the cent.

    What a vehicle costs per week of use is due with its first outing of the week.
    """
    first: set[tuple[str, object]] = set()
    found = []
    for one in sorted(journal.outings, key=lambda one: (one.day, one.vehicle, one.round or "")):
        week = (one.vehicle, week_of(one.day))
        begins = week not in first
        first.add(week)
        if not period.holds(one.day):
            continue
        vehicle = scenario.vehicle.get(one.vehicle)
        run = weekly = None
        if vehicle is not None:
            run = cents(one.km * vehicle.eur_per_km + one.hours * vehicle.eur_per_hour)
            weekly = cents(vehicle.eur_per_week) if begins else 0
        found.append(
            Drive(
                day=one.day,
                vehicle=one.vehicle,
                owner=one.owner,
                km=one.km,
                hours=one.hours,
                cents=None if run is None else run + (weekly or 0),
                week_cents=weekly or 0,
            )
        )
    return tuple(found)


def cents(eur: float) -> int:
    """Return euros in whole cents, half a cent going up.

    Examples
    --------
    >>> cents(1.005), cents(41.3 * 0.35)
    (101, 1446)
    """
    return int((Decimal(str(round(eur, 6))) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _settlement(
    pool: str,
    members: Sequence[str],
    drives: tuple[Drive, ...],
    scenario: Scenario,
    weights: Mapping[CostRule, Sequence[float]],
) -> PoolSettlement:
    # a collector that receives nothing has costs to be paid back, and no share
    everyone = dict.fromkeys([*members, *sorted({one.owner for one in drives})])
    borne = dict.fromkeys(everyone, 0)
    for one in drives:
        borne[one.owner] += one.cents or 0
    total = sum(borne.values())
    key = scenario.pooling.key
    shares = tuple(
        KeyShares(key=rule, parts=parts, cents=_shared(total, members, parts))
        for rule in sorted(weights, key=lambda one: (one != key, list(weights).index(one)))
        if (parts := _parts(members, weights[rule]))
    )
    agreed = next((one for one in shares if one.key == key), None)
    owed = (
        {} if agreed is None else {who: agreed.cents.get(who, 0) - borne[who] for who in everyone}
    )
    return PoolSettlement(
        pool=pool,
        members=tuple(members),
        drives=drives,
        borne_cents=borne,
        key=key,
        shares=shares,
        payments=fewest_payments(owed),
    )


def _weights(
    members: Sequence[str],
    scenario: Scenario,
    received_kg: Mapping[str, float],
    costs: SharingStudy | None,
) -> dict[CostRule, list[float]]:
    """Return what each key measures of each member; keys of which something is not known fall."""
    who = [scenario.association[one] for one in members]
    found: dict[CostRule, list[float]] = {
        "kg": [max(0.0, received_kg.get(one, 0.0)) for one in members],
        "people": [float(one.people) for one in who],
    }
    if all(one.surface_m2 is not None for one in who):
        found["surface"] = [one.surface_m2 or 0.0 for one in who]
    for share in () if costs is None else costs.shares:
        # what was measured since counts before what was planned
        if share.rule not in found and set(members) <= set(share.eur):
            found[share.rule] = [share.eur[one] for one in members]
    return found


def _parts(members: Sequence[str], weights: Sequence[float]) -> dict[str, float]:
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        return {}
    return {one: weight / whole for one, weight in zip(members, weights, strict=True)}


def _shared(total: int, members: Sequence[str], parts: Mapping[str, float]) -> dict[str, int]:
    """Return whole cents that add up to a cost in whole cents."""
    key = np.array([parts[one] for one in members])
    eur = rounded(in_proportion(total / 100, key), list(members))
    return {one: round(100 * float(value)) for one, value in zip(members, eur, strict=True)}
