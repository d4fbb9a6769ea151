"""The command, its page, papers and agenda, and what it refuses."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from icalendar import Calendar
from typer.testing import CliRunner

from models.grants_study import GrantsStudy
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


def said(path: Path) -> str:
    pdf = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(pdf, capture_output=True, check=True).stdout.decode()


def test_the_committee(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("funders", "marseille_financeurs", "--out", str(out))
    assert done.exit_code == 0, done.output
    told = " ".join(done.stdout.split())
    assert "7 financeurs donnent 645 229 € à 10 structures" in told.replace("\u202f", " ").replace(
        "\u00a0", " "
    )
    assert "Personne ne finance en 2027 : Jardin nourricier." in told.replace("\u00a0", " ")
    study = GrantsStudy.model_validate_json((out / "study.json").read_text("utf-8"))
    assert study.violations == ()
    dossier = said(out / "dossier-commun.pdf")
    assert dossier.count("Le dossier commun") == 10
    assert "À remplir" in dossier
    agenda = Calendar.from_ical((out / "appels.ics").read_bytes())
    assert len(agenda.walk("VEVENT")) == sum(1 + (one.opens is not None) for one in study.calls)
    editions = sorted(one.stem for one in (out / "editions").iterdir())
    assert len(editions) == len(study.editions) == 18
    mine = said(out / "editions" / "colis-saint-louis.pdf")
    assert "VM-27-104" in mine
    # nobody else's line, and no count of people
    others = [
        one.reference for one in study.scenario.grants.awards if "Saint-Louis" not in one.structure
    ]
    assert not [one for one in others if one in mine]


def test_it_is_told_in_english() -> None:
    done = call("funders", "marseille_financeurs", "--lang", "en", "--set", "grants.tried_eur=5000")
    assert done.exit_code == 0, done.output
    told = " ".join(done.stdout.split()).replace("\u00a0", " ")
    assert "Tried: 5,000 € more in each envelope" in told
    assert "Who funds whom" in told


def test_what_is_refused() -> None:
    none = call("funders", "aubagne", "--lang", "en")
    assert none.exit_code == 2
    assert "neither grants nor structures" in " ".join(none.stderr.split())
    wrong = "grants.awards=[{funder: ville, structure: epicerie-nord, agreed: 2027-01-01, eur: -5}]"
    back = call("funders", "marseille_financeurs", "--lang", "en", "--set", wrong)
    assert back.exit_code == 2
