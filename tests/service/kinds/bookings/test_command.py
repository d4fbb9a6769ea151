import json
from pathlib import Path
from typing import Any

from icalendar import Calendar
from typer.testing import CliRunner

from models.booking_study import BookingStudy
from tests.helpers.studies import planned
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


def test_a_week_of_aix(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call("trucks", "aix", "--iterations", "1", "--out", str(out))
    assert result.exit_code == 0, result.output
    study = BookingStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.violations == ()
    assert "11 demandes satisfaites sur 12" in result.stdout
    names = {path.name for path in out.iterdir()}
    assert {"report.html", "classeur.xlsx", "maraudes.ics"} <= names
    events: Any = Calendar.from_ical((out / "maraudes.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 3
    assert events[0]["DTSTART"].dt.strftime("%A %H:%M") == "Monday 18:30"
    assert "contact" not in (out / "maraudes.ics").read_text("utf-8").lower()
    page = (out / "report.html").read_text("utf-8")
    assert page.count("<rect") > 11

    kept = call(
        *("trucks", "aix", "--iterations", "1", "--keep", str(out / "study.json")),
        *(
            "--set",
            "bookings.requests.grocery-depot.choices=[{day: sat, opens: '13:00', closes: '18:00'}]",
        ),
        *("--set", "people.grocery-1.days=[mon,tue,wed,thu,fri,sat]", "--lang", "en"),
    )
    assert kept.exit_code == 0, kept.output
    moved = kept.stdout.split("What moved")[1].split("Bookings")[0]
    assert "dépôt" in moved
    assert moved.count("\n  ") < 8


def test_all_faults_at_once(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({"a": 1}), encoding="utf-8")
    result = call(
        *("trucks", "aix", "--variant", "tow", "--keep", str(bad), "--rounds", str(bad)),
        *("--time-limit", "0", "--lang", "en"),
    )
    assert result.exit_code == 2
    assert result.stderr.count("\n- ") == 4
    assert "Traceback" not in result.stderr
    none = call("trucks", "aubagne")
    assert none.exit_code == 2
    assert "ne permet de prêter aucun camion : rien dans bookings.trucks" in none.stderr
    assert call("run", "aubagne", "--bookings", str(bad)).exit_code == 2


def test_rounds_that_keep_clear_of_bookings(tmp_path: Path) -> None:
    out = tmp_path / "aix"
    assert call("trucks", "aix", "--iterations", "1", "--out", str(out)).exit_code == 0
    rounds = tmp_path / "rounds.json"
    rounds.write_text(planned().model_dump_json(), encoding="utf-8")
    result = call("trucks", "aix", "--iterations", "1", "--rounds", str(rounds))
    assert result.exit_code == 0, result.output
    run = call(
        *("run", "aubagne", "--variant", "alone", "--iterations", "1", "--weeks", "0"),
        *("--bookings", str(out / "study.json")),
    )
    assert run.exit_code == 0, run.output
