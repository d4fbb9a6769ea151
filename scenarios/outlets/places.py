"""Outlets from a list of places: a table with OpenStreetMap's hours, or places of Soliguide.

A place of Soliguide is as its API gives it: hours by day, publics, services, and when it was last
brought up to date; or a row of its table: ``name``, ``address``, ``city``, ``postalCode``,
``category``, ``hours`` as OpenStreetMap writes them, ``publics``, ``tempClosure``, ``updatedAt``.
Each row says how old it is; what is not read is told by its name.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from models.base import Text
from models.calendar import DAYS
from models.dates import read_date
from models.letters import bare
from models.publics import AUDIENCES, MODES, Audience, Mode
from scenarios.editing import content as plain_content
from scenarios.editing import edited
from scenarios.naming import free_id
from scenarios.outlets.osm_hours import MIDNIGHT, Hours, HoursError, Timed, read_hours

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SERVICES: dict[str, Mode] = {
    "social_grocery_stores": "grocery",
    "food_packages": "parcels",
    "seated_catering": "meal",
    "food_distribution": "meal",
}
"""Categories of Soliguide, the first that is found."""
_PUBLICS: dict[str, Audience] = {
    "family": "families",
    "isolated": "isolated",
    "couple": "isolated",
    "student": "students",
}
_TITLES: dict[str, tuple[str, ...]] = {
    "label": ("name", "nom", "label", "lieu"),
    "address": ("address", "adresse", "addr"),
    "hours": ("opening_hours", "opening hours", "horaires", "hours"),
    "post": ("postalcode", "code postal"),
    "city": ("city", "ville", "commune"),
    "told": (
        *("check_date", "check_date:opening_hours", "updatedat", "updated"),
        *("maj", "mis a jour", "date"),
    ),
    "association": ("association", "operator"),
    "sector": ("sector", "secteur", "quartier"),
    "mode": ("mode", "forme", "forme d'aide"),
    "service": ("category", "services"),
    "admits": ("admits", "publics", "public"),
    "closed": ("tempclosure", "fermeture temporaire"),
}
_EVERYONE = ("accueil inconditionnel", "tous", "tous publics", "unconditional", "all", "everyone")
_NOT_CLOSED = ("", "non", "no", "false", "0")
_DATES = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
NO_NAME = Text(fr="sans nom", en="without a name")
NO_HOURS = Text(fr="sans horaires", en="without hours")
NOT_CLOSED = Text(
    fr="fermeture non lue : {what} (attendu : du 12-07-2027 au 25-07-2027)",
    en="closure not read: {what} (expected: from 12-07-2027 to 25-07-2027)",
)
NOT_READ = Text(fr="horaires non lus : {what} ({rule})", en="hours not read: {what} ({rule})")
NO_LIST = Text(
    fr="Ce n'est pas une liste de lieux. Attendu : un tableau CSV avec les colonnes name et "
    "opening_hours, ou un export JSON de Soliguide. Choisissez un autre fichier.",
    en="This is no list of places. Expected: a CSV table with the columns name and opening_hours, "
    "or a JSON export of Soliguide. Choose another file.",
)
ALL_DAY = Text(fr="toujours ouvert (24 h)", en="open all day (24 h)")


@dataclass(frozen=True)
class Known:
    """What is taken for places that do not say it themselves."""

    association: str = ""
    sector: str = ""


@dataclass(frozen=True)
class Place:
    """One place of a list."""

    label: str
    address: str = ""
    hours: Hours | None = None
    """None where they are not read."""
    told: date | None = None
    """When it was last brought up to date."""
    association: str = ""
    sector: str = ""
    mode: Mode | None = None
    admits: tuple[Audience, ...] = ()
    closures: tuple[tuple[date, date], ...] = ()
    unread: tuple[Text, ...] = field(default=())
    """What of it is not read."""

    def age_months(self, today: date) -> int | None:
        """Return how many whole months ago it was brought up to date; none where nobody says."""
        if self.told is None:
            return None
        months = 12 * (today.year - self.told.year) + today.month - self.told.month
        return months - (today.day < self.told.day)


def read_places(content: bytes) -> tuple[Place, ...]:
    """Return the places of a list: a CSV table, or JSON of Soliguide.

    Raises
    ------
    ValueError
        It is no such list; its text in both languages is ``NO_LIST``.
    """
    text = content.decode("utf-8-sig", errors="replace").strip()
    if text.startswith(("{", "[")):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValueError(NO_LIST.en) from error
        places = found
        if isinstance(found, dict):
            places = found.get("places", found.get("results", [found]))
        if not isinstance(places, list) or not all(isinstance(one, dict) for one in places):
            raise ValueError(NO_LIST.en)
        if places and not any("name" in one for one in places):  # JSON of something else
            raise ValueError(NO_LIST.en)
        return tuple(_soliguide(one) for one in places)
    try:
        return tuple(_rows(text))
    except csv.Error as error:
        raise ValueError(NO_LIST.en) from error


def _rows(text: str) -> Iterator[Place]:
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    table = csv.DictReader(io.StringIO(text), delimiter=separator)
    columns = {
        field: name
        for name in table.fieldnames or ()
        for field, titles in _TITLES.items()
        if bare(name.strip()) in titles
    }
    if not {"label", "hours"} <= columns.keys():
        raise ValueError(NO_LIST.en)
    for line in table:
        row = {field: (line.get(name) or "").strip() for field, name in columns.items()}
        hours, unread = None, []
        try:
            hours = read_hours(row["hours"]) if row["hours"] else None
            unread += [] if row["hours"] else [NO_HOURS]
        except HoursError as error:
            unread.append(NOT_READ.format(what=error.what, rule=error.rule))
        closures = _between(row.get("closed", ""))
        if closures is None:
            unread.append(NOT_CLOSED.format(what=row["closed"]))
        services = [_SERVICES[one] for one in _parts(row.get("service", "")) if one in _SERVICES]
        town = f"{row.get('post', '')} {row.get('city', '')}".strip()
        yield Place(
            label=row["label"],
            address=", ".join(one for one in (row.get("address", ""), town) if one),
            hours=hours,
            told=read_date(row.get("told", "")),
            association=row.get("association", ""),
            sector=row.get("sector", ""),
            mode=_word(row.get("mode", ""), MODES) or next(iter(services), None),
            admits=_publics(row.get("admits", "")),
            closures=closures or (),
            unread=tuple(unread if row["label"] else [NO_NAME, *unread]),
        )


def _parts(said: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,;|]", said) if one.strip()]


def _publics(said: str) -> tuple[Audience, ...]:
    """Return whom a row admits: all where it says so; words that are not known are left out."""
    parts = _parts(said)
    if any(bare(one) in _EVERYONE for one in parts):
        return get_args(Audience)
    words = (_word(one, AUDIENCES) or _PUBLICS.get(bare(one)) for one in parts)
    return tuple(dict.fromkeys(one for one in words if one is not None))


def _between(said: str) -> tuple[tuple[date, date], ...] | None:
    """Return the days of a closure in a row, both included; none where they are not read."""
    if bare(said) in _NOT_CLOSED:
        return ()
    found = [read_date(one) for one in _DATES.findall(said)]
    if len(found) != 2 or found[0] is None or found[1] is None or found[1] < found[0]:
        return None
    return ((found[0], found[1]),)


def _word(said: str, words: Mapping[Any, Text]) -> Any:
    """Return the word of which something is the name in either language."""
    known = {bare(name): key for key, text in words.items() for name in (key, text.fr, text.en)}
    return known.get(bare(said))


def _soliguide(place: Mapping[str, Any]) -> Place:
    unread: list[Text] = []
    hours = _week(_record(place.get("newhours")), unread)
    position = _record(place.get("position"))
    publics = _record(place.get("publics"))
    services = [str(_record(one).get("category")) for one in _list(place.get("services_all"))]
    label = str(place.get("name") or "").strip()
    return Place(
        label=label,
        address=str(position.get("address") or "").strip(),
        hours=hours,
        told=_when(place.get("updatedByUserAt") or place.get("updatedAt")),
        mode=next((_SERVICES[one] for one in services if one in _SERVICES), None),
        admits=_admits(publics),
        closures=tuple(_closed(_record(place.get("tempInfos")))),
        unread=tuple(unread if label else [NO_NAME, *unread]),
    )


def _record(value: object) -> Mapping[str, Any]:
    """Return what is a record, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _week(hours: Mapping[str, Any], unread: list[Text]) -> Hours | None:
    if hours.get("h24"):
        unread.append(NOT_READ.format(what=ALL_DAY, rule="h24"))
        return None
    slots = []
    for day, name in zip(DAYS, _ENGLISH, strict=True):
        said = _record(hours.get(name))
        for one in map(_record, _list(said.get("timeslot")) if said.get("open") else ()):
            starts, ends = _clock(one.get("start")), _clock(one.get("end"))
            if starts is None or ends is None or ends <= starts:
                rule = f"{name} {one.get('start')}-{one.get('end')}"
                unread.append(NOT_READ.format(what=MIDNIGHT, rule=rule))
            else:
                slots.append(Timed(day, starts, ends))
    if not slots:
        unread.append(NO_HOURS)
        return None
    public = {"OPEN": True, "CLOSED": False}.get(str(hours.get("closedHolidays")))
    return Hours(tuple(slots), public)


