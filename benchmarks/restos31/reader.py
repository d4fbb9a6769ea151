"""From an instance to a scenario and its travel: every rule of the week as plain data."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, timedelta

from benchmarks.instances import InstanceError
from benchmarks.restos31 import house_rules
from benchmarks.restos31.instance import Instance, Matrix, Product
from models.associations import Association
from models.base import Slug, clock
from models.calendar import DAYS, Shift
from models.deliveries import Delivery, Errand, LoadUnit
from models.donors import Donor, DonorKind, Offer
from models.places import Place
from models.policy import ColdChain, Commitment, Policy, Pool, Stage
from models.products import Family, Temperature
from models.recurrence import Weeks
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.vehicles import Taken, Vehicle
from scenarios.sense import problems

ODD_WEEK = date(2026, 2, 23)
"""The Monday of an odd week of the ISO calendar: week 1; the next one is week 2."""
LEAVES_S = 8 * 3600
"""Rounds may leave from then on: the instances know durations alone."""
PEAK_MIN = 90
MOST_VISITS = 3
TEMPERATURES: dict[Product, Temperature] = {"A": "ambient", "F": "chilled", "S": "frozen"}
LABELS: dict[Temperature, str] = {"ambient": "Sec", "chilled": "Frais", "frozen": "Surgelé"}
WEEKS: dict[str, Weeks] = {"ANY": "any", "ODD": "odd", "EVEN": "even"}
KIND = "store"
LONGEST_ID = 40
UNKNOWN_PLACE = "Position inconnue : seuls les temps et distances de la table comptent."


def to_scenario(instance: Instance, name: str, week: int) -> tuple[Scenario, TravelMatrix]:
    """Return one week of an instance and its travel.

    Sites of the travel are the nodes of the instance in their order; unit ``n`` of a centre, from
    1, is its demand ``n - 1``; vehicle ``v3`` is vehicle 3.

    Parameters
    ----------
    week
        1 for an odd week, 2 for an even one.

    Raises
    ------
    InstanceError
        When what the instance says contradicts itself.
    """
    ids = site_ids(instance)
    centres = dict(zip((c.name for c in instance.centres), ids, strict=False))
    sites = centres | dict(
        zip((p.name for p in instance.pdrs), ids[instance.n_centres :], strict=True)
    )
    depot, limits = ids[0], instance.params
    starts_s = LEAVES_S if LEAVES_S + 60 * limits.max_tour_duration < 86_400 else 0
    shift = Shift(
        id="day",
        label="journée",
        starts=clock(starts_s),
        ends=clock(starts_s + 60 * limits.max_tour_duration),
        max_min=limits.max_tour_duration,
    )
    scenario = Scenario(
        id=_slug(name),
        label=name,
        variant=f"week-{week}",
        week_of=ODD_WEEK + timedelta(weeks=week - 1),
        days=DAYS[: instance.n_days],
        shifts=(shift,),
        families=tuple(
            Family(
                id=temperature,
                label=LABELS[temperature],
                temperature=temperature,
                shelf_days=30,
                target_kg_per_person=0,
            )
            for temperature in TEMPERATURES.values()
        ),
        associations=_associations(instance, ids),
        donor_kinds=(
            DonorKind(
                id=KIND,
                label="Point de ramasse",
                family_shares={"ambient": 1.0},
                loading_min=limits.wait_at_pdrs,
            ),
        ),
        donors=_donors(instance, ids, shift),
        vehicles=_vehicles(instance, sites, depot),
        deliveries=tuple(
            Delivery(
                id=ids[number],
                source=depot,
                to=ids[number],
                units=tuple(
                    LoadUnit(
                        family=TEMPERATURES[unit.product_type],
                        kg=unit.weight,
                        pallets=unit.palettes,
                        boxes=unit.norvegiennes,
                    )
                    for unit in units
                ),
                days=tuple(DAYS[day] for day in sorted(instance.centres[number].allowed_days)),
                weeks=WEEKS[instance.centres[number].delivery_week],
                max_visits=MOST_VISITS,
            )
            for number, units in sorted(instance.demands.items())
            if units
        ),
        errands=tuple(
            Errand(
                vehicle=f"v{vehicle}",
                day=DAYS[day],
                trip=trip + 1,
                to=ids[centre],
                rides_along=("frozen",),
            )
            for day, vehicle, trip, centre in dict.fromkeys(instance.livraisons_de_ramasses)
        ),
        boxes_per_day=limits.n_norvegiennes,
        policy=_policy(instance, sites, ids),
        notes=(UNKNOWN_PLACE,),
    )
    found = problems(scenario)
    if found:
        raise InstanceError(
            "\n".join(
                f"{name}: {'.'.join(str(step) for step in one.loc)}: {one.text.en}" for one in found
            )
        )
    return scenario, _travel(instance, ids, name)


def site_ids(instance: Instance) -> tuple[Slug, ...]:
    """Return the id of every node, in order, made from its name."""
    found: dict[str, None] = {}
    names = [centre.name for centre in instance.centres]
    for label in (*names, *(point.name for point in instance.pdrs)):
        name = _slug(label)
        found[name if name not in found else f"{name}-{len(found)}"] = None
    return tuple(found)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID] or "site"


def _place(name: str) -> Place:
    return Place(lat=0, lon=0, commune=name.title(), assumed=True, source=UNKNOWN_PLACE)


def _associations(instance: Instance, ids: tuple[Slug, ...]) -> tuple[Association, ...]:
    limits = instance.params
    return tuple(
        Association(
            id=name,
            label=centre.name,
            place=_place(centre.name),
            people=0,
            unloading_min=limits.wait_at_centres,
            max_round_min=house_rules.max_round_min(centre.name, limits.max_tour_duration),
            first_stop=centre.name == house_rules.FIRST,
        )
        for name, centre in zip(ids, instance.centres, strict=False)
    )


def _donors(instance: Instance, ids: tuple[Slug, ...], shift: Shift) -> tuple[Donor, ...]:
    found = []
    for name, point in zip(ids[instance.n_centres :], instance.pdrs, strict=True):
        cold = house_rules.refrigerated_days(point.name, point.required_days)
        plain = tuple(day for day in point.required_days if day not in cold)
        offers = tuple(
            Offer(
                days=tuple(DAYS[day] for day in sorted(days)),
                kg=point.weight,
                opens=shift.starts,
                closes=shift.ends,
                family_shares={TEMPERATURES[point.product_type]: 1.0},
                pallets=point.palettes,
                refrigerated=refrigerated,
            )
            for days, refrigerated in ((plain, False), (cold, True))
            if days
        )
        if offers:
            found.append(
                Donor(
                    id=name,
                    label=point.name,
                    kind=KIND,
                    place=_place(point.name),
                    holder=ids[0],
                    offers=offers,
                )
            )
    return tuple(found)


def _vehicles(instance: Instance, sites: dict[str, Slug], depot: Slug) -> tuple[Vehicle, ...]:
    """Return the vehicles that may go out, and those that a store is promised to."""
    days = DAYS[: instance.n_days]
    awaited = {vehicle for _, _, vehicle in house_rules.promised(instance)}
    limits = instance.params
    return tuple(
        Vehicle(
            id=f"v{one.index}",
            label=f"{one.name} {one.index}",
            owner=depot,
            payload_kg=one.capacity,
            pallets=one.size,
            cold="refrigerated" if "F" in one.can_carry else "none",
            carries=tuple(t for key, t in TEMPERATURES.items() if key in one.can_carry),
            frozen_pallets=one.allows_isotherm_cover,
            days=days,
            eur_per_km=one.cost_per_km,
            eur_per_week=one.fixed_cost,
            litres_per_100km=one.consumption,
            max_stops=limits.max_stops,
            max_trips=limits.max_trips,
            # one that stays in must still be known, for the store promised to it to be told
            busy=()
            if one.allowed
            else tuple(Taken(day=day, starts="00:00", ends="23:59") for day in days),
            forbidden=tuple(sites[name] for name in house_rules.forbidden(instance, one)),
        )
        for one in instance.vehicles
        if one.allowed or one.index in awaited
    )


def _policy(instance: Instance, sites: dict[str, Slug], ids: tuple[Slug, ...]) -> Policy:
    limits = instance.params
    pool = Pool(
        id="depot",
        label="Dépôt",
        mode="hub",
        hub=ids[0],
        members=ids[: instance.n_centres],
        collectors=ids[:1],
    )
    return Policy(
        pools=(pool,),
        commitments=tuple(
            Commitment(donor=sites[store], vehicle=f"v{vehicle}", day=DAYS[day], alone=True)
            for store, day, vehicle in house_rules.promised(instance)
        ),
        objectives=(Stage(objective="cost"),),
        capacity_margin=0.0,
        sorting_hours_per_kg=0.0,
        hub_unloading_min=0.0,
        hub_loading_min=limits.wait_between_trips,
        loaded_before_leaving=True,
        collect_in_first_trip=True,
        collecting_trip_max_min=limits.max_tour_duration_with_pickup,
        all_due=True,
        named_crews=False,
        # the instances limit no time in boxes; a round is never longer than this
        cold_chain=ColdChain(max_min_boxes=limits.max_tour_duration),
    )


def _travel(instance: Instance, ids: tuple[Slug, ...], name: str) -> TravelMatrix:
    return TravelMatrix(
        sites=ids,
        seconds=_whole(instance.duration_matrix),
        metres=_whole(instance.distance_matrix),
        off_peak_seconds=_whole(instance.no_traffic_duration_matrix),
        peak_s=60 * PEAK_MIN,
        source="table",
        detail=f"{name}.json",
    )


def _whole(rows: Matrix) -> tuple[tuple[int, ...], ...]:
    """Return a matrix in whole seconds or metres, rounded up: nobody is late by a rounding."""
    return tuple(tuple(math.ceil(value or 0.0) for value in row) for row in rows)
