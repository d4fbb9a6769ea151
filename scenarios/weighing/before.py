"""What was told before and the scenario has no more: it may still be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from models.scenario import Scenario
from models.visits import Outing, Visit


@dataclass(frozen=True)
class Before:
    """Ids that stand in what was told, and that the scenario does not have any more."""

    stores: Mapping[str, str] = field(default_factory=dict)
    """Who held the agreement then, by store."""
    vehicles: Mapping[str, str] = field(default_factory=dict)
    """Whose it was, by vehicle."""
    associations: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()


NOTHING_BEFORE = Before()


def gone_since(visits: Iterable[Visit], outings: Iterable[Outing], world: Scenario) -> Before:
    """Return what visits and outings name and a scenario does not have."""
    told, drives = list(visits), list(outings)
    named = {who for one in told for who in (one.association, one.holder)}
    named |= {one.owner for one in drives}
    food = {lot.family for one in told for lot in one.food}
    return Before(
        stores={one.donor: one.holder for one in told if one.donor not in world.donor},
        vehicles={one.vehicle: one.owner for one in drives if one.vehicle not in world.vehicle},
        associations=frozenset(named - world.association.keys()),
        families=frozenset(food - world.family.keys()),
    )
