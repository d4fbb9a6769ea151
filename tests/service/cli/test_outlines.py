from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scenarios.outlines.kept import FOLDER, outline_files
from tests.helpers.ground import spoiled, written
from tests.service.commands import app


def call(*args: object) -> Any:
    env = {"COLUMNS": "100", "RAMASSE_LANG": ""}
    return CliRunner().invoke(app, [str(one) for one in args], env=env)


def test_what_is_sound_is_kept_and_the_other_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    monkeypatch.setenv(FOLDER, str(kept))

    def change(features: list[dict[str, Any]]) -> None:
        features[1]["geometry"]["type"] = "LineString"
        features[2]["geometry"] = None

    wrong = written(tmp_path, spoiled(change), "lignes")
    made = call("outlines", "import", written(tmp_path), wrong)
    assert made.exit_code == 2
    assert "pays.geojson : 20 contours" in made.stdout
    assert "lignes.geojson — Contour n° 2 (Commune A2)" in made.stderr.replace("\n", " ")
    assert [one.name for one in outline_files(kept)] == ["pays.geojson"]
    # maps of any scenario have them from now on; what is wrong with a folder is told
    told = call("outlines", "import", written(tmp_path), "--lang", "en")
    assert told.exit_code == 0
    assert "20 outlines" in told.stdout
    monkeypatch.setenv(FOLDER, str(written(tmp_path)))
    refused = call("outlines", "import", written(tmp_path))
    assert refused.exit_code == 2
    assert "pays.geojson" in refused.stderr
