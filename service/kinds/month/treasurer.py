"""The treasurer's page of a month: who pays whom by the agreed key, then a statement for each."""

from __future__ import annotations

from functools import partial

from models.base import Language
from models.month import MonthStudy, PoolSettlement
from models.numbers import amount
from models.periods import period_name
from service.kinds.month import names
from service.kinds.month.settlement_sections import compared, drives_of, eur, key_name, pool_name
from service.kinds.month.treasurer_words import TREASURER_WORDS
from service.kinds.month.words import say as month_say
from service.pages.findings import alerts
from service.pages.page import Cell, Line, Number, Page, Part, Section, Table, table_of
from service.pages.pictures import Bars
from service.words.sentences import capital, count
from service.words.vocabulary import Vocabulary
from solver.told.transfers import MOST_EXACT

say = Vocabulary(TREASURER_WORDS, month_say)


def treasurer_page(study: MonthStudy, language: Language) -> Page:
    """Return the page: transfers, a picture, a statement each; outings and other keys folded."""
    period = period_name(study.period, language)
    sections: list[Section] = []
    for pool in study.settlements:
        several = f" – {pool_name(study, pool)}" if len(study.settlements) > 1 else ""
        sections.append(_transfers(study, pool, language, several))
        sections += [
            _statement(study, pool, who, language)
            for who in pool.members
            if pool.agreed is not None
        ]
        drives = drives_of(study, pool, language)
        gist = count(len(drives.rows), "outing", language)
        sections.append(
            Section(f"{say('drives', language)}{several}", (drives,), closed=True, gist=gist)
        )
        sections.append(_others(study, pool, language, several))
    return Page(
        title=f"{study.scenario.label} – {say('treasurer', language)}",
        subtitle=capital(period),
        answer=_answer(study, language),
        alerts=alerts(study.findings, language),
        sections=tuple(sections),
    )


def _answer(study: MonthStudy, language: Language) -> str:
    period = period_name(study.period, language)
    if not study.settlements:
        return say("by_month" if study.period.year else "no_pool", language)
    unagreed = sum(one.cents for one in study.settlements if one.agreed is None)
    if unagreed:
        return say("no_rule", language, eur=_said(unagreed, language), period=period)
    payments = [one for pool in study.settlements for one in pool.payments]
    whole = _said(sum(one.cents for one in payments), language)
    if not payments:
        return say("no_transfer", language, period=period)
    if len(payments) == 1:
        return say("one_transfer", language, eur=whole, period=period)
    return say("transfers", language, count=len(payments), eur=whole, period=period)


def _said(cents: int, language: Language) -> str:
    return amount(cents / 100, "€", language, 2)


def _transfers(
    study: MonthStudy, pool: PoolSettlement, language: Language, several: str
) -> Section:
    world, tell, agreed = study.scenario, partial(say, language=language), pool.agreed
    parts: list[Part] = []
    if agreed is None:
        parts.append(tell("agree_first"))
    else:
        rule = key_name(pool, language)
        parts.append(tell("rule_is", rule=rule, eur=_said(pool.cents, language)))
        pays = table_of(
            pool.payments,
            (tell("pays"), lambda one: names.association(world, one.payer)),
            (tell("is_paid"), lambda one: names.association(world, one.payee)),
            (tell("amount"), lambda one: eur(one.cents)),
        )
        exact = len(pool.members) <= MOST_EXACT
        least = tell("fewest") if exact else tell("few", most=MOST_EXACT)
        parts += [pays, Line(least, tone="weak")] if pays.rows else [tell("nobody_pays")]
        shown = [who for who in pool.members if pool.borne_cents.get(who) or agreed.cents.get(who)]
        parts.append(
            Bars(
                tell("paid_and_due"),
                "€",
                (tell("has_paid"), tell("owed_share")),
                tuple(names.short(world, who) for who in shown),
                tuple(
                    (pool.borne_cents.get(who, 0) / 100, agreed.cents.get(who, 0) / 100)
                    for who in shown
                ),
            )
        )
    return Section(f"{tell('who_pays')}{several}", tuple(parts))


def _statement(study: MonthStudy, pool: PoolSettlement, who: str, language: Language) -> Section:
    """Return what one association paid, its share, whom it pays and who pays it."""
    tell, agreed = partial(say, language=language), pool.agreed
    assert agreed is not None
    mine = [one for one in pool.drives if one.owner == who]
    made: tuple[Cell, ...] = (
        Number(len(mine)),
        Number(sum(one.km for one in mine), 1, "km"),
        Number(sum(one.hours for one in mine), 1, "h"),
    )

    def row(name: str, cents: int, beside: tuple[Cell, ...] = ()) -> tuple[Cell, ...]:
        return (name, eur(cents), *(beside or [Number(None) for _ in made]))

    # km and hours stand under what they cost; nothing under the rest
    rows = [
        row(tell("has_paid"), pool.borne_cents.get(who, 0), made if mine else ()),
        row(tell("owed_share"), agreed.cents.get(who, 0)),
        *(
            row(_direction(study, one.payer, one.payee, who, language), one.cents)
            for one in pool.payments
            if who in (one.payer, one.payee)
        ),
    ]
    heads = ("association", "amount", "drives", "km", "drive_hours")
    tiles = Table(tuple(tell(one) for one in heads), tuple(rows), tiles=True)
    even: tuple[Part, ...] = () if len(rows) > 2 else (tell("even"),)
    title = tell("its_statement", who=names.association(study.scenario, who))
    return Section(title, (tiles, *even))


def _direction(study: MonthStudy, payer: str, payee: str, who: str, language: Language) -> str:
    other = names.association(study.scenario, payee if payer == who else payer)
    return say("pays_to" if payer == who else "gets_from", language, who=other)


def _others(study: MonthStudy, pool: PoolSettlement, language: Language, several: str) -> Section:
    title = f"{say('compare_keys', language)}{several}"
    tables = tuple(compared(study, pool, language))
    keys = len(tables[0].rows) if tables else 0
    gist = f"{keys}" if keys else ""
    return Section(title, tables, closed=pool.agreed is not None, gist=gist)


def treasurer_tab(study: MonthStudy, language: Language) -> str:
    """Return the page as HTML, to be put under the title of a result."""
    from service.pages.html import page_body

    return page_body(treasurer_page(study, language), language)
