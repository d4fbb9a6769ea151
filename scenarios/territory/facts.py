"""Areas and outlets of a territory, put together: what is typed goes before what files say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from models.base import Text
from models.places import Place
from models.places import Zone as Driving
from models.scenario import Scenario
from models.territory import COMMUNE_LETTERS, AidPoint, NeedZone
from models.territory_study import Facts, Merged, ReadFile
from models.timetable import Timetable
from scenarios.addresses.communes import Commune, communes
from scenarios.beside import beside, content_beside
from scenarios.faults import Fault, ScenarioError, shown
from scenarios.naming import free_id, slug
from scenarios.territory.city_parts import parts_alone
from scenarios.territory.figures import (
    CLASSES,
    Figures,
    codes_in,
    figures_in,
    known_column,
    renamed,
)
from scenarios.territory.merging import Group, merged, told
from scenarios.territory.outlet_lists import Listed, listed_in
from scenarios.territory.own_points import own_points
from scenarios.territory.tables import ABSENT, MOST_BYTES, Sheet, sheet_of

MOST_AREAS = 5_000
LONGEST_LABEL = 200
TOWN, CENTRE = 10_000, 200_000
"""Inhabitants from which one drives as in a town."""


@dataclass(frozen=True)
class Known:
    """What is known of a territory."""

    facts: Facts
    timetable: Timetable | None = None


@dataclass
class _Reading:
    """What is read so far."""

    faults: list[Fault] = field(default_factory=list)
    files: list[ReadFile] = field(default_factory=list)

    def take(self, sheet: Sheet, what: Text, rows: int) -> None:
        self.faults += sheet.faults
        self.files.append(ReadFile(name=sheet.name, what=what, rows=rows, notes=tuple(sheet.notes)))

    def note(self, notes: Iterable[Text]) -> None:
        """Add notes to the last file read: what comes of all of them together."""
        more = tuple(notes)
        if more and self.files:
            last = self.files[-1]
            self.files[-1] = last.changed(notes=(*last.notes, *more))


def facts_of(scenario: Scenario, folder: Path | None = None) -> Known:
    """Return the areas and outlets of a scenario and of the files that it names.

    Raises
    ------
    ScenarioError
        Files that cannot be read, with every fault of all of them.
    """
    asked, folder = scenario.territory, folder or Path()
    reading = _Reading()
    zones = _zones(scenario, folder, reading)
    points, pairs = _points(scenario, folder, reading)
    timetable = None
    if asked.files.timetable is not None:
        timetable = _timetable(scenario, folder, asked.files.timetable, reading)
    if reading.faults:
        raise ScenarioError(dict.fromkeys(reading.faults))
    return Known(
        Facts(
            zones=tuple(sorted(zones, key=lambda one: one.id)),
            points=tuple(sorted(points, key=lambda one: one.id)),
            merged=tuple(pairs),
            files=tuple(reading.files),
            timetable_until=None if timetable is None else timetable.until,
        ),
        timetable,
    )


def _timetable(scenario: Scenario, folder: Path, name: str, reading: _Reading) -> Timetable | None:
    """Return the buses of a file beside the scenario."""
    from scenarios.territory import gtfs

    path = beside(folder, name)
    try:
        if path is None:
            raise ScenarioError([gtfs.absent(name)])
        return gtfs.timetable_of(scenario, path)
    except ScenarioError as error:
        reading.faults += error.faults
        return None


def _zones(scenario: Scenario, folder: Path, reading: _Reading) -> list[NeedZone]:
    """Return the areas typed, with what files say of them, and those of files alone."""
    asked = scenario.territory
    codes: dict[str, str] = {}
    for name in asked.files.codes:
        sheet = sheet_of(folder, name, known_column)
        codes |= codes_in(sheet)
        reading.take(sheet, TABLE_OF_CODES, len(sheet.rows))
    found: dict[str, Figures] = {}
    for name in asked.files.figures:
        sheet = sheet_of(folder, name, known_column)
        what, rows = figures_in(sheet)
        rows = renamed(rows, codes, sheet)
        for one in rows:
            known = found.get(one.code)
            found[one.code] = one if known is None else known.filled(one)
        reading.take(sheet, what, len(rows))
    reading.note(_left_out(found))
    typed = {one.id.upper(): one for one in asked.zones}
    zones = [_filled(one, found.get(code)) for code, one in typed.items()]
    places = {one.code: one for one in communes()}
    nowhere = []
    for code, one in found.items():
        if code in typed or slug(code) in {zone.id for zone in asked.zones}:
            continue
        try:
            place = _place(one, places)
            if place is None:
                nowhere.append(code)
                continue
            zones.append(_zone(one, place))
        except ValidationError as error:
            where = f"{asked.files.figures[-1]} ({code})"
            reading.faults.append(_unusable(where, error))
    if nowhere:
        text = NOWHERE.format(count=len(nowhere), names=", ".join(sorted(nowhere)[:6]))
        reading.faults.append(Fault(place=asked.files.figures[-1], path="", text=text))
    if len(zones) > MOST_AREAS:
        text = TOO_MANY.format(count=len(zones), most=MOST_AREAS)
        reading.faults.append(Fault(place="", path="territory.files.figures", text=text))
    return zones


def _left_out(found: dict[str, Figures]) -> Iterator[Text]:
    """Leave out who would be counted twice, and IRIS with rates alone; yield whom, and why."""
    for city in sorted(parts_alone(set(found))):
        del found[city]
        yield CITY.format(code=city)
    iris = [code for code in found if len(code) == 9]
    bare = [code for code in iris if found[code].inhabitants is None]
    if iris and len(bare) == len(iris):
        lacking = [code for code in iris if found[code].need_low is None]
        if len(lacking) == len(iris) and len(found) > len(iris):
            for code in iris:
                del found[code]
            yield RATES_ALONE.format(count=len(iris))
            return
    finer = {code[:COMMUNE_LETTERS] for code in iris} & found.keys()
    for code in finer:
        del found[code]
    if finer:
        yield FINER.format(count=len(finer))


def _filled(zone: NeedZone, figures: Figures | None) -> NeedZone:
    """Return an area typed, with figures of what it does not say."""
    if figures is None:
        return zone
    values = {
        "inhabitants": figures.inhabitants,
        "poverty_rate": figures.rate,
        "need_low": figures.need_low,
        "need_high": figures.need_high,
        **{name: figures.classes.get(name) for name in CLASSES},
    }
    counted = zone.need_low is not None or zone.need_high is not None
    return zone.changed(
        **{
            name: value
            for name, value in values.items()
            if value is not None
            and getattr(zone, name) is None
            and not (counted and name.startswith("need_"))
        }
    )


def _place(one: Figures, places: dict[str, Commune]) -> Place | None:
    known = places.get(one.code)
    if one.lat is not None and one.lon is not None:
        near = places.get(one.code[:COMMUNE_LETTERS])
        label = one.label or (near.name if near else one.code)
        return Place(
            commune=label[:LONGEST_LABEL], lat=one.lat, lon=one.lon, zone=_driving(one, near)
        )
    if known is None:
        return None
    return Place(commune=known.name, lat=known.lat, lon=known.lon, zone=_driving(one, known))


def _driving(one: Figures, known: Commune | None) -> Driving:
    """Return how one drives there: as in a big centre, a town or the countryside."""
    if known is not None and known.population is None:
        return "centre"  # an arrondissement
    people = (known.population if known is not None else one.inhabitants) or 0
    if people >= CENTRE:
        return "centre"
    return "town" if people >= TOWN else "rural"


def _zone(one: Figures, place: Place) -> NeedZone:
    return NeedZone(
        id=slug(one.code),
        label=(one.label or place.commune)[:LONGEST_LABEL],
        place=place,
        inhabitants=one.inhabitants,
        poverty_rate=one.rate,
        need_low=one.need_low,
        need_high=one.need_high,
        **{name: one.classes.get(name) for name in CLASSES},
    )


def _points(
    scenario: Scenario, folder: Path, reading: _Reading
) -> tuple[list[AidPoint], list[Merged]]:
    """Return the scenario's outlets and those of lists, what is one put together."""
    own = list(own_points(scenario))
    rows = [_as_listed(one, n) for n, one in enumerate(own)]
    for name in scenario.territory.files.lists:
        content = content_beside(folder, name, MOST_BYTES)
        if content is None:
            reading.faults.append(Fault(place=name, path="", text=ABSENT))
            continue
        sheet, found = listed_in(name, content)
        rows += found
        reading.take(sheet, LIST_OF_OUTLETS, len(found))
    if not scenario.territory.files.lists:
        return own, []
    groups, pairs = merged(rows)
    by_line = dict(enumerate(own))
    points, ids = list[AidPoint](), dict[tuple[str, int], str]()
    taken = {one.id for one in own}
    for group in groups:
        mine = next((by_line[row.line] for row in group.rows if row.list == OWN), None)
        try:
            point = _point(group, mine, taken)
        except ValidationError as error:
            reading.faults.append(_unusable(f"{group.rows[0].list}:{group.rows[0].line}", error))
            continue
        taken.add(point.id)
        points.append(point)
        ids |= {(row.list, row.line): point.id for row in group.rows}
    return points, list(told(rows, pairs, ids))


