"""Stock: arrivals as stated, balances to the kg, first expired first out, places held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.findings import Finding
from models.networks import Network
from models.platforms import TEMPERATURES
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.warehouse import Warehouse
from models.warehouse_study import Allotment, Move, StockPlan, StockWeek
from solver.review.checks.violations import amount, violation

WITHOUT_CONVERSION_KG = 400.0
"""A pallet of a family whose conversion is not given, kg."""
EXACT = 1e-6
Cell = tuple[str, str]
"""Network and family."""


@dataclass
class _Stock:
    """What is there: kg by last week, and how much of it may be handed over at most."""

    kg: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    transferable: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def check_stock(scenario: Scenario, allotment: Allotment, stock: StockPlan) -> Iterator[Finding]:
    """Yield what is wrong with the stock, week by week."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    book = {(row.network, row.family, row.week): row for row in stock.ledger}
    moves: dict[int, list[Move]] = defaultdict(list)
    for move in stock.moves:
        moves[move.week].append(move)
    state: dict[Cell, _Stock] = defaultdict(_Stock)
    for week in range(warehouse.horizon_weeks):
        yield from _arrivals(scenario, moves[week], state, week)
        yield from _handovers(scenario, moves[week], state, week)
        yield from _leaving(scenario, moves[week], state, week)
        yield from _ledger(scenario, moves[week], state, book, week)
        yield from _places(scenario, allotment, state, week)


def _who(scenario: Scenario, network: str) -> str:
    assert scenario.warehouse is not None
    known = scenario.warehouse.network.get(network)
    return network if known is None else known.name


def _what(scenario: Scenario, family: str) -> str:
    return scenario.family[family].label if family in scenario.family else family


def _expected(warehouse: Warehouse, week: int) -> dict[tuple[str, str, int, bool], int]:
    """Return the kg that come in a week by network, family, last week, and freedom to hand over."""
    found: dict[tuple[str, str, int, bool], int] = defaultdict(int)
    admitted = {network.id for network in warehouse.admitted}
    weeks = warehouse.horizon_weeks
    for flow in warehouse.flows:
        if flow.network in admitted:
            last = min(week + flow.expiry_weeks, weeks)
            key = (flow.network, flow.family, last, flow.transferable)
            found[key] += round(flow.weekly_kg[week % len(flow.weekly_kg)])
    for one in warehouse.stock if week == 0 else ():
        if one.network in admitted:
            last = min(one.expiry_weeks, weeks)
            found[one.network, one.family, last, one.transferable] += round(one.kg)
    return found


def _arrivals(
    scenario: Scenario, moves: list[Move], state: dict[Cell, _Stock], week: int
) -> Iterator[Finding]:
    assert scenario.warehouse is not None
    came: dict[tuple[str, str, int], int] = defaultdict(int)
    for move in moves:
        if move.kind in ("arrived", "opening", "turned_away"):
            came[move.network, move.family, move.last_week] += move.kg
        if move.kind in ("arrived", "opening"):
            state[move.network, move.family].kg[move.last_week] += move.kg
    expected: dict[tuple[str, str, int], int] = defaultdict(int)
    for (network, family, last, free), kg in _expected(scenario.warehouse, week).items():
        expected[network, family, last] += kg
        if free:
            state[network, family].transferable[last] += kg
    for network, family, last in sorted({*came, *expected}):
        found, limit = came[network, family, last], expected[network, family, last]
        if found != limit:
            yield violation(
                "stock_arrivals",
                (network,),
                week=week + 1,
                what=_what(scenario, family),
                who=_who(scenario, network),
                found=found,
                limit=limit,
            )


def _handovers(
    scenario: Scenario, moves: list[Move], state: dict[Cell, _Stock], week: int
) -> Iterator[Finding]:
    warehouse = scenario.warehouse
    assert warehouse is not None
    admitted = {network.id: network for network in warehouse.admitted}
    for move in moves:
        if move.kind != "given" or move.to is None:
            continue
        giver, taker = admitted.get(move.network), admitted.get(move.to)
        mine, theirs = state[move.network, move.family], state[move.to, move.family]
        free = mine.transferable[move.last_week]
        if not _may(warehouse, giver, taker) or move.kg > free:
            yield violation(
                "handover",
                (move.network, move.to),
                week=week + 1,
                what=_what(scenario, move.family),
                who=_who(scenario, move.network),
                found=move.kg,
                limit=_who(scenario, move.to),
            )
        mine.transferable[move.last_week] = max(0, free - move.kg)
        theirs.transferable[move.last_week] += move.kg
        yield from _take(scenario, move, mine, week)
        theirs.kg[move.last_week] += move.kg


def _may(warehouse: Warehouse, giver: Network | None, taker: Network | None) -> bool:
    if giver is None or taker is None or giver.id == taker.id:
        return False
    return warehouse.transfers and giver.gives and taker.takes


def _take(scenario: Scenario, move: Move, stock: _Stock, week: int) -> Iterator[Finding]:
    """Take food out of a stock; yield if it is not there."""
    there = stock.kg[move.last_week]
    if move.kg > there:
        yield violation(
            "stock_negative",
            (move.network,),
            week=week + 1,
            what=_what(scenario, move.family),
            who=_who(scenario, move.network),
            found=move.kg,
            limit=there,
        )
    stock.kg[move.last_week] = max(0, there - move.kg)


