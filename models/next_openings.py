"""Associations that distribute, but not in the week planned."""

from __future__ import annotations

from datetime import date, timedelta

from models.scenario import Scenario

DAY_S, WEEK_DAYS = 86_400, 7


def next_openings(scenario: Scenario) -> dict[str, date]:
    """Return when each association that does not distribute in the week planned does next.

    Associations that distribute in the week, or never, are left out.
    """
    found = {}
    for who in scenario.associations:
        starts = scenario.openings_s[who.id]
        if who.openings and starts and starts[0] >= WEEK_DAYS * DAY_S:
            found[who.id] = scenario.week_of + timedelta(days=starts[0] // DAY_S)
    return found
