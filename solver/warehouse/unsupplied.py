"""Why food that a point is due stays at the platform: the test that fails first."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Text
from models.fleets import Fleet
from models.networks import Point
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse_supply import PointSupply
from solver.warehouse.scenario_view import spans, unloading_s, warehouse_of
from solver.warehouse.supply_days import able_fleets, open_days
from solver.warehouse.supply_vehicles import based, capacity, longest_s, serves, shifts_of

Reason = tuple[str, Text]


def reason(scenario: Scenario, travel: Sequence[TravelMatrix], supply: PointSupply) -> Reason:
    """Return the code and the sentence of what keeps food of a point behind."""
    warehouse = warehouse_of(scenario)
    point = warehouse.point[supply.point]
    if point.fetches:
        return "no_dock", NO_DOCK
    fleets = able_fleets(scenario, point, supply.platform)
    if not fleets:
        return _no_vehicle(scenario, point, supply.platform)
    if not open_days(scenario, point, supply.platform):
        return "closed", CLOSED
    chilled = any(
        kg > supply.got_kg.get(name, 0) and scenario.family[name].temperature != "ambient"
        for name, kg in supply.due_kg.items()
    )
    if chilled and not any(capacity(fleet)[2] for fleet in fleets):
        return "no_cold", NO_COLD
    way = _way_s(travel, supply.platform, point.id)
    if way is not None:
        if not any(_reaches(scenario, point, fleet, way) for fleet in fleets):
            return "too_far", TOO_FAR.format(minutes=round(way[0] / 60))
        limit = scenario.policy.cold_chain.max_min_boxes
        cold_fleets = [fleet for fleet in fleets if capacity(fleet)[2]]
        boxes = all(fleet.cold != "refrigerated" for fleet in cold_fleets)
        if chilled and boxes and way[0] > limit * 60:
            return "too_long_in_boxes", TOO_LONG.format(
                minutes=round(way[0] / 60), limit=round(limit)
            )
    return "no_room", NO_ROOM.format(kg=supply.left_kg)


def _no_vehicle(scenario: Scenario, point: Point, platform: str) -> Reason:
    warehouse = warehouse_of(scenario)
    free = point.changed(largest_payload_kg=None)
    if any(
        based(warehouse, fleet) == platform and serves(warehouse, fleet, free)
        for fleet in warehouse.fleets
    ):
        return "too_large", TOO_LARGE.format(limit=round(point.largest_payload_kg or 0))
    return "no_vehicle", NO_VEHICLE.format(who=warehouse.network[point.network].name)


def _way_s(travel: Sequence[TravelMatrix], platform: str, point: str) -> tuple[int, int] | None:
    """Return the seconds to a point and back; none when no matrix holds it."""
    for one in travel:
        if platform in one.index and point in one.index:
            return one.between(platform, point)[0], one.between(point, platform)[0]
    return None


def _reaches(scenario: Scenario, point: Point, fleet: Fleet, way: tuple[int, int]) -> bool:
    """Tell whether a vehicle of a fleet can go to a point alone and be back, on some day."""
    warehouse = warehouse_of(scenario)
    loading, service = round(60 * warehouse.loading_min), unloading_s(warehouse, point)
    for shift in shifts_of(scenario, fleet):
        first = shift.starts_s + loading + way[0]
        last = shift.ends_s - way[1] - service
        fits = loading + way[0] + service + way[1] <= longest_s(fleet, shift)
        opened = any(
            max(first, opens) <= min(last, closes - service)
            for day in fleet.days
            for opens, closes in spans(point, day)
        )
        if fits and opened:
            return True
    return False


NO_DOCK = Text(
    fr="Vient chercher, mais aucun quai de départ n'est ouvert un jour où il vient. Ouvrez un quai "
    "ce jour-là.",
    en="Fetches, but no dock of departures is open on a day when it comes. Open a dock that day.",
)
NO_VEHICLE = Text(
    fr="Aucun véhicule ne dessert ce point : {who} n'en a pas ici, et aucun n'est prêté. "
    "Ajoutez-en un, ou prêtez-en un.",
    en="No vehicle supplies this point: {who} has none here, and none is lent. Add or lend one.",
)
TOO_LARGE = Text(
    fr="Aucun véhicule d'au plus {limit} kg de charge utile n'est disponible. Il en faudrait un "
    "plus petit.",
    en="No vehicle of at most {limit} kg of payload is available. A smaller one is needed.",
)
CLOSED = Text(
    fr="Aucun jour n'est commun aux ouvertures du point et aux sorties des véhicules. Élargissez "
    "les unes ou les autres.",
    en="No day is common to the point's openings and the vehicles' outings. Widen one of them.",
)
NO_COLD = Text(
    fr="Aucun véhicule qui dessert ce point ne porte du froid. Il faudrait un camion frigorifique "
    "ou des norvégiennes.",
    en="No vehicle that supplies this point carries cold food. A refrigerated van or insulated "
    "boxes are needed.",
)
TOO_FAR = Text(
    fr="À {minutes} min de la plateforme : aucune tournée n'est assez longue, ou n'arrive pendant "
    "les ouvertures. Allongez une tournée, ou élargissez les ouvertures.",
    en="{minutes} min from the platform: no round is long enough, or arrives during its openings. "
    "Lengthen a round, or widen the openings.",
)
TOO_LONG = Text(
    fr="À {minutes} min de la plateforme, le froid en norvégienne dépasse {limit} min. Il faudrait "
    "un camion frigorifique.",
    en="{minutes} min from the platform, cold food in boxes exceeds {limit} min. A refrigerated "
    "van is needed.",
)
NO_ROOM = Text(
    fr="{kg} kg ne tiennent dans aucune sortie libre de la semaine. Une sortie de plus suffirait.",
    en="{kg} kg fit no free outing of the week. One more outing would do.",
)
