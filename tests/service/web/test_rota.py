"""A rota made on the page, and changed by hand there; axe looks at each page."""

from __future__ import annotations

import httpx2
import pytest
from playwright.sync_api import expect

from scenarios import dump
from tests.helpers.rotas import town
from tests.service.web.asking import ask, result, start
from tests.service.web.browser import Eyes


@pytest.fixture(scope="module")
def volunteers(address: str) -> str:
    """A stored scenario with a rota to make: its id."""
    world = town().changed(id="volunteers", label="Des bénévoles")
    files = {"file": ("volunteers.yaml", dump(world).encode())}
    made = httpx2.post(f"{address}/api/scenarios", files=files, timeout=30, trust_env=False)
    assert made.status_code == 201, made.text
    return str(made.json()["scenario"])


def test_a_rota_is_made_and_changed_by_hand(eyes: Eyes, volunteers: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{volunteers}")
    start(page, ask(page, "rota"))
    expect(page.locator("main")).to_contain_text("12 places tenues sur 14")
    eyes.look("rota")
    page.get_by_role("link", name="Fixer ou exclure quelqu'un").first.click()
    eyes.look("rota-form")
    button = page.get_by_role("button", name="Refaire le planning")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("Aucune décision")
    page.locator("#f-person-0").select_option(label="p3")
    page.locator("#f-rule-0").select_option(label="ne vient pas")
    button.click()
    expect(page.locator("#f-duty-0")).to_have_attribute("aria-invalid", "true")
    eyes.look("rota-form-faults")
    page.locator("#f-duty-0").select_option(label="mercredi 2 décembre 2026 13:00 : Distribution")
    button.click()
    result(page)
    expect(page.locator("main")).to_contain_text("Ce qui a changé")
    expect(page.locator("main")).to_contain_text("11 places tenues sur 14")
    eyes.look("rota-changed")
    # what was decided is freed again, by keyboard
    page.get_by_role("link", name="Fixer ou exclure quelqu'un").first.click()
    page.locator("summary", has_text="Déjà décidé à la main").press("Enter")
    page.get_by_role("checkbox", name="p3 ne vient pas").press("Space")
    eyes.look("rota-freed")
    page.get_by_role("button", name="Refaire le planning").press("Enter")
    result(page)
    expect(page.locator("main")).to_contain_text("12 places tenues sur 14")
    page.goto(f"/fr/scenarios/{volunteers}/tables/rota.volunteers")
    expect(page.locator("main")).to_contain_text("p4")
    eyes.look("rota-table")
