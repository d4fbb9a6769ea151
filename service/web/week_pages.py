"""The weeks of a town: how far each is, and the grid in which what came is weighed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from secrets import token_hex
from typing import Any

from fastapi import APIRouter, Response

from models.base import Language, Model, Text
from models.calendar import DAYS
from models.dates import full_date
from models.recurrence import monday_of
from models.scenario import Scenario
from models.visits import CAUSE_NAMES, OUTCOME_NAMES, USE_BY_NAMES
from scenarios import Fault, ScenarioError
from scenarios.weighing import Told, read_codes, read_visits
from service.accounts import wishes
from service.accounts.audit import noted
from service.asking.asked import EarlierRun, mark_of
from service.backend import PlannedWeek
from service.downloads import attachment
from service.ledger.journal_page import corrections, corrections_table
from service.ledger.week_visits import WeekTold, planned_visits
from service.ledger.weeks import MOST, YEAR, PlannedVisit, WeekState, calendar
from service.ledger.weighing import Weighed, weigh
from service.pages.page import Table
from service.store import photos, runs
from service.store.once import asked_of, done_once
from service.store.scenarios import UnknownError
from service.web.asking import YES
from service.web.form_parts import control_id
from service.web.sent_files import kept_name
from service.web.visit import UNUSABLE, Number, PageRoute, Sent, SentForm, Visit, Visited
from service.web.weighing_grid import SEVERAL, days_of, read_day, told_at
from service.web.words import say
from service.words.journal import journal_word
from service.words.sentences import colon
from tabular.scratch import scratch

week_pages = APIRouter(route_class=PageRoute)
WEIGHED = "weighed"
"""The field by which a split asks for what really came in."""
COUNTED = 12
"""Of the newest weeks the visits that were planned are counted: each plan has to be read."""


@week_pages.get("/weeks/{town}")
def calendar_page(visit: Visited, town: str, most: Number = YEAR) -> Response:
    """Show how far each week of a town is: those of a year, or more."""
    desk = visit.desk
    world = desk.town(town)
    planned = desk.planned_weeks(town)
    newest = sorted({*planned, *desk.ledger.weeks(town)}, reverse=True)[:COUNTED]

    def visits_in(week_of: date) -> list[PlannedVisit] | None:
        return _visits_in(visit, town, week_of) if week_of in newest else None

    weeks = calendar(desk.ledger, town, planned, visits_in, most)
    return visit.show(
        "weeks.html.j2",
        title=f"{journal_word('calendar', visit.language)} – {world.label}",
        heading=world.label,
        here="ledger",
        trail=_trail(visit, town, world.label),
        town=town,
        open_week=_open_week(weeks, world.week_of),
        weeks=weeks,
        more=MOST if most < MOST else 0,
        shown=most,
        wishes=[
            (one, world.association[one.association].label)
            for one in wishes.listed(desk.database, town)
            if one.association in world.association
        ],
    )


def _open_week(weeks: Sequence[WeekState], other: date) -> date:
    """Return the newest week that has begun and is not closed; another where all are."""
    begun = [one.week_of for one in weeks if one.state != "closed" and one.week_of <= date.today()]
    return max(begun, default=other)


@week_pages.get("/weeks/{town}/{week_of}")
def grid_page(visit: Visited, town: str, week_of: date) -> Response:
    """Show a week's visits, with what was told of each."""
    return grid(visit, town, visit.desk.week(town, monday_of(week_of)))


@week_pages.post("/weeks/{town}/{week_of}")
def weigh_day(visit: Visited, sent: SentForm, town: str, week_of: date) -> Response:
    """Write what was typed of a day: all of it or nothing."""
    week = visit.desk.week(town, monday_of(week_of))
    there = visit.desk.ledger.week_told(week.world, week.plan)
    day = day_sent(sent)
    found = weighed(visit, week, read_day(week.world, there, day, sent, visit.language), sent)
    if found.refused:
        return grid(visit, town, week, sent, day, found)
    return written(visit, town, week, found, day)


@week_pages.post("/weeks/{town}/{week_of}/file")
def weigh_file(visit: Visited, sent: SentForm, town: str, week_of: date) -> Response:
    """Write what a file says, a workbook filled in or a list: all of it or nothing."""
    week = visit.desk.week(town, monday_of(week_of))
    files = sent.files.get("file", ())
    if not files:
        raise ScenarioError([Fault(place="", path="", text=say["no_week_file"])])
    name, content = files[0]
    with scratch() as folder:
        path = folder / (kept_name(name) or "visits.csv")
        path.write_bytes(content)
        told = read_visits(path, week.world)
    found = weighed(visit, week, told, sent, correcting=bool(sent.text("reason")))
    if found.refused:
        return grid(visit, town, week, sent, None, found)
    return written(visit, town, week, found, None)


