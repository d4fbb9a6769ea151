"""What a round that collects has aboard at its fullest."""

from __future__ import annotations

from dataclasses import dataclass

from models.plan import Round
from models.scenario import Scenario


@dataclass(frozen=True)
class Aboard:
    """The most that is aboard at once, each counted by itself."""

    kg: float = 0.0
    places: float = 0.0
    """Pallet places."""
    cold_kg: float = 0.0


def most_aboard(scenario: Scenario, item: Round) -> Aboard:
    """Return the most that a round has aboard of what it collects.

    In direct mode nothing is taken as dropped before the round is over: shares decide that.
    """
    most, kg, places, cold = Aboard(), 0.0, 0.0, 0.0
    for stop in item.stops:
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
            most = Aboard(max(most.kg, kg), max(most.places, places), max(most.cold_kg, cold))
        elif stop.kind == "unload":
            kg = places = cold = 0.0
    return most
