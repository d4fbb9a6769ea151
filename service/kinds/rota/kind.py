"""The volunteers' common rota: what ``ramasse rota`` does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from models.base import Text
from models.fields import en, fr
from models.openings_study import OpeningStudy
from models.rota import DatedDecision
from models.rota_study import RotaStudy
from models.study import Study
from scenarios import Fault
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, OnForm, Option, RunId
from service.asking.given import Given
from service.asking.kind import Kind, Next, NoAnswerError
from service.asking.late import Late
from service.asking.part import Part
from service.asking.telling import AnyFault
from service.asking.towns import of_other_town
from service.files import BOOK, REPORT, STUDY
from service.kinds.rota import ROOM
from service.kinds.rota.summary import summary
from service.kinds.rota.words import TITLE, say
from service.sources import opened

if TYPE_CHECKING:
    from models.scenario import Scenario
    from solver.programs.cp_sat import Limits
    from solver.rota.conflicts import Conflict
    from solver.rota.plan import Asking
    from solver.rota.problem import RotaProblem

WORK = 2.0
"""CP-SAT's deterministic time of one iteration, a level."""
PAPER = "planning.pdf"


PART = Part("rota", ("volunteers",), say["nothing"])


class RotaAsked(AskedOfScenario):
    """Duties to be shared between volunteers."""

    default_s: ClassVar[float | None] = 30.0

    kind: Literal["rota"] = "rota"
    variant: fields.Variant = None
    week: Annotated[
        RunId | None,
        EarlierRun(("week", "replan"), offered="same"),
        OnForm(first=True),
        fr("Semaine planifiée", "Ses tournées demandent leurs équipages au planning."),
        en("Planned week", "Its rounds ask the rota for their crews."),
    ] = None
    calendar: Annotated[
        RunId | None,
        EarlierRun(("openings", "openings_change"), offered="same"),
        OnForm(first=True),
        fr("Calendrier des ouvertures", "Ses ouvertures demandent leurs bénévoles au planning."),
        en("Calendar of openings", "Its openings ask the rota for their people."),
    ] = None
    before: Annotated[
        RunId | None,
        EarlierRun(("rota", "rota_change"), offered="before"),
        Option("--last"),
        fr("Planning d'avant", "Étude des semaines d'avant : chacun y retrouve sa place."),
        en("Rota before", "Study of the weeks before: people go on with their places."),
    ] = None
    keep: Annotated[
        RunId | None,
        EarlierRun(("rota", "rota_change")),
        fr("Planning gardé", "Étude à changer le moins possible."),
        en("Rota kept", "Study to change as little as can be."),
    ] = None
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


def asking_of(given: Given, decisions: Sequence[DatedDecision] = ()) -> Asking:
    """Return what is asked beside the scenario."""
    from solver.rota.plan import Asking

    week, calendar, kept, before = (
        given.earlier.get(name) for name in ("week", "calendar", "keep", "before")
    )
    return Asking(
        week if isinstance(week, Study) else None,
        calendar if isinstance(calendar, OpeningStudy) else None,
        tuple(decisions),
        kept if isinstance(kept, RotaStudy) else None,
        before if isinstance(before, RotaStudy) else None,
    )


def _faults(asked: RotaAsked, given: Given) -> Sequence[AnyFault]:
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    rota = world.rota
    if not rota.volunteers or not (rota.duties or asked.week or asked.calendar):
        return [Fault(place="", path="", text=say["nothing"].format(label=world.label))]
    asking = asking_of(given)
    elsewhere = [
        *of_other_town("keep", asking.kept, world),
        *of_other_town("before", asking.before, world),
    ]
    if elsewhere:
        return elsewhere
    return [Fault(place="", path="", text=one) for one in conflicts_told(world, asking)]


