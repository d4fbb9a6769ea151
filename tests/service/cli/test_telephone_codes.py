"""``ramasse weigh --code``: what a driver's telephone gave back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models.scenario import Scenario
from scenarios import dump
from service.ledger import Ledger
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned
from tests.helpers.telephones import FULL, code
from tests.service.commands import app

URL = "sqlite:///l.db"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tiny town and its planned week, in the week after."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.ledger.weighing.today_in", _today)
    (tmp_path / "tiny.yaml").write_text(dump(tiny("hub")), encoding="utf-8")
    (tmp_path / "study.json").write_text(planned().model_dump_json(), encoding="utf-8")
    return tmp_path


def _today(world: Scenario) -> date:
    del world
    return date(2026, 12, 1)


def weigh(*words: str) -> Result:
    told = ("--study", "study.json", "--database", URL, "--lang", "en")
    return CliRunner().invoke(app, ["weigh", "tiny.yaml", *words, *told])


def test_a_code_is_written_once_and_corrected_with_a_reason() -> None:
    """Of a text or a file; the same again changes nothing; another figure asks why."""
    Path("sms.txt").write_text(f"Voici\n{code(FULL, outing=[21.5, 150, 2])}", encoding="utf-8")
    assert weigh("--code", "sms.txt").output == "Lines saved: 2.\n"
    assert weigh("--code", code(FULL)).output.startswith("Nothing new")
    better = code([0, 0, 501, 5, 3.5, [0, 41.5, None]])
    refused = weigh("--code", better)
    assert refused.exit_code == 2
    assert "super" in refused.stderr
    assert "In the journal already" in refused.stderr
    assert weigh("--code", better, "--correct", "scales").exit_code == 0
    with Ledger(URL) as ledger:
        visits = ledger.journal("tiny").visits
        assert [(one.kg, one.round, one.by_telephone) for one in visits] == [
            (41.5, "tue-morning-car", True)
        ]
        assert ledger.check_journal("tiny").broken is None


def test_what_the_page_wrote_before_is_the_same() -> None:
    """A line told by hand and the code that says the same are one."""
    rows = "date;magasin;famille;kg;passage\n24/11/2026;super;Pain;10;\n"
    Path("in.csv").write_text(rows, encoding="utf-8")
    assert weigh("in.csv").exit_code == 0
    assert "Nothing new" in weigh("--code", code([0, 0, None, None, None, [1, 10, None]])).output


def test_one_thing_is_given_and_a_code_needs_its_plan() -> None:
    """A file, a code or a workbook to write; a code without the study of its week is refused."""
    assert "Give one of them" in weigh("in.csv", "--code", code(FULL)).stderr
    words = ["weigh", "tiny.yaml", "--code", code(FULL), "--database", URL, "--lang", "en"]
    refused = CliRunner().invoke(app, words)
    assert refused.exit_code == 2
    assert "--study" in refused.stderr
    assert "No code of a telephone" in weigh("--code", "sms.txt").stderr
    Path("sms.txt").write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in weigh("--code", "sms.txt").stderr
