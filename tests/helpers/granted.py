"""Small departments with funders, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from models.grants import (
    AskedSum,
    Envelope,
    FundedStructure,
    Grant,
    GrantFunder,
    Grants,
    NeedTerritory,
)
from models.scenario import Scenario
from tests.helpers.scenarios import tiny

SIRETS = {
    "city": "99910050600016",
    "state": "99910010000018",
    "north": "99920020700010",
    "south": "99920060300010",
}
YEAR = 2027


def territory(name: str, poor: int) -> NeedTerritory:
    return NeedTerritory(id=name, label=name.upper(), poor_people=poor)


def structure(name: str, where: dict[str, float] | str, **asks: float) -> FundedStructure:
    shares = {where: 1.0} if isinstance(where, str) else where
    found = tuple(AskedSum.model_validate({"use": use, "eur": eur}) for use, eur in asks.items())
    return FundedStructure(id=name, label=f"Structure {name}", territories=shares, asks=found)


def funder(name: str, *envelopes: Envelope) -> GrantFunder:
    return GrantFunder(id=name, label=f"Funder {name}", envelopes=envelopes)


def envelope(name: str, eur: float, **conditions: Any) -> Envelope:
    return Envelope.model_validate({"id": name, "label": name, "eur": eur, **conditions})


def grant(who: str, to: str, eur: float, **more: Any) -> Grant:
    day = more.pop("agreed", date(YEAR, 1, 1))
    return Grant(funder=who, structure=to, eur=eur, agreed=day, **more)


def department(
    territories: Sequence[NeedTerritory] = (),
    structures: Sequence[FundedStructure] = (),
    funders: Sequence[GrantFunder] = (),
    awards: Sequence[Grant] = (),
    **more: Any,
) -> Scenario:
    return tiny("hub").changed(
        grants=Grants(
            year=YEAR,
            territories=tuple(territories),
            structures=tuple(structures),
            funders=tuple(funders),
            awards=tuple(awards),
            **more,
        )
    )
