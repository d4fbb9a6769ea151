"""Places and stock of a warehouse: who has what, and what fills it week after week."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from models.base import Language
from models.numbers import percent
from models.platforms import TEMPERATURES
from models.products import TEMPERATURE_NAMES, Family
from models.warehouse_study import StockWeek, WarehouseStudy
from service.kinds.warehouse.supply_names import warehouse_of
from service.kinds.warehouse.words import say
from service.pages.goods import kilos
from service.pages.page import LONG, Number, Section, Table, row, table_of
from service.pages.pictures import Areas
from service.words.sentences import capital

BOOKED = (
    ("opening", "opening_kg"),
    ("arrived", "arrived_kg"),
    ("turned_away", "turned_away_kg"),
    ("taken", "taken_kg"),
    ("given", "given_kg"),
    ("sent", "issued_kg"),
    ("expired", "expired_kg"),
    ("closing", "closing_kg"),
    ("needed", "need_kg"),
)
"""Columns of the books of stock, each with the figure of a line that it shows."""
FULL = 0.95
"""Filling above which a week counts as full."""


def places_section(study: WarehouseStudy, language: Language) -> Section:
    """Return who asks for and has which places, and what one more is worth."""
    network, allotment = warehouse_of(study).network, study.allotment
    tell = partial(say, language=language)

    def short(asked: Sequence[int], given: Sequence[int]) -> Number:
        return _bad(sum(b < a for a, b in zip(asked, given, strict=True)))

    places = table_of(
        allotment.shares,
        (tell("network"), lambda one: network[one.network].name),
        (tell("temperature"), lambda one: TEMPERATURE_NAMES[one.temperature].in_(language)),
        (tell("asked_most"), lambda one: max(one.asked)),
        (tell("given_most"), lambda one: max(one.given)),
        (tell("minimum"), lambda one: network[one.network].minimum_places.get(one.temperature)),
        (tell("weeks_short"), lambda one: short(one.asked, one.given)),
        where=LONG,
    )
    levels = table_of(
        allotment.levels,
        (tell("network"), lambda one: network[one.network].name),
        (tell("asked_m2"), lambda one: one.asked_m2_weeks),
        (tell("given_m2"), lambda one: one.given_m2_weeks),
        (tell("level"), lambda one: Number(one.level, 1, share=True)),
        (tell("held_by"), lambda one: tell(f"held_{one.held_by}")),
        title=tell("levels"),
    )
    worth = _worth(study, language)
    none = (tell("worth_none"),) * (not worth)
    rule = tell(f"rule_{allotment.rule}")
    return Section(tell("places"), (rule, *none, places, levels, *worth))


def _worth(study: WarehouseStudy, language: Language) -> list[Table]:
    """Return what one more place is worth to each, and the loss that it would avoid."""
    network, tell = warehouse_of(study).network, partial(say, language=language)
    worth = table_of(
        (one for one in study.allotment.values if one.m2_weeks > 0 or one.checked_m2_weeks > 0),
        (tell("network"), lambda one: network[one.network].name),
        (tell("temperature"), lambda one: TEMPERATURE_NAMES[one.temperature].in_(language)),
        (tell("gain_m2"), lambda one: Number(one.m2_weeks, 1)),
        (tell("gain_checked"), lambda one: Number(one.checked_m2_weeks, 1)),
        (tell("gain_per_m2"), lambda one: Number(one.per_m2, 1)),
        title=tell("worth"),
    )
    loss = table_of(
        (one for one in study.stock.values if one.kg > 0 or one.checked_kg > 0),
        (tell("network"), lambda one: network[one.network].name if one.network else tell("all")),
        (tell("temperature"), lambda one: TEMPERATURE_NAMES[one.temperature].in_(language)),
        (tell("avoided_kg"), lambda one: one.kg),
        (tell("gain_checked"), lambda one: one.checked_kg),
        (tell("avoided_per_m2"), lambda one: one.kg_per_m2),
        title=tell("worth_loss"),
    )
    return [table for table in (worth, loss) if table.rows]


def stock_section(study: WarehouseStudy, language: Language) -> Section:
    """Return the stock week after week: pictures, filling, movements, what is proved."""
    warehouse, stock, family = warehouse_of(study), study.stock, study.scenario.family
    tell = partial(say, language=language)
    names = tuple(tell("week_n", number=week + 1) for week in range(stock.weeks))
    pictures, lines = [], [tell("stock_how")]
    filled: dict[str, list[float]] = {}
    for temperature in TEMPERATURES:
        room = {one.week: one for one in stock.saturation if one.temperature == temperature}
        if not any(one.places or one.pallets for one in room.values()):
            continue
        shares = [room[week].share if week in room else 0.0 for week in range(stock.weeks)]
        filled[temperature] = shares
        name, most = TEMPERATURE_NAMES[temperature].in_(language), percent(max(shares), language)
        full = sum(one > FULL for one in shares)
        lines.append(tell("full_weeks", temperature=capital(name), count=full, share=most))
        held = {network.id: [0.0] * stock.weeks for network in warehouse.admitted}
        for one in stock.ledger:
            if family[one.family].temperature == temperature:
                held[one.network][one.week] += one.pallets
        pictures.append(
            Areas(
                tell("stock_picture", temperature=name),
                tell("pallets"),
                names,
                tuple(one.name for one in warehouse.admitted),
                tuple(tuple(values) for values in held.values()),
                tuple(float(room[n].places) if n in room else 0.0 for n in range(stock.weeks)),
                tell("room"),
            )
        )
    tables = (
        *(_books(study, language), _proved(study, language)),
        *(_filling(study, filled, names, language), _weeks(study, names, language)),
    )
    return Section(tell("stock"), (*lines, *pictures, *tables))


def _books(study: WarehouseStudy, language: Language) -> Table:
    stock, tell = study.stock, partial(say, language=language)

    def edge(mine: Sequence[StockWeek], field: str, week: int) -> int:
        return sum(getattr(one, field) for one in mine if one.week == week)

    def all_(mine: Sequence[StockWeek], field: str) -> int:
        return sum(getattr(one, field) for one in mine)

    networks = warehouse_of(study).admitted
    books = [
        (network.name, [one for one in stock.ledger if one.network == network.id])
        for network in networks
    ]
    return table_of(
        books,
        (tell("network"), lambda one: one[0]),
        (tell("opening"), lambda one: edge(one[1], "opening_kg", 0)),
        (tell("arrived"), lambda one: all_(one[1], "arrived_kg")),
        (tell("turned_away"), lambda one: _bad(all_(one[1], "turned_away_kg"))),
        (tell("taken"), lambda one: all_(one[1], "taken_kg")),
        (tell("given"), lambda one: all_(one[1], "given_kg")),
        (tell("sent"), lambda one: all_(one[1], "issued_kg")),
        (tell("expired"), lambda one: _bad(all_(one[1], "expired_kg"))),
        (tell("closing"), lambda one: edge(one[1], "closing_kg", stock.weeks - 1)),
        (tell("covered"), lambda one: _part(all_(one[1], "issued_kg"), all_(one[1], "need_kg"))),
        title=tell("books"),
    )


def _bad(amount: int) -> Number:
    return Number(amount, tone="bad" if amount else "")


def _part(some: float, whole: float) -> Number:
    return Number(some / whole if whole else None, 1, share=True)


def _proved(study: WarehouseStudy, language: Language) -> Table:
    tell = partial(say, language=language)
    return table_of(
        study.stock.levels,
        (tell("objective"), lambda one: tell(f"stock_{one.objective}")),
        (tell("plan_kg"), lambda one: one.kg),
        (tell("bound_kg"), lambda one: one.bound_kg),
        (tell("gap"), lambda one: Number(one.gap, 3, share=True)),
        title=tell("stock_proved"),
        where=LONG,
    )


def _filling(
    study: WarehouseStudy,
    filled: dict[str, list[float]],
    names: tuple[str, ...],
    language: Language,
) -> Table:
    networks, tell = warehouse_of(study).admitted, partial(say, language=language)
    heads = [capital(TEMPERATURE_NAMES[one].in_(language)) for one in filled]
    heads += [f"{one.name}, {tell('pallets')}" for one in networks]
    rows = []
    for week, name in enumerate(names):
        held = dict.fromkeys((one.id for one in networks), 0.0)
        for line in study.stock.ledger:
            if line.week == week:
                held[line.network] += line.pallets
        shares = [one[week] for one in filled.values()]
        full = [Number(one, share=True, tone="bad" if one > FULL else "") for one in shares]
        rows.append(row(name, (*full, *map(Number, held.values()))))
    return Table((tell("week"), *heads), tuple(rows), tell("saturation"), LONG)


def _kg_of(
    field: str, family: Mapping[str, Family], language: Language
) -> Callable[[StockWeek], Number]:
    return lambda one: kilos(family[one.family], getattr(one, field), language)


def _weeks(study: WarehouseStudy, names: tuple[str, ...], language: Language) -> Table:
    network, family = warehouse_of(study).network, study.scenario.family
    tell = partial(say, language=language)
    return table_of(
        study.stock.ledger,
        (tell("week"), lambda one: names[one.week]),
        (tell("network"), lambda one: network[one.network].name),
        (tell("family"), lambda one: family[one.family].label),
        *((tell(key), _kg_of(field, family, language)) for key, field in BOOKED),
        title=tell("books_weeks"),
        where=LONG,
    )
