"""The menus of a whole week: what every vehicle could do for every stream in every slot."""

from __future__ import annotations

from collections.abc import Mapping

from solver.ramasse.engine_orders import Orders
from solver.ramasse.last_mile import CarryMenu, carry_menu
from solver.ramasse.menus import Menu, menu
from solver.ramasse.week import Week


def menus_of(week: Week, proposed: Mapping[int, Orders]) -> tuple[list[Menu], list[CarryMenu]]:
    """Return what every vehicle could do for every stream in every slot.

    Parameters
    ----------
    proposed
        Orders of pick-ups that an engine brought, by stream.
    """
    menus: list[Menu] = []
    carries: list[CarryMenu] = []
    for number, stream in enumerate(week.streams):
        for slot in week.slots:
            for vehicle in sorted(week.scenario.vehicle):
                if week.may_collect(stream, vehicle, slot):
                    made = menu(week, number, slot, vehicle, proposed.get(number, []))
                    if made is not None:
                        menus.append(made)
                if stream.mode == "hub":
                    carry = carry_menu(week, number, slot, vehicle)
                    if carry is not None:
                        carries.append(carry)
    return menus, carries
