"""Places and stock of a warehouse: who has what, and what fills it week after week."""

from __future__ import annotations

from models.base import Language
from models.products import TEMPERATURE_NAMES
from models.warehouse import TEMPERATURES
from models.warehouse_study import StockWeek, WarehouseStudy
from service.kinds.warehouse.supply_names import warehouse_of
from service.kinds.warehouse.words import say
from service.pages.page import LONG, Cell, Number, Section, Table, row
from service.pages.pictures import Areas
from service.words.labels import capital, percent

FULL = 0.95
"""Filling above which a week counts as full."""


def places_section(study: WarehouseStudy, language: Language) -> Section:
    """Return who asks for and has which places, and what one more is worth."""
    warehouse, allotment = warehouse_of(study), study.allotment
    rows = []
    for share in allotment.shares:
        network = warehouse.network[share.network]
        short = sum(b < a for a, b in zip(share.asked, share.given, strict=True))
        minimum = network.minimum_places.get(share.temperature)
        rows.append(
            row(
                network.name,
                (
                    TEMPERATURE_NAMES[share.temperature].in_(language),
                    Number(float(max(share.asked))),
                    Number(float(max(share.given))),
                    Number(None if minimum is None else float(minimum)),
                    Number(float(short), tone="bad" if short else ""),
                ),
            )
        )
    heads = ("network", "temperature", "asked_most", "given_most", "minimum", "weeks_short")
    levels = tuple(
        row(
            warehouse.network[one.network].name,
            (
                Number(one.asked_m2_weeks),
                Number(one.given_m2_weeks),
                Number(one.level, 1, share=True),
                say(f"held_{one.held_by}", language),
            ),
        )
        for one in allotment.levels
    )
    tables = [
        Table(tuple(say(key, language) for key in heads), tuple(rows), where=LONG),
        Table(
            tuple(
                say(key, language)
                for key in ("network", "asked_m2", "given_m2", "level", "held_by")
            ),
            levels,
            say("levels", language),
        ),
        *_worth(study, language),
    ]
    lines = [say(f"rule_{allotment.rule}", language)]
    if len(tables) == 2:
        lines.append(say("worth_none", language))
    return Section(say("places", language), (*lines, *tables))


def _worth(study: WarehouseStudy, language: Language) -> list[Table]:
    """Return what one more place is worth to each, and the loss that it would avoid."""
    warehouse = warehouse_of(study)
    found = []
    worth = tuple(
        row(
            warehouse.network[one.network].name,
            (
                TEMPERATURE_NAMES[one.temperature].in_(language),
                Number(one.m2_weeks, 1),
                Number(one.checked_m2_weeks, 1),
                Number(one.per_m2, 1),
            ),
        )
        for one in study.allotment.values
        if one.m2_weeks > 0 or one.checked_m2_weeks > 0
    )
    if worth:
        heads = ("network", "temperature", "gain_m2", "gain_checked", "gain_per_m2")
        found.append(
            Table(tuple(say(key, language) for key in heads), worth, say("worth", language))
        )
    loss = tuple(
        row(
            warehouse.network[one.network].name if one.network else say("all", language),
            (
                TEMPERATURE_NAMES[one.temperature].in_(language),
                Number(one.kg),
                Number(one.checked_kg),
                Number(one.kg_per_m2),
            ),
        )
        for one in study.stock.values
        if one.kg > 0 or one.checked_kg > 0
    )
    if loss:
        heads = ("network", "temperature", "avoided_kg", "gain_checked", "avoided_per_m2")
        found.append(
            Table(tuple(say(key, language) for key in heads), loss, say("worth_loss", language))
        )
    return found


def stock_section(study: WarehouseStudy, language: Language) -> Section:
    """Return the stock week after week: pictures, filling, movements, what is proved."""
    warehouse, stock = warehouse_of(study), study.stock
    weeks = range(stock.weeks)
    names = tuple(say("week_n", language, number=week + 1) for week in weeks)
    family = study.scenario.family
    pictures, lines = [], [say("stock_how", language)]
    filled: dict[str, list[float]] = {}
    for temperature in TEMPERATURES:
        room = {one.week: one for one in stock.saturation if one.temperature == temperature}
        if not any(one.places or one.pallets for one in room.values()):
            continue
        shares = [room[week].share if week in room else 0.0 for week in weeks]
        filled[temperature] = shares
        name = TEMPERATURE_NAMES[temperature].in_(language)
        lines.append(
            say(
                "full_weeks",
                language,
                temperature=capital(name),
                count=sum(one > FULL for one in shares),
                share=percent(max(shares), language),
            )
        )
        held = {network.id: [0.0] * stock.weeks for network in warehouse.admitted}
        for one in stock.ledger:
            if family[one.family].temperature == temperature:
                held[one.network][one.week] += one.pallets
        pictures.append(
            Areas(
                say("stock_picture", language, temperature=name),
                say("pallets", language),
                names,
                tuple(one.name for one in warehouse.admitted),
                tuple(tuple(values) for values in held.values()),
                tuple(float(room[week].places) if week in room else 0.0 for week in weeks),
                say("room", language),
            )
        )
    return Section(
        say("stock", language),
        (
            *lines,
            *pictures,
            _books(study, language),
            _proved(study, language),
            _filling(study, filled, names, language),
            _weeks(study, names, language),
        ),
    )