OWN = "scenario"
"""Stands for the scenario as a list; no file has a name without an ending."""


def _as_listed(one: AidPoint, number: int) -> Listed:
    place = one.place
    return Listed(
        OWN,
        number,
        one.label,
        place.lat,
        place.lon,
        place.commune,
        place.assumed,
        one.mode,
        one.admits,
        one.days_a_week,
        one.people_a_day,
        one.siret,
        one.rna,
        one.updated,
    )


def _unusable(where: str, error: ValidationError) -> Fault:
    """Return what is wrong with a row whose values no outlet or area may have."""
    first = error.errors(include_url=False)[0]
    text = UNUSABLE.format(found=shown(str(first["input"])))
    return Fault(place=where, path=".".join(map(str, first["loc"])), text=text)


def _point(group: Group, mine: AidPoint | None, taken: set[str]) -> AidPoint:
    """Return the outlet that rows are: typed values first, then those of the freshest row."""
    rows = group.rows
    first = next((row for row in rows if not row.assumed), rows[0])

    def said(name: str) -> object:
        own = None if mine is None else getattr(mine, _FIELDS.get(name, name))
        if own not in (None, "", ()):
            return own
        return next((v for row in rows if (v := getattr(row, name)) not in (None, "", ())), None)

    town = first.commune or first.label
    lists = dict.fromkeys(row.list for row in rows if row.list != OWN)
    sources = [*([mine.source] if mine is not None and mine.source else []), *lists]
    return AidPoint.model_validate(
        {
            "id": free_id(rows[0].label, "lieu", taken) if mine is None else mine.id,
            "label": rows[0].label[:200] if mine is None else mine.label,
            "place": _where(first, town) if mine is None else mine.place,
            "mode": said("mode"),
            "admits": said("admits") or (),
            "days_a_week": said("days"),
            "people_a_day": said("people"),
            "siret": said("siret") or "",
            "rna": said("rna") or "",
            "updated": said("updated"),
            "source": " + ".join(sources)[:200],
        }
    )


