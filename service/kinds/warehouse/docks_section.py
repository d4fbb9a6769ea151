"""The docks of a warehouse: who is at which one and when, and how late."""

from __future__ import annotations

from functools import partial

from models.base import Language, clock
from models.calendar import DAYS
from models.warehouse_study import DockSlot, WarehouseStudy
from service.kinds.warehouse.supply_names import day_name, vehicle_name, warehouse_of
from service.kinds.warehouse.words import say
from service.pages.levels import yes_or_no
from service.pages.page import EVERYWHERE, LONG, Head, Number, Section, table_of
from service.pages.pictures import Block, Grid
from service.words.sentences import capital


def docks_section(study: WarehouseStudy, language: Language) -> Section:
    """Return who is at which dock and when, and how late."""
    warehouse, plan, tell = warehouse_of(study), study.docks, partial(say, language=language)
    if not plan.slots and not plan.days:
        return Section(tell("docks"), (tell("no_docks"),))

    label = {dock.id: dock.label for one in warehouse.platforms for dock in one.docks}
    by_day = table_of(
        plan.days,
        (tell("day"), lambda one: capital(day_name(one.day, language))),
        (
            Head(tell("platform"), EVERYWHERE if len(warehouse.platforms) > 1 else LONG),
            lambda one: warehouse.platform[one.platform].label,
        ),
        (tell("lorries"), lambda one: one.lorries),
        (tell("late"), lambda one: one.late_s / 60),
        (tell("late_bound"), lambda one: one.late_bound_s / 60),
        (tell("done"), lambda one: clock(one.done_s)),
        (tell("proved"), lambda one: yes_or_no(one.proved, language)),
        (tell("not_placed"), lambda one: Number(len(one.left), tone="bad" if one.left else "")),
    )
    every = table_of(
        plan.slots,
        (tell("day"), lambda one: capital(day_name(one.day, language))),
        (tell("platform"), lambda one: warehouse.platform[one.platform].label),
        (tell("dock"), lambda one: label[one.dock]),
        (tell("from_to"), lambda one: f"{clock(one.starts_s)}–{clock(one.ends_s)}"),
        (tell("of_what"), lambda one: f"{tell(one.kind)}, {_what(study, one)}"),
        (tell("network"), lambda one: ", ".join(warehouse.network[w].name for w in one.networks)),
        (tell("pallets"), lambda one: Number(one.pallets, 1)),
        (tell("late"), lambda one: one.late_s / 60),
        title=tell("slot_list"),
        where=LONG,
    )
    pictures = (_grid(study, label, language),) if plan.slots else ()
    return Section(tell("docks"), (*pictures, by_day, every))


def _grid(study: WarehouseStudy, label: dict[str, str], language: Language) -> Grid:
    slots = study.docks.slots
    days = [day for day in DAYS if any(one.day == day for one in slots)]

    def block(one: DockSlot) -> Block:
        text = f"{say(one.kind, language)}, {_what(study, one)}"
        series = 0 if one.kind == "arrival" else 1
        return Block(days.index(one.day), one.starts_s / 3600, one.ends_s / 3600, text, series)

    rows = (
        (name, tuple(block(one) for one in slots if one.dock == dock))
        for dock, name in label.items()
    )
    docks = [dock for one in warehouse_of(study).platforms for dock in one.docks]
    return Grid(
        say("dock_week", language),
        tuple(day_name(day, language) for day in days),
        tuple(rows),
        (say("arrival", language), say("departure", language)),
        min((dock.opens_s for dock in docks), default=21_600) / 3600,
        max((dock.closes_s for dock in docks), default=64_800) / 3600,
    )


def _what(study: WarehouseStudy, one: DockSlot) -> str:
    warehouse = warehouse_of(study)
    if one.what in warehouse.flow:
        return warehouse.flow[one.what].label
    if one.what in warehouse.point:
        return warehouse.point[one.what].label
    supply = study.replenishment
    rounds = () if supply is None else supply.rounds
    leaving = next((item for item in rounds if item.id == one.what), None)
    return one.what if leaving is None else vehicle_name(warehouse, leaving)
