"""A split as a page: who receives what, why, what other rules would give, what is left."""

from __future__ import annotations

from models.allocation import Allocation
from models.base import Language, clock
from service.kinds.split.accounts import HEADS, accounts
from service.kinds.split.portions import DAY_S, by_association, day_of
from service.kinds.split.words import split_word
from service.pages.page import Bars, Cell, Number, Page, Section, Table, row
from service.words.labels import capital, full_date, word
from solver.allocation.rules import RULE_NAMES


def allocation_page(allocation: Allocation, language: Language) -> Page:
    """Return the page of a split."""
    scenario = allocation.scenario
    return Page(
        title=f"{scenario.label} – {split_word('title', language)}",
        subtitle=f"{word('week_of', language)} {full_date(scenario.week_of, language)}",
        alerts=tuple(
            one.text.in_(language) for one in allocation.findings if one.severity == "warning"
        ),
        sections=tuple(
            one
            for one in (
                _standings(allocation, language),
                _families(allocation, language),
                _portions(allocation, language),
                _accounts(allocation, language),
                _rules(allocation, language),
                _left(allocation, language),
                _envy(allocation, language),
            )
            if one is not None
        ),
        provenance=(
            (split_word("rule", language), RULE_NAMES[allocation.provenance.rule].in_(language)),
            (split_word("supply", language), split_word(allocation.supply.source, language)),
            (split_word("window", language), str(allocation.history.weeks + 1)),
            (split_word("digest", language), allocation.provenance.input_digest[:16]),
        ),
    )


def _standings(allocation: Allocation, language: Language) -> Section:
    scenario = allocation.scenario
    names = [scenario.association[one.association].label for one in allocation.standings]
    heads = ("association", "need", "received", "level", "cumulated", "why", "more", "fewer")
    rows = tuple(
        (
            name,
            Number(one.need_kg),
            Number(one.received_kg),
            Number(one.level, share=True),
            Number(one.cumulated_level, share=True),
            one.reason.in_(language),
            Number(one.if_more_kg, sign=True),
            Number(one.if_fewer_kg, sign=True),
        )
        for name, one in zip(names, allocation.standings, strict=True)
    )
    # in the first week of a window both say the same
    keys = ("level", "cumulated")[: 2 if allocation.history.weeks else 1]
    bars = Bars(
        split_word(keys[-1], language),
        "%",
        tuple(split_word(key, language) for key in keys),
        tuple(names),
        tuple(
            (100 * one.level, 100 * one.cumulated_level)[: len(keys)]
            for one in allocation.standings
        ),
    )
    told = tuple(one.text.in_(language) for one in allocation.findings if one.severity == "info")
    table = Table(tuple(split_word(head, language) for head in heads), rows)
    return Section(split_word("title", language), told, (table,), (bars,))


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
    return Section(f"{word('families', language)}, kg", (), (Table(heads, rows),))


def _portions(allocation: Allocation, language: Language) -> Section:
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
            tables.append(Table(heads, tuple(rows), title))
    lines = () if tables else (split_word("nothing", language),)
    return Section(split_word("note", language), lines, tuple(tables))


def _accounts(allocation: Allocation, language: Language) -> Section | None:
    rows = tuple(
        row(
            one.association,
            (
                one.family,
                Number(one.before_kg, 1),
                Number(one.fair_kg, 1),
                Number(one.received_kg, 1),
                Number(one.after_kg, 1),
            ),
        )
        for one in accounts(allocation)
    )
    if not rows:
        return None
    heads = tuple(split_word(head, language) for head in HEADS)
    legend = (split_word("accounts_legend", language),)
    return Section(split_word("accounts", language), legend, (Table(heads, rows),))


def _rules(allocation: Allocation, language: Language) -> Section:
    scenario = allocation.scenario
    keys = ("total", "lowest", "gini", "smallest", "largest", "price")
    rows = tuple(
        row(
            capital(RULE_NAMES[one.rule].in_(language)),
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
    heads = (
        split_word("rule", language),
        *(split_word(key, language) for key in keys),
        *(who.name for who in scenario.associations),
    )
    return Section(split_word("rules", language), (), (Table(heads, rows),))


def _left(allocation: Allocation, language: Language) -> Section | None:
    if not allocation.left:
        return None
    rows = tuple(
        (allocation.supply.lot[one.lot].label, Number(one.kg, 1), one.reason.in_(language))
        for one in allocation.left
    )
    heads = tuple(split_word(key, language) for key in ("lot", "kg", "why"))
    return Section(split_word("left", language), (), (Table(heads, rows),))


def _envy(allocation: Allocation, language: Language) -> Section:
    named = allocation.scenario.association
    names = [named[one.association].name for one in allocation.standings]
    rows = tuple(
        row(name, (Number(value, 1, share=True) for value in values))
        for name, values in zip(names, allocation.envy, strict=True)
    )
    told = tuple(
        f"{split_word('jealous', language)} {named[one].label} → {named[other].label}"
        for one, other in allocation.jealous
    )
    return Section(
        split_word("envy", language),
        told,
        (Table((split_word("association", language), *names), rows),),
    )
