"""A day of buses from a GTFS feed: stops, trips of that day's services, and their rides."""

from __future__ import annotations

import csv
import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from models.base import Text, seconds
from models.calendar import DAY_NUMBER
from models.dates import dated
from models.scenario import Scenario
from models.timetable import Timetable
from scenarios.faults import Fault, ScenarioError

MOST_BYTES = 400_000_000
"""Of all tables once unpacked."""
AHEAD_S = 6 * 3600
"""How long after the first departure rides are kept."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEEDED = ("stops.txt", "trips.txt", "stop_times.txt")
_TIME = re.compile(r"\s*(\d{1,3}):(\d\d):(\d\d)\s*")


def timetable_of(scenario: Scenario, path: Path) -> Timetable:
    """Return the buses of the scenario's week, on the day that it asks for.

    Raises
    ------
    ScenarioError
        The file is no feed, is over by that day, or not yet valid.
    """
    asked = scenario.territory
    when = scenario.week_of + timedelta(days=DAY_NUMBER[asked.bus_day])
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise _wrong(path.name, TOO_LARGE)
            if not set(NEEDED) <= names or not names & {"calendar.txt", "calendar_dates.txt"}:
                raise _wrong(path.name, NO_FEED)
            return _read(archive, names, path.name, when, seconds(asked.bus_from))
    except OSError as error:
        raise _wrong(path.name, ABSENT) from error
    except (zipfile.BadZipFile, KeyError, ValueError, csv.Error) as error:
        raise _wrong(path.name, NO_FEED) from error


def _read(
    archive: zipfile.ZipFile, names: set[str], name: str, when: date, from_s: int
) -> Timetable:
    services, first, until = _services(archive, names, when)
    if until is None or first is None:
        raise _wrong(name, NO_FEED)
    if when > until:
        raise _wrong(name, EXPIRED.format(until=dated(until), when=dated(when)))
    if when < first:
        raise _wrong(name, TOO_EARLY.format(first=dated(first), when=dated(when)))
    trips = {
        row["trip_id"]: n
        for n, row in enumerate(_rows(archive, "trips.txt"))
        if row["service_id"] in services
    }
    stops: dict[str, tuple[float, float]] = {}
    for row in _rows(archive, "stops.txt"):
        if row.get("stop_lat", "").strip() and row.get("stop_lon", "").strip():
            stops[row["stop_id"]] = (float(row["stop_lat"]), float(row["stop_lon"]))
    number = {stop: n for n, stop in enumerate(stops)}
    rides = sorted(_rides(archive, trips, number, from_s))
    leaves, arrives, start, end, trip = ([ride[n] for ride in rides] for n in range(5))
    return Timetable(
        lat=tuple(lat for lat, _ in stops.values()),
        lon=tuple(lon for _, lon in stops.values()),
        leaves_s=tuple(leaves),
        arrives_s=tuple(arrives),
        start=tuple(start),
        end=tuple(end),
        trip=tuple(trip),
        day=when,
        until=until,
    )


def _services(
    archive: zipfile.ZipFile, names: set[str], when: date
) -> tuple[set[str], date | None, date | None]:
    """Return the services of a day, and the first and last day of any."""
    found: set[str] = set()
    days: list[date] = []
    if "calendar.txt" in names:
        for row in _rows(archive, "calendar.txt"):
            start, end = _date(row["start_date"]), _date(row["end_date"])
            days += [start, end]
            if start <= when <= end and row[WEEKDAYS[when.weekday()]].strip() == "1":
                found.add(row["service_id"])
    if "calendar_dates.txt" in names:
        for row in _rows(archive, "calendar_dates.txt"):
            day = _date(row["date"])
            added = row["exception_type"].strip() == "1"
            if added:
                days.append(day)
            if day == when:
                (found.add if added else found.discard)(row["service_id"])
    return found, min(days, default=None), max(days, default=None)


def _rides(
    archive: zipfile.ZipFile, trips: Mapping[str, int], stops: Mapping[str, int], from_s: int
) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield rides (leaves, arrives, start, end, trip) between stops with times, in that window."""
    by_trip: dict[int, list[tuple[int, int, int, int]]] = {}
    for row in _rows(archive, "stop_times.txt"):
        trip, stop = trips.get(row["trip_id"]), stops.get(row["stop_id"])
        if trip is None or stop is None:
            continue
        arrives, leaves = _seconds(row["arrival_time"]), _seconds(row["departure_time"])
        if arrives is None or leaves is None:
            continue
        by_trip.setdefault(trip, []).append((int(row["stop_sequence"]), arrives, leaves, stop))
    for trip, halts in by_trip.items():
        halts.sort()
        for one, other in itertools.pairwise(halts):
            if from_s <= one[2] <= from_s + AHEAD_S:
                yield one[2], max(one[2], other[1]), one[3], other[3], trip


def _rows(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with archive.open(name) as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""))


def _seconds(text: str) -> int | None:
    found = _TIME.fullmatch(text or "")
    return None if found is None else 3600 * int(found[1]) + 60 * int(found[2]) + int(found[3])


def _date(text: str) -> date:
    text = text.strip()
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def _wrong(name: str, text: Text) -> ScenarioError:
    return ScenarioError([Fault(place=name, path="territory.files.timetable", text=text)])


EXPIRED = Text(
    fr="Ces horaires de bus finissent le {until}, avant le {when}. Attendu : des horaires encore "
    "valables. Téléchargez les nouveaux, ou retirez ce fichier.",
    en="This timetable of buses ends on {until}, before {when}. Expected: one that is still valid. "
    "Download the new one, or take the file out.",
)
TOO_EARLY = Text(
    fr="Ces horaires de bus commencent le {first}, après le {when}. Attendu : des horaires de la "
    "semaine étudiée. Téléchargez les précédents, ou changez de semaine.",
    en="This timetable of buses begins on {first}, after {when}. Expected: one of the week "
    "studied. Download the one before, or change the week.",
)
NO_FEED = Text(
    fr="Ce n'est pas un fichier GTFS entier. Attendu : un .zip avec stops, trips, stop_times et "
    "calendar. Téléchargez-le de nouveau.",
    en="This is no whole GTFS file. Expected: a .zip with stops, trips, stop_times and calendar. "
    "Download it again.",
)
TOO_LARGE = Text(
    fr="Ces horaires dépassent 400 Mo une fois décompressés. Attendu : ceux d'un réseau local. "
    "Prenez un extrait.",
    en="This timetable is above 400 MB once unpacked. Expected: that of a local network. Take an "
    "extract.",
)
ABSENT = Text(
    fr="Ce fichier d'horaires n'est pas à côté du scénario. Attendu : un .zip du même dossier. "
    "Copiez-l'y, ou retirez son nom.",
    en="This timetable is not beside the scenario. Expected: a .zip of the same folder. Copy it "
    "there, or take its name out.",
)
