"""A split as a page: who receives what, why, what other rules would give, what is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from models.allocation import Allocation, Comparison, Standing
from models.base import Language
from models.numbers import amount, percent
from service.kinds.split.accounts import HEADS, Account, accounts
from service.kinds.split.portions import CRUMB_KG, by_association, counted, moment
from service.kinds.split.words import split_word
from service.pages.findings import alerts, limits
from service.pages.goods import kilos
from service.pages.page import (
    EVERYWHERE,
    LONG,
    NOWHERE,
    READ,
    REPORT,
    WORKBOOK,
    Alert,
    Head,
    Number,
    Page,
    Section,
    Table,
    Where,
    row,
    table_of,
)
from service.pages.pictures import Bars
from service.words.labels import word
from service.words.sentences import colon, count, listed, week_of
from solver.allocation.rules import RULE_MEANINGS, RULE_NAMES

MOST_LEFT = 8
"""Lots left over that the terminal tells in full."""
SAME_LEVEL = 0.005
"""Levels that differ by less are the same one."""
MOST_NAMED = 3


def split_page(allocation: Allocation, language: Language) -> Page:
    """Return the page of a split."""
    scenario = allocation.scenario
    jealous = f"{split_word('jealous', language)}{colon(language)}"
    pairs = (
        " → ".join(scenario.association[who].label for who in pair) for pair in allocation.jealous
    )
    return Page(
        title=f"{scenario.label} – {split_word('title', language)}",
        subtitle=week_of(scenario.week_of, language),
        answer=_answer(allocation, language),
        alerts=(
            *alerts(allocation.findings, language, week=scenario),
            *(Alert(f"{jealous}{pair}") for pair in pairs),
        ),
        sections=(
            _standings(allocation, language),
            _reasons(allocation, language),
            *_accounts(allocation, language),
            _rules(allocation, language),
            *_left(allocation, language),
            _families(allocation, language),
            _portions(allocation, language),
            _envy(allocation, language),
            limits(allocation.findings, language, scenario.notes),
        ),
        provenance=_provenance(allocation, language),
    )


def _provenance(allocation: Allocation, language: Language) -> tuple[tuple[str, str], ...]:
    return (
        (split_word("rule", language), RULE_NAMES[allocation.provenance.rule].in_(language)),
        (split_word("supply", language), split_word(allocation.supply.source, language)),
        (split_word("window", language), str(allocation.history.weeks + 1)),
        (split_word("digest", language), allocation.provenance.input_digest[:16]),
    )


def _answer(allocation: Allocation, language: Language) -> str:
    """Return who is lowest, at what share, and how much is split."""
    needy = [one for one in allocation.standings if one.need_kg > 0]
    kg = sum(one.received_kg for one in allocation.standings)
    need = sum(one.need_kg for one in needy)
    if not needy or not kg:
        return split_word("answer_nothing", language)
    least = min(one.cumulated_level for one in needy)
    lowest = [
        allocation.scenario.association[one.association].name
        for one in needy
        if one.cumulated_level < least + SAME_LEVEL
    ]
    return split_word("answer", language).format(
        who=listed(lowest, language, MOST_NAMED),
        level=percent(least, language),
        kg=amount(kg, "kg", language),
        need=amount(need, "kg", language),
    )


def _standings(allocation: Allocation, language: Language) -> Section:
    named, say = allocation.scenario.association, partial(split_word, language=language)
    names = [named[one.association].label for one in allocation.standings]
    level = Head(say("cumulated"), EVERYWHERE if _two_measures(allocation) else LONG)
    # whole lots are not split again with other counts
    counted = any(one.if_more_kg is not None for one in allocation.standings)
    where = EVERYWHERE if counted else NOWHERE
    weighed = any(one.planned_kg is not None for one in allocation.standings)
    compared = EVERYWHERE if weighed else NOWHERE
    table = table_of(
        allocation.standings,
        (say("association"), lambda one: named[one.association].label),
        (say("need"), lambda one: one.need_kg),
        (say("received"), lambda one: one.received_kg),
        (Head(say("planned_kg"), compared, say("planned_short")), lambda one: one.planned_kg),
        (
            Head(say("against_plan"), compared, say("difference")),
            lambda one: _signed(_change(one)),
        ),
        (say("level"), lambda one: Number(one.coverage, share=True)),
        (level, lambda one: Number(one.cumulated_level, share=True)),
        (Head(say("alone"), LONG), lambda one: one.alone_points),
        (Head(say("more"), where, say("more_short")), lambda one: _signed(one.if_more_kg)),
        (Head(say("fewer"), where, say("fewer_short")), lambda one: _signed(one.if_fewer_kg)),
        (Head(say("why"), WORKBOOK), lambda one: one.reason.in_(language)),
    )
    bars = _bars(allocation, names, language)
    parts = (bars, table, say("levels_how"))
    return Section(say("title"), parts, sheet=say("coordinator"))


def _two_measures(allocation: Allocation) -> bool:
    """Tell whether what the split evens out is seen to be another figure than coverage by kg."""
    return any(
        one.coverage is not None and abs(one.coverage - one.cumulated_level) >= SAME_LEVEL
        for one in allocation.standings
    )


def _change(one: Standing) -> float | None:
    """Return what really came less what the plan promised, kg."""
    return None if one.planned_kg is None else one.received_kg - one.planned_kg


def _signed(kg: float | None) -> Number:
    return Number(kg, sign=True)


def _bars(allocation: Allocation, names: list[str], language: Language) -> Bars:
    keys = ("level", "cumulated")[: 2 if _two_measures(allocation) else 1]
    return Bars(
        split_word(keys[-1], language),
        "%",
        tuple(split_word(key, language) for key in keys),
        tuple(names),
        tuple(
            (100 * (1.0 if one.coverage is None else one.coverage), 100 * one.cumulated_level)[
                : len(keys)
            ]
            for one in allocation.standings
        ),
    )


def _reasons(allocation: Allocation, language: Language) -> Section:
    named, say = allocation.scenario.association, partial(split_word, language=language)
    table = table_of(
        allocation.standings,
        (say("association"), lambda one: named[one.association].label),
        (say("why"), lambda one: one.reason.in_(language)),
        where=READ,
        reasons=1,
    )
    return Section(say("why"), (table,))


def _families(allocation: Allocation, language: Language) -> Section:
    families = allocation.scenario.families
    rows = tuple(
        row(
            allocation.scenario.association[one.association].label,
            (kilos(family, one.by_family_kg.get(family.id, 0.0), language) for family in families),
        )
        for one in allocation.standings
    )
    heads = (split_word("association", language), *(family.label for family in families))
    return Section(f"{word('families', language)}, kg", (Table(heads, rows, where=LONG),))


def _portions(allocation: Allocation, language: Language) -> Section:
    """Return the portions of each; the workbook has a note for each instead."""
    scenario, say = allocation.scenario, partial(split_word, language=language)
    lot = allocation.supply.lot
    tables = [
        table_of(
            portions,
            (say("lot"), lambda one: lot[one.lot].label),
            (say("family"), lambda one: scenario.family[lot[one.lot].family].label),
            (say("distribution"), lambda one: moment(one.opening_s, language)),
            (
                say("kg"),
                lambda one: kilos(scenario.family[lot[one.lot].family], one.kg, language, 1),
            ),
            (say("units"), lambda one: counted(allocation, one, language)),
            title=scenario.association[who].label,
            where=REPORT,
        )
        for who, portions in by_association(allocation).items()
        if portions
    ]
    return Section(say("notes"), (*[say("nothing")] * (not tables), *tables), folded=True)


def _accounts(allocation: Allocation, language: Language) -> list[Section]:
    found, say = accounts(allocation), partial(split_word, language=language)

    def kg(one: Account, value: float, sign: bool = False) -> Number:
        return kilos(one.family, value, language, 1, sign=sign)

    name, family, before, fair, received, after = (say(head) for head in HEADS)
    table = table_of(
        found,
        (name, lambda one: one.association),
        (family, lambda one: one.family.label),
        (before, lambda one: kg(one, one.before_kg, sign=True)),
        (fair, lambda one: kg(one, one.fair_kg)),
        (received, lambda one: kg(one, one.received_kg)),
        (after, lambda one: kg(one, one.after_kg, sign=True)),
    )
    return [Section(say("accounts"), (say("accounts_legend"), table))] if found else []


def _rules(allocation: Allocation, language: Language) -> Section:
    say = partial(split_word, language=language)

    def head(key: str) -> Head:
        note = say(f"{key}_note") if f"{key}_note" in NOTED else ""
        return Head(say(key), short=say(f"{key}_short"), note=note)

    table = table_of(
        allocation.comparisons,
        (say("rule"), lambda one: RULE_NAMES[one.rule].in_(language)),
        (head("total"), lambda one: one.total_kg),
        (head("lowest"), lambda one: Number(one.lowest, share=True)),
        (head("gini"), lambda one: Number(one.gini, 3)),
        (head("smallest"), lambda one: Number(one.smallest, share=True)),
        (head("largest"), lambda one: Number(one.largest, share=True)),
        (head("price"), lambda one: Number(one.price, 1, share=True)),
        *((Head(who.name, REPORT), _of(who.id)) for who in allocation.scenario.associations),
        *((Head(who.label, WORKBOOK), _of(who.id)) for who in allocation.scenario.associations),
    )
    meanings = table_of(
        [one.rule for one in allocation.comparisons if one.rule in RULE_MEANINGS],
        (say("rule"), lambda one: RULE_NAMES[one].in_(language)),
        (say("does"), lambda one: RULE_MEANINGS[one].in_(language)),
        where=REPORT,
    )
    parts = (table, *([meanings] if meanings.rows else []))
    # one rule was agreed on: the others are there to be compared, not to be read first
    gist = count(len(table.rows), "rule", language)
    return Section(say("rules"), parts, closed=True, gist=gist, sheet=say("rules_sheet"))


NOTED = ("smallest_note", "largest_note", "price_note")


def _of(who: str) -> Callable[[Comparison], float]:
    return lambda one: one.kg[who]


def _left(allocation: Allocation, language: Language) -> list[Section]:
    say, family = partial(split_word, language=language), allocation.scenario.family
    lots = allocation.supply.lot
    table = table_of(
        sorted((one for one in allocation.left if one.kg >= CRUMB_KG), key=lambda one: -one.kg),
        (say("lot"), lambda one: lots[one.lot].label),
        (say("kg"), lambda one: kilos(family[lots[one.lot].family], one.kg, language, 1, "kg")),
        (say("cause"), lambda one: one.reason.in_(language)),
        reasons=1,
        most=MOST_LEFT,
    )
    return [Section(say("left"), (table,))] * bool(table.rows)


def _envy(allocation: Allocation, language: Language) -> Section:
    named, say = allocation.scenario.association, partial(split_word, language=language)
    who = [named[one.association] for one in allocation.standings]

    def table(names: list[str], where: Where) -> Table:
        rows = tuple(
            row(name, (Number(value, 1, share=True) for value in values))
            for name, values in zip(names, allocation.envy, strict=True)
        )
        return Table((say("association"), *names), rows, where=where)

    short, long = [one.name for one in who], [one.label for one in who]
    tables = (table(short, REPORT), table(long, WORKBOOK))
    return Section(say("envy"), (say("envy_how"), *tables), folded=True)
