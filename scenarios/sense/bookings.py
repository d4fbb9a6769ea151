"""Shared trucks and slots: drivers who drive, durations that fit, promises that do not collide."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from models.base import Text
from models.bookings import SlotRequest, Truck
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem, unknown

_DRIVER = Text(fr="un chauffeur", en="a driver")


def booking_drivers(scenario: Scenario) -> Iterator[Problem]:
    """Yield names of people, for trucks and requests, who are no drivers."""
    people = [person.id for person in scenario.people if "driver" in person.roles]
    for field in ("trucks", "requests"):
        for n, one in enumerate(getattr(scenario.bookings, field)):
            for p, who in enumerate(one.drivers or ()):
                found = unknown(("bookings", field, n, "drivers", p), who, people, _DRIVER)
                if found is not None:
                    yield found


def booking_history(scenario: Scenario) -> Iterator[Problem]:
    """Yield associations that were given more than they asked for."""
    for n, record in enumerate(scenario.bookings.history):
        if record.met > record.asked:
            yield problem(
                ("bookings", "history", n, "met"),
                f"Trouvé {record.met} obtenus pour {record.asked} demandés. Attendu : pas plus que "
                "demandés. Corrigez l'un des deux.",
                f"Found {record.met} met of {record.asked} asked. Expected: no more than asked. "
                "Correct one of them.",
            )


def trucks_driven(scenario: Scenario) -> Iterator[Problem]:
    """Yield trucks that nobody may drive."""
    for n, truck in enumerate(scenario.bookings.trucks):
        able = [
            person
            for person in scenario.people
            if "driver" in person.roles
            and truck.licence in person.licences
            and (truck.drivers is None or person.id in truck.drivers)
        ]
        known = {person.id for person in scenario.people}
        if not able and set(truck.drivers or ()) <= known:
            yield problem(
                ("bookings", "trucks", n),
                f"Personne ne peut conduire {shown(truck.id)} : permis {truck.licence} demandé. "
                "Attendu : un chauffeur de ce permis au moins. Ajoutez-le, ou changez « drivers ».",
                f"Nobody may drive {shown(truck.id)}: licence {truck.licence} needed. Expected: at "
                'least one driver with it. Add one, or change "drivers".',
            )


def booking_lengths(scenario: Scenario) -> Iterator[Problem]:
    """Yield requests longer than their own hours, or than any truck is available."""
    trucks = scenario.bookings.trucks
    longest = max(
        (
            (window.closes_s - window.opens_s) / 60 - truck.turnaround_min
            for truck in trucks
            for window in truck.available
        ),
        default=0.0,
    )
    for n, request in enumerate(scenario.bookings.requests):
        loc: Loc = ("bookings", "requests", n, "duration_min")
        room = max((c.closes_s - c.opens_s) // 60 for c in request.choices)
        if request.duration_min > room:
            yield problem(
                loc,
                f"{shown(request.id)} dure {request.duration_min} min, ses heures n'en laissent "
                f"que {room}. Attendu : une durée qui tient. Élargissez-les ou réduisez-la.",
                f"{shown(request.id)} lasts {request.duration_min} min, its hours leave only "
                f"{room}. Expected: a duration that fits. Widen the hours or reduce it.",
            )
        elif trucks and request.duration_min > longest:
            yield problem(
                loc,
                f"{shown(request.id)} dure {request.duration_min} min, aucun camion n'est "
                f"disponible plus de {longest:g} min de suite, remise en état déduite. Attendu : "
                "au plus cela. Réduisez-la, ou élargissez un camion.",
                f"{shown(request.id)} lasts {request.duration_min} min, no truck is available for "
                f"more than {longest:g} min on end, turnaround deducted. Expected: no more. Reduce "
                "it, or widen a truck.",
            )


def fixed_apart(scenario: Scenario) -> Iterator[Problem]:
    """Yield promised bookings of one truck that overlap, both named."""
    fixed = [
        (n, request)
        for n, request in enumerate(scenario.bookings.requests)
        if request.fixed and _truck(scenario, request) is not None
    ]
    for (_, a), (n, b) in itertools.combinations(fixed, 2):
        truck = _truck(scenario, a)
        if truck is None or truck != _truck(scenario, b) or _apart_in_weeks(a, b):
            continue
        pause = truck.turnaround_min * 60
        starts = [one.choices[0].opens_s for one in (a, b)]
        ends = [
            start + one.duration_min * 60 + pause for start, one in zip(starts, (a, b), strict=True)
        ]
        if starts[0] < ends[1] and starts[1] < ends[0]:
            yield problem(
                ("bookings", "requests", n),
                f"{shown(b.id)} et {shown(a.id)} sont promis sur {shown(truck.id)} en même temps, "
                f"remise en état de {truck.turnaround_min:g} min comprise ({a.choices[0].opens} et "
                f"{b.choices[0].opens}). Attendu : l'un après l'autre. Déplacez l'un des deux.",
                f"{shown(b.id)} and {shown(a.id)} are promised on {shown(truck.id)} at the same "
                f"time, {truck.turnaround_min:g} min of turnaround included "
                f"({a.choices[0].opens} and {b.choices[0].opens}). Expected: one after the other. "
                "Move one of them.",
            )


def _truck(scenario: Scenario, request: SlotRequest) -> Truck | None:
    """Return the only truck that a request can have: the one it names, or the only one there is."""
    if request.truck is not None:
        return scenario.truck.get(request.truck)
    return scenario.bookings.trucks[0] if len(scenario.bookings.trucks) == 1 else None


def _apart_in_weeks(a: SlotRequest, b: SlotRequest) -> bool:
    return {a.every, b.every} == {"odd", "even"}


RULES_OF_NAMES: tuple[Rule, ...] = (booking_drivers,)
RULES: tuple[Rule, ...] = (booking_history, trucks_driven, booking_lengths, fixed_apart)
