from __future__ import annotations

import io
import json
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from models.allocation import Allocation
from models.base import Text
from models.findings import Finding
from models.study import Study
from models.visits import Visit, Weighed
from scenarios import dump, load
from service.kinds.split.notes_workbook import workbook
from service.kinds.split.receipts import receipts
from service.ledger import Ledger, Telling
from solver.allocation.supply import expected
from solver.split import allocate, allocate_plan
from tests.helpers.scenarios import changed, tiny
from tests.helpers.studies import planned
from tests.service.commands import app

FILES = ["allocation.json", "bons.pdf", "repartition.xlsx"]


def call(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tiny.yaml"
    path.write_text(dump(tiny("hub")), encoding="utf-8")
    return str(path)


def test_a_split_writes_its_files_and_says_why(town: str, tmp_path: Path) -> None:
    result = call("allocate", town, "--out", "out")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    assert "Ce qui la limite" in result.stdout
    assert "Talmud" in result.stdout
    found = Allocation.model_validate_json((tmp_path / "out" / "allocation.json").read_text())
    assert found.provenance.rule == "leximin"
    assert not (tmp_path / "ramasse-ledger.db").exists()


def test_same_supply_same_split(town: str, tmp_path: Path) -> None:
    for out in ("one", "two"):
        assert call("allocate", town, "--out", out).exit_code == 0
    one, two = ((tmp_path / out / "allocation.json").read_bytes() for out in ("one", "two"))
    assert one == two


def test_a_week_is_published_once_then_corrected(town: str, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'l.db'}"
    first = call("allocate", town, "--publish", "--database", database)
    assert first.exit_code == 0, first.output
    assert "publiée" in first.stdout
    again = call("allocate", town, "--publish", "--database", database, "--out", "out")
    assert again.exit_code == 2
    assert "déjà publiée" in again.stderr
    assert not (tmp_path / "out").exists()
    week = str(tiny("hub").week_of)
    correct = ["ledger", "correct", town, "--database", database, "--week", week]
    line = ["--association", "secours", "--family", "fruit", "--kind", "returned"]
    assert call(*correct, *line, "--kg", "2", "--reason", "=1+1").exit_code == 0
    shown = call("ledger", "show", town, "--database", database)
    assert "Secours" in shown.stdout
    detailed = call("ledger", "show", town, "--database", database, "--families")
    assert "Pain" in detailed.stdout
    export = call("ledger", "export", town, "--database", database)
    assert export.stdout.splitlines()[-1].split(",")[:5] == [
        week,
        "secours",
        "fruit",
        "returned",
        "2.000",
    ]
    assert ",'=1+1," in export.stdout


def test_a_week_planned_after_a_published_one_counts_it(town: str) -> None:
    assert call("allocate", town, "--publish").exit_code == 0
    next_week = f"week_of={tiny('hub').week_of + timedelta(days=7)}"
    words = ["run", town, "--set", next_week, "--iterations", "1", "--json"]
    study = Study.model_validate_json(call(*words).stdout)
    assert study.past.weeks == 1
    assert study.past.received_kg["secours"]
    assert "past_weeks" in [one.code for one in study.findings]


@pytest.mark.parametrize("deed", ["show", "export"])
def test_reading_makes_no_ledger(town: str, tmp_path: Path, deed: str) -> None:
    for words in ([], ["--database", f"sqlite:///{tmp_path / 'none.db'}"]):
        result = call("ledger", deed, town, *words)
        assert result.exit_code == 2
        assert "Pas de registre" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tiny.yaml"]


def test_wrong_corrections_are_told_all_at_once(town: str, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'l.db'}"
    assert call("allocate", town, "--publish", "--database", database).exit_code == 0
    words = ["ledger", "correct", town, "--database", database, "--week", "demain"]
    words += ["--association", "nobody", "--family", "none", "--kind", "returned"]
    result = call(*words, "--kg", "-1", "--reason", " ")
    assert result.exit_code == 2
    assert len([line for line in result.stderr.splitlines() if line.startswith("- ")]) == 5


def test_lots_with_faults_write_nothing(town: str, tmp_path: Path) -> None:
    (tmp_path / "lots.csv").write_text("famille;kg\nfruits;-1\n", encoding="utf-8")
    result = call("allocate", town, "--supply", "lots.csv", "--publish", "--out", "out")
    assert result.exit_code == 2
    assert "lots.csv:2" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lots.csv", "tiny.yaml"]


def test_crates_are_handed_over_whole(town: str, tmp_path: Path) -> None:
    (tmp_path / "lots.csv").write_text("famille;caisses\nfruit;7\ndry;3\n", encoding="utf-8")
    result = call("allocate", town, "--supply", "lots.csv", "--out", "out")
    assert result.exit_code == 0, result.output
    found = Allocation.model_validate_json((tmp_path / "out" / "allocation.json").read_text())
    assert found.provenance.rule == "picking"
    assert [one.rule for one in found.comparisons][:2] == ["picking", "pick_counts"]
    assert sum(one.units or 0 for one in found.portions) <= 10
    assert all(one.kg == 10.0 * (one.units or 0) for one in found.portions)


TWINS = """\
id: twins
label: Petite ville
language: fr
week_of: 2026-11-30
days: [mon, tue, wed, thu, fri, sat, sun]
shifts:
  - {id: morning, label: Matin, starts: "07:30", ends: "12:30", max_min: 240}
families:
  - {id: fruit, label: Fruits, temperature: ambient, shelf_days: 3, target_kg_per_person: 1.2}
associations:
  - {id: a, label: A, people: 100, place: &door {lat: 43.29, lon: 5.57, commune: Aubagne},
     openings: &open [{day: tue, starts: "14:00", ends: "17:00"}], unloading_min: 15}
  - {id: b, label: B, people: 100, place: *door, openings: *open, unloading_min: 15}
donor_kinds:
  - {id: store, label: Magasin, family_shares: {fruit: 1}, loading_min: 20}
donors:
  - {id: s1, label: M1, kind: store, place: *door, holder: a, offers: &offer [
     {days: [tue, sun], kg: 80, opens: "08:00", closes: "11:30"}]}
  - {id: s2, label: M2, kind: store, place: *door, holder: b, offers: *offer}
vehicles:
  - {id: v1, label: V1, owner: a, payload_kg: 700, days: &days [mon, tue, sun], eur_per_km: 0.4}
  - {id: v2, label: V2, owner: b, payload_kg: 700, days: *days, eur_per_km: 0.4}
people:
  - {id: d1, label: D1, association: a, roles: [driver], days: *days}
  - {id: h1, label: H1, association: a, roles: [helper], days: *days}
  - {id: d2, label: D2, association: b, roles: [driver], days: *days}
  - {id: h2, label: H2, association: b, roles: [helper], days: *days}
policy:
  pools: [{id: common, label: Commun, mode: direct, members: [a, b]}]
"""


def test_twins_with_floors_have_two_crates_each_after_four_mondays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "twins.yaml").write_text(TWINS, encoding="utf-8")
    (tmp_path / "lots.csv").write_text("famille;caisses\nfruit;1\n", encoding="utf-8")
    takers, told = [], []
    for week in range(4):
        monday = f"week_of={date(2026, 11, 30) + timedelta(weeks=week)}"
        words = ["--set", monday, "--supply", "lots.csv", "--publish", "--out", f"out{week}"]
        result = call("allocate", "twins.yaml", *words)
        assert result.exit_code == 0, result.output
        made = Allocation.model_validate_json((tmp_path / f"out{week}/allocation.json").read_text())
        assert all(one.alone_points > 1.0 for one in made.standings)
        takers += [one.association for one in made.portions]
        told.append(" ".join(result.stdout.split()))
    assert takers == ["a", "b", "a", "b"]
    assert "A : Son compte a gagné : 1 caisse, Fruits (compte 0 kg, juste part +5 kg" in told[0]
    assert "les lots entiers vont à tour de rôle" in told[0]
    assert "Comptes de lots entiers (kg)" in told[1]
    book = load_workbook(tmp_path / "out1" / "repartition.xlsx")
    rows = [[cell.value for cell in row[:6]] for sheet in book for row in sheet.iter_rows()]
    assert ["B", "Fruits", 5, 5, 10, 0] in rows
    assert ["A", "Fruits", -5, 5, 0, 0] in rows


