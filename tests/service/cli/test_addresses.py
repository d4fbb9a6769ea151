from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scenarios import load
from scenarios.addresses import book
from scenarios.forms import content, workbook, yaml
from tests.helpers.addresses import lines
from tests.helpers.short import filled, saved
from tests.service.commands import app


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAMASSE_ADDRESSES", str(tmp_path / "books"))
    monkeypatch.delenv("RAMASSE_GEOCODING", raising=False)


def call(*args: object) -> Any:
    env = {"COLUMNS": "100", "RAMASSE_LANG": ""}
    return CliRunner().invoke(app, [str(one) for one in args], env=env)


def test_import_find_fill_then_without_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = call("addresses", "find", "12 rue de la République")
    assert without.exit_code == 2
    assert "Importez-le" in without.stderr
    source = tmp_path / "adresses-13.csv"
    source.write_text("\n".join(lines()), encoding="utf-8")
    (tmp_path / "other.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    wrong = call("addresses", "import", source, tmp_path / "other.csv")
    # the sound one is kept, the other named
    assert wrong.exit_code == 2
    assert "9 voies, 4 communes" in wrong.stdout
    assert "other.csv:1" in wrong.stderr
    found = call("addresses", "find", "12 République", "--commune", "Aubagne")
    assert found.exit_code == 0
    assert "12 Rue de la République, 13400 Aubagne" in found.stdout
    assert "écrivez l'une d'elles" in found.stdout

    said = content("aubagne")
    for one, address in zip(said["associations"], ("12 République", "3 bd Foch"), strict=False):
        one["place"] = {"address": address, "commune": "Aubagne"}
    town = tmp_path / "town.xlsx"
    town.write_bytes(workbook(said, "fr", "town.xlsx"))
    refused = call("addresses", "fill", town, "--out", tmp_path / "filled.xlsx")
    assert refused.exit_code == 2
    assert "town.xlsx:Associations!D3" in refused.stderr
    assert not (tmp_path / "filled.xlsx").exists()
    said["associations"][0]["place"]["address"] = "12 Rue de la République"
    town.write_bytes(workbook(said, "fr", "town.xlsx"))
    filled = call("addresses", "fill", town, "--out", tmp_path / "filled.xlsx")
    assert filled.exit_code == 0, filled.stderr
    assert "3 Boulevard du Maréchal Foch" in filled.stdout
    # on another computer, which has no addresses
    monkeypatch.setenv("RAMASSE_ADDRESSES", str(tmp_path / "nowhere"))
    places = [one.place for one in load(tmp_path / "filled.xlsx").scenario.associations[:2]]
    assert [(one.lat, one.assumed) for one in places] == [(43.29, False), (43.285, False)]


def test_check_tells_how_points_were_found_and_draws_them(tmp_path: Path) -> None:
    moved = "donors.hyper-1.place.lat=43.05"
    checked = call("check", "aubagne", "--set", moved, "--out", tmp_path / "out")
    assert checked.exit_code == 0
    first = checked.stdout.partition("avant de planifier")[2].splitlines()[1]
    assert "hors de sa commune (Aubagne)" in first
    drawn = (tmp_path / "out" / "sites.html").read_text(encoding="utf-8")
    assert "<svg" in drawn
    assert "D&#39;où vient la position" in drawn
    assert "hors de sa commune (Aubagne)" in drawn
    swapped = ("donors.hyper-1.place.lat=5.59", "donors.hyper-1.place.lon=43.29")
    refused = call("check", "aubagne", "--set", swapped[0], "--set", swapped[1])
    assert refused.exit_code == 2
    assert "lat 43.29, lon 5.59" in refused.stderr


def test_what_is_filled_loads_or_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "adresses-13.csv"
    source.write_text("\n".join(lines()), encoding="utf-8")
    assert call("addresses", "import", source).exit_code == 0
    said = content("aubagne")
    stamp = "Adresse trouvée dans a.csv : 3 Boulevard du Maréchal Foch, 13400 Aubagne (100 %)"
    # its point was found by another address, and the new one may be two
    said["associations"][0]["place"] = {
        "address": "12 République",
        "commune": "Aubagne",
        "lat": 43.285,
        "lon": 5.57,
        "source": stamp,
    }
    town, out = tmp_path / "town.yaml", tmp_path / "filled.yaml"
    town.write_text(yaml(said), encoding="utf-8")
    refused = call("addresses", "fill", town, "--out", out)
    assert refused.exit_code == 2
    place = re.search(r"town\.yaml:(\d+): (\S+)", refused.stderr)
    assert place is not None
    assert place[2] == "associations.secours-populaire.place.address"
    assert "12 République" in town.read_text(encoding="utf-8").splitlines()[int(place[1]) - 1]
    assert not out.exists()
    near = call("addresses", "find", "3 Foch", "--commune", "Gemenoss")
    assert "Vouliez-vous dire « Gémenos » ?" in near.stderr


def test_each_address_of_a_short_workbook_is_looked_up_once(tmp_path: Path) -> None:
    source = tmp_path / "adresses-13.csv"
    source.write_text("\n".join(lines()), encoding="utf-8")
    assert call("addresses", "import", source).exit_code == 0
    made = filled()
    asked = ("12 rue de la République", "3 bd Foch", "5 rue du 8 mai 1945", "20 route de Gémenos")
    for n, text in enumerate(asked):
        made["Associations" if n < 2 else "Magasins"][f"B{2 + n % 2}"] = text
    town, out = tmp_path / "ville.xlsx", tmp_path / "ville.yaml"
    town.write_bytes(saved(made))
    before = book._found.cache_info().misses
    done = call("addresses", "fill", town, "--out", out)
    assert done.exit_code == 0, done.stderr
    assert book._found.cache_info().misses - before == len(asked)
    found = load(out).scenario
    assert not any(one.place.assumed for one in found.associations)
    assert not any(one.place.assumed for one in found.donors)
