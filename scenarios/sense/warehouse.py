"""A shared warehouse: names that exist, hours and weeks that hold, shares that add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.base import Text
from models.networks import Flow
from models.scenario import Scenario
from models.warehouse import Platform, Warehouse
from scenarios.faults import shown
from scenarios.sense.amounts import sum_to_one
from scenarios.sense.names import repeated_ids
from scenarios.sense.problem import Loc, Problem, backwards, problem, unknown

AT: Loc = ("warehouse",)
_NETWORK = Text(fr="un réseau", en="a network")
_PLATFORM = Text(fr="une plateforme", en="a platform")
_FAMILY = Text(fr="une famille de produits", en="a product family")
_SHIFT = Text(fr="une plage", en="a shift")


def warehouse_ids(scenario: Scenario) -> Iterator[Problem]:
    """Yield ids used twice; platforms, networks and points are all places of the travel matrix."""
    warehouse = scenario.warehouse
    if warehouse is None:
        return
    points = [((*AT, "points", n), one.id) for n, one in enumerate(warehouse.points)]
    platforms = [((*AT, "platforms", n), one.id) for n, one in enumerate(warehouse.platforms)]
    networks = [((*AT, "networks", n), one.id) for n, one in enumerate(warehouse.networks)]
    yield from repeated_ids([*platforms, *points])
    yield from repeated_ids([*networks, *(p for p in points if p[1] in warehouse.network)])
    yield from repeated_ids(((*AT, "flows", n), one.id) for n, one in enumerate(warehouse.flows))
    yield from repeated_ids(((*AT, "fleets", n), one.id) for n, one in enumerate(warehouse.fleets))
    for p, platform in enumerate(warehouse.platforms):
        docks = enumerate(platform.docks)
        yield from repeated_ids(((*AT, "platforms", p, "docks", n), one.id) for n, one in docks)


def warehouse_names(scenario: Scenario) -> Iterator[Problem]:
    """Yield names of networks, platforms, families and shifts that designate nothing."""
    warehouse = scenario.warehouse
    if warehouse is None:
        return
    found = [
        *_families(scenario, (*AT, "family_shares"), warehouse.family_shares),
        *_of_points(scenario, warehouse),
        *_of_flows(scenario, warehouse),
        *_of_fleets(scenario, warehouse),
    ]
    yield from (one for one in found if one is not None)


def _families(scenario: Scenario, loc: Loc, names: Iterable[str]) -> list[Problem | None]:
    return [unknown((*loc, name), name, scenario.family, _FAMILY, key=True) for name in names]


def _of_points(scenario: Scenario, warehouse: Warehouse) -> Iterator[Problem | None]:
    for n, point in enumerate(warehouse.points):
        at: Loc = (*AT, "points", n)
        yield unknown((*at, "network"), point.network, warehouse.network, _NETWORK)
        yield from _families(scenario, (*at, "family_shares"), point.family_shares or {})
        yield from _families(scenario, (*at, "stock_kg"), point.stock_kg)
        if point.platform is not None:
            yield unknown((*at, "platform"), point.platform, warehouse.platform, _PLATFORM)


def _of_flows(scenario: Scenario, warehouse: Warehouse) -> Iterator[Problem | None]:
    for n, flow in enumerate(warehouse.flows):
        at: Loc = (*AT, "flows", n)
        yield unknown((*at, "network"), flow.network, warehouse.network, _NETWORK)
        yield unknown((*at, "family"), flow.family, scenario.family, _FAMILY)
        yield _flow_days(scenario, warehouse, flow, at)
        yield _pallets(scenario, flow.family, (*at, "family"))
    for n, one in enumerate(warehouse.stock):
        at = (*AT, "stock", n)
        yield unknown((*at, "network"), one.network, warehouse.network, _NETWORK)
        yield unknown((*at, "family"), one.family, scenario.family, _FAMILY)
        yield _pallets(scenario, one.family, (*at, "family"))


def _flow_days(scenario: Scenario, warehouse: Warehouse, flow: Flow, at: Loc) -> Problem | None:
    """Return the problem of lorries that come on no day of the week."""
    days = flow.days or warehouse.arrival_days
    if any(day in scenario.days for day in days):
        return None
    return problem(
        (*at, "days") if flow.days else (*AT, "arrival_days"),
        f"Aucun des jours d'arrivée ({', '.join(days)}) n'est un jour de la semaine "
        f"({', '.join(scenario.days)}). Attendu : un jour commun. Corrigez l'un des deux.",
        f"None of the days of arrival ({', '.join(days)}) is a day of the week "
        f"({', '.join(scenario.days)}). Expected: a common day. Correct one of them.",
    )


def _pallets(scenario: Scenario, name: str, loc: Loc) -> Problem | None:
    """Return the problem of a family that is stored without saying what a pallet holds."""
    family = scenario.family.get(name)
    if family is None or family.kg_per_pallet is not None:
        return None
    return problem(
        loc,
        f"La famille {shown(name)} est stockée sans « kg_per_pallet ». Attendu : les kg d'une "
        "palette, pour compter ses places. Ajoutez cette clé à la famille.",
        f'The family {shown(name)} is stored without "kg_per_pallet". Expected: the kg of a '
        "pallet, to count its places. Add that key to the family.",
    )


def _of_fleets(scenario: Scenario, warehouse: Warehouse) -> Iterator[Problem | None]:
    for n, fleet in enumerate(warehouse.fleets):
        at: Loc = (*AT, "fleets", n)
        if fleet.network is not None:
            yield unknown((*at, "network"), fleet.network, warehouse.network, _NETWORK)
        if fleet.platform is not None:
            yield unknown((*at, "platform"), fleet.platform, warehouse.platform, _PLATFORM)
        for s, shift in enumerate(fleet.shifts):
            yield unknown((*at, "shifts", s), shift, scenario.shift, _SHIFT)
        if fleet.cold == "boxes" and not fleet.cold_kg:
            yield problem(
                (*at, "cold_kg"),
                f"{shown(fleet.id)} a des norvégiennes sans dire ce qu'elles contiennent. Attendu "
                ": « cold_kg », en kg. Ajoutez-le, ou mettez « cold: none ».",
                f"{shown(fleet.id)} has insulated boxes without saying what they hold. Expected: "
                '"cold_kg", in kg. Add it, or put "cold: none".',
            )


def warehouse_hours(scenario: Scenario) -> Iterator[Problem]:
    """Yield hours that end before they start, and weeks beyond the horizon."""
    warehouse = scenario.warehouse
    if warehouse is None:
        return
    for p, platform in enumerate(warehouse.platforms):
        for d, dock in enumerate(platform.docks):
            if dock.closes_s <= dock.opens_s:
                loc: Loc = (*AT, "platforms", p, "docks", d, "closes")
                yield backwards(loc, dock.opens, dock.closes)
        yield from _outages(warehouse, platform, p)
    for n, point in enumerate(warehouse.points):
        for w, window in enumerate(point.windows):
            if window.closes_s <= window.opens_s:
                loc = (*AT, "points", n, "windows", w, "closes")
                yield backwards(loc, window.opens, window.closes)
    if warehouse.supplied_week > warehouse.horizon_weeks:
        yield _beyond((*AT, "supplied_week"), warehouse.supplied_week, warehouse.horizon_weeks)


def _outages(warehouse: Warehouse, platform: Platform, p: int) -> Iterator[Problem]:
    for n, outage in enumerate(platform.outages):
        at: Loc = (*AT, "platforms", p, "outages", n)
        if outage.to_week < outage.from_week:
            yield problem(
                (*at, "to_week"),
                f"La dernière semaine ({outage.to_week}) précède la première "
                f"({outage.from_week}). Attendu : la même ou une suivante. Corrigez l'une d'elles.",
                f"The last week ({outage.to_week}) is before the first ({outage.from_week}). "
                "Expected: the same or a later one. Correct one of them.",
            )
        elif outage.from_week > warehouse.horizon_weeks:
            yield _beyond((*at, "from_week"), outage.from_week, warehouse.horizon_weeks)


def _beyond(loc: Loc, found: int, weeks: int) -> Problem:
    return problem(
        loc,
        f"Trouvé {found}, l'horizon n'a que {weeks} semaines. Attendu : de 1 à {weeks}. Corrigez "
        "la semaine, ou allongez « horizon_weeks ».",
        f"Found {found}, the horizon has only {weeks} weeks. Expected: from 1 to {weeks}. Correct "
        'the week, or lengthen "horizon_weeks".',
    )


def warehouse_shares(scenario: Scenario) -> Iterator[Problem]:
    """Yield family shares that do not add up to one."""
    warehouse = scenario.warehouse
    if warehouse is None:
        return
    yield from sum_to_one((*AT, "family_shares"), warehouse.family_shares)
    for n, point in enumerate(warehouse.points):
        if point.family_shares is not None:
            yield from sum_to_one((*AT, "points", n, "family_shares"), point.family_shares)
