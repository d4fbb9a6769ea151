"""What makes a warehouse impossible to plan, told before anything is done."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.base import Text
from models.platforms import TEMPERATURES
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.warehouse import Warehouse
from solver.travel import TravelError
from solver.warehouse.allotment import allot
from solver.warehouse.minima_conflict import MinimaError, Minimum
from solver.warehouse.networks_alone import apart
from solver.warehouse.place_claims import claims
from solver.warehouse.site_travel import between
from solver.warehouse.stock_facts import facts


def warehouse_faults(scenario: Scenario, folder: Path | None = None) -> tuple[Text, ...]:
    """Return why a scenario's warehouse cannot be planned; nothing when it can.

    Minima are looked at for what networks ask for, week by week: those that hold when everyone
    asks for all of them may still conflict where food is all of one temperature.
    """
    given = scenario.warehouse
    assert given is not None
    world = scenario if given.shared else apart(scenario)
    warehouse = world.warehouse
    assert warehouse is not None
    found: list[Text] = []
    known = facts(world)
    surface = np.array([network.surface_share for network in warehouse.admitted])
    try:
        allot(claims(world, known), warehouse.allotment, surface, values=False)
    except MinimaError as error:
        found.append(_conflict(warehouse, error))
    if world.travel.table is not None or world.travel.roads is not None:
        names = {network.id for network in warehouse.admitted}
        points = [point.id for point in warehouse.points if point.network in names]
        try:
            between(world, points, folder)
        except TravelError as error:
            found += error.faults
    return tuple(found)


def _conflict(warehouse: Warehouse, error: MinimaError) -> Text:
    text = {
        language: ", ".join(_said(warehouse, one, language) for one in error.minima)
        for language in ("fr", "en")
    }
    return CONFLICT.format(week=error.week + 1, who=Text(fr=text["fr"], en=text["en"]))


def _said(warehouse: Warehouse, one: Minimum, language: str) -> str:
    name = warehouse.admitted[one.network].name
    if one.temperature is None:
        return f"{name} ({one.amount:g} m²)"
    what = TEMPERATURE_NAMES[TEMPERATURES[one.temperature]]
    return f"{name} ({one.amount:g} places, {what.fr if language == 'fr' else what.en})"


CONFLICT = Text(
    fr="Ces minima ne tiennent pas ensemble, pour ce qui est demandé en semaine {week} : {who}. "
    "Attendu : des minima que les places permettent ; sans l'un d'eux, les autres tiennent. "
    "Réduisez-en un, ou ajoutez des places.",
    en="These minima cannot hold together, for what is asked in week {week}: {who}. Expected: "
    "minima that the places allow; without any one of them the others hold. Reduce one, or add "
    "places.",
)
