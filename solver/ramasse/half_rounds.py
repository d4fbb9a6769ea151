"""What half rounds take: hours, euros, kg and time at the sorting place.

A half round is a collection or a last mile. Both begin and end at the vehicle's home; joined, they
spare the way home from the sorting place and back.
"""

from __future__ import annotations

import numpy as np

from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.loads import TEMPERATURES
from solver.ramasse.menus import Menu
from solver.ramasse.week import Floats, Ints, Slot, Week


def spared_s(week: Week, stream: int, vehicle: str) -> int:
    """Return the seconds of driving that joining two halves spares."""
    home, hub = _home_and_hub(week, stream, vehicle)
    return int(week.seconds[hub, home] + week.seconds[home, hub])


def spared_m(week: Week, stream: int, vehicle: str) -> int:
    """Return the metres of driving that joining two halves spares."""
    home, hub = _home_and_hub(week, stream, vehicle)
    return int(week.metres[hub, home] + week.metres[home, hub])


def longest_round_s(slot: Slot, max_round_min: int | None) -> int:
    """Return the seconds that one round of a vehicle may take in a slot."""
    return min(slot.max_s, (max_round_min or 1440) * 60)


def _home_and_hub(week: Week, stream: int, vehicle: str) -> tuple[int, int]:
    hub = week.streams[stream].hub
    assert hub is not None
    return week.site(week.scenario.vehicle[vehicle].owner), week.site(hub)


def eur(week: Week, vehicle: str, metres: float, duration_s: float) -> float:
    """Return the euros of driving so far for so long, without what is due once a week."""
    means = week.scenario.vehicle[vehicle]
    return means.eur_per_km * metres / 1000 + means.eur_per_hour * duration_s / 3600


def eur_of(week: Week, menu: Menu) -> Floats:
    """(M,): euros of each round, without what is due once a week."""
    means = week.scenario.vehicle[menu.vehicle]
    found: Floats = (
        means.eur_per_km * menu.table.metres / 1000
        + means.eur_per_hour * menu.table.duration_s / 3600
    )
    return found


def hours_of(week: Week, menu: Menu) -> Floats:
    """(M,): person-hours of each round of a menu, sorting included."""
    crew = week.scenario.vehicle[menu.vehicle].crew
    sorting = week.scenario.policy.sorting_hours_per_kg * menu.collected_kg
    hours: Floats = crew * menu.table.duration_s / 3600 + sorting
    return hours


def promises_kept(week: Week, menu: Menu) -> Floats:
    """(M,): promised pick-ups that each round of a menu keeps."""
    promised = np.array([pick in week.committed for pick in menu.picks])
    kept: Floats = (menu.visits & promised).sum(axis=1).astype(np.float64)
    return kept


def leaves_hub_s(week: Week, menu: Menu) -> Ints:
    """(M,): when each round leaves the sorting place, from the start of the shift."""
    home, hub = _home_and_hub(week, menu.stream, menu.vehicle)
    leaves: Ints = menu.table.back_s - week.seconds[hub, home] - menu.slot.starts_s
    return leaves


def from_hub_s(week: Week, carry: CarryMenu, row: int) -> int:
    """Return how long a last mile takes from the sorting place on, s."""
    home, hub = _home_and_hub(week, carry.stream, carry.vehicle)
    return int(carry.table.duration_s[row] - week.seconds[home, hub])


def latest_load_s(week: Week, carry: CarryMenu, row: int) -> int:
    """Return when a last mile must begin to load to be in time at each door and back, s of the day.

    No later than its doors and the shift let it; what is published is as it is.
    """
    if carry.crew.aboard:
        return carry.slot.ends_s - from_hub_s(week, carry, row)
    home, nodes = _home_and_hub(week, carry.stream, carry.vehicle)[0], carry.nodes
    latest_s, after = carry.slot.ends_s, home
    for node in reversed([int(one) for one in carry.sequences[row] if one >= 0]):
        site = int(nodes.site[node])
        latest_s = min(latest_s - int(week.seconds[site, after]), int(nodes.closes_s[node]))
        latest_s, after = latest_s - int(nodes.service_s[node]), site
    return latest_s


def carrying_kg(week: Week, vehicle: str) -> float:
    """Return the sorted food that a vehicle can carry, its pallet places counted in kg."""
    means = week.scenario.vehicle[vehicle]
    capacity = week.capacity_kg(vehicle)
    if means.pallets is None:
        return capacity
    wanted = places = 0.0
    for family in week.scenario.families:
        kg = family.target_kg
        wanted += kg
        places += kg / family.kg_per_pallet if family.kg_per_pallet else 0.0
    return min(capacity, means.pallets * wanted / places) if places else capacity


def class_need_kg(week: Week, association: str, temperature: int) -> float:
    """Return what an association needs of all families of one temperature, kg."""
    return sum(
        week.scenario.need_kg(association, family.id)
        for family in week.scenario.families
        if family.temperature == TEMPERATURES[temperature]
    )
