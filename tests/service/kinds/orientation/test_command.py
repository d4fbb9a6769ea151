"""The command, its page and its sheets, and what it refuses."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


def test_the_valley(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("orientation", "vallee", "--out", str(out))
    assert done.exit_code == 0, done.output
    told = " ".join(done.stdout.split())
    assert "355 demandes de foyers sur 460 trouvent une place" in told
    # a group with a count under eleven is told without counts
    assert "Personnes seules de la gare : Colis de la gare, Table du centre" in told
    pdf = ["pdftotext", "-layout", str(out / "fiches.pdf"), "-"]
    sheets = subprocess.run(pdf, capture_output=True, check=True).stdout.decode()
    assert sheets.count("Où orienter") == 5
    without_hours = re.sub(
        r"\d\d:\d\d|\d+ ?/ ?\d+|\d+ (?:cours|rue|place|avenue|novembre)", "", sheets
    )
    assert set(re.findall(r"\d+", without_hours)) <= {"2026"}
    assert {path.name for path in out.iterdir()} >= {
        "public.html",
        "public.xlsx",
        "carte_publique.pdf",
    }
    public = (out / "public.html").read_text(encoding="utf-8")
    assert "Édition publique" in public
    assert "Ce qui limite" in (out / "report.html").read_text(encoding="utf-8")
    for words in ("Ce qui limite", "rempli", "places", "Capacité", "saturé"):
        assert words not in public  # of no outlet


def test_what_is_refused_and_what_is_missing() -> None:
    few = "orientation.flows=[{group: rue-centre, outlet: restaurant, households: 4}, "
    few += "{group: rue-centre, outlet: restaurant, households: 20}]"
    refused = call("orientation", "vallee", "--set", few, "--lang", "en")
    assert refused.exit_code == 2
    assert "Found 4 households. Expected: 0, or 11 at least" in refused.stderr
    assert "have a line already" in refused.stderr
    assert call("orientation", "aix").exit_code == 2
    half = call("orientation", "vallee", "--set", "openings.groups=[]", "--set", "orientation={}")
    assert half.exit_code == 2
    assert "rien dans openings.groups. Attendu" in " ".join(half.stderr.split())
    shut = "orientation.rules=[{outlet: colis-plateau, sectors: [plateau]}]"
    alone = call("orientation", "vallee", "--set", shut)
    assert "Familles des hameaux : aucun lieu ne reçoit ce public" in " ".join(alone.stdout.split())
