"""Opening hours as others write them: read, refused by name, put in a scenario with their age."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scenarios import dump, load
from scenarios.outlets import HoursError, Known, read_hours, read_places, with_places
from tests.helpers.outlets import calendar_of, outlet, slot
from tests.service.commands import app


def told(text: str) -> list[str]:
    return [
        " ".join([one.day, one.starts, one.ends, one.weeks, *one.of_month, one.school])
        for one in read_hours(text).slots
    ]


READ = {
    "Tu 14:00-17:00": ["tue 14:00 17:00 any always"],
    "Mo-We,Fr 9:00-12:00": [f"{d} 09:00 12:00 any always" for d in ("mon", "tue", "wed", "fri")],
    "Sa-Mo 10:00-11:00": [f"{d} 10:00 11:00 any always" for d in ("sat", "sun", "mon")],
    "Tu 09:00-12:00,14:00-17:00": [
        "tue 09:00 12:00 any always",
        "tue 14:00 17:00 any always",
    ],
    "Tu 14:00-17:00, Th 09:00-12:00": [
        "tue 14:00 17:00 any always",
        "thu 09:00 12:00 any always",
    ],
    "Tu[1,3] 14:00-17:00; We[-1] 14:00-17:00": [
        "tue 14:00 17:00 any first third always",
        "wed 14:00 17:00 any last always",
    ],
    "week 1-53/2 Th 14:00-17:00": ["thu 14:00 17:00 odd always"],
    # the part that a library ignores in silence: what is open is not open in school holidays
    "Tu,Th 14:00-17:00; SH off": ["tue 14:00 17:00 any term", "thu 14:00 17:00 any term"],
    "Tu,Th 14:00-17:00; SH Th off": ["tue 14:00 17:00 any always", "thu 14:00 17:00 any term"],
    "Tu 14:00-17:00; SH Tu 09:00-11:00": [
        "tue 14:00 17:00 any term",
        "tue 09:00 11:00 any holidays",
    ],
    "Mo-Fr 14:00-17:00; We off": [
        f"{d} 14:00 17:00 any always" for d in ("mon", "tue", "thu", "fri")
    ],
    "Mo 20:00-24:00": ["mon 20:00 23:59 any always"],
}


@pytest.mark.parametrize("text", READ)
def test_the_common_part_is_read(text: str) -> None:
    assert told(text) == READ[text]


def test_public_holidays_are_open_closed_or_not_told() -> None:
    assert read_hours("Tu 14:00-17:00; PH off").public_holidays is False
    assert read_hours("Tu,PH 14:00-17:00").public_holidays is True
    assert read_hours("Tu 14:00-17:00").public_holidays is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("24/7", "24/7"),
        ("Jul-Aug Tu 14:00-17:00", "months"),
        ("Tu 21:00-01:00", "midnight"),
        ("Tu sunrise-sunset", "sun times"),
        ("Tu 14:00+", "open end"),
        ("Tu 14:00-17:00; PH 10:00-12:00", "public holidays alone"),
        ('Tu 14:00-17:00 "sur rendez-vous"', "comment"),
        ("mardi 14h-17h", "this form"),
        ("Tu[7] 14:00-17:00", "this form"),
        ("week 2-52/3 Tu 14:00-17:00", "this form"),
    ],
)
def test_the_rest_is_refused_by_name(text: str, what: str) -> None:
    with pytest.raises(HoursError) as found:
        read_hours(text)
    assert what in found.value.what.en


SOLIGUIDE: dict[str, Any] = {
    "places": [
        {
            "name": "Épicerie du Port",
            "position": {"address": "1 quai du Port, 13400 Aubagne"},
            "updatedAt": "2026-01-20T10:00:00.000Z",
            "publics": {"accueil": 1, "familialle": ["family", "isolated"]},
            "services_all": [{"category": "social_grocery_stores"}],
            "tempInfos": {
                "closure": {"actif": True, "dateDebut": "2027-07-12", "dateFin": "2027-07-18"}
            },
            "newhours": {
                "closedHolidays": "CLOSED",
                "tuesday": {"open": True, "timeslot": [{"start": "14:00", "end": "17:00"}]},
                "thursday": {
                    "open": True,
                    "timeslot": [{"start": 900, "end": 1200}, {"start": "23:00", "end": "05:00"}],
                },
                "friday": {"open": False, "timeslot": [{"start": "09:00", "end": "10:00"}]},
            },
        },
        {"name": "Sans horaires", "newhours": {}},
    ]
}


def test_places_of_soliguide_say_how_old_they_are() -> None:
    port, none = read_places(json.dumps(SOLIGUIDE).encode())
    assert port.told == date(2026, 1, 20)
    assert port.age_months(date(2026, 11, 30)) == 10
    assert port.mode == "grocery"
    assert port.admits == ("families", "isolated")
    assert port.closures == ((date(2027, 7, 12), date(2027, 7, 18)),)
    assert port.hours is not None
    assert [(one.day, one.starts) for one in port.hours.slots] == [
        ("tue", "14:00"),
        ("thu", "09:00"),
    ]
    assert "thursday 23:00-05:00" in port.unread[0].fr
    assert none.hours is None
    assert none.age_months(date.today()) is None


def test_a_table_of_soliguide_is_read_with_its_columns_and_the_age_of_each_row() -> None:
    sample = resources.files("scenarios").joinpath("library/aubagne_lieux.csv").read_bytes()
    port, table, parcels, street = read_places(sample)
    assert port.address == "3 rue inventée, 13400 Aubagne"
    assert [one.mode for one in (port, table, parcels, street)] == [
        *("grocery", "meal", "parcels", "meal")
    ]
    assert port.admits == ("families", "isolated")
    assert len(table.admits) == 5
    assert parcels.told == date(2025, 1, 10)
    today = date(2026, 11, 30)
    assert [one.age_months(today) for one in (port, table, parcels, street)] == [0, 2, 22, 1]
    assert parcels.closures == ((date(2027, 8, 2), date(2027, 8, 22)),)
    assert parcels.hours is not None
    assert parcels.hours.slots[0].of_month == ("first", "third")
    assert table.hours is not None
    assert table.hours.public_holidays is False
    assert street.hours is None
    assert "midnight" in street.unread[0].en
    odd = sample.replace(b"du 02-08-2027 au 22-08-2027", "en août".encode())
    unread = read_places(odd)[2]
    assert unread.closures == ()
    assert "closure not read: en août" in unread.unread[0].en


def test_a_list_is_put_in_a_scenario_or_nothing_is_written(tmp_path: Path) -> None:
    town = tmp_path / "town.yaml"
    town.write_text(dump(calendar_of([outlet("a", [slot("mon")])])), encoding="utf-8")
    before = town.read_text("utf-8")
    places = tmp_path / "lieux.csv"
    places.write_text(
        "name;opening_hours;check_date;publics\n"
        "Lieu a;Tu 14:00-17:00, Th 09:00-12:00;2026-10-01;familles\n"
        "Café;Jul Mo 09:00-10:00;;étudiants\n"
        "Les Colis;Tu,Th 14:00-17:00;2025-01-01;familles, personnes isolées\n",
        encoding="utf-8",
    )

    def call(*args: str) -> Any:
        env = {"COLUMNS": "160", "RAMASSE_LANG": ""}
        return CliRunner().invoke(app, ["hours", str(places), *args, "--lang", "en"], env=env)

    shown = call()
    assert shown.exit_code == 0, shown.output
    assert "months old: to be checked" in shown.stdout
    assert "hours not read: months (write a closure) (Jul Mo 09:00-10:00)" in shown.stdout
    refused = call("--into", str(town), "--take", "--association", "nobody", "--sector", "centre")
    assert refused.exit_code == 2
    assert town.read_text("utf-8") == before
    sound = ("--into", str(town), "--association", "restos", "--sector", "centre")
    assert "Nothing is written" in call(*sound).stdout
    assert town.read_text("utf-8") == before
    assert call(*sound, "--take").exit_code == 0
    world = load(str(town)).scenario
    assert [one.id for one in world.openings.outlets] == ["a", "les-colis"]
    assert [one.name for one in world.openings.outlets[0].slots] == ["tue-1400", "thu-0900"]
    assert world.openings.outlets[1].hours_told == date(2025, 1, 1)
    assert world.openings.outlets[1].admits == ("families", "isolated")
    assert [one.name for one in world.openings.outlets[1].slots] == ["tue-1400", "thu-1400"]
    places.write_text("a,b\n1,2\n", encoding="utf-8")
    assert call().exit_code == 2


def test_an_outlet_of_the_same_name_takes_the_hours_and_keeps_the_rest() -> None:
    kept = [outlet("a", [slot("mon")], takes_part=False)]
    (port, _) = read_places(json.dumps(SOLIGUIDE).encode())
    made = with_places(kept, [port], Known("secours", "centre"))
    assert made[0] == kept[0]
    assert made[1]["public_holidays"] is False
    again = with_places(made, [port], Known())
    assert again == made


@pytest.mark.parametrize("text", ['{"scenario": {"id": "a"}, "plan": {}}', '[{"kg": 1}]', "[1]"])
def test_json_of_something_else_is_no_list_of_places(text: str) -> None:
    with pytest.raises(ValueError, match="no list of places"):
        read_places(text.encode())
