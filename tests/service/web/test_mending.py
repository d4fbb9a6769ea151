"""An upload with faults is mended on the page, and goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from models.base import Text
from scenarios import Fault, dump
from scenarios.mending import spots
from service.web import mending
from tests.helpers.scenarios import tiny
from tests.helpers.short import filled, saved
from tests.service.databases import app_over


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = app_over(f"sqlite:///{tmp_path / 'pages.db'}")
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


def test_faults_of_files_beside_are_no_lines_of_the_scenario() -> None:
    places = ("tiny.yaml:2", "magasins.csv:2", "magasins.xlsx:Feuil1!A2")
    faults = [Fault(place=one, path="", text=Text(fr="non", en="no")) for one in places]
    found, others = spots("tiny.yaml", dump(tiny("hub")).encode(), faults)
    assert [one.place for one in found] == ["2"]
    assert len(others) == 2


def test_a_new_version_that_cannot_be_mended_is_told_on_its_scenario(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = dump(tiny("hub"))
    client.post("/en/scenarios", files={"file": ("tiny.yaml", good.encode())})
    wrong = {"file": ("tiny.yaml", good.replace("people: 40", "people: many").encode())}
    page = client.post("/en/scenarios/tiny/versions", files=wrong)
    sent = form_of(page.text)
    assert sent["into"] == "tiny"
    lost = client.post("/en/mend", data=sent | {"content": "", "mend.0": "x"})
    assert lost.status_code == 422
    assert 'action="/en/scenarios/tiny/versions"' in lost.text
    # too long to be sent back as text: told, with no field
    monkeypatch.setattr(mending, "MOST_BYTES", 1000)
    long = client.post("/en/scenarios/tiny/versions", files=wrong)
    assert long.status_code == 422
    assert "mend.0" not in long.text
    assert 'action="/en/scenarios/tiny/versions"' in long.text


def test_what_no_field_can_mend_is_refused_as_before(client: TestClient) -> None:
    for name, content in (("a.xlsx", b"PK\x03\x04"), ("a.yaml", b"\xff\xfe"), ("a.yaml", b"")):
        assert client.post("/fr/scenarios", files={"file": (name, content)}).status_code == 422
    lost = {"name": "a.xlsx", "content": "zz", "mend.0": "1", "at.0": "A!B2"}
    assert client.post("/fr/mend", data=lost).status_code == 422
