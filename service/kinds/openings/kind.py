"""Calendars of openings: what ``ramasse openings`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from models.base import Language, Text
from models.fields import en, fr
from models.openings import SEASON_DAYS, YEAR_DAYS
from models.openings_study import HandChange, OpeningStudy
from models.scenario import Scenario
from service.asking import fields
from service.asking.asked import AskedOfScenario, OneOf, OnForm
from service.asking.given import Given
from service.asking.kind import Kind, Next, NoAnswerError
from service.asking.late import Late
from service.asking.part import Part
from service.asking.telling import AnyFault
from service.files import BOOK, REPORT, STUDY
from service.kinds.openings import ROOM
from service.kinds.openings.summary import summary
from service.kinds.openings.words import say
from service.sources import opened
from service.words.field_faults import FieldFault
from service.words.sentences import semicolon

if TYPE_CHECKING:
    from solver.openings.conflicts import Conflict
    from solver.openings.problem import CalendarProblem, SlotOf
    from solver.programs.cp_sat import Limits

WORK = 1.0
"""CP-SAT's deterministic time of each solve, for one iteration."""
SPANS: Mapping[str, int] = {"season": SEASON_DAYS, "year": YEAR_DAYS}


class OpeningsAsked(AskedOfScenario):
    """A calendar of openings."""

    default_s: ClassVar[float | None] = 300.0

    kind: Literal["openings"] = "openings"
    variant: fields.Variant = None
    span: Annotated[
        Literal["season", "year"] | None,
        OneOf(
            {
                "season": Text(fr="une saison (10 semaines)", en="a season (10 weeks)"),
                "year": Text(fr="un an", en="a year"),
            }
        ),
        OnForm(first=True),
        fr("Durée du calendrier", "Une saison ou un an ; sinon celle du fichier."),
        en("Length of the calendar", "A season or a year; else that of the file."),
    ] = None
    moves: Annotated[
        int | None,
        Field(ge=0, le=10_000, examples=[3]),
        OnForm(first=True),
        fr("Changements au plus", "Par rapport à aujourd'hui ; vide : autant qu'il en faut."),
        en("Changes at most", "Against today; as many as it takes when empty."),
    ] = None
    rota: Annotated[
        bool,
        OnForm(first=True),
        fr("Avec les bénévoles", "Le planning dit qui peut tenir les ouvertures, et les borne."),
        en("With the volunteers", "The rota says who can hold openings, and caps them."),
    ] = False
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


def _faults(asked: OpeningsAsked, given: Given) -> Sequence[AnyFault]:
    with opened(given.source, asked.variant, sets_of_span(asked)) as found:
        world = found.scenario
    if world.openings.outlets and (world.rota.volunteers or not asked.rota):
        return []
    if world.openings.outlets:
        return [FieldFault("rota", say["no_volunteers"].format(label=world.label))]
    return [FieldFault("", say["nothing_asked"].format(label=world.label))]


def sets_of_span(asked: OpeningsAsked) -> tuple[str, ...]:
    """Return what is changed of the scenario: what was asked, and the length of the calendar."""
    return asked.sets if asked.span is None else (*asked.sets, f"openings.days={SPANS[asked.span]}")


def _work(asked: OpeningsAsked, given: Given) -> OpeningStudy:
    with opened(given.source, asked.variant, sets_of_span(asked)) as found:
        world = found.scenario
    if not asked.rota:
        return made(world, limits_of(asked, given), given, most_moves=asked.moves)
    from service.kinds.rota.kind import undecided
    from solver.open_with_rota import DecisionsError, open_with_rota
    from solver.openings.plan import ConflictError

    limits = limits_of(asked, given)
    try:
        return open_with_rota(world, limits, most_moves=asked.moves, watch=given.tell)
    except DecisionsError as error:
        raise NoAnswerError(undecided(error.asked, limits), refused=True) from error
    except ConflictError as error:
        raise NoAnswerError(conflict_said(error.problem, error.conflict), refused=True) from error


