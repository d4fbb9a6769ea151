"""A week of bookings: a scenario in, a reviewed study out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from models.base import Text
from models.booking_study import Access, Booking, BookingPlan, BookingStudy, Busy
from models.bookings import DAY_S
from models.calendar import DAY_NUMBER, DAYS
from models.findings import Finding
from models.plan import Plan
from models.scenario import Scenario
from models.vehicles import Taken
from solver.programs.cp_sat import Limits
from solver.review.check_bookings import check_bookings
from solver.run_record import origin_of
from solver.settings import Stages, Watcher
from solver.trucks.cost_shares import cost_shares, week_eur
from solver.trucks.fleet_size import fewest_trucks, fleet_sizes
from solver.trucks.levels import book
from solver.trucks.problem import BookingProblem, booking_problem, iso_week
from solver.trucks.refusals import refusals
from solver.trucks.tenancy import tenancies
from solver.trucks.trials import BookedWeek

BOOKING_SHARE = 0.6
"""Part of the time for the bookings themselves; the rest is for what is asked about them."""


def book_trucks(
    scenario: Scenario,
    limits: Limits,
    *,
    rounds: Plan | None = None,
    before: BookingStudy | None = None,
    keep: bool = False,
    questions: bool = True,
    watch: Watcher | None = None,
) -> BookingStudy:
    """Book the trucks of a week, and answer what is asked about them.

    Parameters
    ----------
    rounds
        A plan of rounds whose vehicles and drivers are busy then.
    before
        An earlier study: last week's, or with ``keep`` this week's, to be changed the least.
    questions
        Whether to say why requests are refused, how many trucks it takes and who pays.
    """
    tell = Stages(watch)
    busy = busy_of(scenario, rounds)
    week = booking_problem(scenario, busy)
    kept = {} if before is None else {one.request: one for one in before.plan.bookings}
    part = limits
    if limits.seconds is not None and questions:
        part = replace(limits, seconds=limits.seconds * BOOKING_SHARE)
    tell("requests")

    def met(stage: str, count: int | None = None) -> None:
        tell(stage, count, len(week.requests) if count else None)

    answer = book(week, part, kept=kept, keep_first=keep, tell=met)
    made = answer.bookings
    stopped = limits.stopped
    ask = questions and not stopped
    tell("refused")
    left = _left(limits, tell.elapsed_s)
    why = refusals(BookedWeek(scenario, busy, answer, kept, keep, left)) if ask else ()
    tell("fleet")
    left = _left(limits, tell.elapsed_s)
    weeks = scenario.bookings.weeks_per_year
    fleet = fleet_sizes(week, len(made), weeks, left) if ask else ()
    paid = cost_shares(week, made, left) if ask else ()
    plan = BookingPlan(bookings=made)
    study = BookingStudy(
        scenario=scenario,
        week=iso_week(scenario),
        plan=plan,
        busy=busy,
        asked=tuple(ask.id for ask in week.requests),
        levels=answer.levels,
        refused=why,
        access=_access(scenario, week, made),
        fleet=fleet,
        trucks_for_all=fewest_trucks(fleet, 1.0),
        trucks_for_95=fewest_trucks(fleet, 0.95),
        tenancy=tenancies(scenario, made),
        week_eur=week_eur(week, made),
        shares=paid,
        moved=_moved(kept, made) if before is not None else (),
        violations=check_bookings(scenario, plan, busy),
        findings=tuple(_findings(answer.solved, stopped, week)),
        made_at=datetime.now(UTC).replace(microsecond=0),
        revision=before.revision + 1 if before is not None and keep else 0,
        provenance=origin_of(scenario, "ortools", seed=limits.seed, elapsed_s=tell.elapsed_s),
    )
    tell("done")
    return study


def _left(limits: Limits, elapsed_s: float) -> Limits:
    """Return the limits of what follows: the seconds left, one at least."""
    if limits.seconds is None:
        return limits
    return replace(limits, seconds=max(1.0, limits.seconds - elapsed_s))


def busy_of(scenario: Scenario, rounds: Plan | None) -> tuple[Busy, ...]:
    """Return the hours at which rounds take the vehicles that are shared trucks, and drivers."""
    if rounds is None:
        return ()
    shared = {truck.vehicle for truck in scenario.bookings.trucks if truck.vehicle is not None}
    found = []
    for item in rounds.rounds:
        midnight = DAY_NUMBER[item.day] * DAY_S
        starts, ends = midnight + item.stops[0].leave_s, midnight + item.stops[-1].arrive_s
        label = scenario.vehicle[item.vehicle].label if item.vehicle in scenario.vehicle else ""
        text = Text(fr=f"tournée, {label}", en=f"round, {label}")
        names = [item.vehicle] if item.vehicle in shared else []
        found += [
            Busy(id=name, starts_s=starts, ends_s=ends, text=text)
            for name in (*names, *(who for who in item.crew if who in scenario.person))
        ]
    return tuple(found)


def with_bookings(scenario: Scenario, study: BookingStudy) -> Scenario:
    """Return the scenario whose rounds leave booked vehicles and drivers' hours alone.

    Vehicles that are shared trucks are taken during their bookings, turnaround included; whoever
    drives a booking has that many fewer outings, and none on the shifts that it overlaps.
    """
    taken: dict[str, list[Taken]] = {}
    driving: dict[str, list[Taken]] = {}
    outings: dict[str, int] = {}
    for one in study.plan.bookings:
        truck = study.scenario.truck[one.truck]
        outings[one.driver] = outings.get(one.driver, 0) + 1
        driving.setdefault(one.driver, []).append(_taken(one.starts_s, one.ends_s))
        if truck.vehicle is None:
            continue
        end = one.ends_s + round(truck.turnaround_min * 60)
        taken.setdefault(truck.vehicle, []).append(_taken(one.starts_s, end))
    return scenario.changed(
        vehicles=tuple(
            vehicle.changed(busy=(*vehicle.busy, *taken.get(vehicle.id, ())))
            for vehicle in scenario.vehicles
        ),
        people=tuple(
            person.changed(
                max_shifts=max(0, person.most_shifts - outings.get(person.id, 0)),
                busy=(*person.busy, *driving.get(person.id, ())),
            )
            for person in scenario.people
        ),
    )


def _taken(starts_s: int, ends_s: int) -> Taken:
    """Return hours of one day, in whole minutes that cover them."""
    day = starts_s // DAY_S
    end = min(-(-(ends_s - day * DAY_S) // 60) * 60, DAY_S - 60)
    return Taken(day=DAYS[day], starts=_clock(starts_s % DAY_S), ends=_clock(end))


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second % 3600 // 60:02d}"


def _access(
    scenario: Scenario, week: BookingProblem, bookings: Sequence[Booking]
) -> tuple[Access, ...]:
    who_of = {ask.id: ask.association for ask in week.requests}
    found = []
    for association in scenario.associations:
        who = association.id
        mine = [booking for booking in bookings if who_of[booking.request] == who]
        asked = sum(ask.association == who for ask in week.requests)
        before, met = week.asked_before.get(who, 0), week.met_before.get(who, 0)
        if not asked and not before:
            continue
        found.append(
            Access(
                association=who,
                asked=asked,
                met=len(mine),
                cumulated=(met + len(mine)) / (before + asked),
                hours=sum(booking.ends_s - booking.starts_s for booking in mine) / 3600,
                preferred=sum(booking.choice == 0 for booking in mine),
            )
        )
    return tuple(found)


def _moved(kept: dict[str, Booking], made: Sequence[Booking]) -> tuple[str, ...]:
    """Return the requests whose booking is gone, new, on another truck or at another time."""
    now = {one.request: (one.truck, one.starts_s) for one in made}
    then = {name: (one.truck, one.starts_s) for name, one in kept.items()}
    return tuple(name for name in sorted({*now, *then}) if now.get(name) != then.get(name))


def _findings(solved: bool, stopped: bool, week: BookingProblem) -> list[Finding]:
    found = []
    if not solved and week.requests:
        found.append(Finding(code="not_solved", severity="warning", text=NOT_SOLVED))
    if stopped:
        found.append(Finding(code="interrupted", severity="warning", text=INTERRUPTED))
    return found


NOT_SOLVED = Text(
    fr="Aucune réservation trouvée dans le temps donné : donnez plus de temps.",
    en="No booking found within the time given: give more time.",
)
INTERRUPTED = Text(
    fr="Calcul interrompu : voici les meilleures réservations trouvées jusque-là.",
    en="Search interrupted: these are the best bookings found so far.",
)
