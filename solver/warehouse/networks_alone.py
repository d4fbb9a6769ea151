"""Every network by itself: a place of its own, its own vehicles, nobody to hand food over to."""

from __future__ import annotations

from math import ceil

from models.networks import Network
from models.places import Place
from models.platforms import TEMPERATURES, Platform
from models.scenario import Scenario
from models.warehouse import Warehouse


def apart(scenario: Scenario) -> Scenario:
    """Return the same week and horizon without the shared warehouse.

    Each admitted network has a platform named after it at its home (the main platform's place when
    it says none), of its share of the surface and of the places, or its minima where these are
    larger; its points and vehicles depend on it. Vehicles of carriers, hired by the common
    platform, are hired by each in proportion, rounded up: no haulier rents half a lorry.
    """
    warehouse = scenario.warehouse
    assert warehouse is not None
    networks = warehouse.admitted
    weight = {one.id: _weight(warehouse, one) for one in networks}
    platforms = tuple(_own(warehouse, network, weight[network.id]) for network in networks)
    own = [
        fleet.changed(platform=fleet.network, lent=False)
        for fleet in warehouse.fleets
        if fleet.network in weight
    ]
    hired = [
        fleet.changed(
            id=f"{fleet.id}-{network.id}"[:60],
            label=f"{fleet.label}, {network.name}"[:200],
            network=network.id,
            lent=False,
            platform=network.id,
            count=max(1, ceil(fleet.count * weight[network.id] - 0.5)),
        )
        for fleet in warehouse.fleets
        if fleet.network is None
        for network in networks
    ]
    points = tuple(
        point.changed(platform=point.network)
        for point in warehouse.points
        if point.network in weight
    )
    return scenario.changed(
        warehouse=warehouse.changed(
            platforms=platforms,
            networks=networks,
            points=points,
            fleets=(*own, *hired),
            shared=False,
            transfers=False,
            allotment="surface",
            funding=None,
        )
    )


def _weight(warehouse: Warehouse, network: Network) -> float:
    """Return a network's part: of the surface under the agreement, else of the needs."""
    if network.surface_share > 0:
        return network.surface_share
    mine = sum(one.weekly_need_kg for one in warehouse.points if one.network == network.id)
    return mine / (sum(one.weekly_need_kg for one in warehouse.points) or 1.0)


def _own(warehouse: Warehouse, network: Network, weight: float) -> Platform:
    main = warehouse.platforms[0]
    place: Place = network.home or main.place
    places = {
        temperature: max(
            int(weight * main.places.get(temperature, 0)),
            network.minimum_places.get(temperature, 0),
        )
        for temperature in TEMPERATURES
    }
    return Platform(
        id=network.id,
        label=network.label,
        place=place,
        surface_m2=max(1.0, weight * main.surface_m2),
        cold_m2=min(weight * main.cold_m2, weight * main.surface_m2),
        places=places,
        docks=tuple(
            dock.changed(id=f"{network.id}-{dock.id}"[:60], longest_payload_kg=None, use="both")
            for dock in main.docks[: max(1, ceil(len(main.docks) * weight))]
        ),
        fed=False,
    )
