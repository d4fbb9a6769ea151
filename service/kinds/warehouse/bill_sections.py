"""The year's bill of a warehouse, its invoices, and the same bill under other keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.base import Text
from models.funding_study import Bill
from models.numbers import number, signed
from models.pooling import COST_RULE_MEANINGS
from service.kinds.warehouse.funding_told import Told
from service.kinds.warehouse.supply_names import warehouse_of
from service.pages.page import LONG, Cell, Number, Part, Section, Table, Words, row, table_of
from service.pages.pictures import Bars
from service.words.sentences import capital, colon

MEANT: Mapping[str, Text] = {one: COST_RULE_MEANINGS[one] for one in ("shapley", "nucleolus")}
"""What the rules do whose names do not say it."""


def bill_section(told: Told) -> Section:
    """Return cost, funders, gross, subsidies and net, named apart; and the lines of cost."""
    rows, total = _bill_rows(told, told.year.bill), told.year.bill.cost_eur
    bill = table_of(
        rows,
        (told.say("line"), lambda one: one[0]),
        (told.say("eur"), lambda one: Number(one[1], 2, "€")),
        (told.say("share"), lambda one: Number(one[1] / total if total else None, share=True)),
    )
    costs = table_of(
        told.funding.costs,
        (told.say("line"), lambda one: one.label),
        (told.say("eur"), lambda one: Number(one.eur_per_year, 2, "€")),
        (told.say("driver"), lambda one: told.say(f"driver_{one.driver}")),
        (told.say("sunk"), lambda one: told.say("yes" if one.sunk else "no")),
        title=told.say("costs"),
        where=LONG,
    )
    fitouts = (
        told.say(
            "fitout",
            year=number(one.fitout_eur / one.fitout_years, told.language),
            eur=number(one.fitout_eur, told.language),
            years=number(one.fitout_years, told.language),
            name=one.label,
        )
        for one in warehouse_of(told.study).platforms
        if one.fitout_eur
    )
    names, values = tuple(name for name, _ in rows), tuple((eur,) for _, eur in rows)
    bars = Bars(told.say("bill"), "€", (told.say("eur"),), names, values)
    return Section(told.say("bill"), (told.say("bill_how"), *fitouts, bars, bill, costs))


def _bill_rows(told: Told, of: Bill) -> list[tuple[str, float]]:
    return [
        (told.say("cost"), of.cost_eur),
        *((told.say("funder", name=told.payer[k]), eur) for k, eur in of.funders_eur.items()),
        (told.say("gross"), of.gross_eur),
        *((told.say("subsidy", name=told.payer[k]), eur) for k, eur in of.subsidies_eur.items()),
        (told.say("net"), of.net_eur),
    ]


def invoices_section(told: Told) -> Section:
    """Return each one's gross invoice, subsidies and net, to the cent, and their totals."""
    of = told.year.bill
    rows = [
        (told.name[one.payer], one.share, one.gross_eur, one.subsidies_eur, one.net_eur)
        for one in told.year.invoices
    ]
    rows.append((told.say("total"), 1.0, of.gross_eur, of.subsidies_eur, of.net_eur))
    table = table_of(
        rows,
        (told.say("network"), lambda one: one[0]),
        (told.say("share"), lambda one: Number(one[1], 2, share=True)),
        (told.say("gross_short"), lambda one: Number(one[2], 2, "€")),
        (told.say("back_short"), lambda one: Number(sum(one[3].values()), 2, "€")),
        (told.say("net_short"), lambda one: Number(one[4], 2, "€")),
        total=True,
    )
    tables = [table]
    if len(of.subsidies_eur) > 1:
        heads = (told.say("network"), *(told.payer[name] for name in of.subsidies_eur))
        each = tuple(
            row(name, (Number(back[key], 2, "€") for key in of.subsidies_eur))
            for name, _, _, back, _ in rows
        )
        tables.append(Table(heads, each, told.say("subsidies"), LONG, total=True))
    lines = [told.say("invoices_how", name=told.key_name(told.year.key))]
    if told.year.key != told.funding.key:
        asked, name = told.key_name(told.funding.key), told.key_name(told.year.key)
        lines.append(told.say("stands_in", asked=asked, name=name))
    return Section(told.say("invoices"), (*lines, *tables))


def keys_section(told: Told) -> Section:
    """Return what other keys would ask of each, and the measures behind them."""
    applied = next(one for one in told.year.keys if one.key == told.year.key)
    rows: list[tuple[Cell, ...]] = []
    for one in told.year.keys:
        cells: list[Cell] = []
        for who in told.who:
            gap = signed(one.net_eur[who] - applied.net_eur[who], told.language)
            note = f"({gap})" if one.key != applied.key else ""
            cells.append(Number(one.net_eur[who], 2, "€", note=note))
        left = Words(_leavers(told, one.leavers), "bad" if one.leavers else "")
        rows.append(row(told.key_name(one.key), [*cells, left]))
    names = tuple(told.name[who] for who in told.who)
    heads = (told.say("key"), *names, told.say("would_leave"))
    measures = table_of(
        told.year.holdings,
        (told.say("network"), lambda one: told.name[one.payer]),
        (told.say("m2"), lambda one: Number(one.surface_m2, unit="m²")),
        (told.say("cold"), lambda one: one.cold_places),
        (told.say("pallet_weeks"), lambda one: one.pallet_weeks),
        (told.say("pallets"), lambda one: one.pallets_per_year),
        title=told.say("measures"),
        where=LONG,
    )
    bars = Bars(
        told.say("keys"),
        "€",
        tuple(told.key_name(one.key) for one in told.year.keys),
        names,
        tuple(tuple(one.net_eur[who] for one in told.year.keys) for who in told.who),
    )
    each = Table(heads, tuple(rows), told.say("keys_each"), LONG)
    # rules of games have names that say nothing
    meant = [
        f"{capital(told.key_name(one.key))}{colon(told.language)}{text.in_(told.language)}"
        for one in told.year.keys
        if (text := MEANT.get(one.key)) is not None
    ]
    parts: tuple[Part, ...] = (
        told.say("keys_how"),
        *meant,
        bars,
        _keys_short(told),
        each,
        measures,
    )
    return Section(told.say("keys"), parts)


def _leavers(told: Told, who: Sequence[str]) -> str:
    return ", ".join(told.name[one] for one in who) or told.say("nobody")


def _keys_short(told: Told) -> Table:
    """Return, for each key, the net of the smallest and of the largest."""
    applied = next(one for one in told.year.keys if one.key == told.year.key)
    smallest = min(told.who, key=lambda who: (applied.net_eur[who], who))
    largest = max(told.who, key=lambda who: (applied.net_eur[who], who))
    return table_of(
        told.year.keys,
        (told.say("key"), lambda one: told.key_name(one.key)),
        (told.name[smallest], lambda one: Number(one.net_eur[smallest], unit="€")),
        (told.name[largest], lambda one: Number(one.net_eur[largest], unit="€")),
        (told.say("would_leave"), lambda one: _leavers(told, one.leavers)),
    )
