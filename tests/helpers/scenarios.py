"""One small named scenario for tests, and what it is built of."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.associations import Association
from models.calendar import Opening, Shift, Window
from models.donors import Donor, DonorKind, Offer
from models.places import Place
from models.policy import Mode, Policy, Pool
from models.products import Family
from models.scenario import Scenario
from models.vehicles import Loan, Person, Vehicle

MONDAY = date(2026, 11, 23)

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