def test_a_split_that_the_checker_refuses_is_not_written(
    town: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Finding(code="split_need", severity="violation", text=Text(fr="Trop.", en="Too much."))
    monkeypatch.setattr("solver.split.check_split", lambda _: (wrong,))
    database = f"sqlite:///{tmp_path / 'l.db'}"
    result = call("allocate", town, "--publish", "--database", database, "--out", "out")
    assert result.exit_code == 1
    assert "Trop." in result.stderr
    assert not (tmp_path / "out" / "allocation.json").exists()
    with Ledger(database) as ledger:
        assert ledger.weeks("tiny") == []


def test_a_planned_week_is_a_supply(town: str, tmp_path: Path) -> None:
    ran = call("run", town, "--iterations", "1", "--weeks", "0", "--out", "plan")
    assert ran.exit_code == 0, ran.output
    study = json.loads((tmp_path / "plan" / "study.json").read_text())
    result = call("allocate", town, "--supply", "plan/study.json", "--out", "out")
    assert result.exit_code == 0, result.output
    found = Allocation.model_validate_json((tmp_path / "out" / "allocation.json").read_text())
    planned = sum(share["kg"] for share in study["plan"]["shares"])
    assert sum(one.kg for one in found.portions) == pytest.approx(planned, abs=0.5)


@pytest.mark.parametrize("content", ["{}", "not json", '{"scenario": 1}'])
def test_a_study_that_is_none_is_refused(town: str, tmp_path: Path, content: str) -> None:
    (tmp_path / "study.json").write_text(content)
    result = call("allocate", town, "--supply", "study.json")
    assert result.exit_code == 2
    assert "study.json" in result.stderr
    assert "Traceback" not in result.output


def test_counts_from_the_future_are_refused(tmp_path: Path) -> None:
    base = tiny("hub")
    later = base.week_of + timedelta(days=30)
    future = changed(
        base, associations=[one.changed(counted_on=later) for one in base.associations]
    )
    path = tmp_path / "future.yaml"
    path.write_text(dump(future), encoding="utf-8")
    result = call("allocate", str(path))
    assert result.exit_code == 2
    assert len([line for line in result.stderr.splitlines() if line.startswith("- ")]) == 3


def test_hostile_names_stay_text() -> None:
    base = tiny("hub")
    names = ('=HYPERLINK("http://x")', "+1[a]:*?/\\'", "@" + "n" * 60)
    hostile = changed(
        base,
        associations=[
            one.changed(label=name) for one, name in zip(base.associations, names, strict=True)
        ],
    )
    made = allocate(hostile, expected(hostile), compare=False)

    book = load_workbook(io.BytesIO(workbook(made, "fr")))
    notes = [sheet for sheet in book if str(sheet["A1"].value).startswith("Bon de livraison")]
    assert len(notes) == 3
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert receipts(made, "fr").startswith(b"%PDF")


def test_receipts_have_a_page_for_each(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    made = allocate(tiny("hub"), expected(tiny("hub")), compare=False)
    path = tmp_path / "bons.pdf"
    path.write_bytes(receipts(made, "fr"))
    try:
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
        ).stdout
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed")
    assert text.count("Bon de livraison") == 3
    assert "Restos" in text


def test_aubagne_in_english() -> None:
    scenario = load("aubagne", "hub").scenario
    assert scenario.label
    result = call("allocate", "aubagne", "--variant", "alone", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "What binds it" in result.stdout


@pytest.mark.parametrize(("answer", "published"), [("y\n", True), ("n\n", False)])
def test_publishing_asks_once_where_somebody_can_answer(
    town: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, published: bool
) -> None:
    """After what will be written is shown; a script is not asked."""
    monkeypatch.setattr("service.cli.remembering._somebody_answers", lambda: True)
    database = f"sqlite:///{tmp_path / 'l.db'}"
    words = ["allocate", town, "--publish", "--database", database, "--lang", "en"]
    result = CliRunner().invoke(app, words, input=answer)
    assert result.exit_code == (0 if published else 1)
    assert "Publishing the week of 23 November 2026 promises" in " ".join(result.stderr.split())
    assert "Publish it so?" in result.stderr
    with Ledger(database) as ledger:
        assert len(ledger.weeks("tiny")) == published


def test_publishing_is_not_asked_with_yes_and_another_draft_is_told(
    town: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last split that was noted had other figures."""
    monkeypatch.setattr("service.cli.remembering._somebody_answers", lambda: True)
    words = ["--database", f"sqlite:///{tmp_path / 'l.db'}", "--lang", "en"]
    assert call("allocate", town, "--set", "policy.split.window_weeks=3", *words).exit_code == 0
    result = call("allocate", town, "--publish", "--yes", *words)
    assert result.exit_code == 0, result.output
    assert "is another one" in result.stderr
    assert "Publish it so?" not in result.stderr


def test_what_really_came_is_split_and_told_against_the_plan(town: str, tmp_path: Path) -> None:
    """kg per association more or less than planned; what is not told is counted out."""
    database = f"sqlite:///{tmp_path / 'l.db'}"
    words = ["--database", database, "--lang", "en"]
    empty = call("allocate", town, "--weighed", *words)
    assert empty.exit_code == 2
    assert "--weighed: nothing came in, by the journal" in empty.stderr
    food = (Weighed(family="fruit", kg=60.0), Weighed(family="bread", kg=20.0))
    visit = Visit(
        day=date(2026, 11, 24),
        donor="super",
        association="restos",
        holder="restos",
        pickup="super_tue",
        food=food,
    )
    with Ledger(database) as ledger:
        ledger.tell("tiny", Telling((visit,)))
    (tmp_path / "study.json").write_text(planned().model_dump_json(), encoding="utf-8")
    for extra in ([], ["--supply", "study.json"]):
        result = call("allocate", town, "--weighed", *extra, "--out", "out", *words)
        assert result.exit_code == 0, result.output
        assert "Difference" in result.stdout.partition("Why")[0]
        assert "Planned visits that are not told" in " ".join(result.stdout.split())
        made = Allocation.model_validate_json((tmp_path / "out/allocation.json").read_text())
        assert made.supply.source == "weighed"
        assert sum(one.kg for one in made.supply.lots) == pytest.approx(80.0)
        assert all(one.planned_kg is not None for one in made.standings)
    plan = allocate_plan(planned(), compare=False)
    for one in made.standings:
        assert one.planned_kg == pytest.approx(plan.standing[one.association].received_kg)


def test_lots_and_the_journal_are_not_both_split(town: str, tmp_path: Path) -> None:
    """Each says what came in."""
    (tmp_path / "lots.csv").write_text("famille;kg\nfruit;10\n", encoding="utf-8")
    result = call("allocate", town, "--weighed", "--supply", "lots.csv", "--lang", "en")
    assert result.exit_code == 2
    assert "Both" in result.stderr


def test_what_really_came_is_brought_to_a_published_week(town: str, tmp_path: Path) -> None:
    """By visible lines, the difference of each; done twice, it is written once."""
    database = f"sqlite:///{tmp_path / 'l.db'}"
    words = ["--database", database, "--lang", "en"]
    assert call("allocate", town, "--publish", *words).exit_code == 0
    visit = Visit(
        day=date(2026, 11, 24),
        donor="super",
        association="restos",
        holder="restos",
        pickup="super_tue",
        food=(Weighed(family="fruit", kg=60.0),),
    )
    with Ledger(database) as ledger:
        ledger.tell("tiny", Telling((visit,)))
    told = call("allocate", town, "--weighed", *words)
    assert told.exit_code == 0, told.output
    assert "--publish brings the difference to it" in " ".join(told.output.split())
    for _ in range(2):
        done = call("allocate", town, "--weighed", "--publish", "--out", "out", *words)
        assert done.exit_code == 0, done.output
        assert "brought to the ledger, by visible lines" in " ".join(done.output.split())
    made = Allocation.model_validate_json((tmp_path / "out/allocation.json").read_text())
    with Ledger(database) as ledger:
        lines = [one for one in ledger.entries("tiny") if one.kind == "received"]
        kept = {one.association: one.received_kg for one in ledger.balances("tiny")}
    assert {one.reason for one in lines} == {"ce qui est vraiment rentré"}
    assert len({(one.association, one.family) for one in lines}) == len(lines)
    for one in made.standings:
        assert kept[one.association] == pytest.approx(one.received_kg, abs=0.1)
