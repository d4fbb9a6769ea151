import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.study import Study
from tests.helpers.hostile import hostile
from tests.helpers.studies import planned, study
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "study.json"
    found = planned("direct")
    week = found.scenario.changed(week_of=date(2020, 1, 6))  # never this week
    path.write_text(found.changed(scenario=week).model_dump_json(), encoding="utf-8")
    return path


def test_the_call_of_a_morning(published: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call(
        *("replan", str(published), "--day", "tue", "--now", "09:21", "--down", "car"),
        *("--iterations", "1", "--out", str(out)),
    )
    assert result.exit_code == 0, result.output
    # the home page says this answer: what changes, and what the week still brings
    assert " % du besoin ; " in " ".join(result.stdout.split())
    for text in ("Ce qui est arrivé", "Ce qui change", "Qui appeler", "annulée", "ne roule pas"):
        assert text in result.stdout
    # a round is called by its day and vehicle, also the one that is gone
    assert "tue-afternoon-car" not in result.stdout
    names = {path.name for path in out.iterdir()}
    made = {"changements.json", "changements.html", "changements.xlsx", "study.json"}
    assert made | {"feuilles-de-route.pdf", "agendas", "messages"} <= names
    after = Study.model_validate_json((out / "study.json").read_text("utf-8"))
    assert after.violations == ()
    changes = json.loads((out / "changements.json").read_text("utf-8"))
    assert changes["tally"]["rounds"][0]["round"] == "tue-afternoon-car"
    # and once more, from there
    again = call(
        *("replan", str(out / "study.json"), "--day", "tue", "--now", "13:00", "--lang", "en"),
        *("--empty", "baker", "--iterations", "1"),
    )
    assert again.exit_code == 0, again.output
    assert "gives nothing that day" in again.stdout
    assert "Nothing was written" in again.stdout


def test_locks_alone_plan_the_rest_again(published: Path) -> None:
    result = call(
        *("replan", str(published), "--day", "mon", "--now", "07:00", "--iterations", "1"),
        *("--lock", "tue-morning-car"),
    )
    assert result.exit_code == 0, result.output
    assert "ni fait ni verrouillé" in " ".join(result.stdout.split())


def test_all_faults_at_once_and_nothing_written(published: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call(
        *("replan", str(published), "--day", "wed", "--now", "08:30", "--out", str(out)),
        *("--absent", "lee", "--absent", "rene:mon", "--absent", "paul", "--down", "truck"),
        *("--empty", "grower", "--surprise", "super,dri,30,08:00", "--closed", "nobody"),
        *("--lock", "wed-morning", "--lock", "wed-morning-van", "--lang", "en"),
        *("--lock", "wed-morning-van/super_wed", "--down", "van"),
    )
    assert result.exit_code == 2
    assert not out.exists()
    said = result.stderr
    for text in (
        "--absent lee: unknown",
        'Did you mean "lea"?',
        "ends on Monday, before Wednesday",
        "--absent paul: aboard round wed-morning-van",
        "--down truck: unknown",
        "--empty grower: this store gives nothing on Wednesday",
        "--surprise dri: unknown",
        "to be fetched by 08:00, but not before 08:30",
        "--closed nobody: unknown",
        "--lock wed-morning: unknown",
        "--lock wed-morning-van/super_wed: this pick-up is not in round",
        "--lock wed-morning-van: cannot be held",
    ):
        assert text in said, text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--day", "tuesday", "--down", "car"), "--day tuesday"),
        (("--now", "9:00", "--day", "tue", "--down", "car"), "--now 9:00"),
        (("--day", "tue"), "Nothing happened"),
        (("--down", "car"), "No day given"),
        (("--day", "tue", "--surprise", "super,fruit"), "SITE,FAMILY,KG"),
        (("--day", "tue", "--surprise", "super,fruit,10,09:00,x"), "SITE,FAMILY,KG"),
        (("--day", "tue", "--gives", "super=lots"), "STORE=KG"),
        (("--day", "tue", "--absent", "lea:someday"), "PERSON[:DAY]"),
        (("--day", "tue", "--down", "car", "--down", "car"), "given twice"),
        (("--day", "tue", "--down", "car", "--tolerance", "7"), "--tolerance 7"),
        (("--day", "tue", "--down", "car", "--time-limit", "0"), "--time-limit"),
    ],
)
def test_each_fault(published: Path, args: tuple[str, ...], said: str) -> None:
    result = call("replan", str(published), "--lang", "en", *args)
    assert result.exit_code == 2
    assert said in result.stderr


def test_what_is_no_study(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    told = {
        bad: "n'est pas une étude",
        tmp_path / "none.json": "Fichier introuvable",
        tmp_path: "un dossier",
    }
    for path, said in told.items():
        result = call("replan", str(path), "--day", "mon", "--down", "car")
        assert result.exit_code == 2
        assert said in result.stderr


def test_hostile_names_are_printed_and_written_as_they_are(tmp_path: Path) -> None:
    path, out = tmp_path / "study.json", tmp_path / "out"
    path.write_text(study(hostile(), planned().plan).model_dump_json(), encoding="utf-8")
    result = call(
        *("replan", str(path), "--day", "tue", "--now", "07:00", "--down", "car"),
        *("--surprise", "super,dairy,40", "--iterations", "1", "--out", str(out)),
    )
    assert result.exit_code in (0, 1), result.output
    page = (out / "changements.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "{{ 7*7 }}" in page
    book = load_workbook(out / "changements.xlsx")
    assert all(c.data_type != "f" for s in book for row in s.iter_rows() for c in row)
