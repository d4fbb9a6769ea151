"""Deliveries from a hub to its pool, and given trips that a vehicle can make."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text
from models.deliveries import Delivery, Errand
from models.scenario import Scenario
from models.vehicles import Vehicle
from pools.streams import may_drop, may_work, shares_food, streams
from scenarios.faults import choices
from scenarios.sense.problem import Loc, Problem, Rule, listed, problem
from scenarios.sense.vehicle_days import not_out, shut_out

_POOL_HUB = Text(fr="le lieu de tri d'un groupe (hub)", en="the hub of a pool")


def delivery_ways(scenario: Scenario) -> Iterator[Problem]:
    """Yield deliveries that no pool brings from their source to their association."""
    hubs = {pool.hub: pool for pool in scenario.policy.pools if pool.mode == "hub" and pool.hub}
    for n, delivery in enumerate(scenario.deliveries):
        at: Loc = ("deliveries", n)
        known = {delivery.source, delivery.to} <= set(scenario.association)
        pool = hubs.get(delivery.source)
        if not known:
            continue
        if pool is None:
            yield problem(
                (*at, "source"),
                f"« {delivery.source} » n'est le lieu de tri d'aucun groupe. Attendu : "
                f"{_POOL_HUB.fr} parmi {listed(sorted(map(str, hubs)), 'fr')}. Changez le dépôt, "
                "ou donnez-lui un groupe en mode « hub ».",
                f'"{delivery.source}" is the hub of no pool. Expected: {_POOL_HUB.en} among '
                f"{listed(sorted(map(str, hubs)), 'en')}. Change the depot, or give it a pool in "
                'mode "hub".',
            )
        elif delivery.to not in pool.members or delivery.to == delivery.source:
            others = [who for who in pool.members if who != pool.hub]
            yield problem(
                (*at, "to"),
                f"« {delivery.to} » n'est pas un autre membre du groupe « {pool.id} ». Attendu : "
                f"l'un de {listed(others, 'fr')}. Ajoutez-la aux membres, ou changez de dépôt.",
                f'"{delivery.to}" is not another member of the pool "{pool.id}". Expected: one of '
                f"{listed(others, 'en')}. Add it to the members, or change the depot.",
            )


def delivery_amounts(scenario: Scenario) -> Iterator[Problem]:
    """Yield days, visits and families of deliveries that contradict something else."""
    for n, delivery in enumerate(scenario.deliveries):
        at: Loc = ("deliveries", n)
        for d, day in enumerate(delivery.days):
            if day not in scenario.days:
                known = ", ".join(scenario.days)
                yield problem(
                    (*at, "days", d),
                    f"Le jour « {day} » n'est pas un jour de tournée. Attendu : {known}. "
                    "Retirez-le, ou ajoutez-le aux « days » du scénario.",
                    f'The day "{day}" is not a day of rounds. Expected: {known}. Remove it, or '
                    'add it to the "days" of the scenario.',
                )
        yield from _visits(at, delivery)
        who = scenario.association.get(delivery.to)
        for u, unit in enumerate(delivery.units):
            if who is not None and unit.family in who.refuses:
                yield problem(
                    (*at, "units", u, "family"),
                    f"« {who.id} » refuse « {unit.family} » (refuses). Attendu : une famille "
                    "qu'elle prend. Retirez cette unité, ou le refus.",
                    f'"{who.id}" refuses "{unit.family}" (refuses). Expected: a family that it '
                    "takes. Remove this unit, or the refusal.",
                )


def _visits(at: Loc, delivery: Delivery) -> Iterator[Problem]:
    units, most = len(delivery.units), delivery.max_visits
    limit = units if most is None else min(units, most)
    if delivery.min_visits > limit:
        yield problem(
            (*at, "min_visits"),
            f"Trouvé {delivery.min_visits} passages au moins. Attendu : {limit} au plus "
            f"({units} unités{'' if most is None else f', max_visits {most}'}). Réduisez-le.",
            f"Found {delivery.min_visits} visits at least. Expected: {limit} at most "
            f"({units} units{'' if most is None else f', max_visits {most}'}). Reduce it.",
        )


def errands(scenario: Scenario) -> Iterator[Problem]:
    """Yield errands that their vehicle cannot make, or that contradict one another."""
    given: dict[tuple[str, str, int], Errand] = {}
    for n, errand in enumerate(scenario.errands):
        at: Loc = ("errands", n)
        vehicle = scenario.vehicle.get(errand.vehicle)
        if vehicle is not None:
            yield from _of_vehicle(scenario, at, errand, vehicle)
        key = (errand.vehicle, errand.day, errand.trip)
        other = given.setdefault(key, errand)
        if other is not errand:
            yield problem(
                (*at, "to"),
                f"Cette rotation ({errand.vehicle}, {errand.day}, {errand.trip}) va déjà à "
                f"« {other.to} ». Attendu : un seul lieu par rotation. Retirez l'une des deux.",
                f"This trip ({errand.vehicle}, {errand.day}, {errand.trip}) goes to "
                f'"{other.to}" already. Expected: one place per trip. Remove one of them.',
            )


def _of_vehicle(scenario: Scenario, at: Loc, errand: Errand, vehicle: Vehicle) -> Iterator[Problem]:
    out = [
        day for day in vehicle.days if day in scenario.days and not _away(scenario, vehicle, day)
    ]
    yield from not_out((*at, "day"), vehicle, errand.day, out)
    most = vehicle.max_trips  # an errand is made in the first round of its day
    if errand.trip > most:
        yield problem(
            (*at, "trip"),
            f"Trouvé {errand.trip}, mais les rotations de « {vehicle.id} » vont de 1 à {most} "
            "dans sa première tournée du jour (max_trips). Attendu : l'une d'elles. Corrigez le "
            "nombre.",
            f'Found {errand.trip}, but the trips of "{vehicle.id}" go from 1 to {most} in its '
            "first round of the day (max_trips). Expected: one of them. Correct the number.",
        )
    yield from shut_out((*at, "vehicle"), vehicle, errand.to)


def _away(scenario: Scenario, vehicle: Vehicle, day: str) -> bool:
    """Tell whether a vehicle is taken through all its shifts of a day."""
    shifts = [s for s in scenario.shifts if not vehicle.shifts or s.id in vehicle.shifts]
    return bool(shifts) and all(
        any(
            taken.day == day and taken.starts_s <= shift.starts_s and shift.ends_s <= taken.ends_s
            for taken in scenario.taken(vehicle)
        )
        for shift in shifts
    )


def errand_ways(scenario: Scenario) -> Iterator[Problem]:
    """Yield errands that no depot lets their vehicle make; needs streams."""
    hubs = [stream for stream in streams(scenario) if stream.deliveries]
    for n, errand in enumerate(scenario.errands):
        day, vehicle = errand.day, errand.vehicle
        if not any(
            may_work(scenario, stream, vehicle, day, collects=False)
            and may_drop(scenario, stream, vehicle, day, errand.to)
            for stream in hubs
        ):
            pools = choices(stream.id for stream in hubs)
            yield problem(
                ("errands", n, "to"),
                f"« {vehicle} » n'apporte rien à « {errand.to} » dans un groupe dont le lieu de "
                f"tri a des livraisons ({pools}). Attendu : un véhicule et une association du "
                "même groupe, qui en a. Changez l'un des deux, ou ajoutez une livraison.",
                f'"{vehicle}" brings nothing to "{errand.to}" in a pool whose hub has deliveries '
                f"({pools}). Expected: a vehicle and an association of the same pool, which has "
                "some. Change one of them, or add a delivery.",
            )


def peak(scenario: Scenario) -> Iterator[Problem]:
    """Yield an end of the peak without a table that says what comes after it."""
    travel = scenario.travel
    if travel.peak_min is not None and (travel.table is None or travel.roads is not None):
        yield problem(
            ("travel", "peak_min"),
            "La fin de l'heure de pointe n'a de sens qu'avec une table (travel.table, sans "
            "travel.roads). Attendu : une table avec la colonne off_peak_seconds. Donnez-la, ou "
            "retirez cette clé.",
            "The end of the peak has no meaning without a table (travel.table, without "
            "travel.roads). Expected: a table with the column off_peak_seconds. Give it, or "
            "remove this key.",
            key=True,
        )


RULES: tuple[Rule, ...] = (
    delivery_ways,
    delivery_amounts,
    errands,
    peak,
)


def depot_hours(scenario: Scenario) -> Iterator[Problem]:
    """Yield reception hours of a depot that keeps what its rounds collect; needs streams.

    Its rounds are planned with deliveries: they unload whenever they come back.
    """
    position = {who.id: n for n, who in enumerate(scenario.associations)}
    for stream in streams(scenario):
        hub = scenario.association.get(stream.hub or "")
        if hub is None or not hub.reception or not stream.deliveries or not stream.donors:
            continue
        if not shares_food(scenario, stream):
            yield problem(
                ("associations", position[hub.id], "reception"),
                f"« {hub.id} » est un dépôt qui livre et garde ce qu'il ramasse : ses tournées y "
                "déchargent dès leur retour, quelles que soient ses heures de réception. Attendu : "
                "aucune. Retirez-les, et réglez les heures par les plages (shifts).",
                f'"{hub.id}" is a depot that delivers and keeps what it collects: its rounds '
                "unload there as soon as they are back, whatever its reception hours. Expected: "
                "none. Remove them, and set the hours by shifts.",
            )


RULES_OF_STREAMS: tuple[Rule, ...] = (
    errand_ways,
    depot_hours,
)
