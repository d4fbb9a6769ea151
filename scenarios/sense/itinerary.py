"""Van visits: ranges that are ranges, somewhere to park, parcels and times that can hold."""

from __future__ import annotations

from collections.abc import Iterator

from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem

AT: Loc = ("itinerary",)


def ranges(scenario: Scenario) -> Iterator[Problem]:
    """Yield stops whose sure households are more than those that might come."""
    for n, stop in enumerate(scenario.itinerary.stops):
        low, high = stop.households_low, stop.households_high
        if low > high:
            yield problem(
                (*AT, "stops", n, "households_low"),
                f"{shown(stop.label)} : {low} foyers au moins, {high} au plus. Attendu : pas plus "
                "au moins qu'au plus. Échangez les deux nombres, ou corrigez-les.",
                f"{shown(stop.label)}: {low} households at least, {high} at most. Expected: no "
                "more at least than at most. Swap the two counts, or correct them.",
            )


def parking(scenario: Scenario) -> Iterator[Problem]:
    """Yield stops at which nobody knows where the van may stand."""
    for n, stop in enumerate(scenario.itinerary.stops):
        if stop.parking is None:
            yield problem(
                (*AT, "stops", n, "parking"),
                f"{shown(stop.label)} ne dit pas où se garer. Attendu : une place, un parking. "
                "Écrivez-le, ou retirez la halte.",
                f"{shown(stop.label)} does not say where to park. Expected: a square, a car park. "
                "Write it, or take the stop out.",
            )


def stop_hours(scenario: Scenario) -> Iterator[Problem]:
    """Yield stops whose own hours are shorter than the stop."""
    for n, stop in enumerate(scenario.itinerary.stops):
        room = (stop.closes_s - stop.opens_s) // 60
        if room < stop.minutes:
            yield problem(
                (*AT, "stops", n, "minutes"),
                f"{shown(stop.label)} dure {stop.minutes} min, ses heures n'en laissent que "
                f"{max(0, room)}. Attendu : une durée qui tient. Élargissez les heures, ou "
                "réduisez-la.",
                f"{shown(stop.label)} lasts {stop.minutes} min, its hours leave only "
                f"{max(0, room)}. Expected: a length that fits. Widen the hours, or reduce it.",
            )


def rarer_than_the_cycle(scenario: Scenario) -> Iterator[Problem]:
    """Yield stops that want a visit less often than the cycle repeats."""
    weeks = scenario.itinerary.cycle_weeks
    for n, stop in enumerate(scenario.itinerary.stops):
        if stop.every_weeks > weeks:
            yield problem(
                (*AT, "stops", n, "every_weeks"),
                f"{shown(stop.label)} voudrait une visite toutes les {stop.every_weeks} semaines, "
                f"le cycle n'en a que {weeks}. Attendu : au plus {weeks}. Allongez le cycle, ou "
                "réduisez ce nombre.",
                f"{shown(stop.label)} wants a visit every {stop.every_weeks} weeks, the cycle has "
                f"only {weeks}. Expected: at most {weeks}. Lengthen the cycle, or reduce it.",
            )


def parcels(scenario: Scenario) -> Iterator[Problem]:
    """Yield parcels of which more is cold than there is."""
    asked = scenario.itinerary
    if asked.parcel_cold_kg > asked.parcel_kg:
        yield problem(
            (*AT, "parcel_cold_kg"),
            f"Un colis pèse {asked.parcel_kg:g} kg, dont {asked.parcel_cold_kg:g} au froid. "
            "Attendu : pas plus que le colis. Corrigez l'un des deux.",
            f"A parcel weighs {asked.parcel_kg:g} kg, of which {asked.parcel_cold_kg:g} cold. "
            "Expected: no more than the parcel. Correct one of them.",
        )


def half_days_twice(scenario: Scenario) -> Iterator[Problem]:
    """Yield half-days that a van has twice."""
    for v, van in enumerate(scenario.itinerary.vans):
        known = set[tuple[str, str]]()
        for n, one in enumerate(van.half_days):
            if (one.day, one.shift) in known:
                yield problem(
                    (*AT, "vans", v, "half_days", n),
                    f"{shown(van.label)} a deux fois la même demi-journée. Attendu : une fois "
                    "chacune. Retirez celle-ci, ou changez son jour.",
                    f"{shown(van.label)} has the same half-day twice. Expected: once each. Take "
                    "this one out, or change its day.",
                )
            known.add((one.day, one.shift))


RULES: tuple[Rule, ...] = (
    ranges,
    parking,
    stop_hours,
    rarer_than_the_cycle,
    parcels,
    half_days_twice,
)