@week_pages.post("/weeks/{town}/{week_of}/code")
def weigh_code(visit: Visited, sent: SentForm, town: str, week_of: date) -> Response:
    """Write what the codes of drivers' telephones say: all of it or nothing."""
    monday = monday_of(week_of)
    week = visit.desk.week(town, monday)
    plans = partial(visit.desk.plans, town, monday)
    told = read_codes(sent.text("code"), week.world, plans)
    found = weighed(visit, week, told, sent, correcting=bool(sent.text("reason")))
    if found.refused:
        return grid(visit, town, week, sent, None, found)
    return written(visit, town, week, found, None)


@week_pages.get("/weeks/{town}/{week_of}/visits.xlsx")
def grid_file(visit: Visited, town: str, week_of: date) -> Response:
    """Return the week's workbook to be filled in and sent back."""
    week = visit.desk.week(town, monday_of(week_of))
    told = visit.desk.ledger.week_told(week.world, week.plan)
    key = (week.world, told, visit.language)
    # workbooks take a while to import
    from service.ledger.visit_workbook import visit_workbook

    content = visit.desk.made.file(repr(key), visit_workbook, *key)
    return attachment(f"{town}-{week.world.week_of}.xlsx", content)


@week_pages.get("/weeks/{town}/{week_of}/photos/{photo}")
def photo_file(visit: Visited, town: str, week_of: date, photo: Number) -> Response:
    """Return a photo of a stop, to be looked at here and kept nowhere."""
    del week_of
    content = photos.picture(visit.desk.database, town, photo)
    return Response(content, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


@week_pages.post("/weeks/{town}/{week_of}/photos/{photo}/erase")
def erase_photo(visit: Visited, town: str, week_of: date, photo: Number) -> Response:
    """Erase a photo."""
    told = noted("photo_erased", town, str(monday_of(week_of)))
    photos.erase(visit.desk.database, town, photo, told)
    return visit.go(f"weeks/{town}/{monday_of(week_of)}", "photo_erased")


@week_pages.post("/weeks/{town}/{week_of}/close")
def close(visit: Visited, town: str, week_of: date) -> Response:
    """Close a week: only corrections with a reason follow."""
    visit.desk.town(town)
    monday = monday_of(week_of)
    visit.desk.ledger.close_week(town, monday, noted("closed", town, str(monday)))
    return visit.go(f"weeks/{town}", "week_closed")


@week_pages.post("/weeks/{town}/{week_of}/withdraw")
def withdraw(visit: Visited, sent: SentForm, town: str, week_of: date) -> Response:
    """Take back the publication of a week, by a line that says why."""
    reason = sent.text("reason")
    if not reason:
        told = journal_word["no_reason"].format(field=visit.say("cause")).in_(visit.language)
        return visit.refuse([told])
    values = (town, monday_of(week_of), reason)
    asked = asked_of("withdraw", *values)
    do = partial(visit.desk.withdraw, *values)
    done_once(visit.desk.database, sent.key, asked, Model(), do)
    return visit.go(f"weeks/{town}", "week_withdrawn")


def day_sent(sent: Sent) -> date:
    """Return the day that a form is of."""
    try:
        return date.fromisoformat(sent.text("day"))
    except ValueError as error:
        raise UnknownError(say["not_found_lead"]) from error


def weighed(
    visit: Visit, week: PlannedWeek, told: Told, sent: Sent, *, correcting: bool = True
) -> Weighed:
    """Check and write what was told of a week: all of it or nothing."""
    seen = sent.text("seen")
    return weigh(
        visit.desk.ledger,
        week.world,
        told,
        seen=int(seen) if seen.isdecimal() else None,
        correcting=correcting,
        reason=sent.text("reason"),
        sure=bool(sent.text("sure")),
        planned=planned_visits(week.world, week.plan),
        beside=noted("weighed", week.world.id, str(week.world.week_of)),
    )


def written(
    visit: Visit,
    town: str,
    week: PlannedWeek,
    found: Weighed,
    day: date | None,
    **shown: Any,
) -> Response:
    """Show the grid again, what was written and what is worth a word told."""
    return grid(visit, town, week, None, day, found, **shown)


def grid(
    visit: Visit,
    town: str,
    week: PlannedWeek,
    sent: Sent | None = None,
    day: date | None = None,
    found: Weighed | None = None,
    *,
    own: str = "",
    more: Mapping[str, Any] | None = None,
) -> Response:
    """Show the grid of a week.

    Parameters
    ----------
    own
        The association whose visits are shown alone; all of them by default.
    more
        What is shown beside.
    """
    world, language = week.world, visit.language
    told = visit.desk.ledger.week_told(world, week.plan)
    if own:
        told = replace(
            told,
            visits=tuple(one for one in told.visits if one.association == own),
            outings=tuple(one for one in told.outings if one.owner == own),
        )
    days = days_of(world, told, language, sent, day)
    faults = () if found is None else (*found.faults, *found.doubts)
    placed = {n: control_id(one.path) for n, one in enumerate(faults) if one.path and not one.place}
    seen = "" if sent is None or (found is not None and found.meanwhile) else sent.text("seen")
    return visit.show(
        "weigh.html.j2",
        title=f"{journal_word('weighing', language)} – {world.label}",
        heading=f"{journal_word('weighing', language)}{colon(language)}"
        f"{full_date(world.week_of, language)}",
        here="own" if own else "ledger",
        trail=()
        if own
        else [
            *_trail(visit, town, world.label),
            (journal_word("calendar", language), f"weeks/{town}"),
        ],
        own=own,
        base=f"own/{town}/association/{own}" if own else f"weeks/{town}",
        **({"balance": None, "wishes": (), "papers": ()} | dict(more or {})),
        status=UNUSABLE if faults else 200,
        town=town,
        key=token_hex(16),
        world=world,
        week=told,
        day_ids=DAYS,
        stores=[(one.id, one.label) for one in world.donors],
        vehicles=[(one.id, one.label) for one in world.vehicles if own in ("", one.owner)],
        days=days,
        seen=seen or told.last,
        code="" if sent is None or not faults else sent.text("code"),
        shown_day=day,
        planned=week.plan is not None,
        # of a week that was published elsewhere the stops are known, and others are told as left
        every=week.plan is None and not any(one.left for one in told.visits),
        run=week.run,
        faults=faults,
        placed=placed,
        told=told_at(days, faults, language),
        doubtful=found is not None and bool(found.doubts) and not found.faults,
        written=None if found is None or found.refused else found.written,
        warnings=() if found is None else found.warnings,
        outcomes=_named(OUTCOME_NAMES, language),
        causes=[*_named(CAUSE_NAMES, language), (SEVERAL, journal_word(SEVERAL, language))],
        use_bys=_named(USE_BY_NAMES, language),
        corrected=_corrected(visit, world),
        photos=[] if own else _photos(visit, world),
        splits=_splits(visit, week) if any(one.told for one in told.visits) else None,
        withdrawable=world.week_of in visit.desk.ledger.weeks(town) and not _weighed_in(told),
    )


def _photos(visit: Visit, world: Scenario) -> list[tuple[photos.Photo, str]]:
    """Return the photos of a week, each with what its store is called."""
    last = world.week_of + timedelta(days=6)
    found = photos.listed(visit.desk.database, world.id, world.week_of, last)
    called = {one.id: one.label for one in world.donors}
    return [(one, called.get(one.donor, one.donor)) for one in found]


def _corrected(visit: Visit, world: Scenario) -> Table | None:
    """Return what was corrected of a week, if something was."""
    last = world.week_of + timedelta(days=6)
    lines = visit.desk.ledger.journal_lines(world.id, world.week_of, last)
    found = corrections(lines)
    return corrections_table(found, world, visit.language) if found else None


@dataclass(frozen=True)
class _Splits:
    """What asks for the split of what came in."""

    scenario: str
    fields: tuple[tuple[str, str], ...]


def _splits(visit: Visit, week: PlannedWeek) -> _Splits | None:
    """Return what asks for the split of what came in of a week that was planned here."""
    able = (one for one in visit.desk.kinds.values() if WEIGHED in one.asked.model_fields)
    kind = next((one for one in able if "journal" in one.uses), None)
    if kind is None or week.run is None:
        return None
    planned = runs.run(visit.desk.database, week.run)
    fields = [("kind", kind.name), ("version", str(planned.version))]
    fields.append((f"{kind.name}.{WEIGHED}", YES))
    for field in kind.asked.model_fields:
        mark = mark_of(kind.asked, field, EarlierRun)
        if mark is not None and planned.kind in mark.kinds:
            fields.append((f"{kind.name}.{field}", planned.id))
    return _Splits(planned.scenario, tuple(fields))


def _weighed_in(week: WeekTold) -> bool:
    told = any(one.told for one in week.visits) or any(one.told for one in week.outings)
    return week.closed or told


def _named(names: Mapping[Any, Text], language: Language) -> list[tuple[str, str]]:
    return [(key, text.in_(language)) for key, text in names.items()]


def _trail(visit: Visit, town: str, label: str) -> list[tuple[str, str]]:
    return [(visit.say("ledger"), "ledger"), (label, f"ledger/{town}")]


def _visits_in(visit: Visit, town: str, week_of: date) -> list[PlannedVisit] | None:
    week = visit.desk.week(town, week_of)
    if week.plan is None:
        return None
    return [(one.day, one.pickup) for one in planned_visits(week.world, week.plan)]
