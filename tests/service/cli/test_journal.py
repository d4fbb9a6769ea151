"""``ramasse weigh``, ``journal`` and ``weeks``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from models.scenario import Scenario
from scenarios import dump
from service.ledger import Ledger
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned
from tests.service.commands import app

ROWS = "date;magasin;association;famille;kg;jeté kg;cause\n24/11/2026;super;restos;Pain;10;1;date\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tiny town, in the week after its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.ledger.weighing.today_in", _today)
    (tmp_path / "tiny.yaml").write_text(dump(tiny("hub")), encoding="utf-8")
    (tmp_path / "in.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def _today(world: Scenario) -> date:
    del world
    return date(2026, 12, 1)


def call(command: str, *words: str) -> Result:
    database = ("--database", "sqlite:///l.db", "--lang", "en")
    return CliRunner().invoke(app, [command, "tiny.yaml", *words, *database])


def test_a_file_is_weighed_in_once_then_corrected() -> None:
    """What is the same is not written again; what differs asks for a reason."""
    first, again = call("weigh", "in.csv"), call("weigh", "in.csv")
    assert (first.exit_code, first.output) == (0, "Lines saved: 1.\n")
    assert again.output == "Nothing new: all was written already.\n"
    Path("in.csv").write_text(ROWS.replace(";10;", ";12;"), encoding="utf-8")
    refused = call("weigh", "in.csv")
    assert refused.exit_code == 2
    assert "in.csv:2" in refused.stderr
    assert "In the journal already (line 1): super, 24 November 2026, 10.0 kg" in refused.stderr
    assert call("weigh", "in.csv", "--correct", "scales").exit_code == 0
    with Ledger("sqlite:///l.db") as ledger:
        assert [one.reason for one in ledger.journal_lines("tiny")] == ["", "scales"]


def test_a_doubt_is_said_to_be_so() -> None:
    """Refused with what to add; then written."""
    Path("in.csv").write_text(ROWS.replace(";10;", ";11000;"), encoding="utf-8")
    refused = call("weigh", "in.csv")
    assert refused.exit_code == 2
    assert "Did you mean 11 kg?" in refused.stderr
    assert "add --yes" in refused.stderr
    assert call("weigh", "in.csv", "--yes").exit_code == 0


def test_the_workbook_of_a_planned_week_comes_back() -> None:
    """With the round of each visit and outing."""
    Path("study.json").write_text(planned().model_dump_json(), encoding="utf-8")
    made = call("weigh", "--study", "study.json", "--template", "week.xlsx")
    assert made.exit_code == 0, made.output
    assert made.output.strip().endswith("week.xlsx --study study.json"), "the command that follows"
    book = load_workbook("week.xlsx")
    sheet = book.worksheets[0]
    heads = {str(cell.value): n for n, cell in enumerate(sheet[1], start=1)}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, heads["Date"]).value is not None:
            sheet.cell(row, heads["Visit"]).value = "nothing ready"
    book.save("week.xlsx")
    assert call("weigh", "week.xlsx", "--study", "study.json").exit_code == 0
    with Ledger("sqlite:///l.db") as ledger:
        visits = ledger.journal("tiny").visits
    collected = {stop.pickup for item in planned().plan.rounds for stop in item.collected}
    # what the plan leaves has its row too
    assert collected <= {one.pickup for one in visits} <= set(planned().scenario.pickups)
    assert all(one.round in planned().plan.round for one in visits if one.pickup in collected)


def test_what_is_written_out_reads_back_equal() -> None:
    """Every line of the journal, outings too."""
    rows = "date;magasin;famille;kg;jeté kg;cause;température;remarque\n"
    rows += "24/11/2026;super;Pain;10;1;date;3,5;=1+1\n24/11/2026;super;fruit;20;;;3,5;\n"
    rows += "26/11/2026;super;Pain;1;;;;\n"
    Path("in.csv").write_text(rows, encoding="utf-8")
    Path("out.csv").write_text("date;véhicule;km;heures\n24/11/2026;Voiture;12;2h\n", "utf-8")
    for name in ("in.csv", "out.csv"):
        assert call("weigh", name).exit_code == 0
    told = call("journal", "--csv", "all.csv")
    assert told.exit_code == 0
    assert "Visits told: 2, over 1 week; 31\u00a0kg came in, 1\u00a0kg of them" in told.output
    assert "Every line is as it was written. Lines: 3" in " ".join(told.output.split())
    back = CliRunner().invoke(
        app, ["weigh", "tiny.yaml", "all.csv", "--database", "sqlite:///other.db"]
    )
    assert back.exit_code == 0, back.output
    with Ledger("sqlite:///l.db") as one, Ledger("sqlite:///other.db") as other:
        before, after = one.journal("tiny"), other.journal("tiny")
    assert after.outings == before.outings
    assert [one.changed(note="") for one in after.visits] == [
        one.changed(note="") for one in before.visits
    ]


def test_a_journal_that_was_touched_is_told() -> None:
    """And the command fails."""
    call("weigh", "in.csv")
    engine = create_engine("sqlite:///l.db")
    with engine.begin() as connection:
        connection.execute(text("drop trigger journal_no_update"))
        connection.execute(text("update journal set content = replace(content, '10', '90')"))
    engine.dispose()
    told = call("journal")
    assert told.exit_code == 1
    assert "Line 1 is not as it was written" in " ".join(told.output.split())


def test_weeks_are_closed_and_publications_withdrawn() -> None:
    """Each by one command; what was weighed is withdrawn no more."""
    world = tiny("hub")
    with Ledger("sqlite:///l.db") as ledger:
        ledger.publish(allocate(world, expected(world), compare=False))
    assert "published" in call("weeks").output
    assert call("weeks", "--withdraw", "2026-11-23").exit_code == 2
    done = call("weeks", "--withdraw", "2026-11-24", "--reason", "a store closed")
    assert done.exit_code == 0, done.output
    assert "publication withdrawn" in " ".join(done.output.split())
    assert call("weeks", "--withdraw", "2026-11-23", "--reason", "again").exit_code == 2
    call("weigh", "in.csv")
    closed = call("weeks", "--close", "2026-11-23")
    assert "closed" in closed.output
    late = call("weigh", "in.csv")
    assert late.output == "Nothing new: all was written already.\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "a file to read, or --code"),
        (("in.csv", "--template", "x.xlsx"), "Give one of them"),
        (("missing.csv",), "File not found"),
        (("in.csv", "--study", "in.csv"), "not a planned week"),
        (("--template", "x.txt"), "does not have an expected name"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], expected: str) -> None:
    """With the exit status of bad input, and nothing is written."""
    result = call("weigh", *words)
    assert result.exit_code == 2
    assert expected in result.stderr


def test_a_study_of_another_town_is_refused() -> None:
    """It would say the rounds of other stores."""
    other = planned().changed(scenario=tiny("hub").changed(id="other", label="Another"))
    Path("study.json").write_text(other.model_dump_json(), encoding="utf-8")
    result = call("weigh", "in.csv", "--study", "study.json")
    assert result.exit_code == 2
    assert "a week of Another" in result.stderr


@pytest.mark.parametrize("command", ["journal", "weeks"])
def test_a_ledger_that_is_not_there_is_said(command: str) -> None:
    """Nothing is made by looking."""
    assert call(command).exit_code == 2
    assert not Path("l.db").exists()


def test_a_date_that_is_none_is_said() -> None:
    """By its option."""
    call("weigh", "in.csv")
    result = call("weeks", "--close", "soon")
    assert result.exit_code == 2
    assert "--close soon" in result.stderr
