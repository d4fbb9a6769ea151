"""The year's bill of a warehouse, its invoices, and the same bill under other keys."""

from __future__ import annotations

from models.funding_study import Bill
from service.kinds.warehouse.funding_told import Told
from service.kinds.warehouse.supply_names import warehouse_of
from service.pages.page import LONG, Cell, Number, Section, Table, Words, row
from service.pages.pictures import Bars
from service.words.labels import number, signed


def bill_section(told: Told) -> Section:
    """Return cost, funders, gross, subsidies and net, named apart; and the lines of cost."""
    rows = _bill_rows(told, told.year.bill)
    total = told.year.bill.cost_eur
    lines: tuple[tuple[Cell, ...], ...] = tuple(
        row(
            line.label,
            (
                Number(line.eur_per_year, 2, "€"),
                told.say(f"driver_{line.driver}"),
                told.say("yes" if line.sunk else "no"),
            ),
        )
        for line in told.funding.costs
    )
    heads = tuple(told.say(key) for key in ("line", "eur", "share"))
    fitouts = [
        told.say(
            "fitout",
            year=number(one.fitout_eur / one.fitout_years, told.language),
            eur=number(one.fitout_eur, told.language),
            years=number(one.fitout_years, told.language),
            name=one.label,
        )
        for one in warehouse_of(told.study).platforms
        if one.fitout_eur
    ]
    return Section(
        told.say("bill"),
        (
            told.say("bill_how"),
            *fitouts,
            Bars(
                told.say("bill"),
                "€",
                (told.say("eur"),),
                tuple(name for name, _ in rows),
                tuple((eur,) for _, eur in rows),
            ),
            Table(
                heads,
                tuple(
                    row(
                        name,
                        (
                            Number(eur, 2, "€"),
                            Number(eur / total if total else None, share=True),
                        ),
                    )
                    for name, eur in rows
                ),
            ),
            Table(
                tuple(told.say(key) for key in ("line", "eur", "driver", "sunk")),
                lines,
                told.say("costs"),
                LONG,
            ),
        ),
    )


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
    of, found = told.year.bill, told.year.invoices
    back = sum(of.subsidies_eur.values())
    rows = [
        _invoice(
            told.name[one.payer],
            one.share,
            (one.gross_eur, sum(one.subsidies_eur.values()), one.net_eur),
        )
        for one in found
    ]
    rows.append(_invoice(told.say("total"), 1.0, (of.gross_eur, back, of.net_eur)))
    keys = ("who", "share", "gross_short", "back_short", "net_short")
    tables = [Table(tuple(told.say(key) for key in keys), tuple(rows), total=True)]
    if len(of.subsidies_eur) > 1:
        each = [
            row(
                told.name[one.payer],
                (Number(one.subsidies_eur[name], 2, "€") for name in of.subsidies_eur),
            )
            for one in found
        ]
        each.append(
            row(told.say("total"), (Number(eur, 2, "€") for eur in of.subsidies_eur.values()))
        )
        names = (told.payer[name] for name in of.subsidies_eur)
        heads = (told.say("who"), *names)
        tables.append(Table(heads, tuple(each), told.say("subsidies"), LONG, total=True))
    how = told.say("invoices_how", name=told.key_name(told.year.key))
    lines = [how]
    if told.year.key != told.funding.key:
        asked, name = told.key_name(told.funding.key), told.key_name(told.year.key)
        lines.append(told.say("stands_in", asked=asked, name=name))
    return Section(told.say("invoices"), (*lines, *tables))


def _invoice(name: str, share: float, eur: tuple[float, float, float]) -> tuple[Cell, ...]:
    return row(name, (Number(share, 2, share=True), *(Number(one, 2, "€") for one in eur)))


def keys_section(told: Told) -> Section:
    """Return what other keys would ask of each, and the measures behind them."""
    applied = next(one for one in told.year.keys if one.key == told.year.key)
    rows: list[tuple[Cell, ...]] = []
    for one in told.year.keys:
        left = ", ".join(told.name[who] for who in one.leavers) or told.say("nobody")
        cells: list[Cell] = []
        for who in told.who:
            gap = one.net_eur[who] - applied.net_eur[who]
            note = f"({signed(gap, told.language)})" if one.key != applied.key else ""
            cells.append(Number(one.net_eur[who], 2, "€", note=note))
        tone = Words(left, "bad" if one.leavers else "")
        rows.append(row(told.key_name(one.key), [*cells, tone]))
    heads = (
        told.say("key"),
        *(told.name[who] for who in told.who),
        told.say("would_leave"),
    )
    measures = tuple(
        row(
            told.name[one.payer],
            (
                Number(one.surface_m2, 0, "m²"),
                Number(one.cold_places),
                Number(one.pallet_weeks),
                Number(one.pallets_per_year),
            ),
        )
        for one in told.year.holdings
    )
    return Section(
        told.say("keys"),
        (
            told.say("keys_how"),
            Bars(
                told.say("keys"),
                "€",
                tuple(told.key_name(one.key) for one in told.year.keys),
                tuple(told.name[who] for who in told.who),
                tuple(tuple(one.net_eur[who] for one in told.year.keys) for who in told.who),
            ),
            _keys_short(told),
            Table(heads, tuple(rows), told.say("keys_each"), LONG),
            Table(
                tuple(told.say(key) for key in ("who", "m2", "cold", "pallet_weeks", "pallets")),
                measures,
                told.say("measures"),
                LONG,
            ),
        ),
    )


def _keys_short(told: Told) -> Table:
    """Return, for each key, the net of the smallest and of the largest."""
    applied = next(one for one in told.year.keys if one.key == told.year.key)
    smallest = min(told.who, key=lambda who: (applied.net_eur[who], who))
    largest = max(told.who, key=lambda who: (applied.net_eur[who], who))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        row(
            told.key_name(one.key),
            (
                Number(one.net_eur[smallest], 0, "€"),
                Number(one.net_eur[largest], 0, "€"),
                ", ".join(told.name[who] for who in one.leavers) or told.say("nobody"),
            ),
        )
        for one in told.year.keys
    )
    heads = (
        told.say("key"),
        told.name[smallest],
        told.name[largest],
        told.say("would_leave"),
    )
    return Table(heads, rows)
