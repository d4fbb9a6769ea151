"""A day of buses from a GTFS feed: stops, trips of that day's services, and their rides."""

from __future__ import annotations

import csv
import io
import itertools
import math
import re
import zipfile
import zlib
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
MOST_LINES, MOST_HALTS = 6_000_000, 1_000_000
"""Of a table, and of the trips of one day: several times those of a large city."""
AHEAD_S = 6 * 3600
"""How long after the first departure rides are kept."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEEDED = ("stops.txt", "trips.txt", "stop_times.txt")
UNPACKED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(KeyError, ValueError, OverflowError, csv.Error),
)
"""What is raised by an archive that is cut, encrypted or packed otherwise, and by its tables."""
_PATH = "territory.files.timetable"
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
    except _TooManyError as error:
        raise _wrong(path.name, TOO_LONG) from error
    except OSError as error:
        raise _wrong(path.name, ABSENT) from error
    except UNPACKED as error:
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
        trip: n
        for n, (trip, service) in enumerate(_rows(archive, "trips.txt", ("trip_id", "service_id")))
        if service in services
    }
    stops: dict[str, tuple[float, float]] = {}
    for stop, lat, lon in _rows(archive, "stops.txt", ("stop_id", "stop_lat", "stop_lon")):
        if lat.strip() and lon.strip():
            stops[stop] = _point(lat, lon)
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
        columns = ("service_id", "start_date", "end_date", WEEKDAYS[when.weekday()])
        for service, first, last, runs in _rows(archive, "calendar.txt", columns):
            start, end = _date(first), _date(last)
            days += [start, end]
            if start <= when <= end and runs.strip() == "1":
                found.add(service)
    if "calendar_dates.txt" in names:
        dates = ("service_id", "date", "exception_type")
        for service, told, kind in _rows(archive, "calendar_dates.txt", dates):
            day = _date(told)
            added = kind.strip() == "1"
            if added:
                days.append(day)
            if day == when:
                (found.add if added else found.discard)(service)
    return found, min(days, default=None), max(days, default=None)


def _rides(
    archive: zipfile.ZipFile, trips: Mapping[str, int], stops: Mapping[str, int], from_s: int
) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield rides (leaves, arrives, start, end, trip) between stops with times, in that window."""
    by_trip: dict[int, list[tuple[int, int, int, int]]] = {}
    kept = 0
    columns = ("trip_id", "stop_id", "arrival_time", "departure_time", "stop_sequence")
    for trip_id, stop_id, arrival, departure, order in _rows(archive, "stop_times.txt", columns):
        trip, stop = trips.get(trip_id), stops.get(stop_id)
        if trip is None or stop is None:
            continue
        arrives, leaves = _seconds(arrival), _seconds(departure)
        if arrives is None or leaves is None:
            continue
        kept += 1
        if kept > MOST_HALTS:
            raise _TooManyError
        by_trip.setdefault(trip, []).append((int(order), arrives, leaves, stop))
    for trip, halts in by_trip.items():
        halts.sort()
        for one, other in itertools.pairwise(halts):
            if from_s <= one[2] <= from_s + AHEAD_S:
                yield one[2], max(one[2], other[1]), one[3], other[3], trip


class _TooManyError(Exception):
    """A table has more lines than are read."""


def _rows(
    archive: zipfile.ZipFile, name: str, columns: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Yield the cells of some columns, empty where a line is too short."""
    with archive.open(name) as raw:
        lines = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""))
        titles = next(lines, [])
        places = [titles.index(one) for one in columns]
        longest = max(places)
        for number, line in enumerate(lines):
            if number >= MOST_LINES:
                raise _TooManyError
            if not line:
                continue
            if len(line) <= longest:
                line += [""] * (longest + 1 - len(line))
            yield tuple([line[at] for at in places])


def _point(lat: str, lon: str) -> tuple[float, float]:
    """Return a point in degrees.

    Raises
    ------
    ValueError
        It is none.
    """
    north, east = float(lat), float(lon)
    if not (math.isfinite(north) and math.isfinite(east) and abs(north) <= 90 and abs(east) <= 180):
        raise ValueError(lat, lon)
    return north, east


def _seconds(text: str) -> int | None:
    found = _TIME.fullmatch(text or "")
    return None if found is None else 3600 * int(found[1]) + 60 * int(found[2]) + int(found[3])


def _date(text: str) -> date:
    text = text.strip()
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def absent(name: str) -> Fault:
    """Return what is said of a timetable that is not beside the scenario."""
    return Fault(place=name, path=_PATH, text=ABSENT)


def _wrong(name: str, text: Text) -> ScenarioError:
    return ScenarioError([Fault(place=name, path=_PATH, text=text)])


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
TOO_LONG = Text(
    fr="Ces horaires ont plus de lignes qu'un réseau local : un million de passages par jour, six "
    "millions par tableau. Prenez-en un extrait.",
    en="This timetable has more lines than a local network: a million calls a day, six million in "
    "a table. Take an extract of it.",
)
ABSENT = Text(
    fr="Ce fichier d'horaires n'est pas à côté du scénario. Attendu : un .zip du même dossier. "
    "Copiez-l'y, envoyez-le avec le scénario, ou retirez son nom.",
    en="This timetable is not beside the scenario. Expected: a .zip of the same folder. Copy it "
    "there, send it with the scenario, or take its name out.",
)
