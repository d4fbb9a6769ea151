"""Keys: what each bears of a warehouse's bill, as exact fractions, and sums split to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from models.funding import Funding, Measured
from models.funding_study import Holding
from solver.cost_sharing.base import Floats
from solver.cost_sharing.nucleolus import nucleolus
from solver.cost_sharing.shapley import shapley
from solver.warehouse.yearly_costs import game

MOST_PLAYERS = 12
"""Of whom all coalitions are priced, for the rules of shared costs."""

Fractions = dict[str, Fraction]
"""Shares by who pays; they add up to one exactly."""


def exact(value: float) -> Fraction:
    """Return the number that was written, not its nearest double.

    Examples
    --------
    >>> exact(0.07) == Fraction(7, 100)
    True
    """
    return Fraction(repr(float(value)))


def apportioned(total: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Return whole cents in proportion to weights: largest remainder, the odd cent by stable id.

    Raises
    ------
    ValueError
        When no weight is above zero, or one is below.

    Examples
    --------
    >>> apportioned(100, {"b": Fraction(1), "a": Fraction(1), "c": Fraction(1)})
    {'b': 33, 'a': 34, 'c': 33}
    """
    whole = sum(weights.values(), Fraction(0))
    if whole <= 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("weights must be zero or more, and one of them above")
    due = {who: total * weight / whole for who, weight in weights.items()}
    cents = {who: int(part // 1) for who, part in due.items()}
    odd = total - sum(cents.values())
    for who in sorted(due, key=lambda one: (cents[one] - due[one], one))[:odd]:
        cents[who] += 1
    return cents


def proportional(weights: Mapping[str, Fraction]) -> Fractions | None:
    """Return weights as exact shares that add up to 1; none when they are all zero."""
    whole = sum(weights.values(), Fraction(0))
    return None if whole <= 0 else {who: weight / whole for who, weight in weights.items()}


MEASURED: tuple[Measured, ...] = ("surface", "pallet_weeks", "flows", "shapley", "nucleolus")


def key_names(funding: Funding) -> tuple[str, ...]:
    """Return the keys that may be asked for: stated ones first, then measured ones."""
    return (*(key.id for key in funding.keys), *MEASURED)


def key_shares(funding: Funding, holdings: Sequence[Holding], name: str) -> Fractions | None:
    """Return what each bears under a key; none where it has no meaning here.

    Measured: surface, pallet-weeks, flows; Shapley and nucleolus of what a warehouse for any some
    of them would cost, as shares of what it costs for all. A stated key counts only those who are
    there, in the same proportions. A key of zeros, or that would pay someone, has no meaning; nor
    have the rules of shared costs beyond 12 who pay.
    """
    here = [one.payer for one in holdings]
    stated = next((key for key in funding.keys if key.id == name), None)
    if stated is not None:
        return proportional({who: exact(stated.shares.get(who, 0.0)) for who in here})
    if name == "surface":
        return proportional({one.payer: exact(one.surface_m2) for one in holdings})
    if name == "pallet_weeks":
        return proportional({one.payer: exact(one.pallet_weeks) for one in holdings})
    if name == "flows":
        return proportional({one.payer: exact(one.pallets_per_year) for one in holdings})
    if name not in MEASURED or not 0 < len(here) <= MOST_PLAYERS:
        return None
    played = game(funding, holdings)
    return _of_parts(here, shapley(played) if name == "shapley" else nucleolus(played))


def _of_parts(here: list[str], parts: Floats) -> Fractions | None:
    if (parts < -1e-6).any():
        return None
    return proportional(
        {who: Fraction(max(0.0, float(part))) for who, part in zip(here, parts, strict=True)}
    )
