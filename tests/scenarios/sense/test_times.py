from pathlib import Path

import pytest

from tests.scenarios.files import faults_of, line_of, spoilt

CASES = [
    ("week_of: 2026-11-23", "week_of: 2026-11-26", "2026-11-26", "week_of", "jeudi"),
    ("week_of: 2026-11-23", "week_of: 2026-11-23\ntime_zone: La Réunion", "La Réunion",
     "time_zone", "Indian/Reunion"),
    ("week_of: 2026-11-23", "week_of: 2026-11-23\ntime_zone: ../Paris", "../Paris",
     "time_zone", "Europe/Paris"),
    ("week_of: 2026-11-23",
     "week_of: 2026-11-23\ntime_zone: Indian/Reunion\nschool_zone: A", "school_zone",
     "school_zone", "métropole"),
    ("    people: 80\n    counted_on: 2026-10-01", "    people: 80\n    counted_on: 2027-01-01",
     "2027", "associations.restos.counted_on", "passée"),
    ('"08:00", ends: "12:00"', '"12:00", ends: "08:00"', "morning", "shifts.morning.ends", "12:00"),
    ('{day: wed, starts: "14:00", ends: "17:00"}', '{day: wed, starts: "22:00", ends: "02:00"}',
     "day: wed", "associations.restos.openings.0.ends", "22:00–23:59, et 00:00–02:00 le lendemain"),
    ('{day: wed, starts: "14:00", ends: "17:00"}', '{day: wed, starts: "22:00", ends: "00:00"}',
     "day: wed", "associations.restos.openings.0.ends", "écrivez 23:59"),
    ('"08:00", ends: "12:00"', '"08:00", ends: "11:00"', "morning", "shifts.morning.max_min",
     "180"),
    ('{day: wed, starts: "14:00", ends: "17:00"}', '{day: wed, starts: "14:00", ends: "14:00"}',
     "day: wed", "associations.restos.openings.0.ends", "14:00"),
    ("    people: 80", '    people: 80\n    reception: [{opens: "12:00", closes: "08:00"}]',
     "reception", "associations.restos.reception.0.closes", "12:00"),
    ("    people: 80", '    people: 80\n    reception: [{opens: "08:00", closes: "08:10"}]',
     "reception", "associations.restos.reception.0", "15 min"),
    ('{days: [mon], kg: 100, opens: "08:30", closes: "11:00"}',
     '{days: [mon], kg: 100, opens: "11:30", closes: "11:00"}', "11:30",
     "donors.super-1.offers.0.closes", "11:30"),
    ('{days: [mon], kg: 100, opens: "08:30", closes: "11:00"}',
     '{days: [mon], kg: 100, opens: "10:45", closes: "11:00"}', "10:45",
     "donors.super-1.offers.0.closes", "20 min"),
    ("kg: 100,", "kg: 100, loading_min: 200,", "loading_min: 200",
     "donors.super-1.offers.0.closes", "200 min"),
    ("{days: [mon], kg", "{days: [mon, sun], kg", "sun", "donors.super-1.offers.0.days.1", "sun"),
    ("kg: 100,", "kg: 100, day_kg: {tue: 50},", "day_kg", "donors.super-1.offers.0.day_kg.tue",
     "mardi"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "path", "said"), CASES)
def test_impossible_times(
    tmp_path: Path, old: str, new: str, where: str, path: str, said: str
) -> None:
    text = spoilt(old, new)
    (fault,) = faults_of(tmp_path, text)
    assert (fault.place, fault.path) == (line_of(text, where), path)
    assert said in fault.text.fr
