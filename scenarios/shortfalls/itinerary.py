"""Stops with more households than a visit of any van receives."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text
from models.findings import Finding
from models.scenario import Scenario
from scenarios.shortfalls.finding import warning


def crowded_stops(scenario: Scenario) -> Iterator[Finding]:
    """Yield the stops that one visit cannot serve whole."""
    asked = scenario.itinerary
    most = max((van.households_per_stop for van in asked.vans), default=None)
    if most is None:
        return
    for stop in asked.stops:
        if stop.households_high > most:
            values = {"stop": stop.label, "households": stop.households_high, "most": most}
            yield warning("visits_crowded", CROWDED.format(**values), (stop.id,))


CROWDED = Text(
    fr="{stop} : jusqu'à {households} foyers, et {most} par halte au plus. Les autres attendent "
    "une autre visite : augmentez les foyers par halte, ou faites-en deux haltes.",
    en="{stop}: up to {households} households, and at most {most} a stop. The others wait for "
    "another visit: raise the households a stop, or make it two stops.",
)
