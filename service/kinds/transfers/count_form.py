"""The form on a week's page: the stock is counted, a lot on each line, then passed on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from models.base import Language
from models.booking_study import BookingStudy
from models.numbers import read_number
from models.products import Family
from models.study import Study
from models.transfers import MOST_LOT_KG, StockLot
from models.visits import DATE_KIND_NAMES
from scenarios.typed_units import in_kg
from service.asking.forms import FieldKind, Fieldset, FormField, FormSection, Sent, StudyForm
from service.kinds.transfers import ROOM
from service.kinds.transfers.words import say as words
from service.words.field_faults import FieldFault

MORE_ROWS = 10
"""Empty lines, beside those of the stock that is known."""
MOST_ROWS = 200
WHOLE_UNIT = 0.001
"""Part of a unit that rounding makes."""
WHOLE = ("where", "family", "kg", "until")


def sections(study: Study | BookingStudy, language: Language) -> tuple[FormSection, ...]:
    """Return the fields: the day of the count, then a line for each lot, the known ones filled."""
    world, say = study.scenario, partial(words, language=language)
    asked = world.transfers
    places = tuple((one.id, one.name) for one in world.associations)
    families = tuple((one.id, one.label) for one in world.families)
    kinds = tuple((name, text.in_(language)) for name, text in DATE_KIND_NAMES.items())
    counted = any(one.unit is not None for one in world.families)
    # the keys of a telephone for numbers have no letters
    typed: FieldKind = "text" if counted else "number"
    known: list[StockLot | None] = [*world.stock_lots.values()]
    known += [None] * MORE_ROWS

    def row(n: int, lot: StockLot | None) -> tuple[FormField, ...]:
        where, family, kg, until, kind = ("", "", "", "", "use_by")
        if lot is not None:
            where, family, kg = (
                lot.association,
                lot.family,
                _typed(world.family[lot.family], lot.kg),
            )
            until, kind = lot.date.isoformat(), lot.date_kind
        return (
            FormField(f"where.{n}", say("form_where"), "choice", places, value=where),
            FormField(f"family.{n}", say("family"), "choice", families, value=family),
            FormField(f"kg.{n}", say("form_amount" if counted else "kg"), typed, value=kg),
            FormField(f"until.{n}", say("date"), "date", value=until),
            FormField(f"datekind.{n}", say("form_kind"), "choice", kinds, value=kind),
        )

    first = (
        FormField(
            "counted_on",
            say("form_day"),
            "date",
            required=True,
            value=asked.first_day(world.week_of).isoformat(),
        ),
        FormField("new_trips", say("form_trips"), "number", value=str(asked.new_trips)),
    )
    rows = tuple(row(n, lot) for n, lot in enumerate(known[:MOST_ROWS]))
    return (FormSection("", first), FormSection("", (Fieldset(say("form_lots"), rows),)))


def _typed(family: Family, kg: float) -> str:
    """Return an amount as it would be typed: in units where the family is counted so."""
    units = family.units(kg)
    whole = units is not None and abs(units - round(units)) < WHOLE_UNIT
    return f"{round(units or 0)} u" if whole else f"{kg:g}"


def read(sent: Sent, study: Study | BookingStudy) -> tuple[Mapping[str, Any], Sequence[FieldFault]]:
    """Return the stock as values changed in the scenario, and what is wrong with what was typed."""
    families = study.scenario.family
    faults: list[FieldFault] = []
    counted = _date(sent, "counted_on", faults)
    sets = ["transfers.fixed=[]", "transfers.lots=[]"]
    if counted is not None:
        sets.append(f"transfers.counted_on={counted.isoformat()}")
    trips = _one(sent, "new_trips")
    if trips:
        sets.append(f"transfers.new_trips={trips}")
    lots = [lot for n in range(MOST_ROWS) if (lot := _lot(sent, n, counted, families, faults))]
    if not lots and not faults:
        faults.append(FieldFault("", words["form_empty"]))
    sets += [f"transfers.lots.compte-{n}={json.dumps(lot)}" for n, lot in enumerate(lots, 1)]
    return {"sets": sets}, faults


def _lot(
    sent: Sent,
    n: int,
    counted: date | None,
    families: Mapping[str, Family],
    faults: list[FieldFault],
) -> dict[str, Any] | None:
    """Return the lot of a line; none where it is empty, or after saying what is wrong with it."""
    typed = {name: _one(sent, f"{name}.{n}") for name in WHOLE}
    if not typed["kg"] and not typed["until"] and not (typed["where"] and typed["family"]):
        return None
    missing = [name for name in WHOLE if not typed[name]]
    if missing:
        faults.append(FieldFault(f"{missing[0]}.{n}", words["form_missing"]))
        return None
    family = families.get(typed["family"])
    kg = read_number(str(in_kg(typed["kg"], family)))
    if kg is None or not 0 < kg <= MOST_LOT_KG:
        by_units = family is not None and family.unit is not None
        text = words["form_units" if by_units else "form_kg"].format(found=typed["kg"][:40])
        faults.append(FieldFault(f"kg.{n}", text))
    until = _date(sent, f"until.{n}", faults)
    kind = _one(sent, f"datekind.{n}") or "use_by"
    if until is not None and counted is not None and kind == "use_by" and until < counted:
        faults.append(FieldFault(f"until.{n}", words["form_past"]))
    if kg is None or until is None:
        return None
    return {
        "association": typed["where"],
        "family": typed["family"],
        "kg": kg,
        "date": until.isoformat(),
        "date_kind": kind,
    }


def _date(sent: Sent, name: str, faults: list[FieldFault]) -> date | None:
    from models.dates import read_date

    typed = _one(sent, name)
    found = read_date(typed)
    if found is None:
        text = words["form_date"].format(found=typed[:40] or "–")
        faults.append(FieldFault(name, text))
    return found


def _one(sent: Sent, name: str) -> str:
    return next(iter(sent.get(name, ())), "").strip()


COUNT_FORM = StudyForm(
    title=words["form"],
    lead=words["form_lead"],
    button=ROOM.title,
    back=words["form_back"],
    sections=sections,
    read=read,
)
