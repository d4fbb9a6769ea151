"""A town's history as a page: each picture with its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from models.base import Language
from models.dates import month_name
from models.numbers import amount, percent
from models.products import Family
from models.town_history import BeforeAfter, Levels, TownHistory, WeekTold
from service.kinds.history.words import say
from service.kinds.month import names
from service.kinds.month.page import origin
from service.pages.findings import alerts, limits
from service.pages.goods import kilos
from service.pages.page import (
    REPORT,
    WORKBOOK,
    Cell,
    Head,
    Number,
    Page,
    Section,
    Table,
    Words,
    table_of,
)
from service.pages.pictures import Areas, Curve
from service.words.sentences import count, semicolon

LAST = 8
"""Weeks of which the mean is told first."""
SHOWN = 26
"""Weeks listed on the page; the workbook has all."""
MOST_LINES = 8
"""Lines of one picture."""


def history_page(study: TownHistory, language: Language) -> Page:
    """Return the page of a town's history."""
    sections = [_kg(study, language), _levels(study, language), _driven(study, language)]
    if study.compared:
        sections.append(_compared(study, language))
    sections.append(limits(study.findings, language, study.scenario.notes))
    return Page(
        title=f"{study.scenario.label} – {say('title', language)}",
        subtitle=" – ".join(
            names.day(one.week_of, language) for one in (study.weeks[0], study.weeks[-1])
        ),
        answer=_answer(study, language),
        alerts=alerts(study.findings, language),
        sections=tuple(sections),
        provenance=origin(study.provenance, language),
    )


def week_name(monday: date, language: Language) -> str:
    """Return what a week is called under a picture: its Monday, without the century.

    Examples
    --------
    >>> week_name(date(2026, 11, 30), "fr"), week_name(date(2026, 11, 30), "en")
    ('30/11/26', '30 Nov 26')
    """
    if language == "fr":
        return f"{monday:%d/%m/%y}"
    return f"{monday.day} {month_name(monday.month, language)[:3]} {monday:%y}"


def _answer(study: TownHistory, language: Language) -> str:
    told = [one for one in study.weeks if one.told][-LAST:]
    mean = sum(one.kg for one in told) / max(1, len(told))
    kg = amount(mean, "kg", language)
    parts = [say("answer", language, kg=kg, weeks=len(told))]
    levels = [(level, one) for one in study.levels if (level := one.by_window[8]) is not None]
    if levels:
        level, who = min(levels, key=lambda one: (one[0], one[1].association))
        name = names.association(study.scenario, who.association)
        parts.append(say("answer_lowest", language, level=percent(level, language), who=name))
    return f"{semicolon(language).join(parts)}."


def _periods(study: TownHistory, language: Language) -> tuple[str, ...]:
    return tuple(week_name(one.week_of, language) for one in study.weeks)


def _families(study: TownHistory) -> list[str]:
    there = {part.family for week in study.weeks for part in week.food}
    order = [one.id for one in study.scenario.families]
    return [one for one in [*order, *sorted(there - set(order))] if one in there]


def _kg(study: TownHistory, language: Language) -> Section:
    world, tell = study.scenario, partial(say, language=language)
    families = _families(study)
    kg = [{part.family: part.collected_kg for part in week.food} for week in study.weeks]
    areas = Areas(
        tell("kg_weeks"),
        "kg",
        _periods(study, language),
        tuple(names.family(world, one) for one in families),
        tuple(tuple(week.get(one, 0.0) for week in kg) for one in families),
        untold=tuple(n for n, one in enumerate(study.weeks) if not one.told),
    )
    heads = (
        Head(tell("week")),
        Head(tell("state"), WORKBOOK),
        *(Head(tell(one), WORKBOOK) for one in ("done", "empty")),
        Head(tell("untold")),
        *(Head(f"{names.family(world, one)} (kg)") for one in families),
        *(Head(f"{tell(one)} (kg)") for one in ("collected", "rejected")),
        *(Head(tell(one), WORKBOOK) for one in ("km", "drive_hours")),
    )
    kinds = {one: world.family.get(one) for one in families}
    rows = [_row(one, kinds, language) for one in reversed(study.weeks)]
    last = Table(heads, tuple(rows[:SHOWN]), tell("by_week"), REPORT)
    every = Table(heads, tuple(rows), where=WORKBOOK)
    return Section(tell("kg_weeks"), (areas, last, every), sheet=tell("by_week"))


def _row(
    one: WeekTold, families: Mapping[str, Family | None], language: Language
) -> tuple[Cell, ...]:
    kg = {part.family: part.collected_kg for part in one.food}
    monday = names.day(one.week_of, language)
    if not one.told:
        none = Number(None)
        state = Words(say("not_told", language), "bad")
        return (
            monday,
            state,
            none,
            none,
            Number(one.untold, tone="bad"),
            *[none] * (len(families) + 4),
        )
    partly = Words(say("partly", language), "bad")
    state = partly if one.untold else Words(say("told_whole", language))
    driven = not one.outings_untold
    return (
        monday,
        state,
        Number(one.done),
        Number(one.empty),
        Number(one.untold, tone="bad" if one.untold else ""),
        *(kilos(kind, kg.get(name, 0.0), language) for name, kind in families.items()),
        Number(one.kg),
        Number(one.rejected_kg),
        Number(one.km if driven else None),
        Number(one.hours if driven else None),
    )


