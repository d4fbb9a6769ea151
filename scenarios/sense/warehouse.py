"""A shared warehouse: sites told apart, food that can be stored, weeks within the horizon."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.networks import Flow
from models.platforms import Platform
from models.scenario import Scenario
from models.warehouse import Warehouse
from scenarios.faults import shown
from scenarios.sense.names import repeated_ids
from scenarios.sense.problem import Loc, Problem, Rule, problem

AT: Loc = ("warehouse",)


def where_stored(rule: Callable[[Warehouse], Iterator[Problem]]) -> Rule:
    """Return a rule on warehouses as one on scenarios, which may have none."""

    def checked(scenario: Scenario) -> Iterator[Problem]:
        return iter(()) if scenario.warehouse is None else rule(scenario.warehouse)

    return checked


def warehouse_sites(warehouse: Warehouse) -> Iterator[Problem]:
    """Yield ids used twice by platforms, networks and points: all places of the travel matrix."""
    points = [((*AT, "points", n), one.id) for n, one in enumerate(warehouse.points)]
    platforms = [((*AT, "platforms", n), one.id) for n, one in enumerate(warehouse.platforms)]
    networks = [((*AT, "networks", n), one.id) for n, one in enumerate(warehouse.networks)]
    yield from repeated_ids([*platforms, *points])
    yield from repeated_ids([*networks, *(p for p in points if p[1] in warehouse.network)])


def warehouse_flows(scenario: Scenario) -> Iterator[Problem]:
    """Yield food that arrives on no day of the week, or whose pallets are not known."""
    warehouse = scenario.warehouse
    if warehouse is None:
        return
    for n, flow in enumerate(warehouse.flows):
        at: Loc = (*AT, "flows", n)
        yield from _flow_days(scenario, warehouse, flow, at)
        yield from _pallets(scenario, flow.family, (*at, "family"))
    for n, one in enumerate(warehouse.stock):
        yield from _pallets(scenario, one.family, (*AT, "stock", n, "family"))


def _flow_days(scenario: Scenario, warehouse: Warehouse, flow: Flow, at: Loc) -> Iterator[Problem]:
    """Yield the problem of lorries that come on no day of the week."""
    days = flow.days or warehouse.arrival_days
    if any(day in scenario.days for day in days):
        return
    yield problem(
        (*at, "days") if flow.days else (*AT, "arrival_days"),
        f"Aucun des jours d'arrivée ({', '.join(days)}) n'est un jour de la semaine "
        f"({', '.join(scenario.days)}). Attendu : un jour commun. Corrigez l'un des deux.",
        f"None of the days of arrival ({', '.join(days)}) is a day of the week "
        f"({', '.join(scenario.days)}). Expected: a common day. Correct one of them.",
    )


def _pallets(scenario: Scenario, name: str, loc: Loc) -> Iterator[Problem]:
    """Yield the problem of a family that is stored without saying what a pallet holds."""
    family = scenario.family.get(name)
    if family is None or family.kg_per_pallet is not None:
        return
    yield problem(
        loc,
        f"La famille {shown(name)} est stockée sans ses kg par palette. Attendu : les kg d'une "
        "palette, pour compter ses places. Donnez-les dans la famille.",
        f"The family {shown(name)} is stored without its kg a pallet. Expected: the kg of a "
        "pallet, to count its places. Give them in the family.",
    )


def warehouse_boxes(warehouse: Warehouse) -> Iterator[Problem]:
    """Yield fleets that do not say what their insulated boxes hold."""
    for n, fleet in enumerate(warehouse.fleets):
        if fleet.cold == "boxes" and not fleet.cold_kg:
            yield problem(
                (*AT, "fleets", n, "cold_kg"),
                f"{shown(fleet.id)} a des norvégiennes sans dire ce qu'elles contiennent. Attendu "
                ": « cold_kg », en kg. Ajoutez-le, ou mettez « cold: none ».",
                f"{shown(fleet.id)} has insulated boxes without saying what they hold. Expected: "
                '"cold_kg", in kg. Add it, or put "cold: none".',
            )


def warehouse_weeks(warehouse: Warehouse) -> Iterator[Problem]:
    """Yield outages that end before they start, and weeks beyond the horizon."""
    for p, platform in enumerate(warehouse.platforms):
        yield from _outages(warehouse, platform, p)
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


RULES_OF_NAMES: tuple[Rule, ...] = (where_stored(warehouse_sites),)
RULES: tuple[Rule, ...] = (
    warehouse_flows,
    where_stored(warehouse_boxes),
    where_stored(warehouse_weeks),
)
