"""The first steps as forms send them: points kept, moved and dropped; rows; a file of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from scenarios import dump
from scenarios.addresses.finding import FOLDER, Finder, default_finder
from scenarios.beginning import town
from service.sources import Upload
from service.store import drafts
from service.web import controls, editing
from service.web.first_steps import address_files, sites
from tests.helpers.addresses import book
from tests.helpers.scenarios import tiny
from tests.service.databases import app_over

HERE = "12 rue de la République, Aubagne"
THERE = "3 boulevard du Maréchal Foch, Aubagne"


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv(FOLDER, str(book(tmp_path).parent))
    app = app_over(f"sqlite:///{tmp_path / 'pages.db'}")
    with TestClient(app, base_url="http://127.0.0.1") as found:
        yield found


@pytest.fixture
def draft(client: TestClient) -> str:
    return client.post("/fr/first-steps").url.path.split("/")[3]


def stored(client: TestClient, draft: str) -> drafts.Draft:
    return drafts.draft(client.app.state.desk.database, draft)  # type: ignore[attr-defined]


def hidden(text: str) -> dict[str, str]:
    """Return the hidden fields of a page's forms."""
    fields = re.findall(r'<input type="hidden"[^>]*? name="([^"]+)" value="([^"]*)"', text)
    return {name: unescape(value) for name, value in fields}


def send(client: TestClient, draft: str, step: str, **fields: str) -> str:
    page = f"/fr/first-steps/{draft}/{step}"
    said = hidden(client.get(page).text) | {n.replace("__", "."): v for n, v in fields.items()}
    return str(client.post(page, data=said).url)


def test_a_point_goes_with_the_address_that_it_was_found_by(client: TestClient, draft: str) -> None:
    send(client, draft, "town", f__label="Ici", f__commune="Aubagne")
    same = {"associations__0__label": "Elle"}
    send(client, draft, "associations", **same, associations__0__address=HERE)

    def place() -> dict[str, object]:
        found: dict[str, object] = stored(client, draft).answers["associations"][0]["place"]
        return found

    first = place()
    page = client.get(f"/fr/first-steps/{draft}/associations").text
    # the pin was not moved: nothing is sent of it
    assert {hidden(page)[f"associations.0.{one}"] for one in ("lat", "lon")} == {""}
    send(client, draft, "associations", **same, associations__0__address=THERE)
    assert place() != first
    assert "placé sur la carte" not in str(place())
    moved = {"associations__0__lat": "43,3", "associations__0__lon": "5,6"}
    send(client, draft, "associations", **same, **moved, associations__0__address=THERE)
    assert (place()["lat"], place()["lon"], place()["source"]) == (43.3, 5.6, "placé sur la carte")
    send(client, draft, "associations", **same, associations__0__address=THERE)
    assert place()["source"] == "placé sur la carte"
    send(client, draft, "associations", **same, associations__0__address=HERE)
    assert place() == first


def test_added_rows_are_bounded_and_led_to(client: TestClient, draft: str) -> None:
    more = {"then": "more"}
    first = {"vehicles__0__label": "Le camion", "vehicles__1__label": ""}
    back = send(client, draft, "means", **first, **more)
    assert back.endswith("#f-vehicles-1")
    page = client.get(back).text
    assert 'id="f-vehicles-1"' in page
    assert page.count('<fieldset class="block"') >= 1 + 4
    page = client.get(f"/fr/first-steps/{draft}/means?blanks=99999999").text
    assert page.count('<fieldset class="block"') < 100


def test_a_thing_without_a_name_is_no_town(client: TestClient, draft: str) -> None:
    send(client, draft, "stores", stores__0__address="Aubagne")
    page = client.get(f"/fr/first-steps/{draft}/stores").text
    assert "<legend>Magasin sans nom</legend>" in page
    assert "Ville sans nom" not in page


def test_what_a_file_of_addresses_cannot_be_kept_for_is_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(address_files, "import_file", full)
    sent = {"addresses": ("adresses-13.csv", b"id;numero\n")}
    page = client.post("/fr/addresses", files=sent)
    assert page.status_code == 422
    assert "disque" in unescape(page.text)
    monkeypatch.setattr(address_files, "import_file", lambda *_: None)
    page = client.post("/fr/addresses", files=sent)
    assert "Fichier d'adresses lu." in unescape(page.text)


def test_sites_are_looked_up_again_once_a_file_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[Upload]()

    @contextmanager
    def opening(upload: Upload, *_: object) -> Iterator[Upload]:
        read.append(upload)
        yield upload

    monkeypatch.setattr(editing, "read_variant", opening)
    monkeypatch.setenv(FOLDER, str(tmp_path / "none"))
    name = Upload("known-to-no-other-test.yaml", b"id: a\n")
    for _ in range(2):
        editing.loaded_of(name)
    assert len(read) == 1
    monkeypatch.setenv(FOLDER, str(book(tmp_path).parent))
    editing.loaded_of(name)
    assert len(read) == 2


def test_addresses_are_looked_up_by_one_finder_a_request(
    client: TestClient, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {f"stores__{n}__label": f"M{n}" for n in range(5)}
    many |= {f"stores__{n}__address": HERE for n in range(5)}
    send(client, draft, "stores", **many)
    opened = list[int]()

    def counted() -> Finder:
        opened.append(1)
        return default_finder()

    for where in (sites, controls):
        monkeypatch.setattr(where, "default_finder", counted)
    monkeypatch.setattr(town, "default_finder", counted)
    client.get(f"/fr/first-steps/{draft}/stores")
    assert len(opened) == 1


def test_an_address_is_looked_up_though_its_thing_is_ticked_to_go(client: TestClient) -> None:
    text = dump(tiny("hub")).encode()
    assert client.post("/fr/scenarios", files={"file": ("t.yaml", text)}).is_success
    page = "/fr/scenarios/tiny/tables/donors/thing?id=hyper"
    sent = {"version": "1", "gone": "1", "look_up": "f.place", "f.place.address": "3 bd Foch"}
    found = client.post(page, data=sent | {"f.place.commune": "Aubagne", "f.label": "Hyper"})
    assert found.status_code == 200
    assert "3 Boulevard du Maréchal Foch" in unescape(found.text)
    assert re.search(r'name="gone" value="1" checked', found.text)


def test_nothing_stands_in_a_new_block_that_must_be_taken_away(
    client: TestClient, draft: str
) -> None:
    send(client, draft, "town", f__label="Ici", f__commune="Aubagne")
    two = {f"associations__{n}__label": name for n, name in enumerate(("Elle", "Lui"))}
    send(client, draft, "associations", **two)
    page = client.get(f"/fr/first-steps/{draft}/stores").text
    assert not re.findall(r'<input[^>]* name="stores\.0\.days"[^>]* checked', page)
    (holder,) = re.findall(r'name="stores\.0\.holder"(.*?)</select>', page, re.DOTALL)
    assert "Lui" in holder
    assert "selected" not in holder
    send(client, draft, "stores", stores__0__label="La halle", stores__1__days="tue")
    assert "days" not in stored(client, draft).answers["stores"][0]  # the usual ones, then shown
    page = client.get(f"/fr/first-steps/{draft}/stores").text
    assert len(re.findall(r'<input[^>]* name="stores\.0\.days"[^>]* checked', page)) == 3


def test_each_empty_list_is_told_by_its_name(client: TestClient, draft: str) -> None:
    page = unescape(client.get(f"/fr/first-steps/{draft}/check").text)
    for name in ("Associations", "Vos magasins", "Véhicules"):
        assert f"{name} : rien n'est rempli" in page
