"""The docks of a warehouse: who is at which one and when, and how late."""

from __future__ import annotations

from models.base import Language, clock
from models.calendar import DAYS
from models.warehouse_study import DockSlot, WarehouseStudy
from service.kinds.warehouse.supply_names import day_name, warehouse_of
from service.kinds.warehouse.words import say
from service.pages.page import EVERYWHERE, LONG, Cell, Head, Number, Section, Table, Words, row
from service.pages.pictures import Block, Grid
from service.words.labels import capital


def docks_section(study: WarehouseStudy, language: Language) -> Section:
    """Return who is at which dock and when, and how late."""
    warehouse, plan = warehouse_of(study), study.docks
    title = say("docks", language)
    if not plan.slots and not plan.days:
        return Section(title, (say("no_docks", language),))
    days = [day for day in DAYS if any(one.day == day for one in plan.slots)]
    rows = []
    docks = [dock for one in warehouse.platforms for dock in one.docks]
    for dock in docks:
        mine = [one for one in plan.slots if one.dock == dock.id]
        blocks = tuple(
            Block(
                days.index(one.day),
                one.starts_s / 3600,
                one.ends_s / 3600,
                f"{say(one.kind, language)}, {one.what}",
                0 if one.kind == "arrival" else 1,
            )
            for one in sorted(mine, key=lambda one: (days.index(one.day), one.starts_s))
        )
        rows.append((dock.label, blocks))
    opens = min((dock.opens_s for dock in docks), default=21_600) / 3600
    closes = max((dock.closes_s for dock in docks), default=64_800) / 3600
    grid = Grid(
        say("dock_week", language),
        tuple(day_name(day, language) for day in days),
        tuple(rows),
        (say("arrival", language), say("departure", language)),
        opens,
        closes,
    )
    by_day = tuple(
        row(
            capital(day_name(one.day, language)),
            (
                warehouse.platform[one.platform].label,
                Number(float(one.lorries)),
                Number(one.late_s / 60),
                Number(one.late_bound_s / 60),
                clock(one.done_s),
                Words(
                    say("yes" if one.proved else "no", language),
                    "good" if one.proved else "weak",
                ),
                Number(float(len(one.left)), tone="bad" if one.left else ""),
            ),
        )
        for one in plan.days
    )
    keys = ("lorries", "late", "late_bound", "done", "done_proved", "not_placed")
    heads = (
        say("day", language),
        Head(say("platform", language), EVERYWHERE if len(warehouse.platforms) > 1 else LONG),
        *(say(key, language) for key in keys),
    )
    every = tuple(_slot(study, one, language) for one in plan.slots)
    details = ("day", "platform", "dock", "from_to", "what", "network", "pallets", "late")
    return Section(
        title,
        (
            *(grid,) * bool(plan.slots),
            Table(heads, by_day),
            Table(
                tuple(say(key, language) for key in details),
                every,
                say("slot_list", language),
                LONG,
            ),
        ),
    )


def _slot(study: WarehouseStudy, one: DockSlot, language: Language) -> tuple[Cell, ...]:
    warehouse = warehouse_of(study)
    dock = next(d for d in warehouse.platform[one.platform].docks if d.id == one.dock)
    return (
        capital(day_name(one.day, language)),
        warehouse.platform[one.platform].label,
        dock.label,
        f"{clock(one.starts_s)}–{clock(one.ends_s)}",
        f"{say(one.kind, language)}, {_what(study, one)}",
        ", ".join(warehouse.network[who].name for who in one.networks),
        Number(one.pallets, 1),
        Number(one.late_s / 60),
    )


def _what(study: WarehouseStudy, one: DockSlot) -> str:
    warehouse = warehouse_of(study)
    if one.what in warehouse.flow:
        return warehouse.flow[one.what].label
    if one.what in warehouse.point:
        return warehouse.point[one.what].label
    return one.what
