"""What every association has to store, whenever something comes in."""

from __future__ import annotations

from collections import defaultdict

from models.findings import Finding
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from solver.review.checks.shares import ShareWay
from solver.review.checks.violations import amount, day_and_time, exceeds, violation


def storage(scenario: Scenario, ways: list[ShareWay]) -> list[Finding]:
    """Check what every store holds whenever something comes in."""
    held: dict[tuple[str, str], list[tuple[int, int, float]]] = defaultdict(list)
    for way in ways:
        ambient = scenario.family[way.share.family].temperature == "ambient"
        for place, start, end, kg in way.stays:
            held[place, "ambient" if ambient else "chilled"].append((start, end, kg))
    found = []
    for (place, group), stays in sorted(held.items()):
        who = scenario.association.get(place)
        if who is None:
            continue  # told as a malformed round
        limit = who.ambient_storage_kg if group == "ambient" else who.cold_storage_kg
        if limit is None:
            continue
        peak, moment = max(
            (
                sum(kg for start, end, kg in stays if start <= moment < end)
                + scenario.stored_kg(place, group != "ambient", moment),
                -moment,
            )
            for moment in {start for start, _, _ in stays}
        )
        if exceeds(peak, limit):
            found.append(
                violation(
                    "storage",
                    (place, group),
                    what=who.label,
                    found=amount(peak),
                    when=day_and_time(-moment),
                    temperature=TEMPERATURE_NAMES[group],
                    limit=amount(limit),
                )
            )
    return found
