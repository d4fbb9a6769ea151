"""Made-up departments with funders: a table of grants in the SCDL form, and its scenario."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta
from typing import Any

from models.grant_uses import USES
from models.identifiers import luhn_sum

HEAD = (
    *("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire"),
    *("idBeneficiaire", "rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement"),
    *("datesPeriodeVersement", "pourcentageSubvention"),
)
PURPOSES = (
    "Achats de denrées",
    "Fonctionnement",
    "Poste de salarié",
    "Camion",
    "Travaux",
    "Divers",
)
YEAR = 2027
KEPT = [name for name in USES if name != "unsorted"]


def siret(number: int) -> str:
    """Return a SIRET that passes its check, of a body that does not exist."""
    body = f"999{number:06d}"
    return next(
        found
        for nic in range(10, 100)
        for found in [f"{body}{nic:05d}"]
        if luhn_sum(found) % 10 == 0
    )


def made_department(
    seed: int, grants: int, structures: int = 60, funders: int = 20, territories: int = 12
) -> tuple[dict[str, Any], bytes]:
    """Return a scenario as plain content, and the table of its grants.

    One structure in twenty is a federation, which passes money on; one grant in twenty is given
    back in part; half of the envelopes have conditions.
    """
    drawn = random.Random(seed)
    places = [f"t{n:02d}" for n in range(territories)]
    names = [f"s{n:03d}" for n in range(structures)]
    givers = [f"f{n:02d}" for n in range(funders)]
    heads = set(names[::20])
    content: dict[str, Any] = {
        "id": "made",
        "label": "Département fictif",
        "week_of": f"{YEAR}-01-04",
        "days": ["mon"],
        "shifts": [
            {"id": "day", "label": "Journée", "starts": "09:00", "ends": "17:00", "max_min": 300}
        ],
        "families": [
            {
                "id": "food",
                "label": "Alimentation",
                "temperature": "ambient",
                "shelf_days": 30,
                "target_kg_per_person": 3.0,
            }
        ],
        "associations": [
            {
                "id": "hub",
                "label": "Comité",
                "place": {"lat": 43.3, "lon": 5.4, "commune": "Marseille"},
                "people": 0,
            }
        ],
        "policy": {"pools": [{"id": "all", "label": "Tous", "mode": "alone", "members": ["hub"]}]},
    }
    content["grants"] = {
        "year": YEAR,
        "awards_table": "grants.csv",
        "territories": [
            {"id": name, "label": name, "poor_people": drawn.randint(3_000, 90_000)}
            for name in places
        ],
        "structures": [
            {"id": name, "label": f"Structure {name}", "siret": siret(n + 1), "federation": True}
            if name in heads
            else {
                "id": name,
                "label": f"Structure {name}",
                "siret": siret(n + 1),
                "territories": _shares(drawn, places),
                "asks": [
                    {"use": use, "eur": drawn.randint(5, 80) * 1_000}
                    for use in drawn.sample(KEPT, drawn.randint(1, 3))
                ],
            }
            for n, name in enumerate(names)
        ],
        "funders": [
            {
                "id": name,
                "label": f"Financeur {name}",
                "siret": siret(1_000 + n),
                "envelopes": [_envelope(drawn, name, places)],
            }
            for n, name in enumerate(givers)
        ],
    }
    return content, _table(drawn, grants, names, givers, sorted(heads))


def _shares(drawn: random.Random, places: list[str]) -> dict[str, float]:
    some = drawn.sample(places, drawn.choice([1, 1, 1, 2]))
    return {some[0]: 1.0} if len(some) == 1 else {some[0]: 0.7, some[1]: 0.3}


def _envelope(drawn: random.Random, name: str, places: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": f"e-{name}",
        "label": f"Enveloppe {name}",
        "eur": drawn.randint(10, 200) * 1_000,
    }
    if drawn.random() < 0.5:
        found["uses"] = drawn.sample(KEPT, 3)
    if drawn.random() < 0.3:
        found["territories"] = drawn.sample(places, max(1, len(places) // 2))
    if drawn.random() < 0.4:
        found["most_eur"] = drawn.randint(10, 40) * 1_000
    return found


def _table(
    drawn: random.Random, grants: int, names: list[str], givers: list[str], heads: list[str]
) -> bytes:
    sirets = {name: siret(n + 1) for n, name in enumerate(names)}
    sirets |= {name: siret(1_000 + n) for n, name in enumerate(givers)}
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(HEAD)
    last: list[Any] = []
    for n in range(grants):
        if n % 20 == 19 and last:
            back = [*last]
            back[2], back[8] = f"{YEAR}-06-01", f"-{int(last[8].split(',')[0]) // 2},00"
            back[11] = f"{YEAR}-06-01"
            writer.writerow(back)
            last = []
            continue
        passed_on = n % 30 == 7
        giver = drawn.choice(heads) if passed_on else drawn.choice(givers)
        to = drawn.choice([name for name in names if name != giver])
        first = date(YEAR - 2, 1, 1) + timedelta(days=drawn.randrange(1_000))
        until = first + timedelta(days=drawn.choice([0, 364, 729, 1_094]))
        last = [
            f"{'Structure' if giver in heads else 'Financeur'} {giver}",
            sirets[giver],
            first.isoformat(),
            f"D-{n:05d}",
            f"Structure {to}",
            sirets[to],
            f"W13{n % 10_000_000:07d}" if n % 2 else "",
            drawn.choice(PURPOSES),
            f"{drawn.randint(500, 60_000)},{drawn.randint(0, 99):02d}",
            "aide en numéraire",
            "échelonné",
            f"{first}/{until}",
            "1,00",
        ]
        writer.writerow(last)
    return file.getvalue().encode("utf-8-sig")
