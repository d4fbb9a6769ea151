"""Variants side by side: what each brings to all and to each, against the references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

from models.base import Language
from models.comparison import MORE_IS_BETTER, ComparisonStudy, Figure, Indicator, VariantResult
from models.dates import full_date
from models.numbers import amount, number
from models.sharing import SharingBudget
from service.kinds.comparison.answer import Figures, answer_of, labels_of
from service.kinds.comparison.words import INDICATORS, say
from service.pages.findings import alerts, limits
from service.pages.page import Cell, Head, Number, Page, Section, Table, Tone, Words, row
from service.pages.pictures import Bars
from service.pages.provenance import origin_lines
from service.words.labels import word
from service.words.sentences import colon, count

Heads = tuple[str | Head, ...]


def comparison_page(study: ComparisonStudy, language: Language) -> Page:
    """Return the page of a comparison."""
    by: Figures = {(f.variant, f.association, f.indicator): f for f in study.figures}
    sections = [_all(study, by, language), _each(study, by, language), _winners(study, language)]
    sections += [_details(study, by, language), _changes(study, language)]
    if study.missing:
        lines = tuple(
            f"{m.label or m.variant}{colon(language)}{m.why.in_(language)}" for m in study.missing
        )
        sections.append(Section(say("compare_missing", language), lines))
    sections.append(limits(study.findings, language))
    when = full_date(date.fromisoformat(study.week_of), language)
    return Page(
        title=f"{study.label} – {say('compare_title', language)}",
        subtitle=f"{word('week_of', language)} {when}",
        answer=answer_of(study, by, language),
        alerts=alerts(study.findings, language),
        sections=tuple(sections),
        provenance=(
            *budget_lines(study.budget, language),
            *origin_lines(
                study.provenance, language, {one.variant: one.label for one in study.variants}
            ),
        ),
    )


def undecided_line(tables: Iterable[Table], language: Language) -> tuple[str, ...]:
    """Return what "not decided" means, where a cell of some tables says it."""
    open_ = say("undecided", language)
    cells = (cell for table in tables for cells in table.rows for cell in cells)
    there = any(open_ in _told(cell) for cell in cells)
    return (say("undecided_means", language),) * there


def _told(cell: Cell) -> str:
    if isinstance(cell, Number):
        return cell.note
    return cell.text if isinstance(cell, Words) else cell


def budget_lines(budget: SharingBudget, language: Language) -> tuple[tuple[str, str], ...]:
    """Return what was spent, as a name and a sentence."""
    limit = (
        count(budget.iterations, "iteration", language)
        if budget.iterations is not None
        else say("limit_s", language, s=number(budget.time_limit_s or 0.0, language))
    )
    text = say(
        "seeds_used",
        language,
        seeds=len(budget.seeds),
        limit=limit,
        planned=budget.planned,
        cached=budget.cached,
        elapsed=number(budget.elapsed_s, language),
    )
    return ((word("elapsed", language), text),)


def _cell(figure: Figure | None, indicator: Indicator, language: Language) -> Number:
    _, unit, digits = INDICATORS[indicator]
    value = None if figure is None else figure.value
    note = ""
    if figure is not None and figure.association is None and indicator == "usable_kg":
        most = figure.value + figure.may_rise
        reach = say("may_reach", language, kg=amount(most, "kg", language))
        note = f"({reach})" * (figure.may_rise > 0)
    return Number(value, digits, "" if unit == "%" else unit, share=unit == "%", note=note)


def _difference(figure: Figure | None, reference: str, language: Language) -> Number:
    if figure is None or reference not in figure.against:
        return Number(None)
    _, unit, digits = INDICATORS[figure.indicator]
    value = figure.against[reference]
    seen = abs(value) * (100 if unit == "%" else 1) >= 0.5 * 10**-digits
    whole = figure.association is None and figure.indicator == "usable_kg"
    open_ = (seen or whole) and reference in figure.undecided
    tone: Tone = "weak" if open_ or not seen else "bad"
    if tone == "bad" and (value > 0) == (figure.indicator in MORE_IS_BETTER):
        tone = "good"
    return Number(
        value,
        digits,
        sign=True,
        share=unit == "%",
        tone=tone,
        note=f"({say('undecided', language)})" if open_ else "",
    )


def _all(study: ComparisonStudy, by: Figures, language: Language) -> Section:
    variants = [one.variant for one in study.variants]
    shown = [name for name in get_args(Indicator) if any((v, None, name) in by for v in variants)]
    names = {name: INDICATORS[name][0].in_(language) for name in shown}
    tables = _beside(
        study,
        {names[name]: [by.get((v, None, name)) for v in variants] for name in shown},
        shown,
        say("indicator", language),
        language,
    )
    bars = Bars(
        say("received", language),
        "kg",
        (say("compare_all", language),),
        tuple(labels_of(study).values()),
        tuple((by[variant, None, "usable_kg"].value,) for variant in variants),
    )
    lines = (say("to_the_door", language), *undecided_line(tables, language))
    return Section(say("compare_all", language), (*lines, bars, *tables))


def _beside(
    study: ComparisonStudy,
    figures: Mapping[str, Sequence[Figure | None]],
    indicators: Sequence[Indicator],
    head: str,
    language: Language,
) -> list[Table]:
    """Return figures of each variant by name, then their differences with each reference."""
    variants = [one.variant for one in study.variants]
    called = _heads(study)
    rows = zip(figures.items(), indicators, strict=True)
    tables = [
        Table(
            (head, *called),
            tuple(
                row(name, (_cell(f, kind, language) for f in mine)) for (name, mine), kind in rows
            ),
        )
    ]
    for reference in study.references:
        others = [n for n, variant in enumerate(variants) if variant != reference]
        if others:
            against = say("against", language, name=labels_of(study)[reference])
            lines = tuple(
                row(name, (_difference(mine[n], reference, language) for n in others))
                for name, mine in figures.items()
            )
            heads: Heads = (head, *(called[n] for n in others))
            tables.append(Table(heads, lines, against))
    return tables


def _heads(study: ComparisonStudy) -> list[Head]:
    """Return the heads of the variants' columns; a terminal has room for their ids alone."""
    return [Head(one.label, short=one.variant) for one in study.variants]


