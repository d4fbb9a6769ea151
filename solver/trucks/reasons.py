"""Why a request is refused: changes tried one by one, each confirmed by a new plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.base import Text
from models.booking_study import Booking, Refused
from models.scenario import Scenario
from solver.trucks.problem import Ask, Driver, Problem, Span, with_machines
from solver.trucks.program import Limits, Program

TRIAL_S = 2.0
"""Seconds of one trial, at most."""
TRIAL_WORK = 2.0
"""Deterministic time of one trial, under a reproducible search."""
WIDER_MIN = (30, 60, 120)
"""Minutes by which hours are widened, the smallest that helps."""
SHORTER_MIN = (30, 60)


def refused(
    scenario: Scenario, problem: Problem, bookings: Sequence[Booking], limits: Limits
) -> tuple[Refused, ...]:
    """Return every request that is not met, with the smallest change that would meet it."""
    met = {booking.request for booking in bookings}
    return tuple(
        _why(scenario, problem, number, met, bookings, limits)
        for number, ask in enumerate(problem.asks)
        if ask.id not in met
    )


def _why(
    scenario: Scenario,
    problem: Problem,
    number: int,
    met: set[str],
    bookings: Sequence[Booking],
    limits: Limits,
) -> Refused:
    ask = problem.asks[number]
    label = scenario.association[ask.association].name
    never = _never(problem, ask)
    if never is not None:
        code, reason, remedy = never
        return Refused(request=ask.id, code=code, reason=reason.format(who=label), remedy=remedy)
    yields, cost = _swap(problem, number, met, bookings, limits)
    for code, remedy, changed in _changes(problem, number):
        if _possible(changed, number, len(met) + 1, limits):
            names = ", ".join(scenario.request[name].label for name in yields)
            text = REASONS["driver" if code == "driver" else "taken"]
            if code != "driver" and not yields:
                text = REASONS["crowded"]
            return Refused(
                request=ask.id,
                code=code,
                reason=text.format(who=label, others=names),
                remedy=remedy.format(who=label),
                yields=yields,
                swap_choices=cost,
            )
    return Refused(
        request=ask.id,
        code="crowded",
        reason=REASONS["crowded"].format(who=label),
        remedy=NOTHING,
        yields=yields,
        swap_choices=cost,
    )


def _never(problem: Problem, ask: Ask) -> tuple[str, Text, Text] | None:
    """Return why a request could not be met even alone, if so."""
    if not ask.trucks:
        return "no_truck", REASONS["no_truck"], REMEDIES["no_truck"]
    if not ask.starts:
        return "too_long", REASONS["too_long"], REMEDIES["too_long"]
    able = {d for t in ask.trucks for d in problem.machines[t].drivers} & set(ask.drivers)
    if not able:
        return "no_driver", REASONS["no_driver"], REMEDIES["driver"]
    return None


def _changes(problem: Problem, number: int) -> list[tuple[str, Text, Problem]]:
    """Return changes of one request's world, the smallest first."""
    found: list[tuple[str, Text, Problem]] = []
    found.append(("driver", REMEDIES["driver"], _one_more_driver(problem, number)))
    steps_a_min = 60 / problem.step_s
    for minutes in WIDER_MIN:
        wider = _with(problem, number, lambda ask, m=minutes: _wider(ask, round(m * steps_a_min)))  # type: ignore[misc]
        found.append(("hours", REMEDIES["hours"].format(minutes=minutes), wider))
    for minutes in SHORTER_MIN:
        less = round(minutes * steps_a_min)
        if problem.asks[number].steps > less:
            shorter = _with(problem, number, lambda ask, n=less: _shorter(ask, n))  # type: ignore[misc]
            found.append(("duration", REMEDIES["duration"].format(minutes=minutes), shorter))
    every = _with(problem, number, lambda ask: _any_day(problem, ask))
    found.append(("days", REMEDIES["days"], every))
    like = problem.asks[number].trucks[0]
    found.append(("truck", REMEDIES["truck"], with_machines(problem, 1, like)))
    both = with_machines(_one_more_driver(problem, number), 1, like)
    found.append(("truck", REMEDIES["both"], both))
    return found


def _with(problem: Problem, number: int, change: Callable[[Ask], Ask]) -> Problem:
    asks = [change(ask) if n == number else ask for n, ask in enumerate(problem.asks)]
    return replace(problem, asks=tuple(asks))


def _wider(ask: Ask, steps: int) -> Ask:
    starts = tuple(
        ((max(0, first - steps), last + steps), rank) for (first, last), rank in ask.starts
    )
    return replace(ask, starts=starts, fixed=False)


