"""The grid of a week's visits: what it shows, and what is read from what was typed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.base import Language
from models.numbers import number
from models.products import Family
from models.scenario import Scenario
from models.visits import Outing, Visit, Weighed
from scenarios.faults import Fault
from scenarios.weighing import UNTOLD, Said, Told, gone_since, read_rows
from scenarios.weighing.columns import KG, THROWN
from scenarios.weighing.rows import NONE
from service.ledger.week_visits import WeekOuting, WeekTold, WeekVisit
from service.web.visit import Sent
from service.words.sentences import colon

SEVERAL = "several"
"""In place of a cause: the causes that were told before."""
TYPED = ("outcome", "rejected", "cause", "waited_min", "temperature_c", "use_by", "note")
KEPT = ("donor", "pickup", "round", "association")
OUT_TYPED = ("km", "hours", "people")
OUT_KEPT = ("vehicle", "round", "owner")
PARTED = "|"
WHOLE_UNIT = 1e-6
"""Units that miss a whole number by less are as many as were typed."""


@dataclass(frozen=True)
class GridRow:
    """One row: a stop with what is shown in its cells."""

    name: str
    title: str
    row: WeekVisit | None
    """None: the row for a store that was not planned."""
    cells: Mapping[str, str]
    expected: Mapping[str, str]
    was: str
    """What was shown when the page was made: a row left so tells nothing new."""


@dataclass(frozen=True)
class OutingRow:
    """One outing with what is shown in its cells."""

    name: str
    title: str
    row: WeekOuting | None
    cells: Mapping[str, str]
    was: str


@dataclass(frozen=True)
class GridDay:
    """A day of the week with its rows."""

    day: date
    rows: tuple[GridRow, ...]
    outings: tuple[OutingRow, ...]

    @property
    def told(self) -> int:
        """How many of its visits were told."""
        return sum(one.row is not None and one.row.told is not None for one in self.rows)

    @property
    def visits(self) -> int:
        """How many visits it has; those that the plan leaves are none until they are told."""
        return sum(one.row is not None and not one.row.left for one in self.rows)


def days_of(
    world: Scenario,
    week: WeekTold,
    language: Language,
    sent: Sent | None = None,
    shown_day: date | None = None,
) -> list[GridDay]:
    """Return the grid, a day after the other.

    Parameters
    ----------
    sent, shown_day
        What was typed on a day and was not written: it stays.
    """
    days = sorted(
        {one.day for one in week.visits}
        | {one.day for one in week.outings}
        | {world.date_of(day) for day in world.days}
    )
    return [_day(world, week, day, language, sent if day == shown_day else None) for day in days]


def _day(
    world: Scenario, week: WeekTold, day: date, language: Language, sent: Sent | None
) -> GridDay:
    found = []
    visits: list[WeekVisit | None] = [one for one in week.visits if one.day == day]
    for n, row in enumerate([*visits, None]):
        name = f"d{day.weekday()}r{n}"
        cells = _shown(row, language, world)
        was = PARTED.join(cells.get(field, "") for field in _typed(world))
        if sent is not None:
            cells = {field: sent.text(f"{name}.{field}") for field in (*_typed(world), "donor")}
            was = (sent.texts.get(f"{name}.was") or [""])[0]
        expected = {} if row is None or row.told else row.expected_kg
        shown = {
            family: _of_family(world.family.get(family), kg, language, about=True)
            for family, kg in expected.items()
            if kg >= 0.5
        }
        title = "" if row is None else _label(world, row.donor)
        found.append(GridRow(name, title, row, cells, shown, was))
    drives: list[WeekOuting | None] = [one for one in week.outings if one.day == day]
    outings = []
    for n, out in enumerate([*drives, None]):
        name = f"d{day.weekday()}o{n}"
        cells = _driven(out, language)
        was = PARTED.join(cells.get(field, "") for field in OUT_TYPED)
        if sent is not None:
            cells = {field: sent.text(f"{name}.{field}") for field in (*OUT_TYPED, "vehicle")}
            was = (sent.texts.get(f"{name}.was") or [""])[0]
        title = "" if out is None else _vehicle(world, out.vehicle)
        outings.append(OutingRow(name, title, out, cells, was))
    return GridDay(day, tuple(found), tuple(outings))


def told_at(days: Sequence[GridDay], faults: Sequence[Fault], language: Language) -> dict[int, str]:
    """Return each fault of the grid, by its number, with the store or vehicle it is of."""
    titles = {row.name: row.title for one in days for row in one.rows}
    titles |= {row.name: row.title for one in days for row in one.outings}
    found = {}
    for n, fault in enumerate(faults):
        title = titles.get(fault.path.partition(".")[0])
        if title and not fault.place:
            found[n] = f"{title}{colon(language)}{fault.text.in_(language)}"
    return found


def read_day(world: Scenario, week: WeekTold, day: date, sent: Sent, language: Language) -> Told:
    """Return what was typed on a day, rows left as they were shown set aside.

    Parameters
    ----------
    language
        In which the cells were shown.
    """
    of = f"d{day.weekday()}"
    rows = [*_changed(sent, f"{of}r", KEPT, _typed(world))]
    rows += _changed(sent, f"{of}o", OUT_KEPT, OUT_TYPED)
    gone = gone_since(
        [one.told for one in week.visits if one.told],
        [one.told for one in week.outings if one.told],
        world,
    )
    before = {
        (one.donor, one.pickup, one.association): one for one in week.visits if one.day == day
    }
    said = []
    for name, cells in rows:
        values: dict[str, object] = {"day": day, **cells}
        if cells.get("cause") == SEVERAL:
            del values["cause"]
        was = before.get((cells.get("donor", ""), _pickup(cells), cells.get("association", "")))
        said.append(Said(_one_way(values, was, world, language), name))
    typed = dict(rows)
    told = read_rows(said, world, gone)
    told.visits = [
        (row, _carried(one, was, typed[row.name], world, language))
        for row, one in told.visits
        for was in [before.get((one.donor, one.pickup, one.association))]
    ]
    return told


def _changed(
    sent: Sent, start: str, kept: Sequence[str], typed: Sequence[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows in which something else is typed than was shown, with their cells."""
    n = 0
    while f"{start}{n}.was" in sent.texts:
        name = f"{start}{n}"
        was = sent.texts[f"{name}.was"][0].replace("\r\n", "\n")
        now = [sent.text(f"{name}.{field}") for field in typed]
        if PARTED.join(now) != was:
            cells = {field: sent.text(f"{name}.{field}") for field in (*kept, *typed)}
            if not any(cells.get(field) for field in typed if _tells(field)):
                # told before and emptied it is not told any more; else details of nothing are wrong
                cells["outcome"] = UNTOLD if was.split(PARTED)[0] else "done"
            yield name, {field: text for field, text in cells.items() if text}
        n += 1


