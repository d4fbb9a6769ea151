"""A small named week of a depot: five centres, two stores, two vehicles, and a plan by hand."""

from __future__ import annotations

from models.associations import Association
from models.calendar import DAYS, Day, Shift
from models.deliveries import Delivery, Errand, LoadUnit
from models.donors import Donor, DonorKind, Offer
from models.plan import Plan, Round, Stop, StopKind
from models.policy import Commitment, Policy, Pool, Stage
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.vehicles import Vehicle
from pools.streams import streams
from solver.review.retiming import retimed
from tests.helpers.once import once
from tests.helpers.scenarios import FAMILIES, MONDAY, place
from tests.helpers.travel import straight

CENTRES = {
    "oldtown": (43.31, 5.55),
    "north": (43.35, 5.56),
    "east": (43.30, 5.62),
    "south": (43.25, 5.56),
    "lake": (43.29, 5.70),
}
DRY, DAIRY, FROZEN = "dry", "dairy", "frozen"


def depot() -> Scenario:
    """Return the week: one delivery is not due, one store is promised to the lorry alone."""
    days = DAYS[:2]
    names = ("depot", *CENTRES)
    return Scenario(
        id="depot-week",
        label="Un dépôt",
        week_of=MONDAY,
        days=days,
        shifts=(Shift(id="day", label="journée", starts="07:00", ends="12:00", max_min=270),),
        families=FAMILIES,
        associations=(
            Association(id="depot", label="Le dépôt", place=place(43.29, 5.56), people=0),
            *(
                Association(
                    id=name,
                    label=name.title(),
                    place=place(*where).changed(commune=name.title()),
                    people=0,
                    unloading_min=20,
                    first_stop=name == "oldtown",
                    max_round_min=240 if name == "east" else None,
                )
                for name, where in CENTRES.items()
            ),
        ),
        donor_kinds=(
            DonorKind(id="store", label="Magasin", family_shares={DAIRY: 1.0}, loading_min=20),
        ),
        donors=(
            _store("hyper", (43.33, 5.58), days, DAIRY, 200, refrigerated=True),
            _store("super", (43.27, 5.57), days[1:], DRY, 900),
        ),
        vehicles=(
            Vehicle(
                id="lorry",
                label="Le poids lourd",
                owner="depot",
                payload_kg=2000,
                pallets=6,
                carries=("ambient", "frozen"),
                days=days,
                eur_per_km=1.0,
                eur_per_week=17,
                max_stops=4,
                forbidden=("oldtown",),
            ),
            Vehicle(
                id="van",
                label="Le camion frigo",
                owner="depot",
                payload_kg=900,
                pallets=4,
                cold="refrigerated",
                carries=("ambient", "chilled", "frozen"),
                frozen_pallets=True,
                days=days,
                eur_per_km=0.4,
                eur_per_week=11,
                max_stops=4,
            ),
        ),
        deliveries=(
            _delivery(
                "oldtown",
                LoadUnit(family=DRY, kg=300, pallets=1),
                LoadUnit(family=DAIRY, kg=100, pallets=0.5),
                LoadUnit(family=FROZEN, kg=30, boxes=1),
                days=("mon",),
                max_visits=1,
            ),
            _delivery(
                "north",
                LoadUnit(family=DRY, kg=800, pallets=2),
                LoadUnit(family=DRY, kg=900, pallets=2),
                LoadUnit(family=DAIRY, kg=150, pallets=0.5),
                LoadUnit(family=FROZEN, kg=60, boxes=2),
                min_visits=2,
                max_visits=3,
            ),
            _delivery(
                "east",
                LoadUnit(family=DRY, kg=400, pallets=1),
                LoadUnit(family=FROZEN, kg=120, pallets=0.5),
            ),
            _delivery("south", LoadUnit(family=DRY, kg=500, pallets=1), days=("tue",)),
            Delivery(
                id="lake",
                source="depot",
                to="lake",
                units=(LoadUnit(family=DRY, kg=100, pallets=1),),
                weeks="odd",  # the week is the 48th
            ),
        ),
        errands=(Errand(vehicle="van", day="tue", trip=2, to="east", rides_along=("frozen",)),),
        boxes_per_day=3,
        policy=Policy(
            pools=(
                Pool(
                    id="depot",
                    label="Le dépôt",
                    mode="hub",
                    hub="depot",
                    members=names,
                    collectors=("depot",),
                ),
            ),
            commitments=(Commitment(donor="super", vehicle="lorry", day="tue", alone=True),),
            objectives=(Stage(objective="cost"),),
            capacity_margin=0.0,
            hub_unloading_min=0,
            hub_loading_min=15,
            loaded_before_leaving=True,
            collect_in_first_trip=True,
            collecting_trip_max_min=180,
            all_due=True,
            named_crews=False,
        ),
    )


