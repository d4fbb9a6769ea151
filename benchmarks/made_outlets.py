"""A fictional district of outlets, drawn from a seed: sectors in a row, each with its outlets.

``python -m benchmarks.made_outlets district.yaml [OUTLETS [GROUPS [DAYS [SEED]]]]`` writes it as a
scenario file; without numbers it is that which ships, ``soixante_lieux``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

MODES = ("grocery", "parcels", "meal", "parcels", "grocery", "outreach", "parcels")
ADMITS = {
    "grocery": ["families", "seniors", "isolated"],
    "parcels": ["families", "isolated", "seniors", "students"],
    "meal": ["isolated", "street", "seniors", "students"],
    "outreach": ["street", "isolated"],
}
NEEDS = (
    ("families", "grocery"),
    ("isolated", "meal"),
    ("families", "parcels"),
    ("seniors", "parcels"),
    ("street", ""),
    ("students", ""),
    ("seniors", "meal"),
    ("isolated", "parcels"),
)
OF_MODE = {"": "", "grocery": " (épicerie)", "meal": " (repas)", "parcels": " (colis)"}
SECTORS = (
    *("Les Tilleuls", "Vieux-Moulin", "La Gare", "Belle-Ombre", "Port-Sec", "Les Acacias"),
    *("La Plaine", "Haut-Bourg", "Le Verger", "Canal-Nord"),
)
NAMES = (
    *("Les Paniers partagés", "La Table ronde", "Entraide du Canal", "Pain et Potage"),
    *("L'Étape", "Le Cabas solidaire", "Main tendue", "Les Voisins d'abord", "La Soupière"),
    *("Aux Quatre Vents", "Le Grenier commun", "Porte ouverte"),
)
PLACES = {"grocery": "Épicerie", "parcels": "Colis", "meal": "Repas", "outreach": "Maraude"}
HOURS = (("09:00", "11:30"), ("14:00", "17:00"), ("18:00", "20:00"))
HEAD = """# yaml-language-server: $schema=../schema.json
#
# Un district fictif : lieux d'aide de plusieurs associations, tirés au sort ; tout y est inventé.