def _pickup(cells: Mapping[str, str]) -> str | None:
    return None if cells.get("pickup") in (None, NONE) else cells["pickup"]


def _one_way(
    values: Mapping[str, object], was: WeekVisit | None, world: Scenario, language: Language
) -> Mapping[str, object]:
    """Return what a row says of food thrown away, in all or family by family: what was changed."""
    apart = [field for one in world.families if (field := f"{THROWN}{one.id}") in values]
    shown = _shown(was, language, world)
    fields = [f"{THROWN}{one.id}" for one in world.families]
    if any(values.get(one, "") != shown.get(one, "") for one in fields):
        left = "rejected" in values and values["rejected"] == shown.get("rejected", "")
        dropped = ["rejected"] if left else []
    else:
        dropped = apart
    return {field: one for field, one in values.items() if field not in dropped}


def _tells(field: str) -> bool:
    """Tell whether a cell says what came of a visit or an outing, not only more about it."""
    return field in ("outcome", "rejected", *OUT_TYPED) or field.startswith(KG)


def _carried(
    visit: Visit,
    row: WeekVisit | None,
    cells: Mapping[str, str],
    world: Scenario,
    language: Language,
) -> Visit:
    """Return a visit with what the grid does not show, and what was left as it was shown."""
    before = None if row is None else row.told
    if before is None:
        return visit
    shown = _shown(row, language, world)

    def left(field: str) -> bool:
        return cells.get(field, "") == shown.get(field, "")

    food: list[Weighed] = []
    for one in visit.food:
        lots = [lot for lot in before.food if lot.family == one.family]
        old = sum(lot.kg for lot in lots)
        if not lots or old <= 0:
            food.append(one)
            continue
        factor = 1.0 if left(f"{KG}{one.family}") else one.kg / old
        food += [_lot(one, lot, len(lots), factor, use_by=not left("use_by")) for lot in lots]
    order = list(dict.fromkeys(one.family for one in before.food))
    food.sort(key=lambda one: order.index(one.family) if one.family in order else len(order))
    taken = {one.family for one in visit.food}
    thrown = {one.family for one in before.food if any(one.rejected_kg.values())}
    apart = [one.id for one in world.families if not left(f"{THROWN}{one.id}")]
    if apart and left("cause"):
        was = {(one.family, one.lot, one.kg): one.rejected_kg for one in before.food}
        food = [
            one
            if one.family in apart
            else one.changed(rejected_kg=was.get((one.family, one.lot, one.kg), one.rejected_kg))
            for one in food
        ]
    elif not apart and thrown <= taken and left("cause"):
        old = before.rejected_kg
        factor = 1.0 if left("rejected") or not old else visit.rejected_kg / old
        known = {(one.family, one.lot): one.rejected_kg for one in before.food}
        if left("rejected") or old > 0:
            food = [
                one.changed(
                    rejected_kg={
                        cause: round(kg * factor, 3)
                        for cause, kg in known.get((one.family, one.lot), {}).items()
                    }
                )
                for one in food
            ]
    food += [one for one in before.food if one.family not in world.family]
    return visit.changed(
        food=tuple(food), arrived=visit.arrived or before.arrived, holder=before.holder
    )