def _shorter(ask: Ask, steps: int) -> Ask:
    starts = tuple(((first, last + steps), rank) for (first, last), rank in ask.starts)
    return replace(ask, steps=ask.steps - steps, starts=starts)


def _any_day(problem: Problem, ask: Ask) -> Ask:
    """Return a request that may also be met at its hours on every other day."""
    day = problem.steps_a_day
    spans: dict[Span, int] = {}
    for shift in range(7):
        for (first, last), rank in ask.starts:
            at = (first % day + shift * day, last % day + shift * day)
            spans.setdefault(at, rank)
    return replace(ask, starts=tuple(spans.items()), fixed=False)


def _one_more_driver(problem: Problem, number: int) -> Problem:
    """Return the problem with somebody free all week who may drive for one request."""
    count = len(problem.drivers)
    more = Driver("one-more", problem.asks[number].association, ((0, 7 * problem.steps_a_day),), 1)
    machines = tuple(
        replace(machine, drivers=(*machine.drivers, count)) for machine in problem.machines
    )
    asks = tuple(
        replace(ask, drivers=(*ask.drivers, count)) if n == number else ask
        for n, ask in enumerate(problem.asks)
    )
    return replace(problem, drivers=(*problem.drivers, more), machines=machines, asks=asks)


def _possible(problem: Problem, number: int, least: int, limits: Limits) -> bool:
    """Tell whether a request can be met along with as many as before."""
    program = Program(problem)
    program.require(number)
    program.model.add(program.count() >= least)
    return program.optimise(0, limits_of(limits), _seconds(limits), most=True) is not None


def _swap(
    problem: Problem,
    number: int,
    met: set[str],
    bookings: Sequence[Booking],
    limits: Limits,
) -> tuple[tuple[str, ...], float | None]:
    """Return who would yield if a request had to be met, and choices further down in all."""
    program = Program(problem)
    program.require(number)
    program.model.add(program.count() >= len(met))
    kept = sum(program.met[n] for n, ask in enumerate(problem.asks) if ask.id in met)
    if program.optimise(kept, limits_of(limits), _seconds(limits), most=True) is None:
        return (), None
    kept_most = round(program.objective())
    program.model.add(kept >= kept_most)
    if program.optimise(program.ranks(), limits_of(limits), _seconds(limits), most=False) is None:
        return (), None
    after = program.bookings()
    ranks = sum(one.choice for one in after) - sum(one.choice for one in bookings)
    return tuple(sorted(met - {one.request for one in after})), float(ranks)


def limits_of(limits: Limits) -> Limits:
    """Return the limits of one trial."""
    return Limits(limits.seconds, TRIAL_WORK, limits.seed, limits.stop)


def _seconds(limits: Limits) -> float | None:
    return None if limits.seconds is None else TRIAL_S


REASONS = {
    "no_truck": Text(
        fr="Aucun camion ne peut porter ce chargement, ou le camion demandé n'est pas là ({who}).",
        en="No truck can carry this load, or the truck asked for is not there ({who}).",
    ),
    "no_driver": Text(
        fr="Personne chez {who} ne peut conduire un camion qui convient.",
        en="Nobody at {who} may drive a truck that suits.",
    ),
    "too_long": Text(
        fr="La durée dépasse chacun des créneaux demandés ({who}).",
        en="It lasts longer than each of the hours asked for ({who}).",
    ),
    "driver": Text(
        fr="Aucun chauffeur de {who} n'est libre à ces heures.",
        en="No driver of {who} is free at these hours.",
    ),
    "taken": Text(
        fr="Les camions qui conviennent sont pris à ces heures ; il faudrait faire céder : "
        "{others}.",
        en="Trucks that suit are taken at these hours; these would yield: {others}.",
    ),
    "crowded": Text(
        fr="Les camions qui conviennent sont pris à ces heures.",
        en="Trucks that suit are taken at these hours.",
    ),
}
REMEDIES = {
    "no_truck": Text(fr="Un camion plus grand ou frigorifique.", en="A larger or cold truck."),
    "too_long": Text(fr="Des heures plus larges.", en="Longer hours."),
    "driver": Text(fr="Un chauffeur de plus pour {who}.", en="One more driver for {who}."),
    "hours": Text(fr="Des heures élargies de {minutes} min.", en="Hours {minutes} min wider."),
    "duration": Text(fr="{minutes} min de moins.", en="{minutes} min less."),
    "days": Text(fr="Les mêmes heures un autre jour.", en="The same hours on another day."),
    "truck": Text(fr="Un camion de plus.", en="One more truck."),
    "both": Text(fr="Un camion et un chauffeur de plus.", en="One more truck and one more driver."),
}
NOTHING = Text(
    fr="Aucun changement simple n'a suffi, dans le temps donné.",
    en="No simple change was enough, within the time given.",
)
