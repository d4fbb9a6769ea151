"""What a round has aboard at its fullest."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from models.plan import Round
from models.scenario import Scenario


@dataclass(frozen=True)
class Aboard:
    """The most that is aboard at once, each counted by itself."""

    kg: float = 0.0
    """Of what is collected, which is expected."""
    whole_kg: float = 0.0
    """With delivered units, which are given."""
    places: float = 0.0
    """Pallet places."""
    cold_kg: float = 0.0
    """Of what is collected."""


def most_aboard(scenario: Scenario, item: Round) -> Aboard:
    """Return the most that a round has aboard of what it collects and of units that it brings.

    In direct mode nothing collected is taken as dropped before the round is over: shares decide.
    """
    most, kg, places, cold = Aboard(), 0.0, 0.0, 0.0
    units_kg, units_places = 0.0, 0.0
    for position, stop in enumerate(item.stops):
        if stop.kind == "collect":
            pickup = scenario.pickups[str(stop.pickup)]
            for family, taken in stop.kg.items():
                what = scenario.family[family]
                kg += taken
                cold += taken if what.temperature != "ambient" else 0.0
                if pickup.pallets is not None:
                    places += pickup.pallets * taken / pickup.gross_kg
                elif what.kg_per_pallet:
                    places += taken / what.kg_per_pallet
        elif stop.kind == "unload":
            kg = places = cold = 0.0
        elif stop.kind == "load":
            out = itertools.takewhile(
                lambda one: one.kind in ("collect", "drop"), item.stops[position + 1 :]
            )
            loaded = [scenario.units[unit] for one in out for unit in one.units]
            units_kg = sum(unit.kg for unit in loaded)
            units_places = sum(unit.pallets for unit in loaded)
        elif stop.kind == "drop":
            units_kg -= sum(scenario.units[unit].kg for unit in stop.units)
            units_places -= sum(scenario.units[unit].pallets for unit in stop.units)
        most = Aboard(
            max(most.kg, kg),
            max(most.whole_kg, kg + units_kg),
            max(most.places, places + units_places),
            max(most.cold_kg, cold),
        )
    return most
