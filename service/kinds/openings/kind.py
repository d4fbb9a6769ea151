"""Calendars of openings: what ``ramasse openings`` does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from models.base import Language, Text
from models.fields import en, fr
from models.openings import SEASON_DAYS, YEAR_DAYS
from models.openings_study import HandChange, OpeningStudy
from models.scenario import Scenario
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, OneOf, OnForm, Option, RunId
from service.asking.kind import Given, Kind, Next, NoAnswerError
from service.asking.telling import AnyFault
from service.files import BOOK, REPORT, STUDY, contents
from service.kinds.openings.words import say
from service.sources import opened
from service.words.field_faults import FieldFault

if TYPE_CHECKING:
    from service.pages.page import Page
    from solver.openings.plan import ConflictError

WORK = 1.0
"""CP-SAT's deterministic time of each solve, for one iteration."""
SPANS: Mapping[str, int] = {"season": SEASON_DAYS, "year": YEAR_DAYS}
MOST_KNOWN = 12
SlotWord = Annotated[str, StringConstraints(pattern=r"^[^/\s]+/[^/\s]+$", max_length=200)]


class OpeningsAsked(AskedOfScenario):
    """A calendar of openings."""

    default_s: ClassVar[float | None] = None

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
    keep: Annotated[
        RunId | None,
        EarlierRun(("openings",)),
        fr("Calendrier gardé", "Étude à changer le moins possible."),
        en("Calendar kept", "Study to be changed the least."),
    ] = None
    fix: Annotated[
        tuple[SlotWord, ...],
        Option(metavar="LIEU/CRÉNEAU", commas=True),
        OnForm(hidden=True),
        fr("Créneaux fixés", "Créneaux ouverts à tout prix."),
        en("Slots fixed", "Slots that are open at any price."),
    ] = ()
    forbid: Annotated[
        tuple[SlotWord, ...],
        Option(metavar="LIEU/CRÉNEAU", commas=True),
        OnForm(hidden=True),
        fr("Créneaux refusés", "Créneaux fermés à tout prix."),
        en("Slots refused", "Slots that are closed at any price."),
    ] = ()
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


def _applies(content: Mapping[str, Any]) -> bool:
    asked = content.get("openings")
    return isinstance(asked, Mapping) and bool(asked.get("outlets"))


def _slots(world: Scenario) -> dict[str, tuple[str, str]]:
    return {
        f"{one.id}/{slot.name}": (one.id, slot.name)
        for one in world.openings.outlets
        for slot in one.slots
    }


def _faults(asked: OpeningsAsked, given: Given) -> Sequence[AnyFault]:
    with opened(given.source, asked.variant, sets_of_span(asked)) as found:
        world = found.scenario
    if not world.openings.outlets:
        return [FieldFault("", say["nothing_asked"].format(label=world.label))]
    return list(_unknown(asked, world))


def _unknown(asked: OpeningsAsked, world: Scenario) -> Iterator[FieldFault]:
    known = _slots(world)
    shown = ", ".join([*known][:MOST_KNOWN]) + (" …" if len(known) > MOST_KNOWN else "")
    for field in ("fix", "forbid"):
        for name in getattr(asked, field):
            if name not in known:
                yield FieldFault(field, say["unknown_slot"], {"found": name, "known": shown})
    for name in asked.fix:
        if name in asked.forbid:
            yield FieldFault("forbid", say["both"], {"found": name})


def sets_of_span(asked: OpeningsAsked) -> tuple[str, ...]:
    """Return what is changed of the scenario: what was asked, and the length of the calendar."""
    return asked.sets if asked.span is None else (*asked.sets, f"openings.days={SPANS[asked.span]}")


def _work(asked: OpeningsAsked, given: Given) -> OpeningStudy:
    from solver.openings.plan import ConflictError, open_outlets
    from solver.openings.search import WORK as USUAL
    from solver.openings.search import Limits

    before = given.earlier.get("keep")
    assert isinstance(before, OpeningStudy | None)
    with opened(given.source, asked.variant, sets_of_span(asked)) as found:
        world = found.scenario
    hand = {(one.outlet, one.slot): one for one in (before.hand if before is not None else ())}
    names = _slots(world)
    hand = {key: one for key, one in hand.items() if key in names.values()}
    for wish, chosen in (("fixed", asked.fix), ("forbidden", asked.forbid)):
        for name in chosen:
            outlet, slot = names[name]
            hand[outlet, slot] = HandChange.model_validate(
                {"outlet": outlet, "slot": slot, "wish": wish}
            )
    work = USUAL if asked.iterations is None else WORK * asked.iterations
    limits = Limits(asked.limit_s, work, asked.seed, given.stop)
    try:
        return open_outlets(
            world,
            limits,
            most_moves=asked.moves,
            hand=tuple(hand.values()),
            before=before,
            watch=given.tell,
        )
    except ConflictError as error:
        raise NoAnswerError(_conflict(error), refused=True) from error


def _conflict(error: ConflictError) -> Text:
    from service.kinds.openings import said

    if error.conflict is None:
        return say["no_calendar"]
    asked = error.problem.days.openings

    def told(language: Language) -> str:
        assert error.conflict is not None
        return ", ".join(
            f"{asked.outlets[one.outlet].label}, {said.slot_said(asked, one.slot, language)} "
            f"({say('hand_fixed' if one.fixed else 'hand_forbidden', language)})"
            for one in error.conflict.slots
        )

    which = "conflict_smallest" if error.conflict.smallest else "conflict_needed"
    slots = Text(fr=told("fr"), en=told("en"))
    return say["conflict"].format(which=say[which], slots=slots)


def _page(study: OpeningStudy, language: Language) -> Page:
    from service.kinds.openings.page import opening_page

    return opening_page(study, language)


def _files(study: OpeningStudy, language: Language) -> Mapping[str, bytes]:
    from service.kinds.openings.calendars import agendas, messages
    from service.kinds.openings.posters import posters

    made = contents(study, _page(study, language), language)
    return made | posters(study) | agendas(study, language) | messages(study, language)


def _agendas(study: OpeningStudy, language: Language) -> Mapping[str, bytes]:
    from service.kinds.openings.calendars import agendas

    return agendas(study, language, by_id=True)


def _next(study: OpeningStudy) -> Sequence[Next]:
    del study
    return [Next(say["again"], "ask", "openings", "keep")]


OPENINGS = Kind(
    command="openings",
    resource="openings",
    title=Text(fr="Accorder les ouvertures", en="Agree on openings"),
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
    applies=_applies,
    faults=_faults,
    work=_work,
    page=_page,
    files=_files,
    agendas=_agendas,
    writes=(STUDY, BOOK, REPORT, "semainier-fr.pdf", "semainier-en.pdf"),
    owned=("semainier-*.pdf", "agendas/*.ics", "messages/*.txt"),
    next=_next,
    brief=True,
)
