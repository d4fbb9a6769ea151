"""Rows of lists of outlets: a Soliguide export, data·inclusion, a network's own list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import unquote

from models.base import Text
from models.calendar import DAY_NAMES
from models.dates import read_date
from models.identifiers import is_rna, is_siret
from models.letters import bare
from models.numbers import read_number
from models.publics import AUDIENCES, MODES, Audience, Mode
from scenarios.addresses.communes import commune, nearest_name
from scenarios.outlets.osm_hours import HoursError, read_hours
from scenarios.positions.lambert import is_lambert, to_degrees
from scenarios.positions.territories import in_france
from scenarios.territory.tables import Cells, Sheet, seen, sheet_in

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "label": ("name", "nom", "label", "nom_structure", "structure", "lieu"),
    "commune": ("city", "ville", "commune", "nom_commune"),
    "lat": ("latitude", "coord_lat", "lat", "y"),
    "lon": ("longitude", "coord_lng", "coord_lon", "lon", "lng", "x"),
    "updated": ("updatedat", "date_maj", "updated", "maj", "mis_a_jour", "date"),
    "siret": ("siret", "numero_siret"),
    "rna": ("rna", "numero_rna"),
    "hours": ("horaires_accueil", "hours", "horaires", "opening_hours"),
    "kind": ("category", "services", "thematiques", "typologie", "mode", "forme_d_aide"),
    "publics": ("publics", "profils", "public"),
    "days": ("jours_par_semaine", "days_a_week"),
    "people": ("personnes_par_jour", "people_a_day"),
    "shut": ("tempclosure", "date_suspension"),
}
_KINDS: Mapping[str, Mode] = {
    "social_grocery": "grocery",
    "epicerie": "grocery",
    "grocery": "grocery",
    "food_packages": "parcels",
    "colis": "parcels",
    "parcels": "parcels",
    "seated_catering": "meal",
    "food_distribution": "meal",
    "repas": "meal",
    "restauration": "meal",
    "meal": "meal",
    "maraude": "outreach",
    "outreach": "outreach",
}
_PUBLICS: Mapping[str, Audience] = {
    "famil": "families",
    "isol": "isolated",
    "couple": "isolated",
    "senior": "seniors",
    "age": "seniors",
    "etudiant": "students",
    "student": "students",
    "sans_abri": "street",
    "sans domicile": "street",
    "rue": "street",
}
_DAYS = {bare(text.fr): name for name, text in DAY_NAMES.items()} | {
    bare(text.en): name for name, text in DAY_NAMES.items()
}


@dataclass(frozen=True)
class Listed:
    """One row of a list."""

    list: str
    line: int
    label: str
    lat: float
    lon: float
    commune: str
    assumed: bool
    """Whether its position is its commune's centre."""
    mode: Mode | None = None
    admits: tuple[Audience, ...] = ()
    days: float | None = None
    people: int | None = None
    siret: str = ""
    rna: str = ""
    updated: date | None = None


@dataclass
class _Told:
    """What was changed or left out while reading, by what it is."""

    names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, key: str, name: str) -> None:
        self.names.setdefault(key, []).append(name)

    def notes(self) -> Iterator[Text]:
        for key, text in NOTES.items():
            if key in self.names:
                some = self.names[key]
                named = ", ".join(some[:5]) + ("…" if len(some) > 5 else "")
                yield text.format(count=len(some), names=named)


def listed_in(name: str, content: bytes) -> tuple[Sheet, list[Listed]]:
    """Return the rows of a list; what is wrong with it is in the table's faults."""
    sheet = _sheet(name, content)
    if not sheet.faults and not ({"label", "commune"} & _found(sheet).keys()):
        sheet.fault(None, "", NO_LIST)
    if sheet.faults:
        return sheet, []
    told = _Told()
    columns = _found(sheet)
    rows = [one for one in (_row(sheet, row, columns, told) for row in sheet.rows) if one]
    sheet.notes += told.notes()
    return sheet, rows


def _sheet(name: str, content: bytes) -> Sheet:
    """Return a table; the places of a JSON list are its rows."""
    text = content.decode("utf-8-sig", errors="replace").lstrip()
    if not text.startswith(("{", "[")):
        return sheet_in(name, content, known_title)
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        found = next((one for one in found.values() if isinstance(one, list)), None)
    if not isinstance(found, list):
        sheet = Sheet(name, (), [])
        sheet.fault(None, "", NO_LIST)
        return sheet
    rows = [
        Cells(n, {str(k).lower(): _flat(v) for k, v in one.items()})
        for n, one in enumerate(found, start=1)
        if isinstance(one, dict)
    ]
    return Sheet(name, tuple(dict.fromkeys(key for row in rows for key in row.cells)), rows)


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return seen(",".join(map(str, value)))
    return "" if value is None else seen(str(value))


def known_title(key: str) -> bool:
    """Tell whether the key of a column is one of a list's."""
    return any(key in titles for titles in COLUMNS.values())


def _found(sheet: Sheet) -> dict[str, str]:
    found = {}
    for name, titles in COLUMNS.items():
        column = next((one for one in titles if one in sheet.columns), None)
        if column is not None:
            found[name] = column
    return found


