"""The menus of a whole week: what every vehicle could do for every stream in every slot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from solver.parallel import workers
from solver.ramasse.engine_orders import Orders
from solver.ramasse.last_mile import CarryMenu, carry_menu
from solver.ramasse.menus import Menu, menu
from solver.ramasse.outing_rows import Outing
from solver.ramasse.pickup_orders import most_drops
from solver.ramasse.week import Week


def menus_of(week: Week, proposed: Mapping[int, Orders]) -> tuple[list[Menu], list[CarryMenu]]:
    """Return what every vehicle could do for every stream in every slot.

    Most of it is done in arrays: as many are made at once as there are processors.

    Parameters
    ----------
    proposed
        Orders of pick-ups that an engine brought, by stream.
    """
    places = [
        (number, vehicle, slot.number)
        for number in range(len(week.streams))
        for slot in week.slots
        for vehicle in sorted(week.scenario.vehicle)
    ]
    with ThreadPoolExecutor(workers()) as pool:
        made = list(pool.map(partial(_menus_at, week, proposed), places))
    menus = [menu for menu, _ in made if menu is not None]
    return menus, [carry for _, carry in made if carry is not None]


def _menus_at(
    week: Week, proposed: Mapping[int, Orders], place: Outing
) -> tuple[Menu | None, CarryMenu | None]:
    """Return what one vehicle could collect, and what it could carry, in a slot."""
    number, vehicle, slot_number = place
    stream, slot = week.streams[number], week.slots[slot_number]
    found = carry = None
    if week.may_collect(stream, vehicle, slot):
        found = menu(week, number, slot, vehicle, proposed.get(number, []))
    if stream.mode == "hub":
        carry = carry_menu(week, number, slot, vehicle)
    return found, carry


def fewest_drops(week: Week, menus: Sequence[Menu]) -> int | None:
    """Return at how many doors direct rounds drop at most, the fewest of all menus.

    None where every round may drop at all doors that there are.
    """
    most = [
        (most_drops(len(one.picks), len(one.doors)), len(one.doors))
        for one in menus
        if week.streams[one.stream].mode == "direct"
    ]
    return min((drops for drops, doors in most if drops < doors), default=None)
