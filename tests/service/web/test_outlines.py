"""Outlines sent by the page: read, told, drawn under the map of the scenario that wanted them."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from scenarios import dump
from scenarios.outlines.kept import FOLDER
from service.web import outline_pages
from tests.helpers.ground import spoiled, written
from tests.helpers.scenarios import tiny
from tests.service.databases import create_app


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv(FOLDER, str(tmp_path / "outlines"))
    app = create_app(f"sqlite:///{tmp_path / 'pages.db'}", workers=0)
    with TestClient(app, base_url="http://127.0.0.1") as found:
        yield found


def sent(path: Path) -> dict[str, tuple[str, bytes]]:
    return {"outlines": (path.name, path.read_bytes())}


def test_a_file_is_sent_read_and_drawn_under_the_map(client: TestClient, tmp_path: Path) -> None:
    assert "Aucun contour n'est donné" in unescape(client.get("/fr/outlines").text)
    town = {"file": ("tiny.yaml", dump(tiny("hub")).encode())}
    scenario = client.post("/fr/scenarios", files=town).url.path.rpartition("/")[2]
    before = client.get(f"/fr/scenarios/{scenario}").text
    assert f"/fr/outlines?scenario={scenario}" in before
    assert "Contours\u00a0:" not in before
    page = client.post("/fr/outlines", files=sent(written(tmp_path)), data={"scenario": scenario})
    assert page.url.path == f"/fr/scenarios/{scenario}"
    assert "Fichier de contours lu." in page.text
    assert "pays.geojson" in page.text
    told = unescape(client.get("/en/outlines").text)
    assert "pays.geojson: 20 outlines" in told


def test_what_is_wrong_is_told_at_its_place_and_nothing_kept(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swapped(features: list[dict[str, object]]) -> None:
        for one in features:
            geometry = one["geometry"]
            assert isinstance(geometry, dict)
            (ring,) = geometry["coordinates"]
            geometry["coordinates"] = [[[lat, lon] for lon, lat in ring]]

    page = client.post("/fr/outlines", files=sent(written(tmp_path, spoiled(swapped), "inverse")))
    assert page.status_code == 422
    assert "latitude avant sa longitude" in page.text
    assert "inverse.geojson" in page.text
    assert str(tmp_path) not in page.text
    assert "Aucun fichier n'est choisi" in unescape(client.post("/fr/outlines").text)
    assert not (tmp_path / "outlines").exists()

    def full(path: Path, folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(outline_pages, "import_outlines", full)
    page = client.post("/fr/outlines", files=sent(written(tmp_path)))
    assert page.status_code == 422
    assert "disque" in unescape(page.text)
