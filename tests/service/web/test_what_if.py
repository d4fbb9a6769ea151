"""What if on the page: picked by name, refused before anything runs, kept with its comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from scenarios import dump
from service.store import runs
from service.web.what_if.keeping import label_of, variant_of, with_variant
from tests.helpers.scenarios import tiny
from tests.service.databases import app_over
from tests.service.web.browser import Eyes
from tests.service.web.conftest import TINY

COMMENT = "# lu en réunion le 3 novembre"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = app_over(f"sqlite:///{tmp_path / 'if.db'}")
    with TestClient(app, base_url="http://127.0.0.1") as found:
        text = f"{COMMENT}\n{dump(tiny('hub'))}{TINY}"
        assert found.post("/fr/scenarios", files={"file": ("t.yaml", text.encode())}).is_success
        yield found


def test_a_variant_is_asked_for_and_kept_as_it_was_told(client: TestClient) -> None:
    sent = {"version": "1", "variant": "direct", "down.vehicles": "car", "person.count": "1"}
    page = client.post("/fr/scenarios/tiny/what-if", data=sent)
    run = page.url.path.rpartition("/")[2]
    asked = runs.asked(client.app.state.desk.database, run)  # type: ignore[attr-defined]
    assert asked["reference"] == "direct"
    assert asked["changes"] == ["vehicles.car=null"]
    assert asked["changes_label"] == "Sans “Voiture”"
    # the same form twice is one run
    assert client.post("/fr/scenarios/tiny/what-if", data=sent).url == page.url
    kept = client.post(f"/fr/runs/{run}/keep", data={"label": "Sans la voiture"})
    assert "Nouvelle version enregistrée." in kept.text
    text = client.get("/fr/scenarios/tiny/versions/2/yaml").text
    assert COMMENT in text
    assert "sans-la-voiture:" in text
    assert client.get("/api/scenarios/tiny").json()["variants"][-1]["label"] == "Sans la voiture"
    again = client.post(f"/fr/runs/{run}/keep")
    assert str(again.url).endswith("done=unchanged")
    assert client.get("/api/scenarios/tiny").json()["number"] == 2


def test_a_nameless_what_if_has_a_name_on_the_page() -> None:
    asked = {"changes": ["vehicles.car=null"], "label": None, "from": None}
    assert label_of(asked, "fr") == "Et si on changeait… ?"
    content = with_variant({"id": "tiny"}, asked, label_of(asked, "fr"))
    assert variant_of(content, asked) == "et-si-on-changeait"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_runs_that_does_not_go_together(client: TestClient, language: str) -> None:
    sent = {"version": "1", "down.vehicles": "car", "lend.vehicle": "car", "lend.to": "restos"}
    page = client.post(f"/{language}/scenarios/tiny/what-if", data=sent)
    assert page.status_code == 422
    assert client.get("/api/runs").json() == []
    assert client.post(f"/{language}/scenarios/none/what-if", data=sent).status_code == 404
    assert client.post(f"/{language}/runs/{'0' * 16}/keep").status_code == 404


def test_cards_are_filled_in_and_told_beside_their_fields(eyes: Eyes, stored: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{stored}")
    page.get_by_role("link", name=re.compile("Et si")).click()
    eyes.look("what-if")
    page.get_by_role("button", name="Planifier et comparer").click()
    expect(page.get_by_role("alert")).to_contain_text("Rien n'est choisi")
    page.get_by_text("Un véhicule en panne").click()
    page.get_by_label("Camion frigorifique (Secours)").first.check()
    page.get_by_text("Prêter un véhicule").click()
    page.get_by_label("Véhicule prêté").select_option(label="Camion frigorifique (Secours)")
    page.get_by_label("Prêté pour la semaine à").select_option(label="CCAS")
    page.get_by_role("button", name="Planifier et comparer").click()
    lent = page.get_by_label("Véhicule prêté")
    expect(lent).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Camion frigorifique (Secours)").first).to_be_checked()
    eyes.look("what-if-faults")