def _levels(study: TownHistory, language: Language) -> Section:
    world, tell = study.scenario, partial(say, language=language)
    lowest = sorted(study.levels, key=_level)
    drawn = lowest[:MOST_LINES]
    curve = Curve(
        tell("levels_rolling"),
        "%",
        _periods(study, language),
        tuple(names.short(world, one.association) for one in drawn),
        tuple(tuple(None if v is None else 100 * v for v in one.rolling) for one in drawn),
        level=100.0,
        level_name=tell("need"),
        events=_since(study, language),
    )
    table = table_of(
        lowest,
        (tell("association"), lambda one: names.association(world, one.association)),
        *((tell(f"weeks_{n}"), partial(_share, window=n)) for n in (8, 52)),
    )
    heads = (tell("week"), *(names.short(world, one.association) for one in study.levels))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            names.day(week.week_of, language),
            *(Number(one.rolling[n], share=True) for one in study.levels),
        )
        for n, week in reversed(list(enumerate(study.weeks)))
    )
    every = Table(heads, rows, tell("levels_rolling"), WORKBOOK)
    return Section(tell("levels"), (curve, table, tell("levels_how"), every))


def _level(one: Levels) -> tuple[float, str]:
    level = one.by_window[8]
    return (float("inf") if level is None else level, one.association)


def _share(one: Levels, window: int) -> Number:
    return Number(one.by_window[window], share=True, bar=one.by_window[window])


def _since(study: TownHistory, language: Language) -> tuple[tuple[int, str], ...]:
    baseline = study.scenario.pooling.baseline
    if baseline is None:
        return ()
    after = [n for n, one in enumerate(study.weeks) if one.week_of >= baseline.since]
    return ((after[0], say("since", language)),) if after and after[0] else ()


def _driven(study: TownHistory, language: Language) -> Section:
    tell = partial(say, language=language)
    driven = [one for one in study.weeks if one.driven]
    kept = {what: [_per_kg(one, what) for one in study.weeks] for what in ("km", "hours")}
    curves = (
        Curve(
            tell(f"{what}_per_kg"),
            unit,
            _periods(study, language),
            (tell(f"{what}_per_kg"),),
            (tuple(kept[what]),),
            events=_since(study, language),
        )
        for what, unit in (("km", "km"), ("hours", "h"))
    )
    table = table_of(
        [*reversed(driven)],
        (tell("week"), lambda one: names.day(one.week_of, language)),
        (tell("km"), lambda one: Number(one.km)),
        (tell("drive_hours"), lambda one: Number(one.hours, 1)),
        (tell("collected"), lambda one: Number(one.kg, 0, "kg")),
        (tell("km_per_kg"), lambda one: Number(_per_kg(one, "km"), 1)),
        (tell("hours_per_kg"), lambda one: Number(_per_kg(one, "hours"), 2)),
    )
    how = tell("driven_how", weeks=len(driven), all=len(study.weeks))
    last = Table(table.heads, table.rows[:SHOWN], where=REPORT)
    every = Table(table.heads, table.rows, where=WORKBOOK)
    return Section(tell("driven"), (*curves, last, every, how))


def _per_kg(one: WeekTold, what: str) -> float | None:
    """Return km or hours per 100 kg of a week of which all outings were told."""
    return 100 * float(getattr(one, what)) / one.kg if one.driven else None


def _compared(study: TownHistory, language: Language) -> Section:
    tell = partial(say, language=language)
    baseline = study.scenario.pooling.baseline
    assert baseline is not None, "it is what was compared with"
    table = table_of(
        study.compared,
        (tell("mean_week"), lambda one: tell(f"what_{one.what}")),
        (tell("before"), lambda one: Number(one.before, _digits(one))),
        (tell("after"), lambda one: Number(one.after, _digits(one))),
        (tell("difference"), lambda one: Number(_change(one), share=True, sign=True)),
        (tell("where_before"), lambda one: _told_from(one, language)),
    )
    return Section(tell("compared"), (table, *_source(baseline.source, language)))


def _source(source: str, language: Language) -> Iterator[str]:
    if source:
        yield say("baseline_source", language, source=source)


def _digits(one: BeforeAfter) -> int:
    return 3 if one.what.endswith("_kg") else 0


def _change(one: BeforeAfter) -> float | None:
    if one.before is None or one.after is None or one.before <= 0:
        return None
    return one.after / one.before - 1


def _told_from(one: BeforeAfter, language: Language) -> str:
    if one.before is None:
        return ""
    if one.typed:
        return say("typed", language)
    return say("measured_over", language, weeks=count(one.before_weeks, "week", language))
