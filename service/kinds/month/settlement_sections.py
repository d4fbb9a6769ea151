"""The settlement of a month on its page: who pays whom, what for, what other keys would give."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from models.base import Language
from models.month import MonthStudy, PoolSettlement
from service.kinds.costs.words import RULES
from service.kinds.month import names
from service.kinds.month.words import say
from service.pages.page import Cell, Number, Section, Table, Words, table_of
from service.words.sentences import capital


def settlements(study: MonthStudy, language: Language) -> Iterator[Section]:
    """Yield the settlement of each pool; outings in detail are folded, as other keys are."""
    tell = partial(say, language=language)
    if not study.settlements:
        yield Section(tell("settle"), (tell("no_pool"),))
    for pool in study.settlements:
        yield _main(study, pool, language)
        others = tuple(compared(study, pool, language))
        if others:
            yield Section(tell("compare_keys"), others, closed=pool.agreed is not None)
        yield Section(tell("drives"), (drives_of(study, pool, language),), folded=True)
    untold = table_of(
        study.untold.outings,
        (tell("date"), lambda one: names.day(one.day, language)),
        (tell("round"), lambda one: names.outing(study.scenario, one.round)),
        (tell("stop"), lambda one: one.visits),
    )
    if untold.rows and study.settlements:
        yield Section(tell("outings_untold"), (untold,))


def eur(cents: int | None, *, sign: bool = False) -> Number:
    """Return cents as euros, to the cent."""
    return Number(None if cents is None else cents / 100, 2, "€", sign=sign)


def key_name(pool: PoolSettlement, language: Language) -> str:
    """Return what the agreed key is called."""
    return say("no_agreed", language) if pool.key is None else RULES[pool.key].in_(language)


def _main(study: MonthStudy, pool: PoolSettlement, language: Language) -> Section:
    world, tell = study.scenario, partial(say, language=language)
    agreed = pool.agreed
    rows = []
    for who, borne in pool.borne_cents.items():
        mine = [one for one in pool.drives if one.owner == who]
        share = None if agreed is None else agreed.cents.get(who, 0)
        rows.append(
            (
                names.association(world, who),
                Number(sum(one.km for one in mine), 1, "km"),
                Number(sum(one.hours for one in mine), 1, "h"),
                eur(borne),
                Number(None if agreed is None else agreed.parts.get(who, 0.0), 1, share=True),
                eur(share),
                eur(None if share is None else share - borne, sign=True),
            )
        )
    heads = ("association", "km", "drive_hours", "borne", "part", "share", "owes")
    total = (
        tell("total"),
        Number(sum(one.km for one in pool.drives), 1, "km"),
        Number(sum(one.hours for one in pool.drives), 1, "h"),
        eur(pool.cents),
        Number(None if agreed is None else 1.0, 1, share=True),
        eur(None if agreed is None else pool.cents),
        eur(None if agreed is None else 0),
    )
    table = Table(tuple(capital(tell(one)) for one in heads), (*rows, total), total=True)
    pays = table_of(
        pool.payments,
        (tell("pays"), lambda one: names.association(world, one.payer)),
        (tell("is_paid"), lambda one: names.association(world, one.payee)),
        (tell("amount"), lambda one: eur(one.cents)),
        title=tell("who_pays"),
    )
    title = tell("settle")
    if len(study.settlements) > 1:
        title += f" – {pool_name(study, pool)}"
    nothing = () if pays.rows or agreed is None else (tell("nobody_pays"),)
    how = tell("settle_how", rule=key_name(pool, language))
    return Section(title, (how, pays, *nothing, table))


def pool_name(study: MonthStudy, pool: PoolSettlement) -> str:
    """Return what a pool is called."""
    return next(one.label for one in study.scenario.policy.pools if one.id == pool.pool)


def compared(study: MonthStudy, pool: PoolSettlement, language: Language) -> Iterator[Table]:
    """Yield what the keys would give that are not agreed; told where none is."""
    world = study.scenario
    others = [one for one in pool.shares if one.key != pool.key]
    rows: list[tuple[Cell, ...]] = [
        (
            RULES[one.key].in_(language),
            *(Number(one.cents.get(who, 0) / 100, 2) for who in pool.members),
        )
        for one in others
    ]
    heads = (say("rule", language), *(names.short(world, who) for who in pool.members))
    if rows:
        yield Table(heads, tuple(rows), say("other_keys", language))


def drives_of(study: MonthStudy, pool: PoolSettlement, language: Language) -> Table:
    """Return every outing that is shared, with what it cost."""
    world, tell = study.scenario, partial(say, language=language)

    def cost(cents: int | None) -> Cell:
        return Words(tell("no_price"), "bad") if cents is None else Number(cents / 100, 2)

    return table_of(
        pool.drives,
        (tell("date"), lambda one: names.day(one.day, language)),
        (tell("vehicle"), lambda one: names.vehicle(world, one.vehicle)),
        (tell("association"), lambda one: names.association(world, one.owner)),
        (tell("km"), lambda one: Number(one.km, 1)),
        (tell("drive_hours"), lambda one: Number(one.hours, 1)),
        (tell("drive_cost"), lambda one: cost(one.cents)),
    )