def conflicts_told(world: Scenario, asking: Asking) -> list[Text]:
    """Return the decisions that cannot hold, in words; none when they can."""
    from solver.rota.conflicts import conflicts
    from solver.rota.plan import duties_asked, rules_asked
    from solver.rota.problem import rota_problem

    duties, _ = duties_asked(world, asking)
    rules = rules_asked(world, duties, asking)
    if not rules.decisions:
        return []
    problem = rota_problem(duties, world.rota.volunteers, rules)
    return [_told(problem, one) for one in conflicts(problem)]


def undecided(world: Scenario, limits: Limits) -> Text:
    """Return which decisions of a scenario cannot hold, and why, where no rota holds them."""
    from solver.rota.conflicts import smallest_with_rules
    from solver.rota.plan import Asking, duties_asked, rules_asked
    from solver.rota.problem import rota_problem

    asking = Asking()
    told = conflicts_told(world, asking)
    if not told:
        duties, _ = duties_asked(world, asking)
        rules = rules_asked(world, duties, asking)
        problem = rota_problem(duties, world.rota.volunteers, rules)
        told = [_told(problem, smallest_with_rules(problem, limits))]
    return Text(fr=" ".join(one.fr for one in told), en=" ".join(one.en for one in told))


def _told(problem: RotaProblem, conflict: Conflict) -> Text:
    from solver.rota.conflicts import told

    texts = [told(problem, one) for one in conflict.decisions]
    who = Text(fr=" ; ".join(one.fr for one in texts), en="; ".join(one.en for one in texts))
    key = "conflict_one" if len(texts) == 1 else "conflict"
    return say[key].format(who=who, why=conflict.reason)


def made(world: Scenario, asked: RotaAsked | Any, given: Given, asking: Asking) -> RotaStudy:
    """Make a rota, within what was asked of seconds or iterations.

    Raises
    ------
    NoAnswerError
        Decisions cannot hold together with the rules between people.
    """
    from solver.programs.cp_sat import Limits
    from solver.rota.conflicts import smallest_with_rules
    from solver.rota.plan import make_rota
    from solver.rota.search import ImpossibleError

    work = None if asked.iterations is None else WORK * asked.iterations
    limits = Limits(asked.limit_s, work, asked.seed, given.stop)
    try:
        return make_rota(world, limits, asking, watch=given.tell)
    except ImpossibleError as error:
        conflict = smallest_with_rules(error.problem, limits)
        raise NoAnswerError(_told(error.problem, conflict), refused=True) from error


def _work(asked: RotaAsked, given: Given) -> RotaStudy:
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    return made(world, asked, given, asking_of(given))


def _next(study: RotaStudy) -> Sequence[Next]:
    """Return what to do with a rota: change it by hand, make it again, go on, plan its week."""
    found = [Next(say["by_hand"], "tab", "rota_change")]
    found.append(Next(say["again"], "ask", "rota", "keep", lead=say["again_lead"], latest=True))
    found.append(Next(say["following"], "ask", "rota", "before", latest=True))
    if study.scenario.donors:
        found.append(Next(say["crews_of_week"], "ask", "week", "rota"))
    return found


ROTA = Kind(
    room=ROOM,
    resource="rotas",
    called=TITLE,
    study_called=Text(fr="une étude de planning", en="a study of a rota"),
    lead=Text(
        fr="Qui fait quel service, entre associations, d'après les demi-journées offertes ; ce qui "
        "reste à pourvoir, pourquoi, et qui chercher.",
        en="Who does which duty, between associations, from the half-days offered; what is left "
        "to fill, why, and whom to look for.",
    ),
    asked=RotaAsked,
    study=RotaStudy,
    example={"kind": "rota", "scenario": "aubagne_benevoles"},
    applies=PART.stands_in,
    summary=summary,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.rota.page:rota_page"),
    files=Late("service.kinds.rota.files:contents"),
    agendas=Late("service.kinds.rota.files:agendas"),
    writes=(STUDY, BOOK, REPORT, PAPER),
    owned=("agendas/*.ics", "messages/*.txt"),
    next=_next,
    brief=True,
    whole_limit=True,
)
