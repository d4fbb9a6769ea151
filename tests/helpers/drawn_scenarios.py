"""Scenarios for tests drawn from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, Literal, get_args

from models.associations import Association
from models.base import clock, seconds
from models.calendar import DAYS, Day, Opening, Shift, Window
from models.donors import Donor, DonorKind, Offer
from models.places import Place
from models.policy import Commitment, Policy, Pool
from models.scenario import Scenario
from models.vehicles import Cold, Loan, Person, Vehicle
from pools.streams import is_private
from tests.helpers.scenarios import FAMILIES, MONDAY, SHIFTS, changed, place

Layout = Literal["alone", "hub", "direct", "today", "mixed"]
"""The modes, and two mixtures: ``today`` (one collector keeps part of its food and shares the rest
with those who collect alone beside it) and ``mixed`` (some together, the others alone)."""


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
