"""A calendar of openings: a scenario in, a reviewed study out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from models.base import Text
from models.findings import Finding
from models.openings_study import (
    CurvePoint,
    GroupGap,
    HandChange,
    OpeningPlan,
    OpeningStudy,
    RefusalPrice,
    held,
)
from models.scenario import Scenario
from solver.openings.asides import curve, prices
from solver.openings.conflicts import Conflict, conflict
from solver.openings.levels import Answer, calendar
from solver.openings.problem import CalendarProblem, calendar_problem
from solver.openings.relay_advice import relay_advice
from solver.openings.waits import least_waits, rest_waits, waits
from solver.programs.cp_sat import Limits
from solver.review.checks.openings import check_openings
from solver.run_record import origin_of
from solver.settings import Stages, Watcher

ASIDES_SHARE = 0.6
"""Part of the time for the calendar itself; the rest is for what is asked about it."""


class ConflictError(Exception):
    """No calendar keeps every rule, and which wishes cannot be kept together, if any do."""

    def __init__(self, problem: CalendarProblem, found: Conflict | None) -> None:
        self.problem, self.conflict = problem, found
        super().__init__("no calendar keeps every rule")


def open_outlets(
    scenario: Scenario,
    limits: Limits,
    *,
    most_moves: int | None = None,
    hand: Sequence[HandChange] = (),
    before: OpeningStudy | None = None,
    questions: bool = True,
    watch: Watcher | None = None,
) -> OpeningStudy:
    """Make a calendar of openings, and answer what is asked about it.

    Parameters
    ----------
    most_moves
        Changes against today, at most.
    hand
        Slots fixed or refused by hand, after the file.
    before
        A calendar to be changed as little as can be.
    questions
        Whether to draw the curve of waits against moves and to price refusals.

    Raises
    ------
    ConflictError
        When it is proved that no calendar keeps every rule.
    """
    tell = Stages(watch)
    problem = calendar_problem(scenario, hand)
    kept = None if before is None else before.plan
    part = limits.part(ASIDES_SHARE) if questions else limits
    known = {} if before is None else _known(problem, before, hand)
    answer = calendar(problem, part, most_moves=most_moves, keep=kept, least=known, tell=tell)
    if not answer.found and answer.impossible:
        raise ConflictError(problem, conflict(problem, limits))
    ask = questions and answer.found
    points: tuple[CurvePoint, ...] = ()
    unsought: tuple[int, ...] = ()
    priced: tuple[RefusalPrice, ...] = ()
    free: tuple[int, ...] = ()
    untried = 0
    advised: tuple[Finding, ...] = ()
    if ask and kept is not None and not limits.over:
        tell("free")
        loose = calendar(
            problem,
            limits,
            most_moves=most_moves,
            until="waits",
            start=answer.plan,
            least=dict(enumerate(answer.least)),
        )
        free = _ordered(waits(problem, loose.plan))
    elif ask and kept is None:
        tell("curve")
        points, unsought = curve(problem, answer, most_moves, limits.part(0.5))
        tell("refusals")
        priced, untried = prices(scenario, hand, answer, most_moves, limits)
        advised = tuple(relay_advice(scenario, hand, answer, most_moves, limits))
    study = OpeningStudy(
        scenario=scenario,
        plan=answer.plan,
        today=problem.today,
        levels=answer.levels,
        gaps=_gaps(problem, answer),
        curve=points,
        unsought=unsought,
        prices=priced,
        untried=untried,
        unopened=tuple(_unopened(problem, answer.plan)),
        shortfall=next((one.value for one in answer.levels if one.level == "shortfall"), 0),
        hours=_hours(problem, answer.plan),
        hours_before=_hours(problem, problem.today),
        most_moves=most_moves,
        hand=tuple(hand),
        kept=kept,
        kept_days=() if kept is None else _ordered(waits(calendar_problem(scenario), kept)),
        free_days=free,
        findings=(*_findings(problem, answer, limits), *advised),
        made_at=datetime.now(UTC).replace(microsecond=0),
        revision=0 if before is None else before.revision + 1,
        provenance=origin_of(scenario, "ortools", seed=limits.seed, elapsed_s=tell.elapsed_s),
    )
    tell("done")
    if not answer.found:
        return study
    return study.changed(violations=check_openings(scenario, study.plan, study.gaps, study.hand))


def _known(
    problem: CalendarProblem, before: OpeningStudy, hand: Sequence[HandChange]
) -> dict[int, int]:
    """Return the least waits that an earlier study found, of groups that nothing new concerns."""
    then, now = ({(one.outlet, one.slot, one.wish) for one in some} for some in (before.hand, hand))
    new = {outlet for outlet, _, _ in then ^ now}
    outlets = problem.days.openings.outlets
    told = {one.group: one.least_days for one in before.gaps}
    return {
        n: told[group.id]
        for n, (group, mine) in enumerate(zip(problem.groups, problem.reached, strict=True))
        if group.id in told
        and not any(outlets[problem.slots[slot].outlet].id in new for slot in mine)
    }


def _ordered(waited: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(waited, reverse=True))


def _gaps(problem: CalendarProblem, answer: Answer) -> tuple[GroupGap, ...]:
    before, after = waits(problem, problem.today), waits(problem, answer.plan)
    rest_before, rest_after = rest_waits(problem, problem.today), rest_waits(problem, answer.plan)
    least = answer.least or least_waits(problem, range(problem.length))
    return tuple(
        GroupGap(
            group=group.id,
            before_days=before[n],
            after_days=after[n],
            least_days=least[n],
            rest_before_days=rest_before[n],
            rest_after_days=rest_after[n],
        )
        for n, group in enumerate(problem.groups)
    )


def _unopened(problem: CalendarProblem, plan: OpeningPlan) -> Iterator[date]:
    opened = {one.when for one in held(problem.days, plan)}
    yield from (when for when in problem.days.dates if when not in opened)


def _hours(problem: CalendarProblem, plan: OpeningPlan) -> float:
    return sum(
        one.slot.people * (one.slot.ends_s - one.slot.starts_s) / 3600
        for one in held(problem.days, plan)
    )


def _findings(problem: CalendarProblem, answer: Answer, limits: Limits) -> Iterator[Finding]:
    scenario = problem.scenario
    if not answer.found:
        yield Finding(code="not_solved", severity="warning", text=NOT_SOLVED)
    elif limits.stop is not None and limits.stop.is_set():
        yield Finding(code="interrupted", severity="warning", text=INTERRUPTED)
    if scenario.school_zone is None:
        yield Finding(code="no_zone", severity="warning", text=NO_ZONE)
    for n, group in enumerate(problem.groups):
        if not problem.reached[n]:
            text = NOBODY.format(group=group.label)
            yield Finding(code="no_outlet", severity="warning", text=text, where=(group.id,))


NOT_SOLVED = Text(
    fr="Aucun calendrier trouvé dans le temps donné : celui d'aujourd'hui est montré. Donnez plus "
    "de temps.",
    en="No calendar found within the time given: that of today is shown. Give more time.",
)
INTERRUPTED = Text(
    fr="Calcul interrompu : voici le meilleur calendrier trouvé jusque-là.",
    en="Search interrupted: this is the best calendar found so far.",
)
NO_ZONE = Text(
    fr="Sans zone scolaire, les vacances scolaires ne sont pas comptées. Dites-la : A, B ou C.",
    en="Without a school zone, school holidays are not counted. Say it: A, B or C.",
)
NOBODY = Text(
    fr="Aucun lieu ne reçoit « {group} » : il en est trop loin, ou aucun n'accueille ce public. "
    "Aucun calendrier n'y change rien.",
    en='No outlet receives "{group}": it is too far from all, or none admits them. No calendar '
    "changes that.",
)
