"""A whole scenario made of a few answers: what was not said is taken from the figures."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from typing import Any, get_args

from models.base import Language, Text, seconds
from models.calendar import DAYS
from models.school_holidays import zone_of
from models.vehicles import Role
from models.words import EACH_ALONE, ROLES
from scenarios.addresses.finding import Finder, default_finder
from scenarios.beginning.answers import (
    RHYTHM,
    Answers,
    AssociationAnswers,
    CrewAnswers,
    StoreAnswers,
    StoreKind,
    VehicleAnswers,
)
from scenarios.beginning.figures import (
    AFTERNOON,
    COLD_KG_PER_PERSON,
    FAMILIES,
    LONGEST_ROUND_MIN,
    NO_SHOW,
    REJECT,
    STORES,
    UNLOADING_MIN,
    VARIATION,
    VEHICLES,
    cold_crate_kg,
    crate_kg,
    kind_of,
)
from scenarios.beginning.sites import at_point, parted
from scenarios.naming import free_id, slug

Content = dict[str, Any]
"""What a scenario file says, in plain values."""
TOGETHER, APART = "together", "apart"


def content(answers: Answers, finder: Finder | None = None) -> Content:
    """Return what the scenario file of a town says, its defaults filled in.

    A site without a position has its address there, for the reader of the file to find.

    Parameters
    ----------
    finder
        Where communes are looked up; by default, as this computer is set.
    """
    language, finder = answers.language, finder or default_finder()
    return {
        "id": slug(answers.label) or "town",
        "label": answers.label,
        "language": language,
        "week_of": answers.week_of.isoformat(),
        **_school(answers.commune, finder),
        "days": list(_days(answers)),
        "shifts": list(_shifts(answers)),
        "families": list(_families(language)),
        "associations": [
            _association(one) | {"place": _place(one, answers.commune, language, finder)}
            for one in answers.associations
        ],
        "donor_kinds": [
            _kind(kind, language)
            for kind in dict.fromkeys(kind_said(one) for one in answers.stores)
        ],
        "donors": [
            _donor(one) | {"place": _place(one, answers.commune, language, finder)}
            for one in answers.stores
        ],
        "vehicles": [vehicle(one) for one in answers.vehicles],
        "people": list(_people(answers)),
        "policy": {"pools": list(_pools(answers))},
        "notes": [ASSUMED.in_(language)],
    }


def kind_said(store: StoreAnswers) -> StoreKind:
    """Return the kind of a store: as it was said, else after its name."""
    return store.kind or kind_of(store.label)


def visit_kg(store: StoreAnswers) -> float:
    """Return what a store gives a visit, kg: as it was said, else as its kind usually gives."""
    kind = kind_said(store)
    if store.kg is not None:
        return store.kg
    return STORES[kind].kg if store.crates is None else round(store.crates * crate_kg(kind), 1)


def cold_kg(association: AssociationAnswers) -> float:
    """Return the cold food that an association can keep, kg."""
    if association.cold_crates is not None:
        return float(round(association.cold_crates * cold_crate_kg()))
    return float(5 * round(association.people * COLD_KG_PER_PERSON / 5))


def hours(store: StoreAnswers) -> tuple[str, str]:
    """Return when a visit of a store may begin, and by when it has ended."""
    usual = STORES[kind_said(store)]
    return store.opens or usual.opens, store.closes or usual.closes


def crew_of(answers: Answers, crew: CrewAnswers) -> tuple[int, int]:
    """Return how many drivers and helpers a crew has: one of each where there is a vehicle."""
    usual = int(any(one.owner == crew.association for one in answers.vehicles))
    named = crew.label is not None and crew.drivers is None and crew.helpers is None
    return (
        (usual if not named else 1) if crew.drivers is None else crew.drivers,
        (usual if not named else 0) if crew.helpers is None else crew.helpers,
    )


def _school(commune: str, finder: Finder) -> Content:
    """Return the school zone of the town, so that holidays are told; nothing where unknown."""
    centre = finder.centre(commune)
    zone = None if centre is None else zone_of(centre.code)
    return {} if zone is None else {"school_zone": zone}


def _days(answers: Answers) -> Iterator[str]:
    gives = {day for one in answers.stores for day in one.days}
    return (day for day in DAYS if day in gives)


def _shifts(answers: Answers) -> Iterator[Content]:
    def part(name: str, label: Text, starts: str, ends: str) -> Content:
        long = (seconds(ends) - seconds(starts)) // 60
        return {
            "id": name,
            "label": label.in_(answers.language),
            "starts": starts,
            "ends": ends,
            "max_min": max(1, min(LONGEST_ROUND_MIN, long)),
        }

    yield part("morning", MORNING, answers.starts, answers.ends)
    late = any(seconds(hours(one)[0]) >= seconds(answers.ends) for one in answers.stores)
    if (late or answers.sorted_at) and seconds(answers.ends) <= seconds(AFTERNOON[0]):
        yield part("afternoon", AFTERNOON_NAME, *AFTERNOON)


def _families(language: Language) -> Iterator[Content]:
    for name, one in FAMILIES.items():
        yield {
            "id": name,
            "label": one.label.in_(language),
            "temperature": one.temperature,
            "shelf_days": one.shelf_days,
            "target_kg_per_person": one.target_kg,
            "rare": one.rare,
            "kg_per_crate": one.crate_kg,
            "kg_per_pallet": one.pallet_kg,
        }


def _kind(kind: StoreKind, language: Language) -> Content:
    one = STORES[kind]
    return {
        "id": kind,
        "label": one.label.in_(language),
        "family_shares": dict(one.shares),
        "loading_min": one.loading_min,
        "no_show_rate": NO_SHOW,
        "reject_rate": REJECT,
        "variation": VARIATION,
        "shelf_days": dict(one.shelf_days or {}),
    }


def _place(
    one: AssociationAnswers | StoreAnswers, near: str, language: Language, finder: Finder
) -> Content:
    """Return where a site lies; its address alone, for the reader to find, where that is all."""
    if one.place is not None:
        return one.place.model_dump(mode="json", exclude_defaults=True)
    typed = at_point(one.address, near, language)
    if typed is not None:
        return typed.model_dump(mode="json", exclude_defaults=True)
    street, commune = parted(one.address, near, finder)
    return {"address": street, "commune": commune}


def _association(one: AssociationAnswers) -> Content:
    return {
        "id": one.id,
        "label": one.label,
        "people": one.people,
        "openings": [
            {"day": day, "starts": one.starts, "ends": one.ends} | _rhythm(one) for day in one.days
        ],
        "unloading_min": UNLOADING_MIN,
        "cold_storage_kg": cold_kg(one),
    }


def _donor(one: StoreAnswers) -> Content:
    opens, closes = hours(one)
    offer = {"days": list(one.days), "kg": visit_kg(one), "opens": opens, "closes": closes}
    return {
        "id": one.id,
        "label": one.label,
        "kind": kind_said(one),
        "holder": one.holder,
        "private": one.private,
        "offers": [offer | _rhythm(one)],
    }


def _rhythm(one: AssociationAnswers | StoreAnswers) -> Content:
    """Return in which weeks days hold, where it is not every week."""
    return one.model_dump(mode="json", include=set(RHYTHM), exclude_defaults=True)


def vehicle(one: VehicleAnswers) -> Content:
    """Return a vehicle as a scenario says it: what was not said is as its kind usually is."""
    usual = VEHICLES[one.kind]
    return {
        "id": one.id,
        "label": one.label,
        "owner": one.owner,
        "payload_kg": one.payload_kg or usual.payload_kg,
        "days": list(one.days),
        **usual.said,
    }


def _people(answers: Answers) -> Iterator[Content]:
    labels = {one.id: one.label for one in answers.associations}
    taken: set[str] = set()
    for crew in answers.crews:
        numbers = crew_of(answers, crew)
        count = itertools.count(1)
        for role, number in zip(get_args(Role), numbers, strict=True):
            for n in range(1, number + 1):
                whose = labels.get(crew.association, "")
                made = volunteer(crew.id, role, n, whose, answers.language, taken)
                taken.add(made["id"])
                if crew.label is not None:
                    label = crew.label if sum(numbers) == 1 else f"{crew.label} {next(count)}"
                    made["label"] = label[:200]
                yield made | {
                    "association": crew.association,
                    "days": list(crew.days),
                    "max_shifts": crew.rounds,
                }


def volunteer(
    crew: str, role: Role, number: int, whose: str, language: Language, taken: Collection[str]
) -> Content:
    """Return a volunteer who has no name: called by what they do, their number and whose they are.

    Parameters
    ----------
    crew
        What their id begins with.
    taken
        Ids that others have.
    """
    word = ROLES[role].in_(language).capitalize()
    return {
        "id": free_id(f"{crew[:40]}-{role}-{number}", role, taken),
        "label": f"{word} {number} – {whose}"[:200],
        "roles": [role],
    }


def _pools(answers: Answers) -> Iterator[Content]:
    sharing = [one.id for one in answers.associations if one.shares]
    apart = [one.id for one in answers.associations if one.id not in sharing]
    if len(sharing) == 1:
        apart, sharing = [one.id for one in answers.associations], []
    if sharing:
        hub = {"hub": answers.sorted_at} if answers.sorted_at else {}
        yield {
            "id": TOGETHER,
            "label": TOGETHER_NAME.in_(answers.language),
            "mode": "hub" if hub else "direct",
            "members": sharing,
            **hub,
        }
    if apart:
        label = EACH_ALONE.in_(answers.language).capitalize()
        yield {"id": APART, "label": label, "mode": "alone", "members": apart}


MORNING = Text(fr="Matin", en="Morning")
AFTERNOON_NAME = Text(fr="Après-midi", en="Afternoon")
TOGETHER_NAME = Text(fr="Ramasse commune", en="Pooled rounds")
ASSUMED = Text(
    fr="Ce qui n'a pas été dit est supposé : familles de produits données par type de magasin, "
    "absences (6 %), rebut (16 %), durées de garde, besoins par personne, coûts des véhicules.",
    en="What was not said is assumed: families given by kind of store, visits without a gift "
    "(6%), food thrown away (16%), shelf lives, needs per person, costs of vehicles.",
)