def _delivery(
    to: str,
    *units: LoadUnit,
    days: tuple[Day, ...] = (),
    min_visits: int = 1,
    max_visits: int | None = None,
) -> Delivery:
    return Delivery(
        id=to,
        source="depot",
        to=to,
        units=units,
        days=days,
        min_visits=min_visits,
        max_visits=max_visits,
    )


def _store(
    name: str,
    where: tuple[float, float],
    days: tuple[Day, ...],
    family: str,
    kg: float,
    *,
    refrigerated: bool = False,
) -> Donor:
    return Donor(
        id=name,
        label=name.title(),
        kind="store",
        place=place(*where),
        holder="depot",
        offers=(
            Offer(
                days=days,
                kg=kg,
                opens="07:00",
                closes="12:00",
                family_shares={family: 1.0},
                pallets=2,
                refrigerated=refrigerated,
            ),
        ),
    )


def roads(scenario: Scenario) -> TravelMatrix:
    """Return straight lines, a fifth faster once a round has been out for an hour."""
    peak = straight(scenario)
    calm = tuple(tuple(value * 4 // 5 for value in row) for row in peak.seconds)
    return peak.changed(off_peak_seconds=calm, peak_s=3600)


@once
def depot_week() -> tuple[Scenario, Plan]:
    """Return the week and a plan that keeps every rule and brings everything."""
    scenario = depot()
    rounds = (
        _round(
            scenario,
            "van",
            "mon",
            "load",
            ("oldtown", 1, 2, 3),
            ("north", 3, 4),
            "hyper",
            "unload",
            "load",
            ("east", 1),
        ),
        _round(scenario, "lorry", "mon", "load", ("north", 1, 2)),
        _round(scenario, "van", "tue", "hyper", "unload", "load", ("east", 2)),
        _round(scenario, "lorry", "tue", "load", ("south", 1), "super", "unload"),
    )
    return scenario, Plan(rounds=rounds)


def _round(scenario: Scenario, vehicle: str, day: Day, *way: str | tuple[str | int, ...]) -> Round:
    """Return a round by its stops: ``load``, ``unload``, a store, or a centre and its units."""
    stops = [_stop("depart", "depot")]
    for step in way:
        if isinstance(step, tuple):
            site = str(step[0])
            given = {one.to for one in scenario.errands if (one.vehicle, one.day) == (vehicle, day)}
            names = tuple(f"{site}_{n}" for n in step[1:])
            stops.append(_stop("drop", site).changed(units=names, errand=site in given))
        elif step in scenario.donor:
            pickup = scenario.pickups[f"{step}_{day}"]
            stops.append(_stop("collect", step).changed(pickup=pickup.id, kg=pickup.kg))
        else:
            stops.append(_stop("load" if step == "load" else "unload", "depot"))
    stops.append(_stop("return", "depot"))
    empty = Round(
        id=f"{day}-{vehicle}",
        stream="depot",
        vehicle=vehicle,
        day=day,
        shift="day",
        crew=(),
        stops=tuple(stops),
    )
    return retimed(scenario, roads(scenario), streams(scenario)[0], empty, tuple(stops))


def _stop(kind: StopKind, site: str) -> Stop:
    return Stop(kind=kind, site=site, arrive_s=0, start_s=0, leave_s=0)
