"""Parts of sentences: things counted, names listed, colons, capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from models.base import Language, Text
from models.dates import full_date
from models.numbers import amount, number
from models.products import Family
from models.words import BOX, CRATE, OTHER, OUTLET, PALLET, ROUND
from scenarios.variants import BASE

WEEK_OF = Text(fr="Semaine du", en="Week of")
COUNTS: Mapping[str, tuple[Text, Text]] = {
    "rule": (Text(fr="règle", en="rule"), Text(fr="règles", en="rules")),
    "iteration": (
        Text(fr="pas de recherche", en="search step"),
        Text(fr="pas de recherche", en="search steps"),
    ),
    "round": ROUND,
    "pickup": (Text(fr="ramasse", en="pick-up"), Text(fr="ramasses", en="pick-ups")),
    "drop": (Text(fr="livraison", en="delivery"), Text(fr="livraisons", en="deliveries")),
    "door": (Text(fr="porte livrée", en="door"), Text(fr="portes livrées", en="doors")),
    "load": (Text(fr="charge", en="load"), Text(fr="charges", en="loads")),
    "pallet": PALLET,
    "insulated_box": BOX,
    "crate": CRATE,
    "outing": (Text(fr="sortie", en="outing"), Text(fr="sorties", en="outings")),
    "other": OTHER,
    "request_met": (
        Text(fr="demande satisfaite", en="request met"),
        Text(fr="demandes satisfaites", en="requests met"),
    ),
    "kg_distributed": (
        Text(fr="kg distribué", en="kg distributed"),
        Text(fr="kg distribués", en="kg distributed"),
    ),
    "truck": (Text(fr="camion", en="truck"), Text(fr="camions", en="trucks")),
    "donor": (Text(fr="donateur", en="donor"), Text(fr="donateurs", en="donors")),
    "association": (
        Text(fr="association", en="association"),
        Text(fr="associations", en="associations"),
    ),
    "vehicle": (Text(fr="véhicule", en="vehicle"), Text(fr="véhicules", en="vehicles")),
    "person": (Text(fr="bénévole", en="person"), Text(fr="bénévoles", en="people")),
    "gift": (
        Text(fr="passage avec don", en="visit with a gift"),
        Text(fr="passages avec don", en="visits with a gift"),
    ),
    "untold_visit": (
        Text(fr="passage non dit", en="visit not told"),
        Text(fr="passages non dits", en="visits not told"),
    ),
    "duty": (
        Text(fr="service régulier", en="regular duty"),
        Text(fr="services réguliers", en="regular duties"),
    ),
    "lot": (
        Text(fr="lot compté", en="lot counted"),
        Text(fr="lots comptés", en="lots counted"),
    ),
    "spot": (Text(fr="emplacement", en="spot"), Text(fr="emplacements", en="spots")),
    "quarter": (Text(fr="quartier", en="quarter"), Text(fr="quartiers", en="quarters")),
    "grant_file": (
        Text(fr="dossier possible", en="file possible"),
        Text(fr="dossiers possibles", en="files possible"),
    ),
    "halt_visited": (
        Text(fr="halte visitée", en="stop visited"),
        Text(fr="haltes visitées", en="stops visited"),
    ),
    "visit_changed": (
        Text(fr="visite qui change", en="visit that changes"),
        Text(fr="visites qui changent", en="visits that change"),
    ),
    "outlet": OUTLET,
    "public_group": (
        Text(fr="groupe du public", en="group of the public"),
        Text(fr="groupes du public", en="groups of the public"),
    ),
    "week": (Text(fr="semaine", en="week"), Text(fr="semaines", en="weeks")),
    "row": (Text(fr="fiche", en="row"), Text(fr="fiches", en="rows")),
    "journal_line": (Text(fr="ligne", en="line"), Text(fr="lignes", en="lines")),
}


def count(amount: float, key: str, language: Language) -> str:
    """Return a number of things, in the singular or the plural; halves are told.

    Examples
    --------
    >>> count(0, "round", "fr"), count(0, "round", "en"), count(2, "round", "fr")
    ('0 tournée', '0 rounds', '2 tournées')
    >>> count(1.5, "pallet", "fr"), count(1.5, "pallet", "en")
    ('1,5 palette', '1.5 pallets')
    """
    written = number(amount, language, 0 if amount == int(amount) else 1)
    return f"{written} {noun(amount, key, language)}"


def noun(amount: float, key: str, language: Language) -> str:
    """Return what is counted, in the singular or the plural."""
    single = amount < 2 if language == "fr" else amount == 1
    return COUNTS[key][0 if single else 1].in_(language)


def week_of(monday: date, language: Language) -> str:
    """Return what a week is called: by the date of its Monday.

    Examples
    --------
    >>> week_of(date(2026, 11, 23), "en")
    'Week of 23 November 2026'
    """
    return f"{WEEK_OF.in_(language)} {full_date(monday, language)}"


def of_variant(label: str, variant: str) -> str:
    """Return what a scenario is called, with its variant where it is one.

    The base is a word of files, which people are not shown.

    Examples
    --------
    >>> of_variant("Aubagne", "hub"), of_variant("Aubagne", "base")
    ('Aubagne (hub)', 'Aubagne')
    """
    return label if variant == BASE else f"{label} ({variant})"


def and_variant(text: str, variant: str) -> str:
    """Return a text followed by a variant, where there is one."""
    return text if variant == BASE else f"{text}, {variant}"


def colon(language: Language) -> str:
    """Return a colon as it is written between a name and its value."""
    return "\u00a0: " if language == "fr" else ": "


def semicolon(language: Language) -> str:
    """Return a semicolon as it is written between two parts of a sentence."""
    return "\u00a0; " if language == "fr" else "; "


def listed(names: Sequence[str], language: Language, most: int = 99) -> str:
    """Return names as a sentence lists them; those beyond the most that are told are counted.

    Examples
    --------
    >>> listed(("a", "b", "c"), "fr"), listed(("a", "b", "c"), "en", most=1)
    ('a, b et c', 'a and 2 others')
    """
    if len(names) > most:
        names = (*names[:most], count(len(names) - most, "other", language))
    joint = " et " if language == "fr" else " and "
    return joint.join([*[", ".join(names[:-1])] * (len(names) > 1), *names[-1:]])


SIGNS = re.compile(r" (?=[:;!?»](?:\s|$))|(?<=«) ")
"""Spaces of French before and after signs."""


def unbroken(text: str) -> str:
    r"""Return a text whose signs stay on the line of their word.

    Examples
    --------
    >>> unbroken("« Dépose » : 3 kg")
    '«\xa0Dépose\xa0»\xa0: 3 kg'
    """
    return SIGNS.sub("\u00a0", text)


def capital(text: str) -> str:
    """Return a text whose first letter is a capital, the others as they are."""
    return text[:1].upper() + text[1:]


def units_said(family: Family | None, kg: float, language: Language) -> str:
    r"""Return some kg of a family in the units that it is counted in.

    Empty for a family that is counted in kg, and for one that a town has no more. What is not
    whole is told as about so many: nobody hands out a part of a packet.

    Examples
    --------
    >>> soap = Family(
    ...     id="s", label="Soap", temperature="ambient", shelf_days=900, target_kg_per_person=0,
    ...     target_units=1, unit="piece", kg_per_unit=0.1,
    ... )
    >>> units_said(soap, 2.5, "en") == "25\u00a0× piece"
    True
    >>> units_said(soap, 0.24, "en") == "≈\u00a02\u00a0× piece"
    True
    """
    units = None if family is None else family.units(kg)
    if family is None or units is None:
        return ""
    whole = abs(units - round(units)) < 0.05
    about = "" if whole else "≈\u00a0"
    digits = 0 if whole or abs(units) >= 1 else 1
    return f"{about}{number(units, language, digits)}\u00a0× {family.unit}"


def in_units(family: Family | None, kg: float, language: Language) -> str:
    """Return units in brackets, to be told beside their kg; empty for a family without any."""
    told = units_said(family, kg, language)
    return told and f"({told})"


def weighed(family: Family | None, kg: float, language: Language, digits: int = 0) -> str:
    r"""Return some kg of a family, beside them the units that it is counted in.

    Examples
    --------
    >>> nappies = Family(
    ...     id="n", label="Nappies", temperature="ambient", shelf_days=900, target_kg_per_person=0,
    ...     target_units=2, unit="packet", kg_per_unit=1.4,
    ... )
    >>> weighed(nappies, 14, "en") == "14\u00a0kg (10\u00a0× packet)"
    True
    """
    told = (amount(kg, "kg", language, digits), in_units(family, kg, language))
    return " ".join(filter(None, told))
