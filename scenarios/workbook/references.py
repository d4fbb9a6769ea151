"""What the ids in each field designate: for drop-downs, and for the keys of columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KEYS: Mapping[str, str] = {
    "Association.weekly_need_kg": "families",
    "DonorKind.family_shares": "families",
    "DonorKind.shelf_days": "families",
    "Offer.family_shares": "families",
    "Warehouse.family_shares": "families",
    "Point.family_shares": "families",
    "Point.stock_kg": "families",
    "StatedKey.shares": "warehouse.networks",
}
"""The table whose ids are the keys of a mapping, by ``Model.field``."""

REFERENCES: Mapping[str, str] = {
    "Donor.kind": "donor_kinds",
    "Donor.holder": "associations",
    "Vehicle.owner": "associations",
    "Loan.to": "associations",
    "Person.association": "associations",
    "Pool.hub": "associations",
    "Commitment.donor": "donors",
    "Commitment.vehicle": "vehicles",
    "Commitment.shift": "shifts",
    "Truck.base": "associations",
    "Truck.vehicle": "vehicles",
    "SlotRequest.association": "associations",
    "SlotRequest.truck": "bookings.trucks",
    "AccessRecord.association": "associations",
    "pooling.acquaintances": "associations",
    "Delivery.source": "associations",
    "Delivery.to": "associations",
    "LoadUnit.family": "families",
    "Errand.vehicle": "vehicles",
    "Errand.to": "associations",
    "Point.network": "warehouse.networks",
    "Point.platform": "warehouse.platforms",
    "Flow.network": "warehouse.networks",
    "Flow.family": "families",
    "OpeningStock.network": "warehouse.networks",
    "OpeningStock.family": "families",
    "Fleet.network": "warehouse.networks",
    "Fleet.platform": "warehouse.platforms",
    "CostLine.platform": "warehouse.platforms",
}
"""The table whose ids a field takes, one in a cell, by ``Model.field``."""

UNTIED = frozenset(
    {
        "ScenarioFile.id",
        "ScenarioFile.variant",
        "ScenarioFile.default_variant",
        "Funding.key",
        "Funding.advanced_by",
    }
)
"""Ids that designate nothing of a table, or things of several."""


def named(content: Mapping[str, Any], table: str) -> dict[str, str]:
    """Return the ids of a table in a file's plain content, each with its label.

    Examples
    --------
    >>> named({"families": [{"id": "bread", "label": "Pain"}]}, "families")
    {'bread': 'Pain'}
    """
    listed: Any = content
    for step in table.split("."):
        listed = listed.get(step) if isinstance(listed, Mapping) else None
    things = listed if isinstance(listed, list) else []
    return {
        str(one["id"]): str(one.get("label", one["id"]))
        for one in things
        if isinstance(one, Mapping) and "id" in one
    }
