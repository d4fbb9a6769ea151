"""A list of one's own on the page: shown, changed, taken into the first steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from scenarios import dump
from service.store import drafts
from tests.helpers.scenarios import tiny
from tests.service.databases import app_over

STORES = """Enseigne\tAdresse\tVille\tTél\tPassage\tHoraires\tQuantité
Lidl\t12 rue de la République\tAubagne\t04\tlun, jeu\t8h-11h30\tenviron 12 caisses
Boulangerie Rolle\t\tAubagne\t04\tparfois\t7h30-9h\t20 kg
Total\t\t\t\t\t\t32
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = app_over(f"sqlite:///{tmp_path / 'pages.db'}")
    with TestClient(app, base_url="http://127.0.0.1") as found:
        yield found


def store_tiny(client: TestClient) -> None:
    sent = {"file": ("t.yaml", dump(tiny("hub")).encode())}
    assert client.post("/fr/scenarios", files=sent).is_success


def kept(text: str) -> dict[str, str]:
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    return {name: unescape(value) for name, value in fields}


def test_a_pasted_list_becomes_the_stores_of_a_town(client: TestClient) -> None:
    page = client.post("/fr/lists", data={"kind": "stores", "draft": "", "pasted": STORES})
    assert page.status_code == 200
    assert "Lignes comprises : 2 sur 3." in page.text
    for told in ("colonne « Tél »", "ligne 3, Passage : ", "ligne de total"):
        assert told in unescape(page.text)
    again = client.post("/fr/lists/take", data=kept(page.text) | {"col.4": "-", "again": "1"})
    assert "colonne « Passage »" in unescape(again.text)
    done = client.post("/fr/lists/take", data=kept(page.text))
    assert done.status_code == 200
    assert re.search(r"/fr/first-steps/\w+/stores$", done.url.path)
    for typed in ("Lidl", "12 rue de la République, Aubagne", "Boulangerie Rolle", "11:30"):
        assert typed in unescape(done.text)


def test_a_second_list_goes_into_the_same_town(client: TestClient) -> None:
    people = "Nom;Ville;Personnes;Jours de distribution\nSecours;Aubagne;90;mardi\n".encode(
        "cp1252"
    )
    page = client.post(
        "/en/lists",
        data={"kind": "associations", "draft": ""},
        files={"file": ("a.csv", people)},
    )
    town = client.post("/en/lists/take", data=kept(page.text)).url.path.split("/")[3]
    stores = "Store;City;Holder\nLidl;Aubagne;secours\nLidl;Gémenos;Other\n"
    page = client.post("/en/lists", data={"kind": "stores", "draft": town, "pasted": stores})
    assert "line 3, Holder" in page.text
    done = client.post("/en/lists/take", data=kept(page.text))
    assert done.url.path == f"/en/first-steps/{town}/stores"
    assert done.text.count('value="Lidl"') == 2


def chosen(text: str, name: str) -> str:
    """Return what is chosen in a list of a page."""
    inside = text.partition(f'id="{name}"')[2].partition("</select>")[0]
    found: list[str] = re.findall(r'<option value="([^"]*)" selected', inside)
    return found[0]


def test_the_town_is_the_one_asked_for_else_the_last_changed(client: TestClient) -> None:
    database = client.app.state.desk.database  # type: ignore[attr-defined]
    assert chosen(client.get("/fr/lists").text, "draft") == ""
    old, new = (drafts.add(database, {"label": name}).id for name in ("Avant", "Après"))
    assert chosen(client.get("/fr/lists").text, "draft") == new
    assert chosen(client.get(f"/fr/lists?draft={old}").text, "draft") == old
    # one that was planned is no longer being begun: its steps lead here all the same
    store_tiny(client)
    drafts.made(database, old, "tiny", 1)
    assert chosen(client.get(f"/fr/lists?draft={old}").text, "draft") == old
    assert old not in client.get("/fr/lists").text
    assert client.get("/fr/lists?draft=none").status_code == 404


def test_what_was_pasted_and_chosen_is_kept_when_it_is_refused(client: TestClient) -> None:
    database = client.app.state.desk.database  # type: ignore[attr-defined]
    town = drafts.add(database, {"label": "Avant"}).id
    drafts.add(database, {"label": "Après"})
    sent = {"kind": "vehicles", "draft": town, "pasted": "\x00\x01<Camion>"}
    page = client.post("/fr/lists", data=sent)
    assert page.status_code == 422
    assert "&lt;Camion&gt;" in page.text
    assert (chosen(page.text, "kind"), chosen(page.text, "draft")) == ("vehicles", town)


@pytest.mark.parametrize(
    "content", [b"", b"   ", b"\x00\x01\x02", b"PK\x03\x04zz", b"\xff\xfe\x00"]
)
def test_what_is_no_list_is_refused(client: TestClient, content: bytes) -> None:
    sent = {"file": ("a.csv", content)}
    assert client.post("/fr/lists", data={"kind": "stores"}, files=sent).status_code == 422


def test_days_of_some_weeks_are_kept_by_the_steps(client: TestClient) -> None:
    text = "Nom;Ville;Jours\nLidl;Aubagne;mardi semaines paires\nAldi;Aubagne;1er lundi du mois\n"
    page = client.post("/fr/lists", data={"kind": "stores", "draft": "", "pasted": text})
    done = client.post("/fr/lists/take", data=kept(page.text))
    shown = unescape(done.text)
    assert "mardi (semaines paires)" in shown
    assert "1er lundi du mois" in shown
    assert re.search(r'<option value="even" selected', shown)
