"""Corrections of a published week, checked before they are written, and every line as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from datetime import date

from models.numbers import MINUS, read_number
from models.scenario import Scenario
from scenarios.typed_units import in_kg
from service.ledger import Entry, Withdrawn
from service.words.field_faults import FieldFault
from service.words.ledger import ledger_word

WITHDRAWN = "withdrawn"
"""The kind of the line that withdraws a week."""
MOST_KG = 100_000
"""Of one line that units weigh, either way."""
COLUMNS = ("week_of", "association", "family", "kind", "kg", "reason", "recorded_at")


def kg_of(world: Scenario, family: str, typed: str) -> float:
    """Return the kg that a text says, or that its units weigh; not a number when it says neither.

    Less may be told, with a minus.
    """
    typed = typed.strip()
    less = typed[:1] in ("-", MINUS)
    kg = read_number(str(in_kg(typed[1:].strip() if less else typed, world.family.get(family))))
    return math.nan if kg is None else -float(kg) if less else float(kg)


def kg_told(
    world: Scenario, family: str, kg: float | None, units: float | None
) -> float | FieldFault:
    """Return the kg that a program tells, as they are or as so many units weigh; else why not."""
    if (kg is None) == (units is None):
        return FieldFault("kg", ledger_word["kg_or_units"], {})
    if units is None:
        assert kg is not None
        return kg
    # a family that nobody knows is refused for that
    each = world.family[family].handed_kg if family in world.family else 1.0
    if each is None:
        return FieldFault("units", ledger_word["no_units"], {"value": family})
    weight = round(units * each, 6)
    if abs(weight) > MOST_KG:
        return FieldFault("units", ledger_word["bad_units"], {"value": f"{units:g}"})
    return weight


def counted(world: Scenario, family: str) -> bool:
    """Tell whether a family is counted in units."""
    return family in world.family and world.family[family].unit is not None


def faults(
    world: Scenario,
    week: str,
    association: str,
    family: str,
    kind: str,
    kg: float,
    reason: str,
    typed: str = "",
) -> list[FieldFault]:
    """Return what is wrong with a correction; all of it at once.

    Parameters
    ----------
    typed
        The kilograms as they were typed, where they were.
    """
    found = []
    if day(week) is None:
        found.append(FieldFault("week", ledger_word["bad_week"], {"value": week}))
    for field, value, known in (
        ("association", association, [one.id for one in world.associations]),
        ("family", family, [one.id for one in world.families]),
    ):
        if value not in known:
            values = {"value": value, "known": ", ".join(known)}
            found.append(FieldFault(field, ledger_word["unknown"], values))
    if not math.isfinite(kg) or kg == 0 or (kg < 0 and kind != "received"):
        text = ledger_word["bad_units" if counted(world, family) else "bad_kg"]
        found.append(FieldFault("kg", text, {"value": typed or kg}))
    if not reason.strip():
        found.append(FieldFault("reason", ledger_word["no_reason"], {}))
    return found


def day(week: str) -> date | None:
    """Return a date written as ``YYYY-MM-DD``, none if it is not."""
    try:
        return date.fromisoformat(week)
    except ValueError:
        return None


def as_csv(lines: Iterable[Entry], withdrawn: Iterable[Withdrawn] = ()) -> str:
    """Return lines of the ledger as CSV that a spreadsheet reads as text and numbers.

    Publications that were withdrawn have a line each, their own lines no more.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in lines:
        writer.writerow(
            (
                one.week_of,
                one.association,
                one.family,
                one.kind,
                f"{one.kg:.3f}",
                plain(one.reason),
                one.recorded_at.isoformat(timespec="seconds"),
            )
        )
    for away in withdrawn:
        moment = away.withdrawn_at.isoformat(timespec="seconds")
        writer.writerow((away.week_of, "", "", WITHDRAWN, "0.000", plain(away.reason), moment))
    return text.getvalue()


def plain(text: str) -> str:
    """Return a text that a spreadsheet reads as text, not as a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
