"""A week planned: what ``ramasse run`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from models.base import Language, Text
from models.booking_study import BookingStudy
from models.fields import en, fr
from models.next_openings import next_openings
from models.plan import Plan
from models.rota_study import RotaStudy
from models.scenario import Scenario
from models.study import Study
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, OneOf, OnForm, Option, RunId
from service.asking.given import Given
from service.asking.kind import Kind, Next, NoAnswerError, Tab
from service.asking.late import Late
from service.asking.telephones import Telephones
from service.files import BOOK, REPORT, STUDY
from service.kinds.next_week import ROOM as NEXT_ROOM
from service.kinds.week import ROOM
from service.kinds.week.summary import summary
from service.kinds.week.words import (
    DRAWN_TITLE,
    NO_CREWS,
    NOT_BEFORE,
    PLAN_AGAIN,
    POSTER,
    POSTER_TITLE,
    PRINT_SHEETS,
    SEARCH_LONGER,
    SHEETS,
    SHEETS_TITLE,
    SPLIT_LEAD,
    SPLIT_WEEK,
    UNSTABLE,
    UNSUPPORTED,
)
from service.sources import opened
from service.words.codes import code
from service.words.field_faults import FieldFault
from solver.settings import EngineName, Settings

if TYPE_CHECKING:
    from solver.routing.base import UnsupportedError

ENGINE_NAMES: Mapping[str, Text] = {
    "pyvrp": Text(fr="habituelle", en="usual"),
    "ortools": Text(fr="autre méthode, pour comparer", en="another method, to compare"),
    "portfolio": Text(
        fr="poussée : tout l'ordinateur y travaille",
        en="thorough: the whole computer works on it",
    ),
}


class WeekAsked(AskedOfScenario):
    """A week to be planned."""

    default_s: ClassVar[float | None] = 30.0

    kind: Literal["week"] = "week"
    variant: fields.Variant = None
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1
    engine: Annotated[
        EngineName, OneOf(ENGINE_NAMES), fr("Façon de chercher"), en("Way of searching")
    ] = "pyvrp"
    weeks: fields.Weeks = 200
    measured: fields.Measured = False
    bookings: Annotated[
        RunId | None,
        EarlierRun(("bookings",)),
        fr("Réservations", "Réservations de camions à respecter."),
        en("Bookings", "Bookings of trucks to be kept."),
    ] = None
    rota: Annotated[
        RunId | None,
        EarlierRun(("rota", "rota_change")),
        fr("Planning des équipages", "Les équipages sont ceux de ce planning."),
        en("Rota of crews", "The crews are those of this rota."),
    ] = None
    earlier_week: Annotated[
        RunId | None,
        EarlierRun(("week", "replan", "hand_plan"), offered="before"),
        Option("--earlier"),
        OnForm(first=True),
        fr("Semaine d'avant", "L'étude d'une semaine d'avant : son plan change le moins."),
        en("Week before", "The study of a week before: its plan changes least."),
    ] = None

    @property
    def settings(self) -> Settings:
        """How the week is planned.

        Examples
        --------
        >>> WeekAsked(scenario="x").settings.time_limit_s
        30.0
        >>> WeekAsked(scenario="x", iterations=5).settings.time_limit_s
        """
        return Settings(self.limit_s, self.iterations, self.seed, self.engine, self.weeks)


def applies(content: Mapping[str, Any]) -> bool:
    """Tell whether a scenario has a week of rounds."""
    return any(content.get(name) for name in ("donors", "deliveries", "errands"))


def _work(asked: WeekAsked, given: Given) -> Study:
    from solver import study
    from solver.routing.base import UnsupportedError

    with opened(given.source, asked.variant, asked.sets) as found:
        world = given.as_measured(found.scenario, asked=asked.measured)
        booked, before = given.earlier.get("bookings"), given.earlier.get("earlier_week")
        if booked is not None:
            from solver.trucks.plan import with_bookings

            assert isinstance(booked, BookingStudy)
            world = with_bookings(world, booked)
        world = _manned(world, given)
        try:
            return study.run(
                world,
                asked.settings,
                folder=found.folder,
                past=given.past(world),
                earlier=before if isinstance(before, Study) else None,
                watch=given.tell,
                stop=given.stop,
                keep=given.keep,
            )
        except UnsupportedError as error:
            raise NoAnswerError(_unsupported(error), refused=True) from error


def _manned(world: Scenario, given: Given) -> Scenario:
    """Return a week with the crews of a rota, where one is given."""
    from solver.rota.crews import with_crews

    crews = given.earlier.get("rota")
    return with_crews(world, crews) if isinstance(crews, RotaStudy) else world


def _faults(asked: WeekAsked, given: Given) -> list[FieldFault]:
    """Return what earlier runs lack: a rota has no crews for the week, a week is not before it."""
    crews, before = given.earlier.get("rota"), given.earlier.get("earlier_week")
    if crews is None and before is None:
        return []
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    wrong = []
    if crews is not None and _manned(world, given) is world:
        wrong.append(FieldFault("rota", NO_CREWS, {"week": str(world.week_of)}))
    if isinstance(before, Study):
        of = before.scenario
        if of.id == world.id and of.week_of < world.week_of:
            if _unstable(world):
                wrong.append(FieldFault("earlier_week", UNSTABLE))
        else:
            values = {
                "found": f"{of.label}, {of.week_of}",
                "wanted": f"{world.label}, {world.week_of}",
            }
            wrong.append(FieldFault("earlier_week", NOT_BEFORE, values))
    return wrong


def _unstable(world: Scenario) -> bool:
    """Tell whether stability is an objective of a week that is planned without it."""
    if world.policy.before_stability is None:
        return False
    from pools.streams import depots
    from solver.ramasse.districts import large_stream

    return bool(depots(world)) or large_stream(world) is not None


def _review(asked: WeekAsked, given: Given, plan: bytes) -> Study:
    from solver import study

    with opened(given.source, asked.variant, asked.sets) as found:
        left = Plan.model_validate_json(plan)
        world = _manned(given.as_measured(found.scenario, asked=asked.measured), given)
        past = given.past(world)
        return study.reviewed(world, asked.settings, left, folder=found.folder, past=past)


def _unsupported(error: UnsupportedError) -> FieldFault:
    """Return what an engine cannot do and which one can."""

    def why(language: Language) -> str:
        return ", ".join(sorted(code(feature.name, language) for feature in error.refused))

    def told(*engines: str) -> Text:
        """Name engines as the command is told them, and as the page does."""
        names = {one: ENGINE_NAMES[one] for one in engines}
        return Text(
            fr=", ".join(f"{one} ({name.fr})" for one, name in names.items()),
            en=", ".join(f"{one} ({name.en})" for one, name in names.items()),
        )

    values = {"engine_name": told(error.engine), "able": told(*error.able)}
    return FieldFault("engine", UNSUPPORTED, values | {"why": Text(fr=why("fr"), en=why("en"))})


def _agendas(study: Study, language: Language) -> dict[str, bytes]:
    from service.kinds.week.calendars import round_calendars

    return round_calendars(study, language, by_id=True)


def after_week(study: Study) -> Sequence[Next]:
    """Return what to do with a week: search on, split it, print its sheets, plan it again."""
    from service.kinds.week.deliveries import shares_food

    split = Next(SPLIT_WEEK, "ask", "split", "supply", lead=SPLIT_LEAD)
    codes = {one.code for one in study.findings}
    cut_short = study.provenance.termination != "finished"
    # who is left behind is told to search longer where the search was cut short
    waiting = next_openings(study.scenario)
    behind = any(one.code == "far_behind" and one.where[0] not in waiting for one in study.findings)
    rising = "search_longer" in codes or (cut_short and behind)
    more = [Next(SEARCH_LONGER, "longer")] * rising
    more += [Next(SHEETS_TITLE, "tab", SHEETS_TAB.name), Next(POSTER_TITLE, "file", POSTER)]
    more += [Next(PLAN_AGAIN, "tab", "replan")]
    more += [Next(NEXT_ROOM.title, "ask", "next_week", "study")]
    return [split, *more] if shares_food(study) else more


def _phone_page(study: Study, item: str, language: Language) -> str | None:
    from service.kinds.week.phone_page import phone_page

    found = study.plan.round.get(item)
    return None if found is None else phone_page(study, found, language, send=True)


def _phone_policy() -> str:
    from service.kinds.week.phone_page import policy

    return policy(send=True)


TELEPHONES = Telephones(
    Late("service.kinds.week.phone_page:phone_rounds"),
    _phone_page,
    _phone_policy,
    Late("service.kinds.week.driver_sheets:driver_sheets"),
)
DRAWN_TAB = Tab(
    "drawn", DRAWN_TITLE, Late("service.kinds.week.drawn_tab:drawn_tab"), behaviour="drawn"
)
SHEETS_TAB = Tab(
    "sheets",
    SHEETS_TITLE,
    Late("service.kinds.week.sheets_tab:sheets_tab"),
    file=SHEETS,
    lead=PRINT_SHEETS,
)
WEEK = Kind(
    room=ROOM,
    resource="weeks",
    called=Text(fr="Semaine planifiée", en="Planned week"),
    study_called=Text(fr="une étude de tournées", en="a study of rounds"),
    asked=WeekAsked,
    study=Study,
    example={
        "kind": "week",
        "scenario": "aubagne",
        "variant": "hub",
        "sets": ["policy.sorting_min=30"],
        "time_limit_s": 30,
        "seed": 1,
    },
    applies=applies,
    summary=summary,
    faults=_faults,
    work=_work,
    review=_review,
    page=Late("service.kinds.week.page:week_page"),
    files=Late("service.kinds.week.files:contents"),
    agendas=_agendas,
    writes=(STUDY, SHEETS, POSTER, REPORT, BOOK),
    owned=(
        "traces/*.gpx",
        "traces/*.geojson",
        "agendas/*.ics",
        "messages/*.txt",
        "telephones/*.html",
    ),
    next=after_week,
    tabs=(DRAWN_TAB, SHEETS_TAB),
    telephones=TELEPHONES,
    things=Late("service.kinds.week.why.pages:told"),
    whole_limit=True,
    uses=frozenset(("past weeks", "journal")),
)
