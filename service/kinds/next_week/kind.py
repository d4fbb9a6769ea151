"""From one week to the next in one act: what ``ramasse next`` does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from models.allocation import Allocation
from models.base import Language, Text
from models.calendar import DAY_NAMES, DAYS
from models.fields import en, fr
from models.memory import uncollected
from models.next_week import NextWeek
from models.recurrence import monday_of
from models.scenario import Scenario
from models.study import Study
from models.warehouse_study import WarehouseStudy
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, OnForm, RunId
from service.asking.given import Given
from service.asking.kind import Kind, Next
from service.asking.late import Late
from service.kinds.next_week import ROOM
from service.kinds.next_week.words import (
    LEAD,
    NO_MONDAY,
    NOT_AFTER,
    OTHER_WEEK,
    STORE,
    STORE_LEAD,
)
from service.sources import opened
from service.words.field_faults import FieldFault

FILE = "semaine.yaml"
WEEK = timedelta(days=7)


class NextWeekAsked(AskedOfScenario):
    """The week that follows."""

    kind: Literal["next_week"] = "next_week"
    variant: fields.Variant = None
    week: Annotated[
        str | None,
        OnForm(first=True),
        fr("Semaine du", "Un lundi, comme 2026-12-07 ; vide : la semaine d'après."),
        en("Week of", "A Monday, such as 2026-12-07; the week after when empty."),
    ] = None
    study: Annotated[
        RunId | None,
        EarlierRun(("week", "replan", "hand_plan", "split"), offered="same"),
        OnForm(first=True),
        fr("Étude de la semaine qui finit", "Ce qui y est reçu pour plus tard est repris."),
        en("Study of the week that ends", "What it receives for later is carried on."),
    ] = None
    warehouse: Annotated[
        RunId | None,
        EarlierRun(("warehouse",)),
        fr("Plan de l'entrepôt", "Son stock à la fin de la semaine est repris, comme prévu."),
        en("Plan of the warehouse", "Its stock when the week ends is carried on, as planned."),
    ] = None
    rates: Annotated[
        bool,
        fr("Prendre le mesuré", "Les kg, absences et rebuts mesurés, à la place du supposé."),
        en("Take what was measured", "Measured kg, no-shows and rejects in place of assumed ones."),
    ] = True


def _monday(asked: NextWeekAsked, before: date) -> date | None:
    """Return the week that is asked for, none where its date says nothing."""
    from models.dates import read_date

    return before + WEEK if not asked.week else read_date(asked.week)


def _faults(asked: NextWeekAsked, given: Given) -> list[FieldFault]:
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    return [*_date_faults(asked, world), *_study_faults(given, world)]


def _date_faults(asked: NextWeekAsked, world: Scenario) -> Iterator[FieldFault]:
    """Yield that the date is none, no Monday, or not after the week of the file."""
    after = world.week_of + WEEK
    when = _monday(asked, world.week_of)
    if when is None:
        yield FieldFault("week", NO_DATE, {"found": str(asked.week), "next": after})
    elif when.weekday() != 0:
        values = {"found": when, "day": DAY_NAMES[DAYS[when.weekday()]], "monday": monday_of(when)}
        yield FieldFault("week", NO_MONDAY, values)
    elif when <= world.week_of:
        values = {"found": when, "week": world.week_of, "next": after}
        yield FieldFault("week", NOT_AFTER, values)


def _study_faults(given: Given, world: Scenario) -> Iterator[FieldFault]:
    for field in ("study", "warehouse"):
        study = given.earlier.get(field)
        if not isinstance(study, Study | Allocation | WarehouseStudy):
            continue
        of = study.scenario
        if (of.id, of.week_of) != (world.id, world.week_of):
            values = {
                "found": f"{of.label}, {of.week_of}",
                "wanted": f"{world.label}, {world.week_of}",
            }
            yield FieldFault(field, OTHER_WEEK, values)


@uncollected()
def _work(asked: NextWeekAsked, given: Given) -> NextWeek:
    from service.kinds.next_week.making import next_week

    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    study = given.earlier.get("study")
    when = _monday(asked, world.week_of)
    assert when is not None
    known = study if isinstance(study, Study | Allocation) else None
    stored = given.earlier.get("warehouse")
    return next_week(
        given,
        world,
        when,
        known,
        warehouse=stored if isinstance(stored, WarehouseStudy) else None,
        rates=asked.rates,
    )


def _more(study: NextWeek, language: Language) -> dict[str, bytes]:
    del language  # the file says which it is in
    return {FILE: study.text.encode()}


def _next(study: NextWeek) -> Sequence[Next]:
    del study  # whatever it holds
    return [Next(STORE, "store", lead=STORE_LEAD)]


def _stores(study: NextWeek) -> tuple[str, str]:
    return study.name, study.text


def _applies(content: Mapping[str, Any]) -> bool:
    """Tell whether a scenario has a week that another may follow."""
    return any(content.get(name) for name in ("donors", "deliveries", "errands"))


NO_DATE = Text(
    fr="« {found} » n'est pas une date. Attendu : un lundi, comme {next}. Corrigez-la, ou "
    "laissez-la vide.",
    en='"{found}" is no date. Expected: a Monday, such as {next}. Correct it, or leave it empty.',
)
NEXT_WEEK = Kind(
    room=ROOM,
    resource="next_weeks",
    lead=LEAD,
    called=Text(fr="Semaine suivante", en="Next week"),
    study_called=Text(fr="une semaine suivante", en="a next week"),
    asked=NextWeekAsked,
    study=NextWeek,
    example={"kind": "next_week", "scenario": "aubagne", "week": "2026-12-07"},
    applies=_applies,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.next_week.page:next_week_page"),
    more=_more,
    writes=(FILE, "study.json", "report.html", "classeur.xlsx"),
    next=_next,
    stores=_stores,
    brief=True,
    uses=frozenset(("journal",)),
)
