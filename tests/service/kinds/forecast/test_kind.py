"""``ramasse forecast``: its command, page and files; measured figures in a week and a split."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from models.allocation import Allocation
from models.base import Language
from models.forecast import ForecastStudy
from models.scenario import Scenario
from scenarios import dump
from service.asking.given import Given
from service.kinds.forecast.brand_page import brand_files, brand_page
from service.kinds.forecast.page import forecast_page
from service.kinds.week.kind import WeekAsked
from solver.forecast.study import forecast
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned
from tests.helpers.visits import told, visit
from tests.service.commands import app
from tests.solver.forecast.test_study import history

ROWS = "date;magasin;association;famille;kg;jeté kg;cause\n"
LANGUAGES: tuple[Language, ...] = ("fr", "en")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tiny town and what was weighed at one of its stores."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.ledger.weighing.today_in", _today)
    (tmp_path / "tiny.yaml").write_text(dump(tiny("hub")), encoding="utf-8")
    lines = [
        f"{day:02d}/{month:02d}/2026;super;restos;Pain;{40 + day};5;date\n"
        for month, days in ((9, (1, 8, 15, 22, 29)), (10, (6, 13, 20, 27)), (11, (3, 10)))
        for day in days
    ]
    (tmp_path / "in.csv").write_text(ROWS + "".join(lines), encoding="utf-8")
    return tmp_path


def _today(world: Scenario) -> date:
    del world
    return date(2026, 11, 30)


def call(*words: str) -> Any:
    more = ("--database", "sqlite:///l.db", "--lang", "en")
    return CliRunner().invoke(app, [*words, *more], env={"COLUMNS": "160"})


def test_nothing_told_then_weighed_then_forecast() -> None:
    """The command says that nothing is told; once weighed in, what comes, and writes its files."""
    none = call("forecast", "tiny.yaml")
    assert none.exit_code == 0, none.output
    assert "Nothing is told in the journal yet" in none.stdout
    assert call("weigh", "tiny.yaml", "in.csv").exit_code == 0
    done = call("forecast", "tiny.yaml", "--out", "out")
    assert done.exit_code == 0, done.output
    study = ForecastStudy.model_validate_json(Path("out/study.json").read_text("utf-8"))
    assert study.measured.store["super"].visits == 11
    assert {one.name for one in Path("out").iterdir()} == {
        "study.json",
        "report.html",
        "classeur.xlsx",
    }
    assert "measured" in Path("out/report.html").read_text("utf-8")


def test_a_split_takes_measured_figures_and_says_so() -> None:
    """``--measured``: the offers say what was weighed, and a remark which stores are measured."""
    Path("tiny.yaml").write_text(dump(tiny("alone")), encoding="utf-8")
    assert call("weigh", "tiny.yaml", "in.csv").exit_code == 0
    split = call("allocate", "tiny.yaml", "--measured", "--out", "split")
    assert split.exit_code == 0, split.output
    text = Path("split/allocation.json").read_text("utf-8")
    world = Allocation.model_validate_json(text).scenario
    offer = world.donor["super"].offers[0]
    assert 40 < offer.day_kg.get("tue", offer.kg) < 90
    assert any("Mesuré au journal" in one for one in world.notes)


def test_measured_figures_are_of_the_expected_week_alone() -> None:
    """What is weighed needs no forecast: both at once are refused."""
    refused = call("allocate", "tiny.yaml", "--measured", "--weighed")
    assert refused.exit_code == 2
    assert "--measured" in refused.stderr


def test_a_week_may_ask_for_measured_figures() -> None:
    """The same scenario where they are not asked for, or nothing is told."""
    asked = WeekAsked(scenario="tiny", measured=True)
    given = Given(Path("tiny.yaml"), database="sqlite:///l.db")  # type: ignore[arg-type]
    assert given.as_measured(tiny(), asked=False) == tiny()
    assert given.as_measured(tiny(), asked=asked.measured).donors == tiny().donors


def test_a_week_of_another_town_is_refused(here: Path) -> None:
    """Where, found, expected, remedy."""
    other = planned()
    other = other.changed(scenario=other.scenario.changed(id="elsewhere", label="Elsewhere"))
    (here / "study.json").write_text(other.model_dump_json(), encoding="utf-8")
    refused = call("forecast", "tiny.yaml", "--week", "study.json")
    assert refused.exit_code == 2
    assert '"Elsewhere", another town than "Trois associations"' in refused.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_first_what_matters(language: Language) -> None:
    """The answer, then alerts, then forecasts, the curve, scorecards and double visits."""
    study, _ = history()
    page = forecast_page(study, language)
    assert len(page.alerts) == 2
    assert all(study.scenario.donor[one.donor].label in page.answer for one in study.alerts)
    titles = [section.title for section in page.sections]
    first, then = {"fr": ("Prévision", "Ce qui a"), "en": ("Forecast", "What changed")}[language]
    assert titles[0].startswith(first)
    assert titles[1].startswith(then)
    assert len(page.sections[1].pictures) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brand_has_its_page_without_any_association(language: Language) -> None:
    """The law beside the evidence; what is handed over names no association."""
    study, _ = history()
    made = brand_files(study, language)
    assert set(made) == {"enseigne-hyper.html", "enseigne-hyper.xlsx"}
    text = made["enseigne-hyper.html"].decode()
    assert "2016-1962" in text
    assert not any(who.label in text for who in study.scenario.associations)


def test_rejects_that_nobody_noted_are_not_evidence() -> None:
    """A brand is not shown what the file assumes."""
    town = tiny()
    donors = tuple(one.changed(brand="Halles") for one in town.donors)
    silent = told([visit(week, 0, "super", 100.0, use_by="under_48_h") for week in range(20)])
    study = forecast(town.changed(donors=donors), silent)
    page = brand_page(study, study.brands[0], "en")
    assert "not noted often enough" in page.answer
    assert "100% of what had its date noted" in page.sections[0].lines[0]


@pytest.mark.parametrize("command", ["compare", "levers"])
def test_what_was_measured_counts_in_pooling_too(here: Path, command: str) -> None:
    """Said on its page: which stores are measured, which are assumed."""
    Path("tiny.yaml").write_text(dump(tiny("alone")), encoding="utf-8")
    assert call("weigh", "tiny.yaml", "in.csv", "--yes").exit_code == 0
    none = ("--no-freedom", "--no-means", "--no-stores")
    few = none if command == "levers" else ("--variants", "base", "--weeks", "0")
    words = (command, "tiny.yaml", "--iterations", "1", "--seeds", "1", *few)
    told = call(*words, "--measured", "--out", "told")
    assert told.exit_code == 0, told.output
    page = (here / "told" / "report.html").read_text("utf-8")
    assert "so assumed" in page or "donc supposé" in page
