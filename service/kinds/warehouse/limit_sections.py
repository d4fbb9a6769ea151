"""Who advances cash until when, how much each can bear, and stress tests."""

from __future__ import annotations

from collections.abc import Callable

from models.funding_study import Bill, Cash, CashMonth
from service.kinds.warehouse.funding_told import Told
from service.kinds.warehouse.funding_words import month_name
from service.pages.page import LONG, Cell, Number, Section, Table, Words, row
from service.pages.pictures import Bars
from service.words.labels import number, signed


def cash_section(told: Told) -> Section:
    """Return who advances how much until when, and everyone's cash by month."""
    by = told.funding.advanced_by
    how = told.say("cash_own") if by is None else told.say("cash_by", name=told.cash_name(by))
    rows = tuple(_advance(told, one) for one in told.year.cash)
    return Section(
        told.say("cash"),
        (
            how,
            Bars(
                told.say("advance_drawn"),
                "€",
                (told.say("advance_drawn"),),
                tuple(told.cash_name(one.who) for one in told.year.cash),
                tuple((one.advance_eur,) for one in told.year.cash),
            ),
            Table(
                tuple(told.say(k) for k in ("who", "advance", "advance_month", "back_month")),
                rows,
            ),
            _months(told, "due_months", lambda one: one.paid_eur),
            _months(told, "back_months", lambda one: one.received_eur),
            _months(told, "months", lambda one: one.balance_eur),
        ),
    )


def _months(told: Told, title: str, eur: Callable[[CashMonth], float]) -> Table:
    """Return one figure of everyone's cash, month by month; months without any are left out."""
    months = [one.month for one in told.year.cash[0].months] if told.year.cash else []
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        row(
            month_name(month, told.language),
            (Number(eur(one.months[n]), 2, "€") for one in told.year.cash),
        )
        for n, month in enumerate(months)
        if any(eur(one.months[n]) for one in told.year.cash)
    )
    heads = (told.say("month"), *(told.cash_name(one.who) for one in told.year.cash))
    return Table(heads, rows, told.say(title), LONG)


def _advance(told: Told, one: Cash) -> tuple[Cell, ...]:
    cents_only = one.advance_eur < 1
    back = "–"
    if not cents_only:
        back = (
            told.say("never")
            if one.back_month is None
            else month_name(one.back_month, told.language)
        )
    return row(
        told.cash_name(one.who),
        (
            Number(0.0 if cents_only else one.advance_eur, 2, "€"),
            "–" if cents_only else month_name(one.advance_month, told.language),
            back,
        ),
    )


def limits_section(told: Told) -> Section:
    """Return the most that each can bear before it is better off alone."""
    rows = tuple(
        row(
            told.name[one.payer],
            (
                Number(one.net_eur, 0, "€"),
                Number(one.most_eur, 0, "€"),
                Number(
                    one.margin_eur,
                    0,
                    "€",
                    sign=True,
                    tone="good" if one.margin_eur > 0 else "bad",
                ),
            ),
        )
        for one in told.year.bearable
    )
    why = tuple(
        row(
            told.name[one.payer],
            (
                Number(one.site_eur, 0, "€"),
                Number(one.own_rounds_eur, 0, "€"),
                Number(one.shared_rounds_eur, 0, "€"),
                Number(one.kept_subsidy_eur, 0, "€"),
                Number(one.most_eur, 0, "€"),
            ),
        )
        for one in told.year.bearable
    )
    heads = ("who", "net_short", "most", "margin")
    parts = ("who", "site", "own_rounds", "shared_rounds", "kept", "most")
    lines = [told.say("limits_how")]
    if told.year.bearable:
        least = min(told.year.bearable, key=lambda one: (one.margin_eur, one.payer))
        margin = number(least.margin_eur, told.language)
        lines.append(told.say("shortest", name=told.name[least.payer], margin=margin))
    return Section(
        told.say("limits"),
        (
            *lines,
            Bars(
                told.say("limits"),
                "€",
                (told.say("net_short"), told.say("most")),
                tuple(told.name[one.payer] for one in told.year.bearable),
                tuple((one.net_eur, one.most_eur) for one in told.year.bearable),
            ),
            Table(tuple(told.say(key) for key in heads), rows),
            Table(tuple(told.say(key) for key in parts), why, told.say("limits_why"), LONG),
        ),
    )


def stress_section(told: Told) -> Section:
    """Return what each would pay if something happened, and who would follow."""
    today = {one.payer: one.net_eur for one in told.year.invoices}
    names = list(told.who)
    names += [one.who for one in told.year.stress if one.kind == "joins" and one.who]
    rows = [_stress_row(told, told.say("today"), today, told.year.bill, names, ())]
    rows += [
        _stress_row(told, told.what(one), one.net_eur, one.bill, names, one.chain)
        for one in told.year.stress
    ]
    heads = (
        told.say("what_if"),
        told.say("cost"),
        told.say("stress_net"),
        *(told.name[who] for who in names),
        told.say("then_leave"),
    )
    lines = [told.say("stress_how")]
    smallest = min(today, key=lambda who: (today[who], who), default=None)
    hit = [one for one in told.year.stress if smallest in one.net_eur]
    if smallest is not None and hit:
        worst = max(hit, key=lambda one: one.net_eur[smallest])
        lines.append(
            told.say(
                "smallest",
                name=told.name[smallest],
                now=number(today[smallest], told.language),
                most=number(worst.net_eur[smallest], told.language),
                what=told.what(worst),
            )
        )
    return Section(
        told.say("stress"),
        (
            *lines,
            _stress_short(told, today),
            Table(heads, tuple(rows), told.say("stress_each"), LONG),
        ),
    )


def _stress_short(told: Told, today: dict[str, float]) -> Table:
    """Return, for each stress test, the net of all, of the smallest, and who is hit most."""
    smallest = min(today, key=lambda who: (today[who], who))
    rows: list[tuple[Cell, ...]] = []
    for one in told.year.stress:
        rise = {who: eur for who, eur in one.change_eur.items() if who in today}
        worst = max(rise, key=lambda who: (rise[who], who), default=None)
        hit = "–"
        if worst is not None and rise[worst] > 0:
            hit = f"{told.name[worst]} {signed(rise[worst], told.language)}\u00a0€"
        follow = " → ".join(told.name[who] for who in one.chain) or told.say("nobody")
        rows.append(
            row(
                told.what(one),
                (
                    Number(one.bill.net_eur, 0, "€"),
                    Number(one.net_eur.get(smallest), 0, "€"),
                    hit,
                    Words(follow, "bad" if one.chain else ""),
                ),
            )
        )
    heads = (
        told.say("what_if"),
        told.say("stress_net"),
        told.name[smallest],
        told.say("hit_most"),
        told.say("then_leave"),
    )
    return Table(heads, tuple(rows))


def _stress_row(
    told: Told,
    name: str,
    net: dict[str, float],
    of: Bill,
    names: list[str],
    chain: tuple[str, ...],
) -> tuple[Cell, ...]:
    follow = " → ".join(told.name[who] for who in chain) or told.say("nobody")
    return row(
        name,
        (
            Number(of.cost_eur, 0, "€"),
            Number(of.net_eur, 0, "€"),
            *(Number(net.get(who), 0, "€") for who in names),
            Words(follow, "bad" if chain else ""),
        ),
    )
