from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models.month import MonthStudy
from service.kinds.month.kind import MONTH
from service.ledger import Ledger
from tests.service.commands import app
from tests.service.told_towns import Town, pages, told_town


def call(*words: str) -> Result:
    return CliRunner().invoke(app, ["month", *words])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return told_town(tmp_path_factory.mktemp("month"))


def test_the_last_month_told_is_made_unless_another_is_asked(town: Town, tmp_path: Path) -> None:
    """Papers are written for each body; the study is theirs."""
    out = tmp_path / "papers"
    done = call(town.path, "--database", town.url, "--out", str(out), "--lang", "fr")
    assert done.exit_code == 0, done.output
    found = MonthStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert str(found.period.first) == "2025-11-01"
    assert len(found.published) == 2
    (pool,) = found.settlements
    assert pool.agreed is not None
    assert sum(pool.agreed.cents.values()) == pool.cents > 0
    assert (out / "dons" / "restos.pdf").exists()
    settled = pages((out / "reglement.pdf").read_bytes(), tmp_path)
    assert "clé convenue : aux personnes aidées" in settled[0]


@pytest.mark.parametrize("said", ["2025-10", "10/2025", "octobre 2025", "Oct. 2025"])
def test_months_are_read_as_people_write_them(town: Town, said: str) -> None:
    """Figures or words, in either language."""
    done = call(town.path, "--database", town.url, "--month", said, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["period"] == {"first": "2025-10-01", "last": "2025-10-31"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2025-13", "neither a month nor a year"),
        ("otcobre 2025", "Did you mean 2025-10?"),
        ("hier", "neither a month nor a year. Expected: 2026-11"),
        ("2999-01", "it has not begun. Expected:"),
        ("2024-02", "The journal goes from 2025-09-29 to 2025-11-26"),
    ],
)
def test_what_is_no_month_is_refused_with_what_serves(town: Town, said: str, told: str) -> None:
    """Exit status 2, nothing written."""
    done = call(town.path, "--database", town.url, "--month", said, "--lang", "en")
    assert done.exit_code == 2
    assert told in done.stderr
    assert f"--month {said}" in done.stderr


@pytest.mark.parametrize("given", [True, False])
def test_without_a_journal_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, town: Town, given: bool
) -> None:
    """An empty ledger, or none at all."""
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    with Ledger(url):
        pass
    done = call(town.path, *(("--database", url) if given else ()), "--lang", "fr")
    assert done.exit_code == 2
    assert "Le journal de Trois associations est vide : rien n'a été pesé." in done.stderr
    assert "--database" in done.stderr


def test_a_key_read_in_a_study_asks_for_it(tmp_path: Path) -> None:
    """Shapley is agreed on, and no study of costs is given: nobody owes anything, and why."""
    other = told_town(tmp_path, key="shapley")
    done = call(other.path, "--database", other.url, "--json")
    assert done.exit_code == 0, done.output
    found = MonthStudy.model_validate_json(done.stdout)
    assert "key_unknown" in {one.code for one in found.findings}
    assert found.settlements[0].payments == ()


def test_what_it_writes_is_what_it_says() -> None:
    """Names that it always writes, and patterns of those that one run makes and another not."""
    assert MONTH.writes == ("study.json", "classeur.xlsx", "report.html")
    assert {one.partition("/")[0] for one in MONTH.owned} == {
        *("dons", "bons", "registre", "releves", "reglement.pdf"),
    }
