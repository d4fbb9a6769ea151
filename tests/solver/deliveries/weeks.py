"""Random weeks of a depot, small enough to be planned in a moment."""

from __future__ import annotations

import random

from models.associations import Association
from models.calendar import DAYS, Shift, Window
from models.deliveries import Delivery, Errand, LoadUnit
from models.donors import Donor, DonorKind, Offer
from models.policy import Commitment, Policy, Pool, Stage
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.vehicles import Vehicle
from tests.helpers.scenarios import FAMILIES, MONDAY, place
from tests.helpers.travel import straight

COLD = {"dry": "ambient", "dairy": "chilled", "frozen": "frozen"}


def random_week(seed: int) -> Scenario:
    """Return a week with a few centres, stores and vehicles, every rule drawn."""
    draw = random.Random(seed)
    days = DAYS[: draw.randint(1, 3)]
    centres = [f"centre-{n}" for n in range(draw.randint(2, 6))]
    shifts = [Shift(id="am", label="matin", starts="07:00", ends="12:00", max_min=270)]
    if draw.random() < 0.3:
        shifts.append(Shift(id="pm", label="soir", starts="13:00", ends="17:00", max_min=200))
    vehicles = tuple(
        Vehicle(
            id=f"van-{n}",
            label=f"Camion {n}",
            owner=draw.choice(["depot", "depot", centres[0]]),
            payload_kg=draw.choice([700, 1000, 2500]),
            pallets=draw.choice([None, 3, 4, 6]),
            cold=draw.choice(["refrigerated", "refrigerated", "none"]),
            frozen_pallets=draw.random() < 0.6,
            carries=draw.choice([(), ("ambient", "frozen"), ("ambient", "chilled", "frozen")]),
            days=days,
            eur_per_km=draw.choice([0.4, 1.1]),
            eur_per_hour=draw.choice([0.0, 12.0]),
            eur_per_week=draw.choice([0, 15]),
            max_stops=draw.choice([None, 3, 4]),
            max_trips=draw.choice([1, 2, 3]),
            max_round_min=draw.choice([None, 180]),
            max_round_km=draw.choice([None, 90.0]),
            forbidden=(draw.choice(centres),) if draw.random() < 0.2 else (),
        )
        for n in range(draw.randint(1, 4))
    )
    stores = tuple(
        Donor(
            id=f"store-{n}",
            label=f"Magasin {n}",
            kind="store",
            place=_somewhere(draw),
            holder="depot",
            offers=(
                Offer(
                    days=tuple(draw.sample(days, draw.randint(1, len(days)))),
                    kg=draw.choice([80, 300]),
                    opens="08:00" if draw.random() < 0.4 else "00:00",
                    closes="11:00" if draw.random() < 0.4 else "23:59",
                    family_shares={draw.choice(["dry", "dairy"]): 1.0},
                    pallets=draw.choice([None, 1, 2]),
                    refrigerated=draw.random() < 0.2,
                ),
            ),
        )
        for n in range(draw.randint(0, 3))
    )
    promised = [s for s in stores if draw.random() < 0.3]
    errands: tuple[Errand, ...] = ()
    if draw.random() < 0.4:
        vehicle = draw.choice(vehicles)
        errands = (
            Errand(
                vehicle=vehicle.id,
                day=draw.choice(days),
                trip=1,
                to=draw.choice([c for c in centres if c not in vehicle.forbidden]),
                rides_along=draw.choice([(), ("frozen",)]),
            ),
        )
    return Scenario(
        id=f"week-{seed}",
        label=f"Semaine {seed}",
        week_of=MONDAY,
        days=days,
        shifts=tuple(shifts),
        families=FAMILIES,
        associations=(
            Association(id="depot", label="Dépôt", place=place(43.29, 5.56), people=0),
            *(
                Association(
                    id=name,
                    label=name.title(),
                    place=_somewhere(draw),
                    people=0,
                    unloading_min=draw.choice([10, 30]),
                    first_stop=draw.random() < 0.1,
                    max_round_min=240 if draw.random() < 0.2 else None,
                    reception=(Window(opens="07:30", closes="11:30"),)
                    if draw.random() < 0.2
                    else (),
                )
                for name in centres
            ),
        ),
        donor_kinds=(
            DonorKind(id="store", label="Magasin", family_shares={"dry": 1.0}, loading_min=20),
        ),
        donors=stores,
        vehicles=vehicles,
        deliveries=tuple(_delivery(draw, name, days) for name in centres),
        errands=errands,
        boxes_per_day=draw.choice([None, 3, 6]),
        policy=Policy(
            pools=(
                Pool(
                    id="depot",
                    label="Dépôt",
                    mode="hub",
                    hub="depot",
                    members=("depot", *centres),
                    collectors=("depot", centres[0]),
                ),
            ),
            commitments=tuple(
                Commitment(
                    donor=store.id,
                    vehicle=draw.choice(vehicles).id,
                    day=store.offers[0].days[0],
                    alone=draw.random() < 0.5,
                )
                for store in promised
            ),
            objectives=(Stage(objective="cost"),),
            capacity_margin=draw.choice([0.0, 0.1]),
            hub_unloading_min=draw.choice([0, 10]),
            hub_loading_min=15,
            loaded_before_leaving=draw.random() < 0.5,
            collect_in_first_trip=draw.random() < 0.5,
            collecting_trip_max_min=draw.choice([None, 180]),
            all_due=True,
            named_crews=False,
        ),
    )


def _somewhere(draw: random.Random) -> object:
    return place(43.29 + draw.uniform(-0.2, 0.2), 5.56 + draw.uniform(-0.2, 0.2))


def _delivery(draw: random.Random, to: str, days: tuple[str, ...]) -> Delivery:
    units = []
    for _ in range(draw.randint(1, 5)):
        family = draw.choice(list(COLD))
        boxed = family != "dry" and draw.random() < 0.4
        units.append(
            LoadUnit(
                family=family,
                kg=draw.randint(20, 400),
                pallets=0 if boxed else draw.choice([0.5, 1, 1]),
                boxes=draw.randint(1, 3) if boxed else 0,
            )
        )
    return Delivery(
        id=to,
        source="depot",
        to=to,
        units=tuple(units),
        days=tuple(draw.sample(days, draw.randint(1, len(days)))) if draw.random() < 0.5 else (),
        weeks=draw.choice(["any", "any", "odd", "even"]),
        min_visits=1 if draw.random() < 0.8 else min(2, len(units)),
        max_visits=draw.choice([None, 2, 3]),
    )


def roads(scenario: Scenario) -> TravelMatrix:
    """Return straight lines; every other week is faster once a round has been out an hour."""
    peak = straight(scenario)
    if len(scenario.vehicles) % 2:
        return peak
    calm = tuple(tuple(value * 4 // 5 for value in row) for row in peak.seconds)
    return peak.changed(off_peak_seconds=calm, peak_s=3600)
