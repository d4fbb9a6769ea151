"""Outlines sent by the page: read, told, drawn under the map of the scenario that wanted them."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from scenarios import dump
from scenarios.outlines.importing import import_outlines
from scenarios.outlines.kept import FOLDER
from service.sources import LONGEST_S, MOST_MEMORY
from service.web import outline_pages, sent_files
from service.workshop.helpers import LONG, TooMuchError
from tests.helpers.ground import spoiled, written
from tests.helpers.scenarios import tiny
from tests.service.databases import app_over


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv(FOLDER, str(tmp_path / "outlines"))
    app = app_over(f"sqlite:///{tmp_path / 'pages.db'}")
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


def test_a_large_file_is_read_beside_the_server_in_bounded_time(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a page wait for it, nor the server pay for what it unpacks to."""
    bounds = []

    class Beside:
        def do(self, work: object, *_: object, **most: float) -> None:
            bounds.append((work, most))
            raise TooMuchError(LONG.format(seconds="40"))

    monkeypatch.setattr(sent_files, "shared", lambda _: Beside())
    monkeypatch.setattr(outline_pages, "AT_ONCE", 1_000)
    page = client.post("/fr/outlines", files=sent(written(tmp_path)))
    ((work, most),) = bounds
    assert work is import_outlines
    assert most == {"within_s": LONGEST_S, "most_bytes": MOST_MEMORY}
    assert page.status_code == 422
    assert "trop long" in unescape(page.text)
    assert not (tmp_path / "outlines").exists()


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"type":"FeatureCollection","features":['
        + b'{"a":' * 5_000
        + b"1"
        + b"}" * 5_000
        + b"]}",
        b'{"type":"FeatureCollection","features":[{"properties":{"nom":"\\ud800","code":1},'
        b'"geometry":{"type":"Polygon","coordinates":[[[5,43],[5.1,43],[5.1,43.1],[5,43]]]}}]}',
        b'{"type":"FeatureCollection","features":[{"properties":{"nom":"A"},"geometry":'
        b'{"type":"Polygon","coordinates":[[[1' + b"0" * 400 + b",43],[5,43],[5,44],[5,43]]]}}]}",
        b'{"type":"FeatureCollection","features":[1' + b"0" * 5_000 + b"]}",
        b'{"type":"FeatureCollection","features":[{"properties":{"\\ud800":1}}]}',
        b'{"type":"FeatureCollection","features":[' + b"[],{}," * 1_300_000 + b"1]}",
    ],
    ids=["nested", "blocks", "half-letter", "huge", "digits", "half-key", "many"],
)
def test_no_content_of_a_file_breaks_the_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    monkeypatch.setattr(outline_pages, "AT_ONCE", 20_000_000)
    for name in ("a.geojson", "../../x.json", "..", "a\r\nSet-Cookie: b=1.json"):
        page = client.post("/fr/outlines", files={"outlines": (name, body)})
        assert page.status_code in (200, 422), name
        page.text.encode()
