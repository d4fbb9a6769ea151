from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from models.places import Place
from scenarios import dump
from tests.helpers.addresses import book
from tests.helpers.scenarios import tiny


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAMASSE_ADDRESSES", str(book(tmp_path).parent))


@pytest.mark.usefixtures("known")
def test_addresses_are_looked_up(client: TestClient) -> None:
    asked = {"text": "12 République", "commune": "Aubagne"}
    found = client.get("/api/addresses", params=asked).json()
    assert [one["label"] for one in found] == [
        "12 Avenue de la République, 13400 Aubagne",
        "12 Rue de la République, 13400 Aubagne",
    ]
    assert client.get("/api/addresses", params={"text": "rue Machin"}).json() == []
    assert client.get("/api/addresses").status_code == 422


@pytest.mark.usefixtures("known")
def test_doubtful_points_are_told_first_and_impossible_ones_refused(client: TestClient) -> None:
    town = tiny("hub")
    text = dump(town)

    def checked(lat: float, lon: float) -> tuple[int, str]:
        first = town.donors[0]
        place = Place(lat=lat, lon=lon, commune=first.place.commune)
        moved = town.changed(donors=(first.changed(place=place), *town.donors[1:]))
        files = {"file": ("town.yaml", dump(moved).encode())}
        answer = client.post("/api/scenarios/check", files=files)
        return answer.status_code, answer.text

    status, told = checked(43.05, 5.56)
    assert status == 200
    assert "hors de sa commune (Aubagne)" in told.partition('"warnings":["')[2][:200]
    status, told = checked(5.56, 43.29)
    assert status == 422
    assert "Vouliez-vous dire lat 43.29, lon 5.56" in told
    assert text