def _each(study: ComparisonStudy, by: Figures, language: Language) -> Section:
    variants = [one.variant for one in study.variants]
    received = {
        label: [by.get((v, who, "usable_kg")) for v in variants]
        for who, label in study.associations.items()
    }
    tables = _beside(
        study, received, ["usable_kg"] * len(received), say("association", language), language
    )
    bars = Bars(
        say("received", language),
        "kg",
        tuple(labels_of(study).values()),
        tuple(received),
        tuple(tuple(0.0 if f is None else f.value for f in mine) for mine in received.values()),
    )
    return Section(say("associations", language), (bars, *tables))


def _winners(study: ComparisonStudy, language: Language) -> Section:
    lines = []
    for one in study.variants:
        lines += _of_variant(study, one, language)
    return Section(say("compare_winners", language), tuple(lines))


def _of_variant(study: ComparisonStudy, one: VariantResult, language: Language) -> list[str]:
    reference = next((name for name in study.references if name != one.variant), one.variant)
    label = labels_of(study)
    found = []
    who_is = (("winners", one.winners), ("losers", one.losers), ("unclear", one.unclear))
    for key, who in who_is:
        if who:
            names = ", ".join(study.associations[name] for name in who)
            found.append(say(key, language, variant=one.label, name=label[reference], who=names))
    if one.worse_than_alone:
        names = ", ".join(study.associations[name] for name in one.worse_than_alone)
        found.append(say("worse_alone", language, variant=one.label, who=names))
    if not one.losers and not one.worse_than_alone and not one.unclear:
        found.append(say("nobody_loses", language, variant=one.label))
    return [*found, f"{one.label}{colon(language)}{one.verdict.in_(language)}"]


def _details(study: ComparisonStudy, by: Figures, language: Language) -> Section:
    variants = [one.variant for one in study.variants]
    tables = []
    for name in get_args(Indicator):
        if not any(f.indicator == name and f.association is not None for f in study.figures):
            continue
        rows = tuple(
            row(label, (_cell(by.get((v, who, name)), name, language) for v in variants))
            for who, label in study.associations.items()
        )
        title = INDICATORS[name][0].in_(language)
        heads: Heads = (say("association", language), *_heads(study))
        tables.append(Table(heads, rows, title=title))
    return Section(say("compare_details", language), tuple(tables), folded=True)


def _changes(study: ComparisonStudy, language: Language) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for one in study.variants:
        said = [text.in_(language) for text in one.changes] or ["–"]
        rows += [(Words(one.label) if not n else "", text) for n, text in enumerate(said)]
    heads = (say("variant", language), say("compare_changes", language))
    return Section(say("compare_changes", language), (Table(heads, tuple(rows)),))
