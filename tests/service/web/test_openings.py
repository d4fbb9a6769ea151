"""A calendar of openings on the page: asked for, read, a slot refused by hand, read again."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import expect

from scenarios import dump
from tests.helpers.outlets import calendar_of, outlet, slot, with_volunteers
from tests.service.web.asking import ask, start
from tests.service.web.browser import RUN_MS, Eyes


def test_a_calendar_is_made_and_changed_by_hand(eyes: Eyes, address: str, folder: Path) -> None:
    world = calendar_of(
        [
            outlet("a", [slot("tue"), slot("fri", today=False)]),
            outlet("b", [slot("tue"), slot("sat", today=False)], association="restos"),
        ]
    ).changed(id="opens", label="Deux lieux")
    files = {"file": ("opens.yaml", dump(world).encode())}
    sent = httpx2.post(f"{address}/api/scenarios", files=files, timeout=30, trust_env=False)
    assert sent.status_code == 201, sent.text
    page = eyes.page
    page.goto("/fr/scenarios/opens")
    form = page.locator("form[aria-labelledby=ask-openings]")
    form.locator("xpath=ancestor-or-self::*").first.wait_for()
    button = form.get_by_role("button").last
    if not button.is_visible():
        page.locator("#ask-openings").click()
    button.click()
    page.get_by_text("Personne n'attend plus de 3 jours").first.wait_for(timeout=RUN_MS)
    eyes.look("openings")
    page.get_by_role("link", name="Refaire le calendrier").click()
    page.locator("summary", has_text="Lieu a").click()
    eyes.look("openings-change")
    page.locator("input[value='fix:a/tue-1400']").check()
    page.get_by_role("button", name="Refaire le calendrier").click()
    page.get_by_text("Ce que coûtent les changements faits à la main").first.wait_for(
        timeout=RUN_MS
    )
    eyes.look("openings-changed")
    page.get_by_role("link", name="Refaire le calendrier").click()
    page.locator("summary", has_text="Déjà décidé à la main").press("Enter")
    page.locator("input[value='a/tue-1400'][name=free]").press("Space")
    eyes.look("openings-freed")
    page.get_by_role("button", name="Refaire le calendrier").press("Enter")
    page.get_by_text("Ce que coûtent les changements faits à la main").first.wait_for(
        timeout=RUN_MS
    )
    expect(page.locator("main")).not_to_contain_text("ouvert, fixé à la main")


@pytest.fixture(scope="module")
def manned(address: str) -> str:
    """A stored scenario whose volunteers say when outlets can open: its id."""
    world = with_volunteers().changed(id="manned", label="Deux lieux et leurs bénévoles")
    files = {"file": ("manned.yaml", dump(world).encode())}
    sent = httpx2.post(f"{address}/api/scenarios", files=files, timeout=30, trust_env=False)
    assert sent.status_code == 201, sent.text
    return str(sent.json()["scenario"])


def test_the_rota_is_asked_from_the_api(address: str, manned: str) -> None:
    with httpx2.Client(base_url=address, timeout=60, trust_env=False) as client:
        asked = {"kind": "openings", "scenario": manned, "rota": True}
        made = client.post("/api/runs", json=asked)
        assert made.status_code == 201, made.text
        run = f"/api/runs/{made.json()['id']}"
        assert "event: end" in client.get(f"{run}/events").text
        study = client.get(f"{run}/study").json()
        none = client.post(
            "/api/runs",
            json=asked | {"sets": ["rota.volunteers=[]"]},
            headers={"Accept-Language": "en"},
        )
    # best would be Saturdays, on which nobody comes
    assert {"outlet": "b", "slot": "tue-1400"} in study["plan"]["slots"]
    assert study["rota_rounds"] == 2
    assert study["violations"] == []
    assert none.status_code == 422
    assert "has no volunteers" in none.text


def test_the_rota_is_asked_from_the_page(eyes: Eyes, manned: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{manned}")
    form = ask(page, "openings")
    form.get_by_label("Avec les bénévoles").select_option(index=1)
    start(page, form)
    main = page.locator("main")
    expect(main).to_contain_text("Le planning des bénévoles a été demandé 2 fois")
    eyes.look("openings-rota")
