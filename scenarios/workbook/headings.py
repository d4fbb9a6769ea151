"""What sheets and columns are called, in French and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from models.base import Language, Text
from models.calendar import DAY_NUMBER
from scenarios.fields import Slot
from scenarios.workbook.cells import expected
from scenarios.workbook.field_words import FIELDS
from scenarios.workbook.layout import TOP, Column, Table
from scenarios.workbook.letters import bare
from scenarios.workbook.value_words import NO, YES, value_word

GUIDE = Text(fr="Lisez-moi", en="Read me")
TOWN = Text(fr="Scénario", en="Scenario")
VARIANT_NAMES = Text(fr="Variantes", en="Variants")
CHANGES = Text(fr="Changements", en="Changes")
NONE: Mapping[str, str] = MappingProxyType({})
META = "_meta"
LISTS = "_listes"
FREE = "#"
"""A sheet whose name begins so is not read."""

SHEETS: Mapping[str, tuple[Text, Text]] = {
    "shifts": (
        Text(fr="Plages", en="Shifts"),
        Text(fr="Parties de la journée où un équipage peut tourner.", en="Parts of the day."),
    ),
    "families": (
        Text(fr="Familles", en="Families"),
        Text(fr="Familles de produits.", en="Product families."),
    ),
    "associations": (
        Text(fr="Associations", en="Associations"),
        Text(fr="Qui reçoit et distribue.", en="Who receives and distributes."),
    ),
    "associations.openings": (
        Text(fr="Distributions", en="Openings"),
        Text(fr="Jours et heures où une association distribue.", en="When food is handed out."),
    ),
    "associations.reception": (
        Text(fr="Réceptions", en="Reception"),
        Text(
            fr="Quand une association peut recevoir ; aucune ligne : à toute heure.",
            en="When an association can receive; no row: at any time.",
        ),
    ),
    "donor_kinds": (
        Text(fr="Types de magasins", en="Kinds of donors"),
        Text(fr="Ce que donnent les magasins d'un même type.", en="What donors of a kind give."),
    ),
    "donors": (
        Text(fr="Magasins", en="Donors"),
        Text(fr="Qui donne, et qui a la convention.", en="Who gives, who holds the agreement."),
    ),
    "donors.offers": (
        Text(fr="Dons", en="Offers"),
        Text(fr="Jours, heures et kg des passages.", en="Days, hours and kg of pick-ups."),
    ),
    "vehicles": (
        Text(fr="Véhicules", en="Vehicles"),
        Text(fr="Camions, fourgons et voitures.", en="Lorries, vans and cars."),
    ),
    "vehicles.loans": (
        Text(fr="Prêts", en="Loans"),
        Text(fr="Jours où un véhicule est prêté.", en="Days on which a vehicle is lent."),
    ),
    "vehicles.busy": (
        Text(fr="Véhicules pris", en="Vehicles taken"),
        Text(fr="Heures où un véhicule n'est pas libre.", en="Hours at which one is not free."),
    ),
    "people": (
        Text(fr="Équipages", en="People"),
        Text(fr="Chauffeurs et accompagnateurs.", en="Drivers and helpers."),
    ),
    "people.busy": (
        Text(fr="Personnes prises", en="People taken"),
        Text(
            fr="Heures où une personne n'est pas libre.", en="Hours at which someone is not free."
        ),
    ),
    "policy.pools": (
        Text(fr="Groupes", en="Pools"),
        Text(fr="Qui mutualise quoi avec qui.", en="Who pools what with whom."),
    ),
    "policy.commitments": (
        Text(fr="Engagements", en="Commitments"),
        Text(fr="Passages promis à un véhicule.", en="Pick-ups promised to a vehicle."),
    ),
    "policy.objectives": (
        Text(fr="Objectifs", en="Objectives"),
        Text(
            fr="Du premier au dernier ; aucune ligne : nourriture, heures, coût.",
            en="From first to last; no row: food, hours, cost.",
        ),
    ),
    "pooling.acquaintances": (
        Text(fr="Connaissances", en="Acquaintances"),
        Text(
            fr="Qui connaît qui ; aucune ligne : tout le monde.", en="Who knows whom; no row: all."
        ),
    ),
    "bookings.trucks": (
        Text(fr="Camions partagés", en="Shared trucks"),
        Text(fr="Camions que l'on réserve.", en="Trucks that are booked."),
    ),
    "bookings.trucks.available": (
        Text(fr="Camions disponibles", en="Trucks available"),
        Text(fr="Quand un camion peut sortir.", en="When a truck may be out."),
    ),
    "bookings.requests": (
        Text(fr="Demandes de camion", en="Truck requests"),
        Text(fr="Qui a besoin d'un camion.", en="Who needs a truck."),
    ),
    "bookings.requests.choices": (
        Text(fr="Créneaux demandés", en="Slots asked for"),
        Text(fr="Par ordre de préférence.", en="In order of preference."),
    ),
    "bookings.history": (
        Text(fr="Réservations passées", en="Earlier bookings"),
        Text(fr="Demandé et obtenu jusqu'ici.", en="Asked for and given so far."),
    ),
    "travel.barriers": (
        Text(fr="Massifs", en="Massifs"),
        Text(fr="Reliefs que les routes contournent.", en="What roads go around."),
    ),
    "notes": (
        Text(fr="Remarques", en="Notes"),
        Text(
            fr="Limites et hypothèses, imprimées sur chaque document.",
            en="Limits and assumptions, printed on every output.",
        ),
    ),
}
"""What each table is called, and what it is for."""

TEXT = Text(fr="Texte", en="Text")


def sheet_name(table: Table) -> Text:
    """Return what a table's sheet is called; its path when it has no other name."""
    named = SHEETS.get(table.name)
    return named[0] if named is not None else Text(fr=table.name, en=table.name)


