"""The next week made: the file carried on, and all that is to be known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from models.allocation import Allocation
from models.base import Text
from models.dates import full_date
from models.findings import Finding
from models.networks import OpeningStock
from models.next_week import Change, NextWeek
from models.scenario import Scenario
from models.stocks import Held
from models.study import Study
from models.visits import Journal
from models.warehouse_study import WarehouseStudy
from scenarios.editing import changes, content, edited
from scenarios.fields import slot
from scenarios.rolling import rolled
from scenarios.sense import problems
from scenarios.shortfalls.announced import announced
from scenarios.shortfalls.calendar import holidays
from scenarios.source import read
from scenarios.variants import BASE, ScenarioFile
from service.asking.given import Given
from service.downloads import as_yaml
from service.kinds.next_week.left import Kept, left_over
from service.kinds.next_week.warehouse_left import stock_left
from service.kinds.next_week.words import (
    AS_SPLIT,
    BASELINE,
    FAULT,
    FROM_TO,
    GONE_BY,
    MISSING,
    NO_WAREHOUSE,
    NOT_PLANNED,
    NOT_PUBLISHED,
    NOT_WEIGHED,
    VARIANTS,
    WEIGHED,
    WEIGHED_AS_PLANNED,
    WEIGHED_IN_LEDGER,
)
from service.sources import Upload, opened

WEEK = timedelta(days=7)
RECENT = timedelta(weeks=52)
"""What was told before says nothing of today: forecasts forget within some twenty visits."""


def next_week(
    given: Given,
    world: Scenario,
    week_of: date,
    study: Study | Allocation | None,
    *,
    warehouse: WarehouseStudy | None = None,
    rates: bool = True,
    today: date | None = None,
) -> NextWeek:
    """Return the file of another week of a town, and what changed in it and why.

    Parameters
    ----------
    given
        Where the file is, and the ledger.
    world
        The week that ends, in the variant asked for.
    week_of
        The Monday of the new week: later than that of ``world``.
    study
        What was planned or split of the week that ends; none where it was not.
    warehouse
        What was planned of the shared warehouse from the week that ends on; none where it was not.
    rates
        Whether measured figures take the place of assumed ones.
    today
        To tell that a week has gone by already; this computer's when absent.
    """
    before = world.week_of
    journal = given.journal(world, before - RECENT)
    missing = tuple(before + n * WEEK for n in range(1, (week_of - before).days // 7))
    mine = journal.between(before, before + timedelta(days=6))
    kept = None if missing else kept_in_ledger(given, world)
    stock = {} if missing else left_over(study.scenario if study else world, study, mine, kept)
    name, text = file_of(given)
    said = content(text, name)
    measured = _rates(given, world, journal) if rates and journal.visits else {}
    weeks = (week_of - before).days // 7
    stored = None
    if warehouse is not None and weeks <= warehouse.stock.weeks:
        stored = stock_left(warehouse.scenario, warehouse.stock, weeks)
    after, found = rolled(said, week_of, stock, measured, stored)
    new = edited(text, name, changes(said, after, slot(ScenarioFile)))
    coming = _world(world, week_of, stock)
    return NextWeek(
        town=world.id,
        label=world.label,
        language=world.language,
        before=before,
        week_of=week_of,
        name=f"{PurePath(name).stem}.yaml",
        text=new,
        changes=(_dates(before, week_of), *found, *_baseline(study)),
        missing=missing,
        findings=(
            *_known(given, world, study, mine, missing, stock, kept),
            *_warehouse(world, stored),
            *_gone_by(week_of, today or date.today()),
            *_variants(said),
            *_faults(coming),
            *holidays(coming),
            *announced(coming),
        ),
    )


def file_of(given: Given) -> tuple[str, str]:
    """Return the name and the text of a scenario's file; a workbook as YAML."""
    with given.source.at_hand() as path:
        found = read(path)
        name = PurePath(found.label).name
        if found.book is None:
            return name, found.text
        return name, as_yaml(Upload(name, found.book))


def _world(world: Scenario, week_of: date, stock: Mapping[str, Sequence[Held]]) -> Scenario:
    """Return the new week as far as its calendar and its stocks go."""
    return world.changed(
        week_of=week_of,
        associations=tuple(
            one.changed(stock=tuple(stock.get(one.id, ()))) for one in world.associations
        ),
    )