def _lot(now: Weighed, before: Weighed, lots: int, factor: float, *, use_by: bool) -> Weighed:
    """Return a lot of a family: as it was told, by as much more or less as is typed."""
    if factor == 1.0:
        kg, crates = before.kg, before.crates
    else:
        kg, crates = (now.kg, now.crates) if lots == 1 else (round(before.kg * factor, 3), None)
    part = kg / now.kg if now.kg else 0.0
    return before.changed(
        kg=kg,
        crates=crates,
        rejected_kg={cause: round(gone * part, 3) for cause, gone in now.rejected_kg.items()},
        use_by=now.use_by if use_by else before.use_by,
    )


def _typed(world: Scenario) -> list[str]:
    families = [one.id for one in world.families]
    return [*TYPED, *(f"{KG}{one}" for one in families), *(f"{THROWN}{one}" for one in families)]


def _shown(row: WeekVisit | None, language: Language, world: Scenario) -> dict[str, str]:
    """Return the cells of a visit as it was told; of one that was not, empty ones.

    What was thrown away of each family is shown where several were taken.
    """
    if row is None or row.told is None:
        return {}
    told = row.told
    causes = {cause for one in told.food for cause, kg in one.rejected_kg.items() if kg}
    uses = {one.use_by for one in told.food if one.use_by}
    cells = {
        "outcome": told.outcome,
        "rejected": _figure(told.rejected_kg, language),
        "cause": SEVERAL if len(causes) > 1 else next(iter(causes), ""),
        "waited_min": _figure(told.waited_min, language),
        "temperature_c": ""
        if told.temperature_c is None
        else _typeable(told.temperature_c, language),
        "use_by": next(iter(uses)) if len(uses) == 1 else "",
        "note": told.note,
    }
    for family in {one.family for one in told.food}:
        whole = sum(one.kg for one in told.food if one.family == family)
        cells[f"{KG}{family}"] = _of_family(world.family.get(family), whole, language)
    several = len({one.family for one in told.food}) > 1
    for family in {one.family for one in told.food if several and one.family in world.family}:
        gone = sum(sum(one.rejected_kg.values()) for one in told.food if one.family == family)
        cells[f"{THROWN}{family}"] = _of_family(world.family[family], gone, language)
    return {field: text for field, text in cells.items() if text}


def _driven(row: WeekOuting | None, language: Language) -> dict[str, str]:
    told: Outing | None = None if row is None else row.told
    if told is None:
        return {}
    return {
        "km": _typeable(told.km, language),
        "hours": _typeable(told.hours, language),
        "people": str(told.people),
    }


def _figure(kg: float, language: Language) -> str:
    """Return a quantity as it would be typed, empty for none."""
    return _typeable(kg, language) if kg else ""


def _of_family(family: Family | None, kg: float, language: Language, *, about: bool = False) -> str:
    """Return kg of a family as they would be typed: in units, where they are whole ones.

    Parameters
    ----------
    about
        Whether it is a figure to compare with: rounded, and never typed again.
    """
    units = None if family is None else family.units(kg)
    if units is not None and (about or abs(units - round(units)) < WHOLE_UNIT) and round(units):
        return f"{round(units)} u"
    return number(kg, language) if about else _figure(kg, language)


def _typeable(value: float, language: Language) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def _label(world: Scenario, store: str) -> str:
    return world.donor[store].label if store in world.donor else store


def _vehicle(world: Scenario, vehicle: str) -> str:
    return world.vehicle[vehicle].label if vehicle in world.vehicle else vehicle
