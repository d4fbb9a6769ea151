"""What is said of addresses: how a point was found, and what keeps one from being found."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import Language, Text
from models.numbers import number
from models.words import UNSAID
from scenarios.addresses.candidates import Candidate

LONGEST_SOURCE = 300


def source_of(found: Candidate, asked: str, language: Language) -> str:
    """Return the ``source`` of a place whose point was found.

    Parameters
    ----------
    found
        What was found.
    asked
        The address; empty where there is none.
    """
    text = CENTRE if found.level == "commune" else STAMPS[found.origin]
    near = NEAR if found.level == "near" else STREET if found.level == "street" else UNSAID
    told = text.format(
        label=found.label,
        found_in=found.found_in,
        near=near,
        score=Text(fr=number(100 * found.score, "fr"), en=number(100 * found.score, "en")),
        instead=INSTEAD.format(asked=asked) if asked else UNSAID,
    )
    return told.in_(language)[:LONGEST_SOURCE]


def listed(candidates: Sequence[Candidate]) -> Text:
    """Return candidates in a sentence: labels, with their points where labels are alike."""
    labels = [one.label for one in candidates]
    points = [
        "" if labels.count(one.label) == 1 else f" (lat {one.lat:.5f}, lon {one.lon:.5f})"
        for one in candidates
    ]
    named = list(zip(labels, points, strict=True))
    return Text(
        fr=" ; ".join(f"« {label} »{point}" for label, point in named),
        en="; ".join(f'"{label}"{point}' for label, point in named),
    )


NEAR = Text(fr=", numéro voisin", en=", a number near it")
STREET = Text(fr=", milieu de la voie", en=", middle of the street")
STAMPS = {
    "file": Text(
        fr="Adresse trouvée dans {found_in} : {label}{near} ({score} %)",
        en="Address found in {found_in}: {label}{near} ({score} %)",
    ),
    "online": Text(
        fr="Adresse trouvée en ligne ({found_in}) : {label}{near} ({score} %)",
        en="Address found on line ({found_in}): {label}{near} ({score} %)",
    ),
}
CENTRE = Text(
    fr="Centre de la commune : {label}{instead}", en="Centre of the commune: {label}{instead}"
)
INSTEAD = Text(fr=" ; adresse introuvable : {asked}", en="; address not found: {asked}")
NO_NAME = Text(
    fr="Ce lieu n'a pas de commune. Attendu : son nom. Écrivez-le.",
    en="This place has no commune. Expected: its name. Write it.",
)
HALF = Text(
    fr="« {found} » sans « {missing} ». Attendu : latitude et longitude ensemble, ou aucune des "
    "deux avec une adresse ou une commune. Donnez l'autre, ou videz celle-ci.",
    en='"{found}" without "{missing}". Expected: latitude and longitude together, or neither with '
    "an address or a commune. Give the other, or empty this one.",
)
NOWHERE = Text(
    fr="Ce lieu n'a ni point, ni commune. Attendu : une commune avec une adresse, une commune "
    "seule, ou la latitude et la longitude avec la commune. Écrivez au moins la commune.",
    en="This place has neither a point nor a commune. Expected: a commune with an address, a "
    "commune alone, or the latitude and the longitude with the commune. Write at least "
    "the commune.",
)
UNKNOWN_COMMUNE = Text(
    fr="La commune {found} n'est ni des Bouches-du-Rhône, ni d'un fichier d'adresses importé. "
    "Attendu : une commune connue, ou un point. {remedy}",
    en="The commune {found} is neither of Bouches-du-Rhône nor of an imported file of addresses. "
    "Expected: a known commune, or a point. {remedy}",
)
AMBIGUOUS = Text(
    fr="Plusieurs lieux répondent à {found} : {listed}. Attendu : un seul. Écrivez l'un d'eux en "
    "entier, ou donnez la latitude et la longitude.",
    en="Several places answer to {found}: {listed}. Expected: one. Write one of them in full, or "
    "give the latitude and the longitude.",
)
UNSURE = Text(
    fr="Aucun lieu ne répond sûrement à {found}. Le plus proche : {listed}. Attendu : une adresse "
    "connue. Écrivez-en une en entier, ou donnez la latitude et la longitude ; sans adresse, le "
    "centre de la commune est pris.",
    en="No place answers to {found} for sure. Nearest: {listed}. Expected: a known address. Write "
    "one in full, or give the latitude and the longitude; without an address, the commune's "
    "centre is taken.",
)
