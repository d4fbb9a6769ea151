"""Who advances cash until when, how much each can bear, and stress tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.funding_study import Bill, Cash, CashMonth, Stress
from models.numbers import number, signed
from service.kinds.warehouse.funding_told import Told
from service.kinds.warehouse.funding_words import month_name
from service.pages.page import LONG, UNKNOWN, Cell, Number, Section, Table, Words, row, table_of
from service.pages.pictures import Bars

CENTS_EUR = 1.0
"""Less advanced than that is none."""


def cash_section(told: Told) -> Section:
    """Return who advances how much until when, and everyone's cash by month."""
    by, cash = told.funding.advanced_by, told.year.cash
    how = told.say("cash_own") if by is None else told.say("cash_by", name=told.cash_name(by))

    def month(one: Cash, when: int | None) -> str:
        if one.advance_eur < CENTS_EUR:
            return UNKNOWN
        return told.say("never") if when is None else month_name(when, told.language)

    def advance(one: Cash) -> float:
        return one.advance_eur if one.advance_eur >= CENTS_EUR else 0.0

    table = table_of(
        cash,
        (told.say("network"), lambda one: told.cash_name(one.who)),
        (told.say("advance"), lambda one: Number(advance(one), 2, "€")),
        (told.say("advance_month"), lambda one: month(one, one.advance_month)),
        (told.say("back_month"), lambda one: month(one, one.back_month)),
    )
    bars = Bars(
        told.say("advance_drawn"),
        "€",
        (told.say("advance_drawn"),),
        tuple(told.cash_name(one.who) for one in cash),
        tuple((one.advance_eur,) for one in cash),
    )
    months = (
        _months(told, "due_months", lambda one: one.paid_eur),
        _months(told, "back_months", lambda one: one.received_eur),
        _months(told, "months", lambda one: one.balance_eur),
    )
    return Section(told.say("cash"), (how, bars, table, *months))


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


def limits_section(told: Told) -> Section:
    """Return the most that each can bear before it is better off alone."""
    bearable = told.year.bearable

    def margin(eur: float) -> Number:
        return Number(eur, unit="€", sign=True, tone="good" if eur > 0 else "bad")

    most = table_of(
        bearable,
        (told.say("network"), lambda one: told.name[one.payer]),
        (told.say("net_short"), lambda one: Number(one.net_eur, unit="€")),
        (told.say("most"), lambda one: Number(one.most_eur, unit="€")),
        (told.say("margin"), lambda one: margin(one.margin_eur)),
    )
    why = table_of(
        bearable,
        (told.say("network"), lambda one: told.name[one.payer]),
        (told.say("site"), lambda one: Number(one.site_eur, unit="€")),
        (told.say("own_rounds"), lambda one: Number(one.own_rounds_eur, unit="€")),
        (told.say("shared_rounds"), lambda one: Number(one.shared_rounds_eur, unit="€")),
        (told.say("kept"), lambda one: Number(one.kept_subsidy_eur, unit="€")),
        (told.say("most"), lambda one: Number(one.most_eur, unit="€")),
        title=told.say("limits_why"),
        where=LONG,
    )
    lines = [told.say("limits_how")]
    if bearable:
        least = min(bearable, key=lambda one: (one.margin_eur, one.payer))
        eur = number(least.margin_eur, told.language)
        lines.append(told.say("shortest", name=told.name[least.payer], margin=eur))
    bars = Bars(
        told.say("limits"),
        "€",
        (told.say("net_short"), told.say("most")),
        tuple(told.name[one.payer] for one in bearable),
        tuple((one.net_eur, one.most_eur) for one in bearable),
    )
    return Section(told.say("limits"), (*lines, bars, most, why))


def stress_section(told: Told) -> Section:
    """Return what each would pay if something happened, and who would follow."""
    today = {one.payer: one.net_eur for one in told.year.invoices}
    names = [*told.who, *(one.who for one in told.year.stress if one.kind == "joins" and one.who)]
    now: tuple[str, Bill, dict[str, float], Sequence[str]]
    now = (told.say("today"), told.year.bill, today, ())
    rows = tuple(
        row(
            name,
            (
                *(Number(bill.cost_eur, unit="€"), Number(bill.net_eur, unit="€")),
                *(Number(net.get(who), unit="€") for who in names),
                _followers(told, chain),
            ),
        )
        for name, bill, net, chain in (
            now,
            *((told.what(one), one.bill, one.net_eur, one.chain) for one in told.year.stress),
        )
    )
    heads = (
        *(told.say(key) for key in ("what_if", "cost", "stress_net")),
        *(told.name[who] for who in names),
        told.say("then_leave"),
    )
    lines = [told.say("stress_how")]
    smallest = min(today, key=lambda who: (today[who], who), default=None)
    hit = [one for one in told.year.stress if smallest in one.net_eur]
    if smallest is not None and hit:
        worst = max(hit, key=lambda one: one.net_eur[smallest])
        least, most = (
            number(eur, told.language) for eur in (today[smallest], worst.net_eur[smallest])
        )
        name, what = told.name[smallest], told.what(worst)
        lines.append(told.say("smallest", name=name, now=least, most=most, what=what))
    each = Table(heads, rows, told.say("stress_each"), LONG)
    return Section(told.say("stress"), (*lines, _stress_short(told, today), each))


def _followers(told: Told, chain: Sequence[str]) -> Words:
    follow = " → ".join(told.name[who] for who in chain) or told.say("nobody")
    return Words(follow, "bad" if chain else "")


def _stress_short(told: Told, today: dict[str, float]) -> Table:
    """Return, for each stress test, the net of all, of the smallest, and who is hit most."""
    smallest = min(today, key=lambda who: (today[who], who))

    def hit(one: Stress) -> str:
        rise = {who: eur for who, eur in one.change_eur.items() if who in today}
        worst = max(rise, key=lambda who: (rise[who], who), default=None)
        if worst is None or rise[worst] <= 0:
            return UNKNOWN
        return f"{told.name[worst]} {signed(rise[worst], told.language)}\u00a0€"

    return table_of(
        told.year.stress,
        (told.say("what_if"), told.what),
        (told.say("stress_net"), lambda one: Number(one.bill.net_eur, unit="€")),
        (told.name[smallest], lambda one: Number(one.net_eur.get(smallest), unit="€")),
        (told.say("hit_most"), hit),
        (told.say("then_leave"), lambda one: _followers(told, one.chain)),
    )
