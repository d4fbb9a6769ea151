"""What a vehicle holds on its way, and what it can still take."""

from __future__ import annotations

from collections import defaultdict

from models.plan import Round
from models.scenario import Scenario


class Room:
    """What a vehicle can still take: kg, pallet places, kg in boxes, without the plan's margin."""

    def __init__(self, scenario: Scenario, item: Round) -> None:
        self.family = scenario.family
        vehicle = scenario.vehicle[item.vehicle]
        self.payload_kg = vehicle.payload_kg
        self.pallets = float("inf") if vehicle.pallets is None else vehicle.pallets
        boxes = vehicle.boxes * vehicle.box_kg
        self.cold_kg = boxes if vehicle.cold == "boxes" else float("inf")
        self.empty()

    def empty(self) -> None:
        """Take everything off."""
        self.taken: dict[tuple[str, int], float] = defaultdict(float)
        self.aboard: dict[tuple[str, int], float] = defaultdict(float)

    def take(self, family: str, use_by: int, kg: float) -> float:
        """Take what fits of a lot, and return how much that is."""
        kind = self.family[family]
        room = self.payload_kg - sum(self.aboard.values())
        if kind.kg_per_pallet is not None:
            used = sum(
                held / (self.family[name].kg_per_pallet or float("inf"))
                for (name, _), held in self.aboard.items()
            )
            room = min(room, (self.pallets - used) * kind.kg_per_pallet)
        if kind.temperature != "ambient":
            room = min(
                room,
                self.cold_kg
                - sum(
                    held
                    for (name, _), held in self.aboard.items()
                    if self.family[name].temperature != "ambient"
                ),
            )
        taken = min(kg, max(0.0, room))
        self.taken[family, use_by] += taken
        self.aboard[family, use_by] += taken
        return taken

    def give(self, parts: dict[tuple[str, int], float]) -> None:
        """Take parts of the lots off."""
        for lot, part in parts.items():
            self.aboard[lot] = max(0.0, self.aboard[lot] - part * self.taken[lot])