def _leaving(
    scenario: Scenario, moves: list[Move], state: dict[Cell, _Stock], week: int
) -> Iterator[Finding]:
    """Yield food sent out of order, and food kept after its last week."""
    sent: dict[Cell, dict[int, int]] = defaultdict(dict)
    for move in moves:
        if move.kind == "issued":
            yield from _take(scenario, move, state[move.network, move.family], week)
            mine = sent[move.network, move.family]
            mine[move.last_week] = mine.get(move.last_week, 0) + move.kg
    for (network, family), kg in sorted(sent.items()):
        left = [last for last, one in state[network, family].kg.items() if one]
        late = {last: one for last, one in kg.items() if left and last > min(left)}
        if late:
            yield violation(
                "first_expired",
                (network,),
                week=week + 1,
                what=_what(scenario, family),
                who=_who(scenario, network),
                found=sum(late.values()),
                limit=min(left) + 1,
            )
    for move in moves:
        if move.kind == "expired":
            yield from _take(scenario, move, state[move.network, move.family], week)
            if move.last_week != week:
                yield _late(scenario, move.network, move.family, week, move.kg, move.last_week)
    for (network, family), stock in sorted(state.items()):
        over = {last: held for last, held in stock.kg.items() if held and last <= week}
        for last, held in over.items():
            yield _late(scenario, network, family, week, held, last)
            stock.kg[last] = 0


def _late(scenario: Scenario, network: str, family: str, week: int, kg: int, last: int) -> Finding:
    """Return the violation of food that does not go in its last week."""
    return violation(
        "stock_expired",
        (network,),
        week=week + 1,
        what=_what(scenario, family),
        who=_who(scenario, network),
        found=kg,
        limit=last + 1,
    )


KINDS = {
    "arrived": "arrived_kg",
    "turned_away": "turned_away_kg",
    "given": "given_kg",
    "issued": "issued_kg",
    "expired": "expired_kg",
}


def _ledger(
    scenario: Scenario,
    moves: list[Move],
    state: dict[Cell, _Stock],
    book: dict[tuple[str, str, int], StockWeek],
    week: int,
) -> Iterator[Finding]:
    """Yield rows of the ledger that the movements do not make, and needs exceeded."""
    sums: dict[Cell, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for move in moves:
        mine = sums[move.network, move.family]
        if move.kind in KINDS:
            mine[KINDS[move.kind]] += move.kg
        if move.kind == "given" and move.to is not None:
            sums[move.to, move.family]["taken_kg"] += move.kg
    for network, family in sorted({*sums, *((n, f) for n, f, t in book if t == week)}):
        row = book.get((network, family, week))
        closing = sum(state[network, family].kg.values())
        made = sums[network, family]
        names = (*KINDS.values(), "taken_kg")
        wrong = row is None or any(getattr(row, name) != made[name] for name in names)
        opening = book.get((network, family, week - 1))
        if row is not None and opening is not None:
            wrong |= row.opening_kg != opening.closing_kg
        if row is None or wrong or row.closing_kg != closing:
            yield violation(
                "stock_balance",
                (network,),
                week=week + 1,
                what=_what(scenario, family),
                who=_who(scenario, network),
                found=0 if row is None else row.closing_kg,
                limit=closing,
            )
        need = _need_kg(scenario, network, family)
        if made["issued_kg"] > need:
            yield violation(
                "stock_need",
                (network,),
                week=week + 1,
                what=_what(scenario, family),
                who=_who(scenario, network),
                found=made["issued_kg"],
                limit=need,
            )


def _need_kg(scenario: Scenario, network: str, family: str) -> int:
    warehouse = scenario.warehouse
    assert warehouse is not None
    points = (point for point in warehouse.points if point.network == network)
    return round(sum(warehouse.need_kg(point, family) for point in points))


def _places(
    scenario: Scenario, allotment: Allotment, state: dict[Cell, _Stock], week: int
) -> Iterator[Finding]:
    """Yield places overfilled: those there are, and each network's with those that nobody holds."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    for temperature in TEMPERATURES:
        filled: dict[str, float] = defaultdict(float)
        for (network, name), stock in state.items():
            family = scenario.family.get(name)
            if family is not None and family.temperature == temperature:
                per_pallet = family.kg_per_pallet or WITHOUT_CONVERSION_KG
                filled[network] += sum(stock.kg.values()) / per_pallet
        usable = warehouse.usable_places(temperature, week)
        own = {
            one.network: one.given[week]
            for one in allotment.shares
            if one.temperature == temperature
        }
        spare = max(0, usable - sum(own.values()))
        beyond = {n: max(0.0, kg - own.get(n, 0)) for n, kg in filled.items()}
        allotted = allotment.rule != "free"
        if sum(filled.values()) <= usable + EXACT and (
            not allotted or sum(beyond.values()) <= spare + EXACT
        ):
            continue
        who = max(beyond, key=lambda n: beyond[n])
        yield violation(
            "stock_places",
            (who,),
            week=week + 1,
            what=TEMPERATURE_NAMES[temperature],
            who=_who(scenario, who),
            found=amount(filled[who]),
            limit=amount(own.get(who, 0) + spare if allotted else usable),
        )