def purpose(table: Table) -> Text:
    """Return what a table is for."""
    named = SHEETS.get(table.name)
    return named[1] if named is not None else Text(fr="", en="")


def heading(one: Column, language: Language, labels: Mapping[str, str] = NONE) -> str:
    """Return the title of a column; a key that has a label is called by it.

    Examples
    --------
    >>> from scenarios.workbook.layout import column
    >>> offer = TOP.keys["donors"].item.keys["offers"].item
    >>> one = column(offer, "day_kg.mon")
    >>> heading(one, "fr"), heading(one, "en"), heading(column(offer, "days.mon"), "fr")
    ('kg attendus : lundi', 'Day kg: Monday', 'Lundi')
    """
    name = one.owner.partition(".")[2]
    plain = name.replace("_", " ").capitalize()
    words = FIELDS.get(one.owner, (plain, ""))[0] if language == "fr" else plain
    if one.key is None:
        return words
    key = labels.get(one.key) or value_word(one.key, language)
    if one.form == "cross" and one.key in DAY_NUMBER:
        return key.capitalize()
    return f"{words}{' : ' if language == 'fr' else ': '}{key}"


def headings(
    found: Iterable[Column], language: Language, labels: Mapping[str, str] = NONE
) -> dict[str, str]:
    """Return the titles of a sheet's columns by id; two that would be alike say where they lie."""
    columns = tuple(found)
    titles = [heading(one, language, labels) for one in columns]
    return {
        one.id: title if titles.count(title) == 1 else f"{title} ({one.id})"
        for one, title in zip(columns, titles, strict=True)
    }


def note(one: Column, language: Language) -> str:
    """Return what a column is for, what its cells hold, and what holds when they are empty."""
    field = fields()[one.owner]
    said = FIELDS.get(one.owner, ("", ""))[1] if language == "fr" else field[0] or ""
    lines = [said, _form(one, language)]
    if one.required and one.form == "cross":
        lines.append({"fr": "Au moins une.", "en": "At least one."}[language])
    elif one.required:
        lines.append({"fr": "Obligatoire.", "en": "Required."}[language])
    elif field[1] is not None and one.key is None:
        start = {"fr": "Vide : ", "en": "Empty: "}[language]
        lines.append(f"{start}{_default(field[1], language)}.")
    return "\n".join(line for line in lines if line)


def _form(one: Column, language: Language) -> str:
    """Return what cells hold, as a sentence."""
    if one.form == "cross":
        return {"fr": "Une croix (x) ou rien.", "en": "A cross (x) or nothing."}[language]
    if one.form == "list":
        item = expected(one.place.item).in_(language)
        return {
            "fr": f"Séparés par des virgules. Chacun : {item}.",
            "en": f"With commas. Each: {item}.",
        }[language]
    if one.form == "yaml":
        return {"fr": "Écrit comme en YAML.", "en": "Written as in YAML."}[language]
    said = expected(one.place).in_(language)
    return said[:1].upper() + said[1:] + "."


def _default(value: object, language: Language) -> str:
    if isinstance(value, bool):
        return (YES if value else NO).in_(language)
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if language == "fr" else ".")
    if isinstance(value, str):
        return value_word(value, language)
    if isinstance(value, tuple):
        return ", ".join(value_word(str(one), language) for one in value)
    return str(value)


@cache
def fields() -> Mapping[str, tuple[str | None, object]]:
    """Return the description and plain default of every field of the models, as ``Model.field``."""
    found: dict[str, tuple[str | None, object]] = {}
    _walk(TOP, found)
    return found


def _walk(place: Slot, found: dict[str, tuple[str | None, object]]) -> None:
    while place.kind in ("list", "mapping"):
        place = place.item
    if place.kind != "record":
        return
    model: type[BaseModel] = place.annotation
    for name, field in model.model_fields.items():
        default = field.get_default(call_default_factory=False)
        plain = isinstance(default, bool | int | float | str) and default != ""
        listed = isinstance(default, tuple) and all(isinstance(one, str) for one in default)
        known = default if default is not PydanticUndefined and (plain or listed) else None
        found[f"{model.__name__}.{name}"] = (field.description, known if known != () else None)
    for child in place.keys.values():
        _walk(child, found)


@cache
def known_headings(names: tuple[tuple[str, str, str], ...]) -> Mapping[str, str]:
    """Return the id that each title means, from (id, French title, English title)."""
    return {bare(title): one for one, fr, en in names for title in (en, fr)}
