"""Places allotted: within what there is and what is asked, minima held."""

from __future__ import annotations

from collections.abc import Iterator

from models.findings import Finding
from models.networks import Network
from models.platforms import TEMPERATURES
from models.products import TEMPERATURE_NAMES, Temperature
from models.scenario import Scenario
from models.warehouse import Warehouse
from models.warehouse_study import Allotment, PlaceShare
from solver.review.checks.violations import amount, violation

EXACT = 1e-6


def check_places(scenario: Scenario, allotment: Allotment) -> Iterator[Finding]:
    """Yield what is wrong with places, week by week."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    share = {(one.network, one.temperature): one for one in allotment.shares}
    for week in range(warehouse.horizon_weeks):
        for temperature in TEMPERATURES:
            yield from _limits(warehouse, allotment, temperature, week)
        if allotment.rule != "surface":
            for network in warehouse.admitted:
                yield from _minima(warehouse, network, share, week)


def _limits(
    warehouse: Warehouse, allotment: Allotment, temperature: Temperature, week: int
) -> Iterator[Finding]:
    mine = [one for one in allotment.shares if one.temperature == temperature]
    what = TEMPERATURE_NAMES[temperature]
    given, usable = sum(one.given[week] for one in mine), warehouse.usable_places(temperature, week)
    if given > usable:
        yield violation("places_limit", (), week=week + 1, what=what, found=given, limit=usable)
    for one in mine:
        if one.given[week] > one.asked[week] or one.network not in warehouse.network:
            yield violation(
                "places_asked",
                (one.network,),
                week=week + 1,
                what=what,
                who=one.network,
                found=one.given[week],
                limit=one.asked[week],
            )


def _minima(
    warehouse: Warehouse,
    network: Network,
    share: dict[tuple[str, Temperature], PlaceShare],
    week: int,
) -> Iterator[Finding]:
    """Yield minima that are not held, as far as the network asks for them."""
    asked_m2 = given_m2 = largest_m2 = 0.0
    for temperature in TEMPERATURES:
        one = share.get((network.id, temperature))
        if one is None:
            continue
        asked, given = one.asked[week], one.given[week]
        m2 = warehouse.place_m2(temperature)
        asked_m2 += asked * m2
        given_m2 += given * m2
        largest_m2 = max(largest_m2, m2)
        least = min(asked, network.minimum_places.get(temperature, 0))
        if given < least:
            yield violation(
                "places_minimum",
                (network.id,),
                week=week + 1,
                what=TEMPERATURE_NAMES[temperature],
                who=network.name,
                found=given,
                limit=least,
            )
    least_m2 = min(network.minimum_m2, asked_m2)
    if given_m2 < least_m2 - largest_m2 - EXACT:
        yield violation(
            "surface_minimum",
            (network.id,),
            week=week + 1,
            who=network.name,
            found=amount(given_m2),
            limit=amount(least_m2),
        )
