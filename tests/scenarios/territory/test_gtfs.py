"""Timetables of buses: a day read, one that is over, one that is none."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from scenarios import ScenarioError
from scenarios.territory import gtfs
from scenarios.territory.facts import facts_of
from scenarios.territory.gtfs import timetable_of
from solver.territory.plan import Ask, map_territory
from tests.helpers.scenarios import tiny
from tests.helpers.territories import area

TABLES = {
    "stops.txt": "stop_id,stop_lat,stop_lon\nA,43.50,5.00\nB,43.60,5.00\n",
    "trips.txt": "route_id,service_id,trip_id\nr,week,t1\nr,sunday,t2\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "t1,09:30:00,09:30:00,B,2\nt1,09:10:00,09:11:00,A,1\nt2,10:00:00,10:00:00,A,1\n"
    "t2,10:20:00,10:20:00,B,2\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
    "start_date,end_date\nweek,1,1,1,1,1,0,0,20261101,20261231\n"
    "sunday,0,0,0,0,0,0,1,20261101,20261231\n",
}


def feed(folder: Path, **changes: str | None) -> Path:
    path = folder / "bus.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in TABLES.items():
            said = changes.get(name.removesuffix(".txt"), text)
            if said is not None:
                archive.writestr(name, said)
    return path


def test_the_rides_of_a_tuesday(tmp_path: Path) -> None:
    found = timetable_of(tiny("hub"), feed(tmp_path))
    assert (found.leaves_s, found.arrives_s) == ((9 * 3600 + 660,), (9 * 3600 + 1800,))
    assert (found.start, found.end) == ((0,), (1,))
    assert found.until.isoformat() == "2026-12-31"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"calendar": TABLES["calendar.txt"].replace("20261231", "20261115")}, "ends on 15 Nov"),
        ({"calendar": TABLES["calendar.txt"].replace("20261101", "20261210")}, "begins on 10 Dec"),
        ({"stops": None}, "no whole GTFS file"),
        ({"stop_times": "a,b\n1,2\n"}, "no whole GTFS file"),
    ],
)
def test_what_is_refused(tmp_path: Path, changes: dict[str, str | None], words: str) -> None:
    with pytest.raises(ScenarioError, match=words):
        timetable_of(tiny("hub"), feed(tmp_path, **changes))


def test_a_file_that_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "bus.zip"
    path.write_text("not a zip")
    with pytest.raises(ScenarioError, match="no whole GTFS file"):
        timetable_of(tiny("hub"), path)


def test_a_map_says_until_when_its_buses_are_known(tmp_path: Path) -> None:
    feed(tmp_path)
    world = tiny("hub")
    files = world.territory.files.changed(timetable="bus.zip")
    territory = world.territory.changed(files=files, zones=(area("a", 50, 11.1),))
    world = world.changed(territory=territory)
    known = facts_of(world, tmp_path)
    study = map_territory(world, known.facts, Ask(draws=0), timetable=known.timetable)
    (told,) = [one.text.en for one in study.findings if one.code == "map_buses"]
    assert told == "Timetable of buses valid until 31 December 2026."
    assert study.violations == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"stops": "stop_id,stop_lat,stop_lon\nA\nB,nan,5.00\n"},
        {"stops": "stop_id,stop_lat,stop_lon\nA,443.5,5.00\n"},
        {"stops": "stop_id,stop_lat,stop_lon\nA," + "9" * 5_000 + ",5\n"},
        {"stops": '"' + "x" * 200_000},
        {"calendar": "service_id,monday\n"},
        {"stop_times": TABLES["stop_times.txt"].replace(",2\n", ",\n")},
        {"trips": ""},
    ],
)
def test_tables_that_are_cut_or_false_are_refused(tmp_path: Path, changes: dict[str, str]) -> None:
    with pytest.raises(ScenarioError, match="no whole GTFS file"):
        timetable_of(tiny("hub"), feed(tmp_path, **changes))


def test_a_short_line_is_passed_over(tmp_path: Path) -> None:
    changes = {
        "stop_times": TABLES["stop_times.txt"] + "t1\n",
        "stops": TABLES["stops.txt"] + "C\n",
    }
    found = timetable_of(tiny("hub"), feed(tmp_path, **changes))
    assert (len(found.lat), len(found.leaves_s)) == (2, 1)


def test_an_archive_that_is_cut_packed_otherwise_or_a_bomb_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = feed(tmp_path).read_bytes()
    path = tmp_path / "bus.zip"
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes((whole[at] ^ 0x55,)) + whole[at + 1 :])
        with suppress(ScenarioError):
            timetable_of(tiny("hub"), path)
    feed(tmp_path)
    bounds = {"MOST_BYTES": "above 400 MB", "MOST_HALTS": "more lines", "MOST_LINES": "more lines"}
    for name, words in bounds.items():
        monkeypatch.setattr(gtfs, name, 1)
        with pytest.raises(ScenarioError, match=words):
            timetable_of(tiny("hub"), path)
        monkeypatch.undo()