def _row(sheet: Sheet, row: Cells, columns: Mapping[str, str], told: _Told) -> Listed | None:
    said = {name: seen(unquote(row.get(column))) for name, column in columns.items()}
    town = _town(said.get("commune", ""), told)
    label = said.get("label", "") or town
    if not label:
        told.add("no_name", f"{row.number}")
        return None
    at = _position(said, label, town, told)
    if at is None:
        return None
    siret, rna = _siret(said, label, told), _rna(said, label, told)
    if said.get("shut"):
        told.add("shut", label)
    kinds = bare(said.get("kind", ""))
    publics = bare(said.get("publics", ""))
    days = read_number(said.get("days", ""))
    people = read_number(said.get("people", ""))
    named: dict[str, Mode] = {bare(text.fr): mode for mode, text in MODES.items()}
    whom: dict[str, Audience] = {bare(text.fr): one for one, text in AUDIENCES.items()}
    return Listed(
        sheet.name,
        row.number,
        label,
        at[0],
        at[1],
        town,
        at[2],
        named.get(kinds) or next((mode for key, mode in _KINDS.items() if key in kinds), None),
        tuple(dict.fromkeys(one for key, one in {**whom, **_PUBLICS}.items() if key in publics)),
        float(days) if days is not None and 0 <= days <= 7 else _days(said.get("hours", "")),
        int(people) if people is not None and people >= 0 else None,
        siret,
        rna,
        read_date(said.get("updated", "")[:10]),
    )


def _town(text: str, told: _Told) -> str:
    """Return a town as it is called; one that is misspelt, as it was meant."""
    known = commune(text) if text else None
    if known is not None:
        return text
    meant = nearest_name(text) if text else None
    if meant is not None:
        told.add("spelling", f"{text} → {meant}")
        return meant
    return text


def _position(
    said: Mapping[str, str], label: str, town: str, told: _Told
) -> tuple[float, float, bool] | None:
    """Return latitude, longitude, and whether it is the town's; none where nothing tells it."""
    lat, lon = read_number(said.get("lat", "")), read_number(said.get("lon", ""))
    if lat is not None and lon is not None:
        for east, north in ((lon, lat), (lat, lon)):
            if is_lambert(east, north):
                told.add("lambert", label)
                return *to_degrees(east, north), False
        if in_france(lat, lon):
            return float(lat), float(lon), False
        if in_france(lon, lat):
            told.add("swapped", label)
            return float(lon), float(lat), False
    known = commune(town) if town else None
    if known is None:
        told.add("nowhere", label)
        return None
    told.add("centre", label)
    return known.lat, known.lon, True


def _siret(said: Mapping[str, str], label: str, told: _Told) -> str:
    text = re.sub(r"\s", "", said.get("siret", ""))
    if not text:
        return ""
    if not is_siret(text):
        told.add("siret", label)
        return ""
    return text


def _rna(said: Mapping[str, str], label: str, told: _Told) -> str:
    text = re.sub(r"\s", "", said.get("rna", "")).upper()
    if text and not is_rna(text):
        told.add("rna", label)
        return ""
    return text


def _days(text: str) -> float | None:
    """Return on how many days of the week something opens; none where it is not told."""
    if not text:
        return None
    try:
        days: set[str] = {one.day for one in read_hours(text).slots}
    except HoursError:
        words = set(re.findall(r"[a-z]+", bare(text)))
        days = {name for word, name in _DAYS.items() if word in words}
    return float(len(days)) if days else None


NOTES: Mapping[str, Text] = {
    "spelling": Text(
        fr="Communes mal écrites, lues ainsi ({count}) : {names}.",
        en="Misspelt communes, read so ({count}): {names}.",
    ),
    "lambert": Text(
        fr="Positions en mètres (Lambert-93), converties ({count}) : {names}.",
        en="Positions in metres (Lambert-93), converted ({count}): {names}.",
    ),
    "swapped": Text(
        fr="Positions dont latitude et longitude étaient échangées, remises en ordre ({count}) : "
        "{names}.",
        en="Positions whose latitude and longitude were swapped, put right ({count}): {names}.",
    ),
    "centre": Text(
        fr="Lieux sans position, mis au centre de leur commune ({count}) : {names}.",
        en="Outlets without a position, put at their commune's centre ({count}): {names}.",
    ),
    "nowhere": Text(
        fr="Lieux laissés de côté, sans position ni commune connue ({count}) : {names}.",
        en="Outlets left out, without a position or a known commune ({count}): {names}.",
    ),
    "no_name": Text(
        fr="Lignes sans nom ni commune, laissées de côté ({count}) : {names}.",
        en="Lines without a name or a commune, left out ({count}): {names}.",
    ),
    "siret": Text(
        fr="SIRET dont la clé est fausse, non utilisés ({count}) : {names}.",
        en="SIRET whose check digit is wrong, not used ({count}): {names}.",
    ),
    "rna": Text(
        fr="RNA mal formés, non utilisés ({count}) : {names}.",
        en="Malformed RNA, not used ({count}): {names}.",
    ),
    "shut": Text(
        fr="Lieux qui se disent fermés pour un temps, comptés comme ouverts ({count}) : {names}.",
        en="Outlets that say they are shut for a time, counted as open ({count}): {names}.",
    ),
}
NO_LIST = Text(
    fr="Ce n'est pas une liste de lieux. Attendu : un tableau avec un nom ou une ville, et une "
    "position, ou un export JSON. Vérifiez la ligne des titres.",
    en="This is no list of outlets. Expected: a table with a name or a town, and a position, or a "
    "JSON export. Check the line of titles.",
)