def _clock(value: object) -> str | None:
    """Return a time as ``HH:MM``, of ``"09:00"`` or of 900."""
    text = str(value).strip()
    if ":" not in text and text.isdecimal():
        text = f"{int(text) // 100:02d}:{int(text) % 100:02d}"
    hours, _, minutes = text.partition(":")
    sound = hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60
    return f"{int(hours):02d}:{int(minutes):02d}" if sound else None


def _admits(publics: Mapping[str, Any]) -> tuple[Audience, ...]:
    if publics.get("accueil") in (0, None):
        return get_args(Audience) if "accueil" in publics else ()
    said = map(str, [*_list(publics.get("familialle")), *_list(publics.get("other"))])
    return tuple(dict.fromkeys(_PUBLICS[one] for one in said if one in _PUBLICS))


def _closed(infos: Mapping[str, Any]) -> Iterator[tuple[date, date]]:
    closure = _record(infos.get("closure"))
    first, last = _when(closure.get("dateDebut")), _when(closure.get("dateFin"))
    if closure.get("actif") and first is not None and last is not None and first <= last:
        yield first, last


def _when(value: object) -> date | None:
    return read_date(str(value)[:10]) if value else None


def with_places(
    outlets: Sequence[Mapping[str, Any]], places: Sequence[Place], known: Known
) -> list[dict[str, Any]]:
    """Return the outlets of a scenario file with the hours of places: as plain values.

    An outlet of the same name takes their hours, closures and date; others are added, with what is
    ``known`` where they do not say it. Places without hours change nothing.
    """
    found = [dict(one) for one in outlets]
    names = {bare(str(one.get("label", ""))): one for one in found}
    taken = [str(one.get("id")) for one in found]
    for place in places:
        if place.hours is None or not place.label:
            continue
        one = names.get(bare(place.label))
        if one is None:
            name = free_id(place.label, "lieu", taken)
            taken.append(name)
            one = {
                "id": name,
                "label": place.label,
                "association": place.association or known.association,
                "sector": place.sector or known.sector,
                "mode": place.mode or "parcels",
                "admits": list(place.admits or get_args(Audience)),
            }
            found.append(one)
        one["slots"] = [_slot(timed) for timed in place.hours.slots]
        if place.address:
            one["address"] = place.address
        if place.hours.public_holidays is not None:
            one["public_holidays"] = place.hours.public_holidays
        if place.told is not None:
            one["hours_told"] = place.told.isoformat()
        if place.closures:
            one["closures"] = [
                {"first": first.isoformat(), "last": last.isoformat()}
                for first, last in place.closures
            ]
    return found


def _slot(timed: Timed) -> dict[str, Any]:
    said: dict[str, Any] = {"day": timed.day, "starts": timed.starts, "ends": timed.ends}
    said |= {} if timed.weeks == "any" else {"weeks": timed.weeks}
    said |= {"of_month": list(timed.of_month)} if timed.of_month else {}
    return said | ({} if timed.school == "always" else {"school": timed.school})


def outlets_of(text: str, label: str) -> list[dict[str, Any]]:
    """Return the outlets that a scenario file has, as plain values.

    Raises
    ------
    ScenarioError
        The text cannot be read.
    """
    said = plain_content(text, label).get("openings") or {}
    return [dict(one) for one in said.get("outlets") or ()]


def with_outlets(text: str, label: str, outlets: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of a scenario file with other outlets, its comments kept where they can be.

    Raises
    ------
    ScenarioError
        The text cannot be read.
    """
    return edited(text, label, [("openings.outlets", [dict(one) for one in outlets])])
