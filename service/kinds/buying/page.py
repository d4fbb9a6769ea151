"""A purchase in common as a page: who pays what, what to order, where the price comes from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from functools import partial

from models.base import Language
from models.buying import SupplierOffer
from models.buying_prices import price_eur
from models.buying_study import BuyingLevel, BuyingStudy, OrderLine, PurchaseOrder
from models.buying_wishes import WISH_NAMES
from models.calendar import DAY_NAMES, DAY_NUMBER
from models.dates import full_date
from models.numbers import number, percent
from service.kinds.buying.lines import basis, euros, in_one_line, many_of
from service.kinds.buying.words import say
from service.pages.levels import levels_section, yes_or_no
from service.pages.page import (
    EVERYWHERE,
    LONG,
    REPORT,
    Cell,
    Head,
    Number,
    Page,
    Section,
    Table,
    Words,
    table_of,
)
from service.pages.pictures import Bars
from service.pages.study_page import study_page
from service.words.labels import word


def buying_page(study: BuyingStudy, language: Language) -> Page:
    """Return the page of a purchase in common."""
    sections = [_bills(study, language), _orders(study, language)]
    if study.unmet:
        sections.append(_unmet(study, language))
    sections += [_waterfall(study, language), *_staircase(study, language)]
    if study.wishes:
        sections.append(_wishes(study, language))
    sections += [
        _receives(study, language),
        _ways(study, language),
        _levels(study, language),
    ]
    return study_page(study, language, say("title", language), _answer(study, language), sections)


def _answer(study: BuyingStudy, language: Language) -> str:
    """Return what all pay together and alone, and who has least."""
    plan = study.plan
    alone = sum(one.alone_cents for one in plan.bills)
    if not alone:
        return say("answer_none" if plan.apart else "answer_nothing", language)
    if len(plan.bills) < 2:
        return say("answer_none", language)
    told = say(
        "answer",
        language,
        members=len(plan.bills),
        total=euros(plan.total_cents, language),
        alone=euros(alone, language),
        saved=percent(1 - plan.total_cents / alone, language),
    )
    least = min(plan.bills, key=lambda one: (one.cover, one.association))
    if least.cover > 1 - 1e-6:
        return say("answer_all", language, told=told)
    return say(
        "answer_least",
        language,
        told=told,
        who=study.scenario.association[least.association].name,
        part=percent(least.cover, language),
    )


def _bills(study: BuyingStudy, language: Language) -> Section:
    names, tell = study.scenario.association, partial(say, language=language)
    plan = study.plan
    alone = sum(one.alone_cents for one in plan.bills)
    table = table_of(
        plan.bills,
        (tell("member"), lambda one: names[one.association].name),
        (tell("price_alone"), lambda one: Number(one.alone_cents / 100, 2)),
        (tell("price_together"), lambda one: Number(one.cents / 100, 2)),
        (Head(tell("vat_within"), LONG), lambda one: Number(one.vat_cents / 100, 2)),
        (tell("payers_take"), lambda one: Number(sum(one.paid_by.values()) / 100, 2)),
        (tell("own"), lambda one: Number(one.own_cents / 100, 2)),
        (tell("covered"), lambda one: Number(one.cover, share=True, bar=one.cover)),
        (Head(tell("in_one_line"), LONG), lambda one: in_one_line(study, one, language)),
    )
    sums = (
        alone,
        sum(one.cents for one in plan.bills),
        sum(one.vat_cents for one in plan.bills),
        sum(sum(one.paid_by.values()) for one in plan.bills),
        sum(one.own_cents for one in plan.bills),
    )
    total: tuple[Cell, ...] = (
        word("total", language),
        *(Number(one / 100, 2) for one in sums),
        Number(None),
        "",
    )
    saved = 1 - plan.total_cents / alone if alone else 0.0
    how = tell("bills_how", part=percent(saved, language, 1))
    return Section(tell("bills"), (how, replace(table, rows=(*table.rows, total), total=True)))


def on_day(study: BuyingStudy, order: PurchaseOrder, language: Language) -> str:
    """Return the day on which an order is delivered, with its date."""
    date = study.scenario.week_of + timedelta(days=7 * order.week + DAY_NUMBER[order.day])
    return f"{DAY_NAMES[order.day].in_(language)} {full_date(date, language)}"


def _packs(study: BuyingStudy, order: PurchaseOrder) -> str:
    asked = study.scenario.buying
    offers = [(one.packs, asked.offer[one.offer]) for one in order.lines]
    return "\n".join(
        f"{asked.article[one.article].label}\u00a0– {packs} × {one.pack_units}"
        for packs, one in offers
    )


def _orders(study: BuyingStudy, language: Language) -> Section:
    asked, tell = study.scenario.buying, partial(say, language=language)
    names = study.scenario.association
    table = table_of(
        study.plan.orders,
        (tell("supplier"), lambda one: asked.supplier[one.supplier].label),
        (tell("deliver_on"), lambda one: on_day(study, one, language)),
        (Head(tell("what"), LONG), lambda one: _packs(study, one)),
        (tell("goods_eur"), lambda one: Number(one.goods_cents / 100, 2)),
        (tell("carriage_eur"), lambda one: Number(one.carriage_cents / 100, 2)),
        (tell("total_eur"), lambda one: Number(one.total_cents / 100, 2)),
    )
    hub = names[asked.hub].label if asked.hub else ""
    invoiced = names[asked.invoiced_to].label if asked.invoiced_to else hub
    return Section(tell("orders"), (tell("orders_how", hub=hub, invoiced=invoiced), table))


def _unmet(study: BuyingStudy, language: Language) -> Section:
    names, tell = study.scenario.association, partial(say, language=language)
    table = table_of(
        study.unmet,
        (tell("member"), lambda one: names[one.association].name),
        (tell("covered"), lambda one: Number(one.cover, share=True, bar=one.cover)),
        (Head(tell("reason"), EVERYWHERE), lambda one: one.reason.in_(language)),
        reasons=1,
    )
    return Section(tell("unmet"), (table,))


def steps_of(study: BuyingStudy) -> tuple[tuple[str, int, int], ...]:
    """Return the steps of the price: what each is, from where it goes, and by how much, cents."""
    plan = study.plan
    goods = sum(one.goods_cents for one in plan.orders)
    carriage = sum(one.carriage_cents for one in plan.orders)
    alone = sum(one.alone_cents for one in plan.bills)
    total = plan.total_cents
    return (
        ("goods", 0, goods),
        ("carriage", goods, carriage),
        ("last_mile", goods + carriage, plan.last_mile_cents),
        ("together", 0, total),
        ("saving", total, max(0, alone - total)),
        ("apart_total", 0, alone),
    )


def _waterfall(study: BuyingStudy, language: Language) -> Section:
    tell = partial(say, language=language)
    steps = steps_of(study)
    picture = Bars(
        tell("waterfall"),
        "€",
        (tell("step"),),
        tuple(tell(name) for name, _, _ in steps),
        tuple((cents / 100,) for _, _, cents in steps),
        starts=tuple(start / 100 for _, start, _ in steps),
    )
    table = table_of(
        steps,
        (tell("step"), lambda one: tell(one[0])),
        (word("eur", language), lambda one: Number(one[2] / 100, 2)),
    )
    return Section(tell("waterfall"), (tell("waterfall_how"), picture, table))


def _staircase(study: BuyingStudy, language: Language) -> list[Section]:
    """Return the tiers of the dearest line that has several, and what the others have reached."""
    asked, tell = study.scenario.buying, partial(say, language=language)
    lines = [
        (order, line)
        for order in study.plan.orders
        for line in order.lines
        if len(asked.offer[line.offer].tiers) > 1
    ]
    if not lines:
        return []
    order, line = max(lines, key=lambda one: (one[1].net_cents, one[1].offer))
    offer = asked.offer[line.offer]
    article = asked.article[offer.article]
    froms = [number(one.from_units, language) for one in offer.tiers]
    heads = tuple(f"{tell('tier_from')} {one}" for one in froms)
    picture = Bars(
        tell("staircase"),
        f"€ / {article.unit}",
        (tell("tier_other"), tell("tier_reached")),
        heads,
        tuple(
            (None, one.price_eur) if n == line.tier else (one.price_eur, None)
            for n, one in enumerate(offer.tiers)
        ),
        digits=2,
    )
    tiers = Table(
        (tell("tier_from"), tell("tier_price"), tell("tier_reached")),
        tuple(
            (
                froms[n],
                Number(one.price_eur, 2),
                word("yes", language) if n == line.tier else word("no", language),
            )
            for n, one in enumerate(offer.tiers)
        ),
        where=REPORT,
    )
    how = tell(
        "staircase_apart" if offer.tier_kind == "incremental" else "staircase_how",
        eur=euros(100 * _each_eur(offer, line.units), language),
        article=article.label,
        supplier=asked.supplier[order.supplier].label,
        units=many_of(line.units, article.unit, language),
        basis=basis(offer, language),
    )
    others = table_of(
        lines,
        (
            tell("article"),
            lambda one: asked.article[asked.offer[one[1].offer].article].label,
        ),
        (tell("supplier"), lambda one: asked.supplier[one[0].supplier].label),
        (tell("units"), lambda one: one[1].units),
        (
            tell("tier_price"),
            lambda one: Number(
                _each_eur(asked.offer[one[1].offer], one[1].units),
                2,
                note=f"({basis(asked.offer[one[1].offer], language)})",
            ),
        ),
        (tell("next_tier"), lambda one: _next_tier(study, one[1], language)),
    )
    return [Section(tell("staircase"), (how, picture, tiers, others))]


def _each_eur(offer: SupplierOffer, units: int) -> float:
    """Return what a unit costs on average, as the supplier writes prices: tiers may be apart."""
    return float(price_eur(offer, units)) / units


def _next_tier(study: BuyingStudy, line: OrderLine, language: Language) -> str:
    offer = study.scenario.buying.offer[line.offer]
    tiers = offer.tiers
    if line.tier + 1 >= len(tiers):
        return say("no_next", language)
    after = tiers[line.tier + 1]
    return say(
        "next_beyond" if offer.tier_kind == "incremental" else "next_at",
        language,
        units=number(after.from_units, language),
        eur=euros(100 * after.price_eur, language),
    )


def _wishes(study: BuyingStudy, language: Language) -> Section:
    tell = partial(say, language=language)

    def price(with_cents: int | None, without: int, *, proved: bool) -> Number | Words:
        if with_cents is None:
            return Words(tell("impossible"), "bad")
        note = "" if proved else f"({tell('at_most')})"
        return Number((with_cents - without) / 100, 2, note=note)

    table = table_of(
        study.wishes,
        (tell("wish"), lambda one: WISH_NAMES[one.wish].in_(language)),
        (
            tell("kept"),
            lambda one: yes_or_no(one.held, language),
        ),
        (
            tell("with"),
            lambda one: Number(None if one.with_cents is None else one.with_cents / 100, 2),
        ),
        (tell("without"), lambda one: Number(one.without_cents / 100, 2)),
        (
            tell("wish_price"),
            lambda one: price(one.with_cents, one.without_cents, proved=one.proved),
        ),
    )
    return Section(tell("wishes"), (tell("wishes_how"), table))


def _receives(study: BuyingStudy, language: Language) -> Section:
    """Return the units that each member gets, by article, whatever the week."""
    asked, names = study.scenario.buying, study.scenario.association
    tell = partial(say, language=language)
    units: dict[tuple[str, str, str], int] = defaultdict(int)
    extra: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in study.plan.handed:
        key = (one.association, one.need, one.article)
        (extra if one.extra else units)[key] += one.units
    keys = sorted(units.keys() | extra.keys())
    table = table_of(
        keys,
        (tell("member"), lambda key: names[key[0]].name),
        (tell("article"), lambda key: asked.article[key[2]].label),
        (tell("units"), lambda key: units[key] + extra[key]),
        (tell("unit_of"), lambda key: asked.article[key[2]].unit),
        (
            word("kg", language),
            lambda key: Number(
                (units[key] + extra[key]) * (asked.article[key[2]].kg_per_unit or 0.0), 1
            ),
        ),
        (tell("beyond"), lambda key: extra[key] or Number(None)),
    )
    return Section(tell("receives"), (tell("receives_how"), table), folded=True)


def _ways(study: BuyingStudy, language: Language) -> Section:
    names, tell = study.scenario.association, partial(say, language=language)
    table = table_of(
        study.plan.last_mile,
        (tell("member"), lambda one: names[one.association].name),
        (tell("way"), lambda one: tell(f"way_{one.way}")),
        (tell("each_time"), lambda one: Number(one.cents / 100, 2)),
    )
    return Section(tell("ways"), (table,), folded=True)


def _levels(study: BuyingStudy, language: Language) -> Section:
    def told(one: BuyingLevel, value: float) -> Number:
        if one.level == "cover":
            return Number(value, 1, share=True)
        return Number(value, 2 if one.level == "cost" else 0)

    return levels_section(study.levels, language, say, told, bound=lambda one: one.bound)
