"""A warehouse's year to price: the published key, and others drawn."""

from __future__ import annotations

from typing import Any

from models.funding import CostLine, Funder, Funding, Instalment, OwnSite, StatedKey, Subsidy
from models.funding_study import Holding

SHARES = {"andes": 0.07, "catholique": 0.03, "croix": 0.25, "populaire": 0.15, "restos": 0.5}
"""Surfaces of the five networks."""


def holdings(total_m2: float = 5000.0, **shares: float) -> tuple[Holding, ...]:
    """Those who pay, all measures in the same proportions."""
    return tuple(
        Holding(
            payer=who,
            surface_m2=round(total_m2 * share, 6),
            cold_places=300 * share,
            pallet_weeks=140_000 * share,
            pallets_per_year=9_000 * share,
        )
        for who, share in (shares or SHARES).items()
    )


def funding(**changes: Any) -> Funding:
    """One million a year: half from a foundation, 300 000 from the public."""
    fields: dict[str, Any] = {
        "costs": (
            CostLine(
                id="building", label="Bâtiment", eur_per_year=400_000, driver="surface", sunk=True
            ),
            CostLine(id="team", label="Équipe", eur_per_year=400_000, driver="pallets", lot=900),
            CostLine(id="cold", label="Froid", eur_per_year=80_000, driver="cold_places"),
            CostLine(id="head", label="Direction", eur_per_year=120_000, indexed=False),
        ),
        "funders": (Funder(id="foundation", label="Fondation", eur_per_year=500_000),),
        "subsidies": (
            Subsidy(
                id="public",
                label="Public",
                eur_per_year=300_000,
                paid=(Instalment(month=9, share=0.5), Instalment(month=14, share=0.5)),
            ),
        ),
        "keys": (StatedKey(id="agreed", label="Accord", shares=SHARES),),
        "own_site": OwnSite(
            eur_per_year=20_000,
            eur_per_m2=95,
            least_m2=150,
            eur_per_cold_place=350,
            eur_per_pallet=12,
        ),
    }
    return Funding.model_validate(fields | changes)
