"""A split as a page: who receives what, why, what other rules would give, what is left."""

from __future__ import annotations

from models.allocation import Allocation
from models.base import Language, clock
from service.kinds.split.accounts import HEADS, accounts
from service.kinds.split.portions import DAY_S, by_association, day_of
from service.kinds.split.words import split_word
from service.pages.findings import alerts, limits
from service.pages.page import (
    EVERYWHERE,
    LONG,
    NOWHERE,
    REPORT,
    Alert,
    Cell,
    Head,
    Number,
    Page,
    Section,
    Table,
    row,
)
from service.pages.pictures import Bars
from service.words.labels import amount, colon, full_date, listed, percent, word
from solver.allocation.rules import RULE_NAMES

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
        subtitle=f"{word('week_of', language)} {full_date(scenario.week_of, language)}",
        answer=_answer(allocation, language),
        alerts=(
            *alerts(allocation.findings, language),
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
        allocation.scenario.association[one.association].label
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
    scenario = allocation.scenario
    names = [scenario.association[one.association].label for one in allocation.standings]
    rows = tuple(
        (
            name,
            Number(one.need_kg),
            Number(one.received_kg),
            Number(one.level, share=True),
            Number(one.cumulated_level, share=True),
            Number(one.alone_points),
            Number(one.if_more_kg, sign=True),
            Number(one.if_fewer_kg, sign=True),
        )
        for name, one in zip(names, allocation.standings, strict=True)
    )
    # whole lots are not split again with other counts
    told = any(one.if_more_kg is not None for one in allocation.standings)
    counted = EVERYWHERE if told else NOWHERE
    heads: tuple[str | Head, ...] = (
        *(split_word(key, language) for key in ("association", "need", "received", "level")),
        # in the first week of a window both say the same
        Head(split_word("cumulated", language), EVERYWHERE if allocation.history.weeks else LONG),
        Head(split_word("alone", language), LONG),
        Head(split_word("more", language), counted, split_word("more_short", language)),
        Head(split_word("fewer", language), counted, split_word("fewer_short", language)),
    )
    return Section(
        split_word("title", language),
        (_bars(allocation, names, language), Table(heads, rows)),
        sheet=split_word("coordinator", language),
    )


def _bars(allocation: Allocation, names: list[str], language: Language) -> Bars:
    keys = ("level", "cumulated")[: 2 if allocation.history.weeks else 1]
    return Bars(
        split_word(keys[-1], language),
        "%",
        tuple(split_word(key, language) for key in keys),
        tuple(names),
        tuple(
            (100 * one.level, 100 * one.cumulated_level)[: len(keys)]
            for one in allocation.standings
        ),
    )


def _reasons(allocation: Allocation, language: Language) -> Section:
    rows = tuple(
        (allocation.scenario.association[one.association].label, one.reason.in_(language))
        for one in allocation.standings
    )
    heads = (split_word("association", language), split_word("why", language))
    return Section(split_word("why", language), (Table(heads, rows, reasons=1),))


def _families(allocation: Allocation, language: Language) -> Section:
    families = allocation.scenario.families
    rows = tuple(
        row(
            allocation.scenario.association[one.association].label,
            (Number(one.by_family_kg.get(family.id, 0.0)) for family in families),
        )
        for one in allocation.standings
    )
    heads = (split_word("association", language), *(family.label for family in families))
    return Section(f"{word('families', language)}, kg", (Table(heads, rows, where=LONG),))


def _portions(allocation: Allocation, language: Language) -> Section:
    """Return the portions of each; the workbook has a note for each instead."""
    heads = tuple(split_word(key, language) for key in ("lot", "family", "for", "kg", "units"))
    tables = []
    for who, portions in by_association(allocation).items():
        rows: list[tuple[Cell, ...]] = []
        for one in portions:
            lot = allocation.supply.lot[one.lot]
            when = f"{day_of(one.opening_s, language)} {clock(one.opening_s % DAY_S)}"
            units = None if one.units is None else float(one.units)
            family = allocation.scenario.family[lot.family].label
            rows.append((lot.label, family, when, Number(one.kg, 1), Number(units)))
        if rows:
            title = allocation.scenario.association[who].label
            tables.append(Table(heads, tuple(rows), title, REPORT))
    none = (split_word("nothing", language),) * (not tables)
    return Section(split_word("notes", language), (*none, *tables), folded=True)


def _accounts(allocation: Allocation, language: Language) -> list[Section]:
    rows = tuple(
        row(
            one.association,
            (
                one.family,
                Number(one.before_kg, 1, sign=True),
                Number(one.fair_kg, 1),
                Number(one.received_kg, 1),
                Number(one.after_kg, 1, sign=True),
            ),
        )
        for one in accounts(allocation)
    )
    table = Table(tuple(split_word(head, language) for head in HEADS), rows)
    parts = (split_word("accounts_legend", language), table)
    return [Section(split_word("accounts", language), parts)] if rows else []


def _rules(allocation: Allocation, language: Language) -> Section:
    scenario = allocation.scenario
    rows = tuple(
        row(
            RULE_NAMES[one.rule].in_(language),
            (
                Number(one.total_kg),
                Number(one.lowest, share=True),
                Number(one.gini, 3),
                Number(one.smallest, share=True),
                Number(one.largest, share=True),
                Number(one.price, 1, share=True),
                *(Number(one.kg[who.id]) for who in scenario.associations),
            ),
        )
        for one in allocation.comparisons
    )
    figures = (
        Head(
            split_word(key, language),
            short=split_word(f"{key}_short", language),
            note=split_word(f"{key}_note", language) if f"{key}_note" in NOTED else "",
        )
        for key in ("total", "lowest", "gini", "smallest", "largest", "price")
    )
    each = (Head(who.name, LONG) for who in scenario.associations)
    table = Table((split_word("rule", language), *figures, *each), rows)
    return Section(split_word("rules", language), (table,))


NOTED = ("smallest_note", "largest_note", "price_note")


def _left(allocation: Allocation, language: Language) -> list[Section]:
    rows = tuple(
        (
            allocation.supply.lot[one.lot].label,
            Number(one.kg, 1, "kg"),
            one.reason.in_(language),
        )
        for one in sorted(allocation.left, key=lambda one: -one.kg)
    )
    heads = tuple(split_word(key, language) for key in ("lot", "kg", "why_left"))
    table = Table(heads, rows, reasons=1, most=MOST_LEFT)
    return [Section(split_word("left", language), (table,))] if rows else []


def _envy(allocation: Allocation, language: Language) -> Section:
    named = allocation.scenario.association
    names = [named[one.association].name for one in allocation.standings]
    rows = tuple(
        row(name, (Number(value, 1, share=True) for value in values))
        for name, values in zip(names, allocation.envy, strict=True)
    )
    table = Table((split_word("association", language), *names), rows)
    parts = (split_word("envy_how", language), table)
    return Section(split_word("envy", language), parts, folded=True)