def _rates(
    given: Given, world: Scenario, journal: Journal
) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """Return measured values for the offers of the file's stores that have visits enough."""
    from solver.forecast.applied import applied
    from solver.forecast.measured import measured

    if world.variant != BASE:
        with opened(given.source, BASE, ()) as found:
            world = found.scenario
    known = measured(world, journal)
    enough = {one.donor for one in known.stores if one.measured}
    return {
        donor.id: tuple(
            {
                "kg": offer.kg,
                "day_kg": {str(day): kg for day, kg in offer.day_kg.items()},
                "no_show_rate": None
                if offer.no_show_rate is None
                else round(offer.no_show_rate, 3),
                "reject_rate": None if offer.reject_rate is None else round(offer.reject_rate, 3),
            }
            for offer in donor.offers
        )
        for donor in applied(world, known).donors
        if donor.id in enough
    }


def _dates(before: date, week_of: date) -> Change:
    text = FROM_TO.format(before=_date(before), week=_date(week_of))
    return Change(kind="week", text=text, where="week_of")


def _baseline(study: Study | Allocation | None) -> Iterator[Change]:
    if isinstance(study, Study) and study.plan.rounds:
        stops = sum(len(item.collected) for item in study.plan.rounds)
        text = BASELINE.format(before=_date(study.scenario.week_of), stops=stops)
        yield Change(kind="plan", text=text)


def _known(
    given: Given,
    world: Scenario,
    study: Study | Allocation | None,
    mine: Journal,
    missing: Sequence[date],
    stock: Mapping[str, Sequence[Held]],
    kept: Kept | None,
) -> Iterator[Finding]:
    """Yield what was not known of the week that ends, and the weeks that are missing."""
    for one in missing:
        yield _told("week_missing", MISSING.format(week=_date(one)), "warning")
    week = _date(world.week_of)
    if study is None:
        yield _told("not_planned", NOT_PLANNED.format(week=week), "warning")
    if given.database is not None:
        from service.ledger import Ledger

        with Ledger(given.database) as ledger:
            if world.week_of not in ledger.weeks(world.id):
                yield _told("not_published", NOT_PUBLISHED.format(week=week), "warning")
    if study is not None and stock:
        if isinstance(study, Allocation):
            text = WEIGHED if study.supply.source == "weighed" else AS_SPLIT
        elif kept is not None:
            text = WEIGHED_IN_LEDGER
        else:
            text = WEIGHED_AS_PLANNED if mine.visits else NOT_WEIGHED
        yield _told("weighed", text.format(week=week), "info")


def kept_in_ledger(given: Given, world: Scenario) -> Kept | None:
    """Return what each keeps of a week by family, once its ledger says more than was promised."""
    if given.database is None:
        return None
    from service.ledger import Ledger
    from service.ledger.lines import kept_kg

    with Ledger(given.database) as ledger:
        mine = ledger.entries(world.id, world.week_of)
    lines = [one for one in mine if one.week_of == world.week_of and one.kind != "need"]
    if all(one.kind == "promised" for one in lines):
        return None
    kept: dict[tuple[str, str], float] = defaultdict(float)
    for one in lines:
        kept[one.association, one.family] += kept_kg(one.kind, one.kg)
    return kept


def _warehouse(world: Scenario, stored: Sequence[OpeningStock] | None) -> Iterator[Finding]:
    if world.warehouse is not None and stored is None:
        yield _told("warehouse_stock", NO_WAREHOUSE, "warning")


def _gone_by(week_of: date, today: date) -> Iterator[Finding]:
    if week_of + timedelta(days=6) < today:
        yield _told("gone_by", GONE_BY.format(week=_date(week_of)), "warning")


def _variants(said: Mapping[str, Any]) -> Iterator[Finding]:
    variants = said.get("variants")
    named = variants.values() if isinstance(variants, Mapping) else ()
    if any(isinstance(one, Mapping) and "week_of" in (one.get("set") or {}) for one in named):
        yield _told("variant_week", VARIANTS, "warning")


def _faults(coming: Scenario) -> Iterator[Finding]:
    for one in problems(coming):
        yield _told("fault", FAULT.format(told=one.text), "warning")


def _told(code: str, text: Text, severity: Any) -> Finding:
    return Finding(code=code, severity=severity, text=text)


def _date(when: date) -> Text:
    return Text(fr=full_date(when, "fr"), en=full_date(when, "en"))
