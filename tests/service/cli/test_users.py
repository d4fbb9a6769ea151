"""``ramasse user`` as people type it: passwords are read, never arguments; faults have a remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.accounts import sessions
from service.store import opened
from tests.service.commands import app

PASSWORD = "quatre chevaux bleus"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'town.db'}"


def run(url: str, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["user", *words, "--database", url, "--lang", "en"], input=typed)


def test_an_account_from_its_first_day_to_its_last(url: str) -> None:
    made = run(url, "add", "Marie", "--role", "coordinator", typed=f"{PASSWORD}\n")
    assert made.exit_code == 0, made.output
    number = re.search(r"number ([a-z2-9]{10})", made.stderr)
    assert number is not None
    run(url, "add", "lise", "--role", "reader", "--town", "tiny", typed=f"{PASSWORD}\n")
    listed = run(url, "list").stdout
    assert listed.splitlines()[1] == f"marie  {number[1]}  coordinator  (all towns)"
    assert run(url, "role", "lise", "--role", "reader", "--role", "driver:anne").exit_code == 0
    assert "driver:anne, reader" in run(url, "list").stdout
    token = run(url, "token", "lise", "--label", "tableur").stdout.strip()
    database = opened(url)
    assert sessions.program(database, token) is not None
    shown = run(url, "token", "lise", "--list").stdout
    assert "tableur" in shown
    assert token not in shown
    assert run(url, "token", "lise", "--revoke", shown.split()[0]).exit_code == 0
    assert sessions.program(database, token) is None
    assert run(url, "reset", "lise", typed="quatre vaches vertes\n").exit_code == 0
    assert sessions.log_in(database, "lise", "quatre vaches vertes", "")
    assert run(url, "disable", "lise").exit_code == 0
    assert "(disabled)" in run(url, "list").stdout
    with pytest.raises(sessions.RefusedError):
        sessions.log_in(database, "lise", "quatre vaches vertes", "")
    assert run(url, "enable", "lise").exit_code == 0
    assert run(url, "erase", "lise").exit_code == 0
    assert "lise" not in run(url, "list").stdout
    database.close()


@pytest.mark.parametrize(
    ("words", "typed", "told"),
    [
        (["add", "zoe", "--role", "reader"], "short\n", "too short"),
        (["add", "zoe", "--role", "reader"], "", "too short"),
        (["add", "zoe", "--role", "boss"], PASSWORD, '"boss" is no role'),
        (["add", "zoe", "--role", "driver"], PASSWORD, "is no role"),
        (["add", "zoe", "--role", "driver:paul"], PASSWORD, "Choose the town"),
        (["add", "zoe", "--role", "reader", "--town", "La Ciotat"], PASSWORD, "is no town"),
        (["add", "z", "--role", "reader"], PASSWORD, "name of an account"),
        (["add", "marie", "--role", "reader"], PASSWORD, "is there already"),
        (["disable", "zoe"], "", 'no account "zoe"'),
        (["token", "marie", "--role", "driver:paul"], "", "does not hold the role"),
        (["token", "marie", "--revoke", "zut"], "", "has no token zut"),
        (["reset", "marie"], "marie marie\n", "too short"),
    ],
)
def test_what_is_refused_is_told_and_changes_nothing(
    url: str, words: list[str], typed: str, told: str
) -> None:
    assert run(url, "add", "marie", "--role", "coordinator", typed=PASSWORD).exit_code == 0
    run(url, "add", "lise", "--role", "coordinator", typed=PASSWORD)
    before = run(url, "list").stdout
    result = run(url, *words, typed=typed)
    assert result.exit_code == 2, result.output
    assert told in result.stderr
    assert run(url, "list").stdout == before


def test_a_server_from_elsewhere_is_told_all_that_is_wrong_at_once(
    url: str, tmp_path: Path
) -> None:
    run(url, "add", "marie", "--role", "coordinator", typed=PASSWORD)
    words = ["serve", "--host", "ramasse.example", "--site", "ramasse.example"]
    words += ["--certificate", str(tmp_path / "none.pem"), "--database", url, "--lang", "en"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    for told in ("this is no address", "not the address of a site", "go together"):
        assert told in result.stderr
    (tmp_path / "a.pem").write_text("zut")
    words = ["serve", "--host", "0.0.0.0", "--database", url, "--lang", "en"]
    words += ["--certificate", str(tmp_path / "a.pem"), "--key", str(tmp_path / "a.pem")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "two PEM files" in result.stderr
