"""An upload with faults is mended on the page, and goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from scenarios import dump
from tests.helpers.scenarios import tiny
from tests.helpers.short import filled, saved
from tests.service.databases import create_app


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(f"sqlite:///{tmp_path / 'pages.db'}", workers=0)
    with TestClient(app, base_url="http://127.0.0.1") as found:
        yield found


def form_of(text: str) -> dict[str, str]:
    """Return what the form of a page would send as it stands."""
    fields = re.findall(r'<input type="(?:hidden|text)"[^>]*?name="([^"]+)" value="([^"]*)"', text)
    return {name: unescape(value) for name, value in fields}


def spoilt() -> bytes:
    made = filled()
    made["Magasins"]["D3"] = "secour"
    made["Magasins"]["E2"] = "lundredi"
    made["Associations"]["C3"] = "beaucoup"
    return saved(made)


def test_faulty_cells_are_fields_and_the_rest_is_kept(client: TestClient) -> None:
    page = client.post("/fr/scenarios", files={"file": ("ville.xlsx", spoilt())})
    assert page.status_code == 422
    sent = form_of(page.text)
    places = {sent[f"at.{n}"]: f"mend.{n}" for n in range(3)}
    assert set(places) == {"Magasins!D3", "Magasins!E2", "Associations!C3"}
    assert sent[places["Magasins!D3"]] == "secour"
    assert "Vouliez-vous dire « Secours » ?" in page.text
    assert "Associations!C3 – Personnes aidées – Secours" in page.text

    half = client.post("/fr/mend", data=sent | {places["Magasins!D3"]: "Secours"})
    assert half.status_code == 422
    sent = form_of(half.text)
    places = {sent[f"at.{n}"]: f"mend.{n}" for n in range(2)}
    assert set(places) == {"Magasins!E2", "Associations!C3"}

    right = {places["Magasins!E2"]: "lundi", places["Associations!C3"]: "95"}
    done = client.post("/fr/mend", data=sent | right)
    assert done.status_code == 200
    assert done.url.path == "/fr/scenarios/coeur-d-ormeaux"
    kept = client.get("/fr/scenarios/coeur-d-ormeaux/versions/1/yaml").text
    assert "people: 95" in kept
    assert "days: [mon]" in kept
    assert "holder: secours" in kept


def test_places_that_are_none_change_nothing(client: TestClient) -> None:
    page = client.post("/fr/scenarios", files={"file": ("ville.xlsx", spoilt())})
    sent = form_of(page.text)
    for place in ("Magasins!ZZZ9999999", "Zut!A1", "Magasins!A0", "'", "12", ""):
        again = client.post("/fr/mend", data=sent | {"at.0": place, "mend.0": "\x07=1+1"})
        assert again.status_code == 422
        assert "Magasins!D3" in again.text


def test_lines_of_a_text_file_are_mended_too(client: TestClient) -> None:
    text = dump(tiny("hub")).replace("people: 40", "people: many")
    page = client.post("/en/scenarios", files={"file": ("tiny.yaml", text.encode())})
    sent = form_of(page.text)
    assert "people: many" in sent["mend.0"]
    sent["mend.0"] = sent["mend.0"].replace("many", "40")
    assert client.post("/en/mend", data=sent).url.path == "/en/scenarios/tiny"


def test_what_no_field_can_mend_is_refused_as_before(client: TestClient) -> None:
    for name, content in (("a.xlsx", b"PK\x03\x04"), ("a.yaml", b"\xff\xfe"), ("a.yaml", b"")):
        assert client.post("/fr/scenarios", files={"file": (name, content)}).status_code == 422
    lost = {"name": "a.xlsx", "content": "zz", "mend.0": "1", "at.0": "A!B2"}
    assert client.post("/fr/mend", data=lost).status_code == 422
