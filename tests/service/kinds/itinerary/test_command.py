"""The command, its papers, and what it refuses."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from icalendar import Calendar
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.itinerary_study import ItineraryStudy
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


def test_a_cycle_of_arles(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("itinerary", "arles", "--iterations", "1", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert "8 haltes visitées sur 8 en 4 semaines" in done.stdout
    assert "Salin-de-Giraud, reçoit 42" in " ".join(done.stdout.split())
    study = ItineraryStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.violations == ()
    events: Any = Calendar.from_ical((out / "haltes.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 16
    assert len({str(one["UID"]) for one in events}) == 16
    assert load_workbook(out / "classeur.xlsx").sheetnames[0] == "Le calendrier"
    poster = text(out / "affiche.pdf")
    # the poster is read by all: no count of households stands on it
    assert "Salin-de-Giraud" in poster
    assert "foyers" not in poster
    assert "foyers" not in (out / "haltes.ics").read_text("utf-8")
    public = (out / "public.html").read_text("utf-8")
    assert "mardi matin" in public
    assert "Place des Gardians" in public
    for words in ("25 foyers", "part servie"):
        assert words not in public
    assert text(out / "carte_publique.pdf").count("Salin-de-Giraud") >= 2
    sheets = text(out / "feuilles.pdf")
    assert "25 foyers" in sheets
    assert sheets.count("Place des Gardians") == 2
    kept = call(
        *("itinerary", "arles", "--iterations", "1", "--keep", str(out / "study.json")),
        *("--set", "itinerary.stops.le-sambuc.days=[thu]", "--lang", "en"),
    )
    assert kept.exit_code == 0, kept.output
    assert "calendar kept: 0 visits that change" in kept.stdout


def text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_all_faults_in_one_message() -> None:
    refused = call(
        *("itinerary", "arles", "--lang", "en"),
        *("--set", "itinerary.stops.moules.households_low=40"),
        *("--set", "itinerary.stops.raphele.parking=null"),
        *("--set", "itinerary.stops.le-sambuc.every_weeks=6"),
        *("--set", "itinerary.parcel_cold_kg=9"),
        *("--set", "itinerary.stops.mas-thibert.minutes=300"),
        *("--set", "itinerary.stops.mas-thibert.opens=09:00"),
        *("--set", "itinerary.stops.mas-thibert.closes=13:00"),
    )
    assert refused.exit_code == 2
    for said in (
        "40 households at least",
        "where to park",
        "every 6 weeks",
        "of which 9 cold",
        "leave only 240",
    ):
        assert said in refused.stderr
    none = call("itinerary", "aubagne")
    assert none.exit_code == 2
    assert "aucune distribution itinérante" in none.stderr
    crowded = call("check", "arles", "--lang", "en")
    assert crowded.exit_code == 0
    assert "up to 36 households, and at most 25 a stop" in " ".join(crowded.output.split())