def _books(study: WarehouseStudy, language: Language) -> Table:
    warehouse, stock = warehouse_of(study), study.stock
    heads = ("network", "opening", "arrived", "turned_away", "taken", "given", "sent", "expired")
    rows = []
    for network in warehouse.admitted:
        mine = [one for one in stock.ledger if one.network == network.id]
        need = sum(one.need_kg for one in mine)
        sent = sum(one.issued_kg for one in mine)
        rows.append(
            row(
                network.name,
                (
                    Number(float(sum(one.opening_kg for one in mine if one.week == 0))),
                    Number(float(sum(one.arrived_kg for one in mine))),
                    _bad(sum(one.turned_away_kg for one in mine)),
                    Number(float(sum(one.taken_kg for one in mine))),
                    Number(float(sum(one.given_kg for one in mine))),
                    Number(float(sent)),
                    _bad(sum(one.expired_kg for one in mine)),
                    Number(
                        float(sum(one.closing_kg for one in mine if one.week == stock.weeks - 1))
                    ),
                    Number(sent / need if need else None, 1, share=True),
                ),
            )
        )
    return Table(
        tuple(say(key, language) for key in (*heads, "closing", "covered")),
        tuple(rows),
        say("books", language),
    )


def _bad(kg: int) -> Number:
    return Number(float(kg), tone="bad" if kg else "")


def _proved(study: WarehouseStudy, language: Language) -> Table:
    rows = tuple(
        row(
            say(f"stock_{one.objective}", language),
            (Number(one.kg), Number(one.bound_kg), Number(one.gap, 3, share=True)),
        )
        for one in study.stock.levels
    )
    heads = ("objective", "plan_kg", "bound_kg", "gap")
    title = say("proved", language)
    return Table(tuple(say(key, language) for key in heads), rows, title, LONG)


def _filling(
    study: WarehouseStudy,
    filled: dict[str, list[float]],
    names: tuple[str, ...],
    language: Language,
) -> Table:
    warehouse = warehouse_of(study)
    heads = [say("week", language)]
    heads += [capital(TEMPERATURE_NAMES[one].in_(language)) for one in filled]
    heads += [f"{one.name}, {say('pallets', language)}" for one in warehouse.admitted]
    rows: list[tuple[Cell, ...]] = []
    for week, name in enumerate(names):
        held = {one.id: 0.0 for one in warehouse.admitted}
        for line in study.stock.ledger:
            if line.week == week:
                held[line.network] += line.pallets
        cells: list[Cell] = [
            Number(shares[week], share=True, tone="bad" if shares[week] > FULL else "")
            for shares in filled.values()
        ]
        rows.append(row(name, [*cells, *(Number(value) for value in held.values())]))
    return Table(tuple(heads), tuple(rows), say("saturation", language), LONG)


def _weeks(study: WarehouseStudy, names: tuple[str, ...], language: Language) -> Table:
    warehouse, family = warehouse_of(study), study.scenario.family
    heads = (
        *("week", "network", "family", "opening", "arrived", "turned_away", "taken", "given"),
        *("sent", "expired", "closing", "need"),
    )

    def line(one: StockWeek) -> tuple[Cell, ...]:
        figures = (
            *(one.opening_kg, one.arrived_kg, one.turned_away_kg, one.taken_kg, one.given_kg),
            *(one.issued_kg, one.expired_kg, one.closing_kg, one.need_kg),
        )
        return (
            names[one.week],
            warehouse.network[one.network].name,
            family[one.family].label,
            *(Number(float(kg)) for kg in figures),
        )

    return Table(
        tuple(say(key, language) for key in heads),
        tuple(line(one) for one in study.stock.ledger),
        say("books_weeks", language),
        LONG,
    )
