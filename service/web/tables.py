"""Which parts of a scenario are edited as tables, and what each table shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from models.base import Text
from scenarios.fields import Slot, slot
from scenarios.variants import ScenarioFile

About = Literal["week", "bookings", "deliveries", "warehouse"]
"""Which part of a scenario a table is about."""


@dataclass(frozen=True)
class Table:
    """One list of the file, shown a row each; or the rows of a list within each of its things."""

    name: str
    path: str
    """Dotted path of the list."""
    title: Text
    one: Text
    """What one row is."""
    columns: tuple[str, ...]
    """Fields shown in the table, dotted where they lie in a record within."""
    nested: str | None = None
    """The list within each thing whose rows are shown instead."""
    about: About = "week"

    @property
    def place(self) -> Slot:
        """What one thing of the list is."""
        found = slot(ScenarioFile).at(self.path.split("."))
        assert found is not None
        return found.item

    @property
    def row(self) -> Slot:
        """What one row of the table is."""
        return self.place if self.nested is None else self.place.keys[self.nested].item

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of a thing but its id."""
        return tuple(name for name in self.place.keys if name != "id")


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "associations",
            "associations",
            Text(fr="Associations", en="Associations"),
            Text(fr="une association", en="an association"),
            ("label", "short", "people", "households", "cold_storage_kg", "accredited"),
        ),
        Table(
            "stores",
            "donors",
            Text(fr="Magasins et donateurs", en="Stores and donors"),
            Text(fr="un magasin", en="a store"),
            ("label", "kind", "holder", "private", "place.commune"),
        ),
        Table(
            "store-days",
            "donors",
            Text(fr="Jours des magasins", en="Days of stores"),
            Text(fr="un jour de ramasse", en="a collection day"),
            ("days", "kg", "opens", "closes"),
            nested="offers",
        ),
        Table(
            "vehicles",
            "vehicles",
            Text(fr="Véhicules", en="Vehicles"),
            Text(fr="un véhicule", en="a vehicle"),
            ("label", "owner", "payload_kg", "cold", "days", "lent"),
        ),
        Table(
            "people",
            "people",
            Text(fr="Équipages", en="Crews"),
            Text(fr="une personne", en="a person"),
            ("label", "association", "roles", "days", "max_shifts"),
        ),
        Table(
            "trucks",
            "bookings.trucks",
            Text(fr="Camions partagés", en="Shared trucks"),
            Text(fr="un camion", en="a truck"),
            ("label", "tenure", "base", "payload_kg", "refrigerated"),
            about="bookings",
        ),
        Table(
            "requests",
            "bookings.requests",
            Text(fr="Demandes de camion", en="Requests for trucks"),
            Text(fr="une demande", en="a request"),
            ("label", "association", "duration_min", "priority", "fixed"),
            about="bookings",
        ),
        Table(
            "deliveries",
            "deliveries",
            Text(fr="Livraisons du dépôt", en="Deliveries of the depot"),
            Text(fr="une livraison", en="a delivery"),
            ("source", "to", "days", "weeks", "min_visits", "max_visits"),
            about="deliveries",
        ),
        Table(
            "platforms",
            "warehouse.platforms",
            Text(fr="Plateformes de l'entrepôt", en="Platforms of the warehouse"),
            Text(fr="une plateforme", en="a platform"),
            ("label", "surface_m2", "cold_m2", "fed"),
            about="warehouse",
        ),
        Table(
            "networks",
            "warehouse.networks",
            Text(fr="Réseaux de l'entrepôt", en="Networks of the warehouse"),
            Text(fr="un réseau", en="a network"),
            ("label", "short", "hosted", "admitted", "surface_share", "minimum_m2"),
            about="warehouse",
        ),
        Table(
            "points",
            "warehouse.points",
            Text(fr="Points servis par l'entrepôt", en="Points served by the warehouse"),
            Text(fr="un point", en="a point"),
            ("label", "network", "people", "visits", "unloading_min"),
            about="warehouse",
        ),
        Table(
            "fleets",
            "warehouse.fleets",
            Text(fr="Flottes de l'entrepôt", en="Fleets of the warehouse"),
            Text(fr="une flotte", en="a fleet"),
            ("label", "network", "count", "payload_kg", "cold", "days"),
            about="warehouse",
        ),
        Table(
            "flows",
            "warehouse.flows",
            Text(fr="Arrivages de l'entrepôt", en="Arrivals at the warehouse"),
            Text(fr="un arrivage", en="an arrival"),
            ("label", "network", "family", "expiry_weeks", "days"),
            about="warehouse",
        ),
    )
}
"""By name, in the order in which they are offered."""

REFERENCES: Mapping[str, tuple[str, ...]] = {
    "association": ("associations",),
    "base": ("associations",),
    "drivers": ("people",),
    "family": ("families",),
    "family_shares": ("families",),
    "forbidden": ("donors", "associations"),
    "holder": ("associations",),
    "kind": ("donor_kinds",),
    "network": ("warehouse.networks",),
    "owner": ("associations",),
    "platform": ("warehouse.platforms",),
    "refuses": ("families",),
    "shifts": ("shifts",),
    "source": ("associations",),
    "to": ("associations",),
    "truck": ("bookings.trucks",),
    "vehicle": ("vehicles",),
    "weekly_need_kg": ("families",),
}
"""Lists whose ids a field holds, or has as its keys."""


def offered(content: Mapping[str, Any]) -> tuple[Table, ...]:
    """Return the tables of a scenario: those of what it is about, and those with something in."""
    stored = isinstance(content.get("warehouse"), Mapping)
    about: set[About] = {"warehouse"} if stored else {"week", "bookings"}
    if content.get("deliveries"):
        about.add("deliveries")
    elsewhere = at(content, "warehouse.points_table")
    return tuple(
        table
        for table in TABLES.values()
        if things(content, table.path)
        or (table.about in about and not (table.name == "points" and elsewhere))
    )


def things(content: Mapping[str, Any], path: str) -> list[dict[str, Any]]:
    """Return the things of a list of the file that have an id."""
    found: Any = content
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    items = found if isinstance(found, list) else []
    return [one for one in items if isinstance(one, dict) and isinstance(one.get("id"), str)]


def named(content: Mapping[str, Any], field: str) -> Iterator[tuple[str, str]]:
    """Yield the id and label of everything that a field may name."""
    for path in REFERENCES.get(field, ()):
        for one in things(content, path):
            yield one["id"], str(one.get("label") or one["id"])


def at(value: Any, path: str) -> Any:
    """Return what a record holds at a dotted path, none when there is nothing."""
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
