"""Towns of a few rounds, drawn from a seed: small enough to try every set of rounds."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from models.scenario import Scenario
from models.vehicles import Vehicle

DAYS = ("mon", "tue", "wed", "thu")
FAMILIES = (
    {
        "id": "veg",
        "label": "Légumes",
        "temperature": "ambient",
        "shelf_days": 3,
        "target_kg_per_person": 1.2,
    },
    {
        "id": "dairy",
        "label": "Crèmerie",
        "temperature": "chilled",
        "shelf_days": 3,
        "target_kg_per_person": 0.6,
        "rare": True,
        "points_per_kg": 2.0,
    },
)


def tiny_town(seed: int, *, joined: bool = False) -> Scenario:
    """Return a town of two to four associations, two or three stores and one or two vans.

    Parameters
    ----------
    joined
        Let a round collect and then carry on; else each round does one of both.
    """
    draw = Random(seed)
    names = [f"a{n}" for n in range(draw.choice((2, 3, 3, 4)))]
    vans = [f"v{n}" for n in range(draw.choice((1, 1, 2)))]
    hub = draw.random() < 0.7
    content: dict[str, Any] = {
        "id": f"tiny-{seed}",
        "label": f"Ville {seed}",
        "week_of": date(2026, 11, 30),
        "days": DAYS,
        "shifts": [
            {"id": "am", "label": "Matin", "starts": "08:00", "ends": "12:00", "max_min": 240}
        ],
        "families": [dict(one) for one in FAMILIES],
        "associations": [_association(name, draw) for name in names],
        "donor_kinds": [
            {
                "id": "store",
                "label": "Magasin",
                "family_shares": {"veg": 0.7, "dairy": 0.3},
                "loading_min": 15,
            }
        ],
        "donors": [
            {
                "id": f"s{n}",
                "label": f"Magasin {n}",
                "kind": "store",
                "place": _place(draw),
                "holder": draw.choice(names),
                "offers": [
                    {
                        "days": [draw.choice(DAYS[:3])],
                        "kg": draw.choice((30, 45, 60, 80, 120)),
                        "opens": "08:00",
                        "closes": draw.choice(("10:00", "11:30")),
                    }
                ],
            }
            for n in range(draw.choice((2, 3)))
        ],
        "vehicles": [
            {
                "id": van,
                "label": f"Fourgon {van}",
                "owner": draw.choice(names),
                "payload_kg": draw.choice((80, 150, 300)),
                "cold": draw.choice(("none", "refrigerated", "refrigerated")),
                "crew": 1,
                "days": sorted(draw.sample(DAYS, draw.choice((2, 3))), key=DAYS.index),
                "max_trips": 2 if joined else 1,
                "eur_per_km": 0.4,
                "eur_per_week": draw.choice((0, 10)),
            }
            for van in vans
        ],
        "people": [
            {
                "id": f"p{n}",
                "label": f"Chauffeur {n}",
                "association": draw.choice(names),
                "roles": ["driver"],
                "days": DAYS,
                "max_shifts": draw.choice((2, 3)),
            }
            for n in range(len(vans))
        ],
        "policy": {
            "pools": [
                {
                    "id": "all",
                    "label": "Ensemble",
                    "mode": "hub" if hub else "direct",
                    "hub": names[0] if hub else None,
                    "members": names,
                }
            ],
            "split": {"rare_first": draw.random() < 0.5},
        },
    }
    return Scenario.model_validate(content)


def _place(draw: Random) -> dict[str, Any]:
    lat, lon = 43.30 + draw.uniform(-0.03, 0.03), 5.55 + draw.uniform(-0.03, 0.03)
    return {"lat": round(lat, 4), "lon": round(lon, 4), "commune": "Aubagne"}


def _association(name: str, draw: Random) -> dict[str, Any]:
    days = sorted(draw.sample((*DAYS, "fri"), draw.choice((1, 2))))
    return {
        "id": name,
        "label": f"Association {name}",
        "place": _place(draw),
        "people": draw.choice((20, 40, 60, 90, 150)),
        "openings": [{"day": day, "starts": "14:00", "ends": "17:00"} for day in days],
        "cold_storage_kg": draw.choice((None, 20.0, 60.0)),
    }


def shuffled(scenario: Scenario, seed: int) -> Scenario:
    """Return the same town in another order of its file."""
    draw = Random(seed)

    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(draw.sample(items, len(items)))

    return scenario.changed(
        associations=mixed(scenario.associations),
        donors=mixed(scenario.donors),
        vehicles=mixed(scenario.vehicles),
        people=mixed(scenario.people),
    )


def renamed(scenario: Scenario) -> Scenario:
    """Return the same town, its associations called otherwise: the order of ids is turned round."""
    ids = [who.id for who in scenario.associations]
    new = {one: f"z{len(ids) - n}" for n, one in enumerate(ids)}
    text = scenario.model_dump(mode="json")
    for who in text["associations"]:
        who["id"] = new[who["id"]]
    for key, field in (("donors", "holder"), ("vehicles", "owner"), ("people", "association")):
        for item in text[key]:
            item[field] = new[item[field]]
    pool = text["policy"]["pools"][0]
    pool["members"] = [new[one] for one in pool["members"]]
    pool["hub"] = new[pool["hub"]] if pool["hub"] else None
    return Scenario.model_validate(text)


def with_more_kg(scenario: Scenario, seed: int) -> Scenario:
    """Return the town in which one store offers more, up to four times as much."""
    draw = Random(seed)
    one = draw.choice(scenario.donors)
    (offer,) = one.offers
    more = one.changed(offers=(offer.changed(kg=offer.kg * draw.choice((1.1, 1.5, 2.0, 4.0))),))
    return scenario.changed(
        donors=tuple(more if donor.id == one.id else donor for donor in scenario.donors)
    )


def with_one_person_more(scenario: Scenario) -> Scenario:
    """Return the town with somebody more who drives, and no vehicle more."""
    person = scenario.people[0].changed(id="extra", label="Un de plus")
    return scenario.changed(people=(*scenario.people, person))


def with_one_more(scenario: Scenario) -> Scenario:
    """Return the town with a van more, and whoever drives it."""
    van: Vehicle = scenario.vehicles[0].changed(id="extra", label="Un de plus", days=DAYS)
    person = scenario.people[0].changed(id="extra", label="Un de plus")
    return scenario.changed(vehicles=(*scenario.vehicles, van), people=(*scenario.people, person))