"""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def district(
    outlets: int = 60,
    groups: int = 30,
    days: int = 70,
    seed: int = 1,
    first: date = date(2027, 7, 3),
) -> dict[str, Any]:
    """Return a scenario file's content: outlets of several associations over some days."""
    random = Random(seed)
    sectors = max(2, outlets // 6)
    associations = max(3, outlets // 5)
    made = [_outlet(random, n, sectors, associations, first, days) for n in range(outlets)]
    return {
        "id": f"district-{outlets}",
        "label": f"District fictif de {outlets} lieux",
        "language": "fr",
        "week_of": (first - timedelta(days=first.weekday())).isoformat(),
        "school_zone": "B",
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "shifts": [
            {"id": "day", "label": "Journée", "starts": "08:00", "ends": "18:00", "max_min": 300}
        ],
        "families": [
            {
                "id": "food",
                "label": "Alimentation",
                "temperature": "ambient",
                "shelf_days": 3,
                "target_kg_per_person": 3.0,
            }
        ],
        "associations": [
            {
                "id": f"asso-{n:02d}",
                "label": _named(NAMES, n),
                "place": {
                    "lat": round(43.29 + 0.01 * (n % 5), 4),
                    "lon": round(5.56 + 0.01 * (n // 5), 4),
                    "commune": "Aubagne",
                    "assumed": True,
                    "source": "fictif",
                },
                "people": 100 + 10 * n,
            }
            for n in range(associations)
        ],
        "policy": {
            "pools": [
                {
                    "id": "each",
                    "label": "Chacun chez soi",
                    "mode": "alone",
                    "members": [f"asso-{n:02d}" for n in range(associations)],
                }
            ]
        },
        "openings": {
            "first": first.isoformat(),
            "days": days,
            "sectors": [{"id": f"q{n}", "label": _named(SECTORS, n)} for n in range(sectors)],
            "outlets": made,
            "groups": _groups(random, made, groups, sectors),
        },
        "notes": ["Lieux, associations et chiffres fictifs."],
    }


def _named(names: Sequence[str], number: int) -> str:
    """Return a name, with a number once all are taken."""
    again = number // len(names)
    return names[number % len(names)] + (f" {again + 1}" if again else "")


def _outlet(
    random: Random, n: int, sectors: int, associations: int, first: date, days: int
) -> dict[str, Any]:
    mode = MODES[n % len(MODES)]
    sector = n % sectors
    open_today = {"meal": 4, "grocery": 2, "parcels": 1, "outreach": 2}[mode]
    weekdays = list(DAYS[:6] if mode != "meal" else DAYS)
    # most open on the same days of the week, as most towns do
    liked = sorted(weekdays, key=lambda day: (day not in ("tue", "thu", "fri"), random.random()))
    hours = HOURS[2] if mode == "outreach" else HOURS[random.randrange(2)]
    people = random.randint(2, 4)
    room = random.choice((20, 30, 40, 60))
    slots = [
        {
            "day": day,
            "starts": hours[0],
            "ends": hours[1],
            "today": k < open_today,
            "households": room,
            "people": people,
        }
        for k, day in enumerate(liked[: open_today + 3])
    ]
    closures = []
    for start in range(0, days, 364):
        summer = first + timedelta(days=start)
        summer += timedelta(days=(0 - summer.weekday()) % 7 + 21 + 7 * random.randrange(3))
        weeks = random.choice((2, 3, 4))
        closures.append(
            {
                "first": summer.isoformat(),
                "last": (summer + timedelta(days=7 * weeks - 1)).isoformat(),
                "earliest": (summer - timedelta(days=21)).isoformat(),
                "latest": (summer + timedelta(days=7 * weeks + 13)).isoformat(),
                "fixed": random.random() < 0.15,
            }
        )
    if days > 200:
        winter = date(first.year, 12, 20)
        closures.append(
            {
                "first": winter.isoformat(),
                "last": (winter + timedelta(days=13)).isoformat(),
                "earliest": (winter - timedelta(days=7)).isoformat(),
                "latest": (winter + timedelta(days=20)).isoformat(),
            }
        )
    return {
        "id": f"lieu-{n + 1:02d}",
        "label": f"{PLACES[mode]} {_named(NAMES, n % associations)}, {_named(SECTORS, sector)}",
        "association": f"asso-{n % associations:02d}",
        "sector": f"q{sector}",
        "mode": mode,
        "admits": list(ADMITS[mode]),
        "reach_min": {
            f"q{other}": float(random.randint(15, 45))
            for other in (sector - 1, sector + 1)
            if 0 <= other < sectors
        },
        "slots": slots,
        "closures": closures,
        "takes_part": random.random() > 0.1,
    }


def _groups(
    random: Random, outlets: list[dict[str, Any]], count: int, sectors: int
) -> list[dict[str, Any]]:
    names = {
        "families": "Familles",
        "isolated": "Personnes isolées",
        "seniors": "Personnes âgées",
        "students": "Étudiants",
        "street": "Personnes à la rue",
    }
    found: list[dict[str, Any]] = []
    for audience, mode in NEEDS:
        for sector in range(sectors):
            near = [
                one
                for one in outlets
                if audience in one["admits"]
                and (not mode or one["mode"] == mode)
                and one["reach_min"].get(f"q{sector}", 0 if one["sector"] == f"q{sector}" else 99)
                <= 30
            ]
            # whom nothing helps is a matter of places, not of a calendar
            if near and len(found) < count:
                found.append(
                    {
                        "id": f"{audience}-{mode or 'any'}-q{sector}",
                        "label": f"{names[audience]}, {_named(SECTORS, sector)}{OF_MODE[mode]}",
                        "sector": f"q{sector}",
                        "audience": audience,
                        "modes": [mode] if mode else [],
                        "households": random.randint(11, 60),
                    }
                )
    return found


def written(content: dict[str, Any]) -> str:
    """Return the content as YAML."""
    import io

    from ruamel.yaml import YAML

    out = io.StringIO()
    yaml = YAML()
    yaml.default_flow_style = None
    yaml.width = 120
    yaml.dump(content, out)
    return HEAD + out.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    sizes = [*map(int, sys.argv[2:]), *(60, 30, 70, 1)[len(sys.argv) - 2 :]]
    made = district(sizes[0], sizes[1], sizes[2], sizes[3])
    target.write_text(written(made), encoding="utf-8")