def limits_of(asked: Any, given: Given) -> Limits:
    """Return how long may be searched: work, so that results are the same everywhere; a clock."""
    from solver.openings.search import WORK as USUAL
    from solver.programs.cp_sat import Limits

    work = USUAL if asked.iterations is None else WORK * asked.iterations
    return Limits(asked.limit_s, work, asked.seed, given.stop)


def made(
    world: Scenario,
    limits: Limits,
    given: Given,
    *,
    most_moves: int | None = None,
    hand: Sequence[HandChange] = (),
    before: OpeningStudy | None = None,
) -> OpeningStudy:
    """Make a calendar of a scenario.

    Raises
    ------
    NoAnswerError
        When no calendar keeps every rule; it says which wishes conflict.
    """
    from solver.openings.plan import ConflictError, open_outlets

    try:
        return open_outlets(
            world, limits, most_moves=most_moves, hand=hand, before=before, watch=given.tell
        )
    except ConflictError as error:
        raise NoAnswerError(conflict_said(error.problem, error.conflict), refused=True) from error


def conflict_said(problem: CalendarProblem, found: Conflict | None) -> Text:
    """Return which wishes cannot be kept together."""
    from service.kinds.openings import said

    if found is None:
        return say["no_calendar"]
    asked = problem.days.openings

    def told(slots_of: Sequence[SlotOf], language: Language) -> str:
        return semicolon(language).join(
            f"{asked.outlets[one.outlet].label}, {said.slot_said(asked, one.slot, language)} "
            f"({say('wished_open' if one.fixed else 'wished_closed', language)})"
            for one in slots_of
        )

    which = "found"
    if found.needed:
        which = "smallest" if found.smallest else "needed"
    named, freed = (
        Text(fr=told(some, "fr"), en=told(some, "en")) for some in (found.slots, found.freed)
    )
    remedy = say["conflict_free" if found.freed else "conflict_untried"].format(slots=freed)
    return say["conflict"].format(which=say[f"conflict_{which}"], slots=named, remedy=remedy)


def _more(study: OpeningStudy, language: Language) -> Mapping[str, bytes]:
    """Return the posters of a calendar, its agendas, texts to paste."""
    from service.kinds.openings.calendars import agendas, messages
    from service.kinds.openings.posters import posters

    return posters(study) | agendas(study, language) | messages(study, language)


def _agendas(study: OpeningStudy, language: Language) -> Mapping[str, bytes]:
    """Return the calendars that agendas subscribe to."""
    from service.kinds.openings.calendars import agendas

    return agendas(study, language, by_id=True)


def _next(study: OpeningStudy) -> Sequence[Next]:
    """Return what to do with a calendar: ask the volunteers' rota who holds its openings."""
    if not study.scenario.rota.volunteers:
        return ()
    return (Next(say["rota_of"], "ask", "rota", "calendar", latest=True),)


OPENINGS = Kind(
    room=ROOM,
    resource="openings",
    lead=Text(
        fr="Qui ouvre quand, qui ferme quelles semaines, pour que personne n'attende trop "
        "longtemps. Rien n'est imposé : chaque refus est gardé, et chiffré.",
        en="Who opens when and who closes in which weeks, so that nobody waits too long. Nothing "
        "is imposed: each refusal is kept, and priced.",
    ),
    called=Text(fr="Calendrier d'ouvertures", en="Calendar of openings made"),
    study_called=Text(fr="une étude d'ouvertures", en="a study of openings"),
    asked=OpeningsAsked,
    study=OpeningStudy,
    example={"kind": "openings", "scenario": "aubagne-ete", "moves": 3},
    applies=Part("openings", ("outlets",), say["nothing_asked"]).stands_in,
    summary=summary,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.openings.page:opening_page"),
    more=_more,
    agendas=_agendas,
    writes=(STUDY, BOOK, REPORT, "semainier-fr.pdf", "semainier-en.pdf"),
    owned=("semainier-*.pdf", "agendas/*.ics", "messages/*.txt"),
    next=_next,
    brief=True,
    whole_limit=True,
)
