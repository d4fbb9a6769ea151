"""The largest contribution that each can bear: beyond it, it is better off by itself.

By itself, one rents a site of its own on the market for what it holds and moves, and supplies its
points from there with its own vehicles. What it would pay there, less what its share of the common
rounds costs today, less the subsidies that it would keep, is the most that it can be asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from models.funding import Funding, OwnSite
from models.funding_study import Bearable, Holding, Invoice
from solver.warehouse.funding import cents
from solver.warehouse.funding_keys import exact


@dataclass(frozen=True)
class Outside:
    """What is known of going alone, in euros a year."""

    site_eur: Mapping[str, float] = field(default_factory=dict)
    """Stated costs of storing elsewhere; the market's prices where absent."""
    own_rounds_eur: Mapping[str, float] = field(default_factory=dict)
    """Planned rounds from its own place."""
    shared_rounds_eur: Mapping[str, float] = field(default_factory=dict)
    """Its share of the planned rounds from the warehouse."""


def own_site_eur(site: OwnSite, holding: Holding, rise: Fraction = Fraction(0)) -> Fraction:
    """Return the yearly cost of a site of one's own, at the market's prices, euros.

    Parameters
    ----------
    holding
        What it would hold and move in a year.
    rise
        Of prices; 3/10 for 30 %.
    """
    surface = max(exact(site.least_m2), Fraction(holding.surface_m2))
    eur = (
        exact(site.eur_per_year)
        + exact(site.eur_per_m2) * surface
        + exact(site.eur_per_cold_place) * Fraction(holding.cold_places)
        + exact(site.eur_per_pallet) * Fraction(holding.pallets_per_year)
    )
    return eur * (1 + rise)


def bearable(
    funding: Funding,
    holdings: Sequence[Holding],
    invoiced: Sequence[Invoice],
    outside: Outside,
    rise: Fraction = Fraction(0),
) -> tuple[Bearable, ...]:
    """Return the most that each can bear, beside what it is asked.

    Rounds count only where both ways of supplying its points were planned. Prices that rise do so
    outside too.
    """
    asked = {one.payer: one for one in invoiced}
    found = []
    for holding in holdings:
        who = holding.payer
        stated = outside.site_eur.get(who)
        site = (
            own_site_eur(funding.own_site, holding, rise)
            if stated is None
            else exact(stated) * (1 + rise)
        )
        own, shared = outside.own_rounds_eur.get(who), outside.shared_rounds_eur.get(who)
        kept = sum(asked[who].subsidies_eur.values()) if funding.own_site.subsidy_follows else 0.0
        more = 0.0 if own is None or shared is None else (own - shared) * float(1 + rise)
        site_eur = cents(site) / 100
        found.append(
            Bearable(
                payer=who,
                site_eur=site_eur,
                own_rounds_eur=own,
                shared_rounds_eur=shared,
                kept_subsidy_eur=kept,
                most_eur=round(site_eur + more - kept, 2),
                net_eur=asked[who].net_eur,
            )
        )
    return tuple(found)


def leavers(limits: Sequence[Bearable]) -> tuple[str, ...]:
    """Return who is better off by itself, the one that would save most first."""
    over = [one for one in limits if one.margin_eur < -0.005]
    return tuple(one.payer for one in sorted(over, key=lambda one: (one.margin_eur, one.payer)))
