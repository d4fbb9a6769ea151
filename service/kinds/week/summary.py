"""What a sound scenario holds for a week of rounds."""

from __future__ import annotations

from models.base import Language
from models.numbers import amount
from models.scenario import Scenario
from service.words.labels import word
from service.words.sentences import colon, count


def summary(world: Scenario, language: Language) -> tuple[str, ...]:
    """Return what a week is: how many of each, and kg offered, needed and due."""
    if not world.donors and world.warehouse is not None:
        return ()
    offered = sum(pickup.gross_kg for pickup in world.pickups.values())
    need = sum(world.need_kg(a.id, f.id) for a in world.associations for f in world.families)
    counts = (
        count(len(world.associations), "association", language),
        count(len(world.donors), "donor", language),
        count(len(world.pickups), "pickup", language),
        count(len(world.vehicles), "vehicle", language),
        count(len(world.people), "person", language),
    )
    weights = [("offered_week", offered), ("need_week", need)]
    if world.deliveries:
        weights.append(("due_week", sum(unit.kg for unit in world.units.values())))
    totals = (
        f"{word(key, language)}{colon(language)}{amount(kg, 'kg', language)}" for key, kg in weights
    )
    return (", ".join(counts), *totals)
