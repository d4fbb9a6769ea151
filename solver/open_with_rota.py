"""Openings and the rota together: openings ask the rota for people, the rota caps openings.

A calendar is made, its openings of the first four weeks become duties of the rota, and where the
rota cannot fill them an association has no more people in that half-day than the rota found. Then
the calendar is made again, until the rota fills what opens. Where no calendar holds every outlet
with the people there are, as few are missing as can be, and it is said when.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from models.base import Language, Text
from models.calendar import DAY_NAMES, DAYS
from models.findings import Finding
from models.opening_days import OpeningDays
from models.openings import PeopleAtHand
from models.openings_study import OpeningPlan, OpeningStudy
from models.outlets import PARTS
from models.recurrence import monday_of
from models.scenario import Scenario
from solver.openings.lacking import least_needed
from solver.openings.plan import ConflictError, open_outlets
from solver.openings.problem import HalfDayOf, calendar_problem
from solver.programs.cp_sat import Limits
from solver.rota.flow import NoFlowError
from solver.rota.openings import regular_openings
from solver.rota.plan import make_rota
from solver.rota.search import ImpossibleError
from solver.settings import Watcher

WEEKS = 4
"""Weeks of the calendar that the rota is asked about."""
MOST_ROUNDS = 12
ROTA_SHARE = 0.2
"""Of the time left, for asking the rota once."""


class DecisionsError(Exception):
    """What is decided by hand in the rota cannot hold; no rota is made of this scenario."""

    def __init__(self, asked: Scenario) -> None:
        self.asked = asked
        super().__init__("decisions of the rota cannot hold")


@dataclass(frozen=True)
class Asked:
    """What the rota says of the openings of a calendar."""

    caps: dict[HalfDayOf, int]
    """People found, where some lack: the fewest of the weeks."""
    empty: int
    """Places that stay empty, in all weeks."""
    unasked: int
    """Openings at hours of no shift, of which the rota knows nothing."""


def open_with_rota(
    world: Scenario,
    limits: Limits,
    *,
    most_moves: int | None = None,
    watch: Watcher | None = None,
) -> OpeningStudy:
    """Make a calendar that the rota can fill, and say how often it was asked.

    Raises
    ------
    ConflictError
        When no calendar keeps every rule, before the rota is asked at all.
    DecisionsError
        When no rota holds what is decided in it by hand.
    """
    caps: dict[HalfDayOf, int] = {}
    least = unmoved(world)
    capped, before = world, world
    kept: OpeningStudy | None = None
    free: OpeningStudy | None = None
    asked, rounds = Asked({}, 0, 0), 0
    while True:
        try:
            study = open_outlets(
                capped, limits, most_moves=most_moves, questions=False, watch=watch
            )
        except ConflictError:
            if kept is None or free is None:
                raise
            needed = least_needed(calendar_problem(world), caps, free.plan, limits)
            if not needed:
                break
            # where people lack whatever is done, as few as can be: others follow the rota still
            least |= needed
            caps |= needed
            capped = with_caps(world, caps)
            continue
        free = free or study
        kept, asked, before, rounds = study, ask_rota(world, study.plan, limits), capped, rounds + 1
        if not asked.caps or limits.over or rounds == MOST_ROUNDS:
            return _whole(
                world,
                before,
                kept,
                asked,
                Asking(limits, most_moves, rounds, watch),
                short=bool(asked.caps),
            )
        lower = caps | {
            key: max(min(people, caps.get(key, people)), least.get(key, 0))
            for key, people in asked.caps.items()
        }
        if lower == caps:
            break  # what is short does not move
        caps, capped = lower, with_caps(world, lower)
    return _whole(world, before, kept, asked, Asking(limits, most_moves, rounds, watch))


def unmoved(world: Scenario) -> dict[HalfDayOf, int]:
    """Return how many people slots take that no calendar closes: the rota cannot cap these.

    Else one outlet that does not move, and lacks people, would keep all others from moving.
    """
    found: dict[HalfDayOf, int] = defaultdict(int)
    for outlet in world.openings.outlets:
        for slot in outlet.slots:
            if slot.wish == "fixed" or (slot.today and not outlet.takes_part):
                found[outlet.association, slot.day, slot.half] += slot.people
    return found


@dataclass(frozen=True)
class Asking:
    """How the last calendar is asked for, once it and the rota have settled."""

    limits: Limits
    most_moves: int | None
    rounds: int
    watch: Watcher | None


def _whole(
    world: Scenario,
    capped: Scenario,
    kept: OpeningStudy,
    asked: Asked,
    how: Asking,
    *,
    short: bool | None = None,
) -> OpeningStudy:
    """Return the calendar with its curve and prices; the rota is asked again where it moved.

    Parameters
    ----------
    capped
        The scenario of which the calendar was made.
    short
        Whether places stay empty though other calendars may be left to try; none where there are
        no others within the caps.
    """
    study = open_outlets(capped, how.limits, most_moves=how.most_moves, watch=how.watch)
    rounds = how.rounds
    if study.plan != kept.plan:
        asked, rounds = ask_rota(world, study.plan, how.limits), rounds + 1
        short = bool(asked.caps)
    text = AGREED if short is False else STUCK if short is None else STOPPED
    return _told(study, rounds, asked, text)


def with_caps(world: Scenario, caps: dict[HalfDayOf, int]) -> Scenario:
    """Return a scenario in which half-days have no more people than some caps."""
    asked, lowered = world.openings, []
    for (who, day, half), people in sorted(caps.items()):
        typed = asked.at_hand(who, day, half)
        most = people if typed is None else min(people, typed)
        lowered.append(PeopleAtHand(association=who, day=day, half=half, people=most))
    named = {(one.association, one.day, one.half) for one in lowered}
    others = (one for one in asked.people if (one.association, one.day, one.half) not in named)
    return world.changed(openings=asked.changed(people=(*lowered, *others)))


def ask_rota(world: Scenario, plan: OpeningPlan, limits: Limits | None = None) -> Asked:
    """Return what the rota finds for the openings of the first weeks of a calendar."""
    days = OpeningDays(world)
    first = monday_of(days.dates[0])
    weeks = min(WEEKS, -(-(days.dates[-1] - first).days // 7))
    made = list(regular_openings(world, world, plan, first, weeks))
    duties = tuple(one for one, _ in made if one is not None)
    unasked = sum(one is None for one, _ in made)
    of = {one.id: key for one, key in made if one is not None}
    # what opens is said by the calendar alone, as where a rota is made of it
    others = (one for one in world.rota.duties if one.kind != "opening")
    rota = world.rota.changed(weeks=weeks, duties=(*others, *duties))
    how = Limits() if limits is None else Limits(limits.part(ROTA_SHARE).left_s, stop=limits.stop)
    asked = world.changed(rota=rota, week_of=first)
    try:
        filled = make_rota(asked, how)
    except (NoFlowError, ImpossibleError) as error:
        raise DecisionsError(asked) from error
    there: dict[tuple[HalfDayOf, date], int] = defaultdict(int)
    short: set[HalfDayOf] = set()
    empty = 0
    for duty in filled.duties:
        key = of.get(duty.source)
        if key is None:
            continue
        people = len(filled.plan.people.get(duty.id, ()))
        there[key, duty.on] += people
        if people < duty.places:
            short.add(key)
            empty += duty.places - people
    caps = {
        key: min(people for (other, _), people in there.items() if other == key)
        for key in sorted(short)
    }
    return Asked(caps, empty, unasked)


def _told(study: OpeningStudy, rounds: int, asked: Asked, text: Text) -> OpeningStudy:
    times = ONCE if rounds == 1 else TIMES.format(rounds=rounds)
    where = Text(
        fr=_where(study.scenario, asked.caps, "fr"), en=_where(study.scenario, asked.caps, "en")
    )
    told = text.format(times=times, empty=asked.empty, where=where)
    severity = "info" if text is AGREED else "warning"
    found = [Finding(code="with_rota", severity=severity, text=told)]
    if asked.unasked:
        unasked = UNASKED.format(count=asked.unasked)
        found.append(Finding(code="no_shift", severity="warning", text=unasked))
    return study.changed(findings=(*study.findings, *found), rota_rounds=rounds)


def _where(world: Scenario, caps: dict[HalfDayOf, int], language: Language) -> str:
    """Return whose half-days lack people, in the order of a week."""
    ordered = sorted(caps, key=lambda one: (DAYS.index(one[1]), list(PARTS).index(one[2]), one[0]))
    return ", ".join(
        f"{DAY_NAMES[day].in_(language)} {PARTS[half].in_(language)} "
        f"({world.association[who].label})"
        for who, day, half in ordered
    )


ONCE = Text(fr="une fois", en="once")
TIMES = Text(fr="{rounds} fois", en="{rounds} times")
AGREED = Text(
    fr="Le planning des bénévoles a été demandé {times} : il tient chaque ouverture des quatre "
    "premières semaines.",
    en="The volunteers' rota was asked {times}: it fills every opening of the first four weeks.",
)
STUCK = Text(
    fr="Le planning des bénévoles a été demandé {times} : places vides dans les quatre premières "
    "semaines : {empty}. Avec ceux qu'il trouve à chaque demi-journée, aucun calendrier n'ouvre "
    "autant de créneaux. Il manque du monde : {where}. Trouvez-en, ou baissez le nombre de "
    "créneaux ouverts d'un lieu.",
    en="The volunteers' rota was asked {times}: places empty in the first four weeks: {empty}. "
    "With those whom it finds for each half-day, no calendar opens as many slots. People lack on: "
    "{where}. Find some, or lower the number of slots that an outlet holds.",
)
STOPPED = Text(
    fr="Le planning des bénévoles a été demandé {times}, sans s'accorder avec les ouvertures : "
    "places vides dans les quatre premières semaines : {empty}. Il manque du monde : {where}. "
    "Trouvez-en, ou donnez plus de temps.",
    en="The volunteers' rota was asked {times} and does not agree with the openings yet: places "
    "empty in the first four weeks: {empty}. People lack on: {where}. Find some, or give more "
    "time.",
)
UNASKED = Text(
    fr="Créneaux hors de toute plage, dont le planning ne sait rien : {count}.",
    en="Slots outside of all shifts, of which the rota knows nothing: {count}.",
)