_FIELDS = {"days": "days_a_week", "people": "people_a_day"}


def _where(row: Listed, town: str) -> Place:
    from scenarios.addresses.communes import commune

    known = commune(town)
    zone = _driving(Figures(""), known) if known is not None else "town"
    return Place(
        commune=town[:200],
        lat=row.lat,
        lon=row.lon,
        zone=zone,
        assumed=row.assumed,
        source=row.list,
    )


TABLE_OF_CODES = Text(fr="anciens codes et nouveaux", en="old codes and new ones")
LIST_OF_OUTLETS = Text(fr="liste de lieux d'aide", en="list of outlets of help")
CITY = Text(
    fr="{code} laissé de côté : ses arrondissements sont là, on ne compte personne deux fois.",
    en="{code} left out: its arrondissements are there, nobody is counted twice.",
)
FINER = Text(
    fr="Communes laissées de côté, leurs IRIS étant là ({count}) : on ne compte "
    "personne deux fois.",
    en="Communes left out, as their IRIS are there ({count}): nobody is counted twice.",
)
RATES_ALONE = Text(
    fr="{count} IRIS laissés de côté : leurs taux sans population ne disent pas combien de "
    "personnes. Ajoutez une table de population par IRIS, avec les positions.",
    en="{count} IRIS left out: rates without population do not say how many people. Add a table of "
    "population by IRIS, with positions.",
)
UNUSABLE = Text(
    fr="Trouvé {found}, ce qui ne se peut ici. Attendu : une valeur plausible. "
    "Corrigez la cellule, ou retirez la ligne.",
    en="Found {found}, which cannot be here. Expected: a plausible value. Correct the cell, or "
    "take the line out.",
)
NOWHERE = Text(
    fr="Zones sans position connue ({count}) : {names}. Attendu : un code de commune "
    "d'aujourd'hui, ou des colonnes lat et lon. Ajoutez une table de passage, ou les positions.",
    en="Areas without a known position ({count}): {names}. Expected: a code of a commune of "
    "today, or columns lat and lon. Add a table of codes, or the positions.",
)
TOO_MANY = Text(
    fr="{count} zones. Attendu : {most} au plus. Gardez les lignes de votre territoire.",
    en="{count} areas. Expected: {most} at most. Keep the lines of your territory.",
)
