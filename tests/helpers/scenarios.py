"""Builders of scenarios for tests: one small and named, the others drawn from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, Literal, get_args

from models.associations import Association
from models.base import clock, seconds
from models.calendar import DAYS, Day, Opening, Shift, Window
from models.donors import Donor, DonorKind, Offer
from models.places import Place
from models.policy import Commitment, Mode, Policy, Pool
from models.products import Family
from models.scenario import Scenario
from models.vehicles import Cold, Loan, Person, Vehicle
from pools.streams import is_private

MONDAY = date(2026, 11, 23)

Layout = Literal["alone", "hub", "direct", "today", "mixed"]
"""The modes, and two mixtures: ``today`` (one collector keeps part of its food and shares the rest
with those who collect alone beside it) and ``mixed`` (some together, the others alone)."""

FAMILIES = (
    Family(
        id="fruit",
        label="Fruits et légumes",
        temperature="ambient",
        shelf_days=3,
        target_kg_per_person=1.2,
        kg_per_pallet=300,
    ),
    Family(id="bread", label="Pain", temperature="ambient", shelf_days=1, target_kg_per_person=0.4),
    Family(
        id="dairy",
        label="Laitages et frais",
        temperature="chilled",
        shelf_days=2,
        target_kg_per_person=0.6,
        kg_per_pallet=250,
    ),
    Family(
        id="protein",
        label="Viande, poisson, œufs",
        temperature="chilled",
        shelf_days=1,
        target_kg_per_person=0.3,
        points_per_kg=2.0,
        rare=True,
    ),
    Family(
        id="dry", label="Épicerie", temperature="ambient", shelf_days=60, target_kg_per_person=0.4
    ),
    Family(
        id="frozen", label="Surgelés", temperature="frozen", shelf_days=90, target_kg_per_person=0.1
    ),
)

SHIFTS = (
    Shift(id="morning", label="matin", starts="08:00", ends="12:30", max_min=240),
    Shift(id="afternoon", label="après-midi", starts="13:00", ends="18:00", max_min=240),
)


def place(lat: float, lon: float) -> Place:
    """A fictional site in Aubagne."""
    return Place(lat=lat, lon=lon, commune="Aubagne", assumed=True, source="test")


def changed(scenario: Scenario, **changes: Any) -> Scenario:
    """The same scenario with other values in some of its fields, validated.

    (``model_copy`` would keep the indexes already computed.)
    """
    fields = {name: getattr(scenario, name) for name in Scenario.model_fields}
    return Scenario.model_validate(fields | changes)


def tiny(mode: Mode = "hub", **changes: Any) -> Scenario:
    """Three associations, five donors, two vehicles, three days, two shifts.

    ``secours`` owns a refrigerated van, ``ccas`` a car without cold that it lends to ``restos``
    on Wednesday; ``small`` is private to ``ccas``. In modes hub and direct the three make one
    pool ``town`` (hub: ``secours``). Fields of the scenario are replaced by ``changes``.
    """
    fields: dict[str, Any] = {
        "id": "tiny",
        "label": "Trois associations",
        "week_of": MONDAY,
        "days": ("mon", "tue", "wed"),
        "shifts": SHIFTS,
        "families": FAMILIES,
        "associations": _tiny_associations(),
        "donor_kinds": _tiny_kinds(),
        "donors": _tiny_donors(),
        "vehicles": (
            Vehicle(
                id="van",
                label="Camion frigorifique",
                owner="secours",
                payload_kg=900,
                pallets=4,
                cold="refrigerated",
                crew=2,
                days=("mon", "tue", "wed"),
                eur_per_km=0.45,
                eur_per_week=20,
            ),
            Vehicle(
                id="car",
                label="Voiture",
                owner="ccas",
                payload_kg=250,
                crew=1,
                days=("mon", "tue", "wed"),
                loans=(Loan(to="restos", days=("wed",)),),
            ),
        ),
        "people": (
            _person("paul", "secours", "driver", max_shifts=3),
            _person("anne", "secours", "helper", max_shifts=3),
            _person("rene", "restos", "driver", "helper", max_shifts=2),
            _person("lea", "ccas", "driver", max_shifts=3),
        ),
        "policy": Policy(
            pools=(
                Pool(
                    id="town",
                    label="La ville",
                    mode=mode,
                    members=("secours", "restos", "ccas"),
                    hub="secours" if mode == "hub" else None,
                ),
            )
        ),
    }
    return Scenario.model_validate(fields | changes)


def _tiny_associations() -> tuple[Association, ...]:
    return (
        Association(
            id="secours",
            label="Secours",
            place=place(43.2926, 5.5671),
            people=150,
            openings=(
                Opening(day="tue", starts="14:00", ends="17:00"),
                Opening(day="thu", starts="14:00", ends="17:00"),
            ),
            cold_storage_kg=300,
        ),
        Association(
            id="restos",
            label="Restos",
            place=place(43.2861, 5.5812),
            people=100,
            openings=(Opening(day="wed", starts="14:00", ends="17:00"),),
            reception=(Window(opens="08:00", closes="17:00"),),
            cold_storage_kg=150,
            ambient_storage_kg=600,
        ),
        Association(
            id="ccas",
            label="CCAS",
            place=place(43.2978, 5.5590),
            people=40,
            openings=(
                Opening(day="tue", starts="09:00", ends="12:00"),
                Opening(day="fri", starts="09:00", ends="12:00"),
            ),
            cold_storage_kg=60,
            refuses=("frozen",),
        ),
    )


def _tiny_kinds() -> tuple[DonorKind, ...]:
    return (
        DonorKind(
            id="market",
            label="Supermarché",
            family_shares={
                "fruit": 0.4,
                "bread": 0.1,
                "dairy": 0.2,
                "protein": 0.1,
                "dry": 0.15,
                "frozen": 0.05,
            },
            loading_min=20,
            no_show_rate=0.06,
            reject_rate=0.16,
            variation=0.35,
        ),
        DonorKind(
            id="bakery",
            label="Boulangerie",
            family_shares={"bread": 1.0},
            loading_min=10,
            no_show_rate=0.06,
        ),
        DonorKind(
            id="wholesale",
            label="Grossiste",
            family_shares={"fruit": 1.0},
            loading_min=30,
            reject_rate=0.16,
        ),
    )


def _tiny_donors() -> tuple[Donor, ...]:
    def donor(
        name: str, kind: str, holder: str, where: tuple[float, float], *offers: Offer, **more: Any
    ) -> Donor:
        return Donor(
            id=name,
            label=name,
            kind=kind,
            place=place(*where),
            holder=holder,
            offers=offers,
            **more,
        )

    return (
        donor(
            "hyper",
            "market",
            "secours",
            (43.2790, 5.6010),
            Offer(days=("mon", "wed"), kg=240, opens="08:30", closes="11:30"),
            area_m2=6000,
        ),
        donor(
            "super",
            "market",
            "restos",
            (43.3050, 5.5480),
            Offer(days=("mon", "tue", "wed"), kg=110, opens="08:00", closes="10:30"),
            area_m2=1500,
        ),
        donor(
            "small",
            "market",
            "ccas",
            (43.2880, 5.5650),
            Offer(days=("mon", "tue"), kg=55, opens="09:00", closes="12:00"),
            private=True,
            area_m2=300,
        ),
        donor(
            "baker",
            "bakery",
            "restos",
            (43.2915, 5.5700),
            Offer(days=("tue", "wed"), kg=20, opens="13:00", closes="15:00"),
        ),
        donor(
            "grower",
            "wholesale",
            "secours",
            (43.3200, 5.6100),
            Offer(days=("tue",), kg=200, opens="08:00", closes="12:00"),
        ),
    )


def _person(name: str, association: str, *roles: str, max_shifts: int) -> Person:
    return Person.model_validate(
        {
            "id": name,
            "label": name.capitalize(),
            "association": association,
            "roles": roles,
            "days": ("mon", "tue", "wed"),
            "max_shifts": max_shifts,
        }
    )


def random_scenario(seed: int, *, mode: str | None = None) -> Scenario:
    """A valid scenario drawn from a seed; the same one for the same seed and mode.

    Two to six associations, three to fifteen donors and one to six vehicles around Aubagne, of all
    cold kinds, with storage limits, refusals, private and opened donors, loans, forbidden sites,
    commitments that a vehicle of the holder can keep, and several shifts. ``mode`` is one of
    ``Layout``, drawn when absent.
    """
    draw = Random(f"{seed}-{mode}")
    layout = mode or draw.choice(get_args(Layout))
    days = tuple(day for day in DAYS[:5] if draw.random() < 0.7) or ("tue",)
    shifts = _random_shifts(draw)
    associations = _random_associations(draw)
    names = [association.id for association in associations]
    kinds = _random_kinds(draw)
    donors = _random_donors(draw, names, kinds, days)
    vehicles = _random_vehicles(draw, names, donors, days, shifts)
    scenario = Scenario(
        id=f"random-{seed}",
        label=f"Tirage {seed}",
        week_of=MONDAY,
        days=days,
        shifts=shifts,
        families=FAMILIES,
        associations=associations,
        donor_kinds=kinds,
        donors=donors,
        vehicles=vehicles,
        people=_random_people(draw, names, days, shifts),
        policy=_random_policy(draw, layout, names, donors),
    )
    commitments = _random_commitments(draw, scenario)
    policy = scenario.policy.model_copy(update={"commitments": commitments})
    return changed(scenario, policy=policy)


def _some(draw: Random, items: Sequence[Any], chance: float) -> tuple[Any, ...]:
    return tuple(item for item in items if draw.random() < chance)


def _near(draw: Random) -> Place:
    return place(round(draw.gauss(43.29, 0.02), 4), round(draw.gauss(5.57, 0.025), 4))


def _random_shifts(draw: Random) -> tuple[Shift, ...]:
    long = Shift(id="long", label="journée", starts="09:00", ends="16:00", max_min=330)
    return draw.choice([SHIFTS[:1], SHIFTS, SHIFTS, (*SHIFTS, long)])


def _random_associations(draw: Random) -> tuple[Association, ...]:
    found = []
    for number in range(draw.randint(2, 6)):
        openings = [
            Opening(day=day, starts=starts, ends=clock(seconds(starts) + 3 * 3600))
            for day in draw.sample(DAYS[:6], draw.choice([1, 1, 2, 2, 3]))
            for starts in [draw.choice(["09:00", "11:00", "14:00", "17:00"])]
        ]
        reception: tuple[Window, ...] = draw.choice(
            [
                (),
                (Window(opens="08:00", closes="18:00"),),
                (Window(opens="08:00", closes="12:30"), Window(opens="13:30", closes="17:30")),
                tuple(Window(day=day, opens="07:30", closes="19:00") for day in DAYS[:4]),
            ]
        )
        found.append(
            Association(
                id=f"a{number}",
                label=f"Association {number}",
                place=_near(draw),
                people=draw.randint(20, 400),
                need_weight=draw.choice([1.0, 1.0, 1.3]),
                openings=() if draw.random() < 0.05 else tuple(openings),
                reception=reception,
                unloading_min=draw.choice([10, 15, 20]),
                cold_storage_kg=draw.choice([None, draw.randint(20, 400)]),
                ambient_storage_kg=draw.choice([None, None, draw.randint(60, 800)]),
                refuses=_some(draw, [family.id for family in FAMILIES], 0.08),
                # the first holds whatever the others may not
                accredited=number == 0 or draw.random() < 0.8,
            )
        )
    return tuple(found)


def _random_kinds(draw: Random) -> tuple[DonorKind, ...]:
    found = []
    for number in range(draw.randint(1, 4)):
        families = draw.sample([family.id for family in FAMILIES], draw.choice([1, 3, 5, 6]))
        parts = [1] * len(families)
        for _ in range(20 - len(families)):
            parts[draw.randrange(len(parts))] += 1
        found.append(
            DonorKind(
                id=f"k{number}",
                label=f"Type {number}",
                family_shares={
                    family: part / 20 for family, part in zip(families, parts, strict=True)
                },
                loading_min=draw.choice([10, 15, 20, 30]),
                no_show_rate=draw.choice([0.0, 0.06]),
                reject_rate=draw.choice([0.0, 0.16]),
                variation=draw.choice([0.0, 0.35]),
                shelf_days=draw.choice([{}, {families[0]: draw.randint(0, 2)}]),
            )
        )
    return tuple(found)


def _random_offer(draw: Random, days: tuple[Day, ...]) -> Offer:
    opens_s = 1800 * draw.randint(15, 30)
    chosen = tuple(sorted(draw.sample(days, draw.randint(1, len(days))), key=DAYS.index))
    return Offer(
        days=chosen,
        kg=draw.choice([15, 40, 80, 120, 250]) * draw.uniform(0.8, 1.2),
        opens=clock(opens_s),
        closes=clock(opens_s + 1800 * draw.randint(2, 8)),
        day_kg=draw.choice([{}, {}, {chosen[0]: 60.0}]),
        loading_min=draw.choice([None, None, 12]),
        reject_rate=draw.choice([None, None, 0.3]),
    )


def _random_donors(
    draw: Random, names: list[str], kinds: tuple[DonorKind, ...], days: tuple[Day, ...]
) -> tuple[Donor, ...]:
    found = []
    for number in range(draw.randint(3, 15)):
        holder = draw.choice(names)
        found.append(
            Donor(
                id=f"d{number}",
                label=f"Donateur {number}",
                kind=draw.choice(kinds).id,
                place=_near(draw),
                holder=holder,
                private=draw.random() < 0.15,
                area_m2=draw.choice([None, 300, 1200]) if holder == "a0" else 300,
                offers=tuple(_random_offer(draw, days) for _ in range(draw.choice([1, 1, 1, 2]))),
            )
        )
    return tuple(found)


def _random_vehicles(
    draw: Random,
    names: list[str],
    donors: tuple[Donor, ...],
    days: tuple[Day, ...],
    shifts: tuple[Shift, ...],
) -> tuple[Vehicle, ...]:
    colds: list[Cold] = ["refrigerated", "boxes", "none"]
    sites = [*names, *(donor.id for donor in donors)]
    found = []
    for number in range(draw.randint(1, 6)):
        owner = draw.choice(names)
        others = [name for name in names if name != owner]
        cold = colds[number] if number < 3 and draw.random() < 0.5 else draw.choice(colds)
        available = _some(draw, days, 0.8) or days
        found.append(
            Vehicle(
                id=f"v{number}",
                label=f"Véhicule {number}",
                owner=owner,
                payload_kg=draw.choice([250, 500, 700, 1000]),
                pallets=draw.choice([None, None, 3.0]),
                cold=cold,
                boxes=draw.randint(1, 10) if cold == "boxes" else 0,
                crew=draw.choice([1, 2, 2]),
                licence=draw.choice(["B", "B", "B", "B", "C"]),
                days=available,
                shifts=(shifts[0].id,) if draw.random() < 0.2 else (),
                loans=(
                    (Loan(to=draw.choice(others), days=(draw.choice(available),)),)
                    if draw.random() < 0.3
                    else ()
                ),
                lent=draw.random() < 0.85,
                eur_per_km=draw.choice([0.3, 0.45]),
                eur_per_hour=draw.choice([0.0, 2.0]),
                eur_per_week=draw.choice([0.0, 25.0]),
                max_stops=draw.choice([None, None, 3, 5]),
                max_trips=draw.choice([1, 2, 2, 3]),
                max_round_min=draw.choice([None, None, 180]),
                max_round_km=draw.choice([None, None, 60.0]),
                forbidden=_some(draw, [site for site in sites if site not in names], 0.05),
            )
        )
    return tuple(found)


def _random_people(
    draw: Random, names: list[str], days: tuple[Day, ...], shifts: tuple[Shift, ...]
) -> tuple[Person, ...]:
    found = []
    for name in names:
        for number in range(draw.randint(0, 4)):
            roles = [("driver",), ("helper",), ("driver", "helper")]
            found.append(
                Person.model_validate(
                    {
                        "id": f"{name}-p{number}",
                        "label": f"Personne {number}",
                        "association": name,
                        "roles": roles[number % 3],
                        "licences": draw.choice([("B",), ("B",), ("B", "C")]),
                        "days": _some(draw, days, 0.8) or days,
                        "shifts": (shifts[-1].id,) if draw.random() < 0.15 else (),
                        "max_shifts": draw.randint(1, 5),
                        "max_hours": draw.choice([None, None, 12.0]),
                    }
                )
            )
    return tuple(found)


def _random_policy(
    draw: Random, layout: str, names: list[str], donors: tuple[Donor, ...]
) -> Policy:
    together = {"own_crews_only": draw.random() < 0.3, "fetch_only": False}
    if layout in ("hub", "mixed", "today"):
        together["fetch_only"] = draw.random() < 0.2
    rest = Pool(id="rest", label="Chacun seul", mode="alone", members=tuple(names[2:]) or ("a1",))
    if layout == "alone":
        pools = [Pool(id="each", label="Chacun seul", mode="alone", members=tuple(names))]
    elif layout == "today":
        pools = [
            Pool(
                id="shared",
                label="Une partie partagée",
                mode=draw.choice(["hub", "direct"]),
                members=tuple(names),
                collectors=(names[0],),
                collectors_keep=draw.choice([0.0, 0.4, 0.6]),
                **together,
            ),
            rest.model_copy(update={"members": tuple(names[1:])}),
        ]
    else:
        members = tuple(names[:2] if layout == "mixed" else names)
        kind = draw.choice(["hub", "direct"]) if layout == "mixed" else layout
        pools = [Pool(id="town", label="La ville", mode=kind, members=members, **together)]
        if members != tuple(names):
            pools.append(rest)
    hub = draw.choice(pools[0].members)
    if pools[0].mode == "hub":
        pools[0] = pools[0].model_copy(update={"hub": hub})
    elif pools[0].mode == "direct":
        pools[0] = pools[0].model_copy(update={"fetch_only": False})
    return Policy(
        pools=tuple(pools),
        opened=_some(draw, [donor.id for donor in donors if donor.private], 0.3),
        capacity_margin=draw.choice([0.0, 0.1]),
        sorting_min=draw.choice([0, 30, 60]),
        hub_unloading_min=draw.choice([10, 15]),
        hub_loading_min=draw.choice([10, 15]),
        day_factors=draw.choice([{}, {"mon": 1.4}]),
    )


def _random_commitments(draw: Random, scenario: Scenario) -> tuple[Commitment, ...]:
    """Up to two promises, each easy to keep: the holder's vehicle, its own people, one a day."""
    candidates = []
    for vehicle in scenario.vehicles:
        staff = [person for person in scenario.people if person.association == vehicle.owner]
        for donor in scenario.donors:
            if donor.holder != vehicle.owner or donor.id in vehicle.forbidden:
                continue
            for offer in donor.offers:
                candidates += [
                    Commitment(donor=donor.id, vehicle=vehicle.id, day=day)
                    for day in offer.days
                    if _easy(scenario, vehicle, donor, offer, day, staff)
                ]
    if not candidates or draw.random() < 0.5:
        return ()
    first = draw.choice(candidates)
    others = [
        item
        for item in candidates
        if scenario.vehicle[item.vehicle].owner != scenario.vehicle[first.vehicle].owner
        and (item.donor, item.day) != (first.donor, first.day)
    ]
    return (first, draw.choice(others)) if others and draw.random() < 0.5 else (first,)


def _easy(
    scenario: Scenario, vehicle: Vehicle, donor: Donor, offer: Offer, day: Day, staff: list[Person]
) -> bool:
    if day not in vehicle.days or any(day in loan.days for loan in vehicle.loans):
        return False
    if not vehicle.lent and not is_private(scenario, donor.id):
        return False
    if sum(day in other.days for other in donor.offers) > 1 or vehicle.cold != "refrigerated":
        return False
    present = [person for person in staff if day in person.days and not person.shifts]
    drivers = [p for p in present if "driver" in p.roles and vehicle.licence in p.licences]
    if not drivers or len({person.id for person in present}) < max(vehicle.crew, 1):
        return False
    if vehicle.crew > 1 and not any(p != drivers[0] and "helper" in p.roles for p in present):
        return False
    shift = scenario.shifts[0]
    opens_s, closes_s = seconds(offer.opens), seconds(offer.closes)
    starts_s = max(opens_s, shift.starts_s + 3600)
    return starts_s + 1800 <= closes_s and starts_s + 5400 <= shift.ends_s
