"""What is taken for granted: positions and head-counts that are not known for sure."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text
from models.findings import Finding
from models.places import Place
from models.scenario import Scenario
from scenarios.records import records_with


def assumed_places(scenario: Scenario) -> Iterator[Finding]:
    """Yield the positions of sites, whatever the system, that are fictional."""
    sites: dict[str, Place] = {}
    for _, site in records_with(scenario, "id", "place"):
        # a sector of the public may have no point
        if site.place is not None:
            sites[site.id] = site.place
    places = tuple(name for name, place in sites.items() if place.assumed)
    if places:
        yield Finding(
            code="assumed_places",
            severity="info",
            text=Text(
                fr=f"Positions supposées : {len(places)} sur {len(sites)}.",
                en=f"Assumed positions: {len(places)} out of {len(sites)}.",
            ),
            where=places,
        )


def undated_counts(scenario: Scenario) -> Iterator[Finding]:
    """Yield the head-counts of associations that have no date."""
    counts = tuple(who.id for who in scenario.associations if who.counted_on is None and who.people)
    if counts:
        yield Finding(
            code="undated_counts",
            severity="info",
            text=Text(
                fr=f"Associations dont le compte des personnes aidées est sans date : "
                f"{len(counts)} sur {len(scenario.associations)}.",
                en=f"Associations whose count of people helped has no date: {len(counts)} out of "
                f"{len(scenario.associations)}.",
            ),
            where=counts,
        )
