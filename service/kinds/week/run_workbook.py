"""A week as a workbook: rounds, stops, shares, what is left and why, balances."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from models.base import Language, clock
from models.calendar import DAY_NAMES, DAYS
from models.plan import Round
from models.study import Study
from service.kinds.week.deliveries import at_doors_kg, said_at, shares_food
from service.kinds.week.delivery_tables import delivery_table, load_table, undelivered_table
from service.kinds.week.rounds import by_day, driven_km, label, named
from service.pages.provenance import provenance
from service.pages.sheets import BIG, BOLD, WRAP, fit, free_name, put, write_table
from service.words.labels import capital, day_date, full_date, word

KG, SHARE, HOURS, EUR = "#,##0.0", "0%", "0.0", '#,##0.00" €"'
DAY_S = 86_400
Cells = tuple[object, str | None]


def run_workbook(study: Study, language: Language) -> bytes:
    """Return the workbook; every text is written as text, never as a formula."""
    book = Workbook()
    first = book.active
    assert first is not None
    taken: set[str] = set()
    due, shared = bool(study.scenario.units), shares_food(study)
    made = (
        ("summary", _summary, True),
        ("rounds", _rounds, True),
        ("stop", _stops, True),
        ("deliveries", delivery_table, due),
        ("loads", load_table, due),
        ("undelivered", undelivered_table, due),
        ("shares", _shares, shared),
        ("unserved", _unserved, True),
        ("balances", _balances, shared),
    )
    for number, (key, write) in enumerate((key, write) for key, write, has in made if has):
        sheet = first if not number else book.create_sheet()
        title = word(key, language)
        sheet.title = free_name(title, taken)
        put(sheet, 1, 1, title).font = BIG
        scenario = study.scenario
        week = f"{word('week_of', language)} {full_date(scenario.week_of, language)}"
        put(sheet, 2, 1, f"{scenario.label} ({scenario.variant}), {week}")
        heads, lines = write(study, language)
        write_table(sheet, 4, heads, lines)
        fit(sheet, [heads])
        sheet.freeze_panes = "B5"
    _origin(book.create_sheet(free_name(word("provenance", language), taken)), study, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heads(language: Language, *keys: str) -> list[str]:
    return [key if key in ("kg", "€") else word(key, language) for key in keys]


def _summary(study: Study, language: Language) -> tuple[list[str], Iterable[Sequence[Cells]]]:
    totals, alone = study.totals, study.alone_totals
    rows: list[list[Cells]] = []
    fields = (("due", "due_kg", KG), ("delivered", "delivered_kg", KG)) if totals.due_kg else ()
    for key, field, style in (
        *fields,
        ("usable_kg", "usable_kg", KG),
        ("need", "need_kg", KG),
        ("meals", "meals", "#,##0"),
        ("rounds", "rounds", "0"),
        ("stop", "stops", "0"),
        ("unserved", "unserved", "0"),
        ("person_hours", "person_hours", HOURS),
        ("km", "km", "#,##0"),
        ("cost", "eur", EUR),
        ("co2", "co2_kg", KG),
        ("co2_avoided", "co2_avoided_kg", KG),
    ):
        apart = None if alone is None else getattr(alone, field)
        rows.append([(word(key, language), None), (getattr(totals, field), style), (apart, style)])
    rows += [
        [(one.text.in_(language), None), (None, None), (None, None)]
        for one in (*study.violations, *study.findings)
    ]
    return _heads(language, "indicator", "value", "alone"), rows


def _rounds(study: Study, language: Language) -> tuple[list[str], Iterable[Sequence[Cells]]]:
    scenario = study.scenario
    heads = ("round", "day", "vehicle", "crew", "depart", "return", "km", "stop")
    rows: list[list[Cells]] = [
        [
            (named(study.scenario, item, language), None),
            (capital(day_date(scenario.week_of, day, language)), None),
            (scenario.vehicle[item.vehicle].label, None),
            (", ".join(scenario.person[who].label for who in item.crew), None),
            (clock(item.stops[0].leave_s), None),
            (clock(item.stops[-1].arrive_s), None),
            (driven_km(study, item), "0.0"),
            (len(item.stops) - 2, "0"),
        ]
        for day, rounds in by_day(study.plan)
        for item in rounds
    ]
    return _heads(language, *heads), rows


def _stops(study: Study, language: Language) -> tuple[list[str], Iterable[Sequence[Cells]]]:
    scenario = study.scenario
    families = [family.label for family in scenario.families]
    due = bool(scenario.units) or bool(scenario.errands)
    heads = _heads(language, "where", "round", "time", "expected", "kg", *["packing"] * due)
    rows = [
        _stop(study, item, position, language)
        for _, rounds in by_day(study.plan)
        for item in rounds
        for position in range(1, len(item.stops) - 1)
    ]
    return [*heads, *families], rows


def _stop(study: Study, item: Round, position: int, language: Language) -> list[Cells]:
    scenario, stop = study.scenario, item.stops[position]
    kg = at_doors_kg(scenario, study.plan, item, position)
    due = bool(scenario.units) or bool(scenario.errands)
    packing: list[Cells] = [(said_at(scenario, item, position, language), None)] * due
    return [
        (label(scenario, stop.site), None),
        (named(study.scenario, item, language), None),
        (f"{clock(stop.start_s)}–{clock(stop.leave_s)}", None),
        (word(stop.kind, language), None),
        (sum(kg.values()), KG),
        *packing,
        *((kg.get(family.id) or None, KG) for family in scenario.families),
    ]


def _shares(study: Study, language: Language) -> tuple[list[str], Iterable[Sequence[Cells]]]:
    scenario = study.scenario
    rows: list[list[Cells]] = [
        [
            (scenario.association[share.association].label, None),
            (scenario.family[share.family].label, None),
            (share.kg, KG),
            (named(study.scenario, study.plan.round[share.origin], language), None),
            (
                ""
                if share.carried_by is None
                else named(study.scenario, study.plan.round[share.carried_by], language),
                None,
            ),
            (_moment(share.opening_s, language), None),
            (_day(share.use_by, language), None),
        ]
        for share in sorted(
            study.plan.shares, key=lambda one: (one.association, one.opening_s, one.family)
        )
    ]
    heads = ("association", "family", "kg", "collected_by", "brought_by", "distribution", "use_by")
    return _heads(language, *heads), rows


def _day(number: int, language: Language) -> str:
    name = DAY_NAMES[DAYS[number % 7]].in_(language)
    return name if number < 7 else f"{name} (+{number // 7})"


def _moment(second: int, language: Language) -> str:
    return f"{_day(second // DAY_S, language)} {clock(second % DAY_S)}"


def _unserved(study: Study, language: Language) -> tuple[list[str], Iterable[Sequence[Cells]]]:
    scenario = study.scenario
    rows: list[list[Cells]] = []
    for one in study.unserved:
        pickup = scenario.pickups[one.pickup]
        rows.append(
            [
                (scenario.donor[pickup.donor].label, None),
                (DAY_NAMES[pickup.day].in_(language), None),
                (one.kg, KG),
                (", ".join(scenario.family[name].label for name in one.families), None),
                (one.reason.in_(language), None),
                (one.remedy.in_(language), None),
            ]
        )
    return _heads(language, "donor", "day", "kg", "families", "reason", "remedy"), rows


def _balances(study: Study, language: Language) -> tuple[list[str], Iterable[Sequence[Cells]]]:
    scenario = study.scenario
    alone = {one.association: one for one in study.alone_balances}
    heads = _heads(language, "association", "need", "received", "share_of_need", "alone")
    heads += _heads(language, "kg_per_person", "hours_each", "km_each", "€")
    heads += [family.label for family in scenario.families]
    rows: list[list[Cells]] = []
    for one in study.balances:
        before = alone.get(one.association)
        rows.append(
            [
                (scenario.association[one.association].label, None),
                (one.need_kg, KG),
                (one.received_kg, KG),
                (one.share_of_need, SHARE),
                (None if before is None else before.received_kg, KG),
                (one.kg_per_person, "0.00"),
                (one.person_hours, HOURS),
                (one.km, "#,##0"),
                (one.eur, EUR),
                *((one.received_by_family.get(family.id), KG) for family in scenario.families),
            ]
        )
    return heads, rows


def _origin(sheet: Any, study: Study, language: Language) -> None:
    for row, (name, value) in enumerate(provenance(study, language), start=1):
        put(sheet, row, 1, name).font = BOLD
        put(sheet, row, 2, value).alignment = WRAP
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 80
