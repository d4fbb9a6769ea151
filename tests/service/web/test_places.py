"""Where sites are, on the page: addresses looked up, chosen and stored; a pin that is moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.service.web.browser import SOON_MS, Eyes

STORE = "/fr/scenarios/{stored}/tables/donors/thing?id=hyper"


@pytest.fixture
def form(eyes: Eyes, folder: Path) -> Page:
    """The form of a store, in a scenario of its own."""
    page = eyes.page
    page.goto("/fr/")
    page.get_by_label("Fichier du scénario").set_input_files(folder / "tiny.yaml")
    page.get_by_role("button", name="Déposer").click()
    page.get_by_role("link", name="Magasins et donateurs").click()
    page.locator(".acts a").first.click()
    return page


def fields(page: Page) -> dict[str, str]:
    names = ("address", "lat", "lon", "source")
    return {name: page.locator(f"#f-f-place-{name}").input_value() for name in names}


def test_an_address_is_chosen_among_candidates_then_the_pin_is_moved(
    form: Page, eyes: Eyes
) -> None:
    form.locator("#f-f-place-address").fill("12 République")
    form.locator("#f-f-place-commune").fill("Aubagne")
    for name in ("lat", "lon", "source"):
        form.locator(f"#f-f-place-{name}").fill("")
    form.get_by_role("button", name="Enregistrer").click()
    # two streets answer: nothing is stored, both are offered
    expect(form.get_by_role("alert")).to_contain_text("Plusieurs lieux répondent", timeout=SOON_MS)
    eyes.look("places-candidates")
    form.get_by_label("12 Rue de la République, 13400 Aubagne").check()
    form.get_by_role("button", name="Enregistrer").click()
    expect(form.get_by_role("status")).to_have_text(
        "Nouvelle version enregistrée.", timeout=SOON_MS
    )
    form.locator(".acts a").first.click()
    found = fields(form)
    assert (found["address"], found["lat"], found["lon"]) == ("12 République", "43,29", "5,5612")
    assert "adresses-13.csv : 12 Rue de la République, 13400 Aubagne" in found["source"]
    # by keyboard: to the east, and further with Shift
    pin = form.get_by_role("button", name="Repère du site")
    pin.focus()
    pin.press("ArrowRight")
    pin.press("Shift+ArrowUp")
    moved = fields(form)
    assert float(moved["lon"].replace(",", ".")) > 5.5612
    assert float(moved["lat"].replace(",", ".")) > 43.29
    # by mouse
    pin.evaluate("one => one.scrollIntoView({block: 'center'})")
    pin.hover()  # waits until it stands still
    box = pin.bounding_box()
    assert box is not None
    form.mouse.down()
    form.mouse.move(box["x"] + 80, box["y"] + 60, steps=4)
    form.mouse.up()
    expect(form.locator("#f-f-place-lat")).not_to_have_value(moved["lat"])
    dragged = fields(form)
    assert float(dragged["lat"].replace(",", ".")) < float(moved["lat"].replace(",", "."))
    eyes.look("places-pin")
    form.get_by_role("button", name="Enregistrer").click()
    expect(form.get_by_role("status")).to_have_text(
        "Nouvelle version enregistrée.", timeout=SOON_MS
    )
    form.locator(".acts a").first.click()
    # a typed point now: no longer said to be found by an address
    assert fields(form) == {**dragged, "source": ""}
    # and all sites are drawn before any planning
    form.get_by_role("navigation", name="Vous êtes ici").get_by_role("link").nth(1).click()
    form.get_by_text("Voir la carte et les positions").click()
    eyes.look("places-map")


def test_an_address_is_looked_up_without_javascript(
    browser: Browser, address: str, stored: str
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(STORE.format(stored=stored))
    page.locator("#f-f-place-address").fill("3 bd Foch")
    page.locator("#f-f-place-commune").fill("Aubagne")
    page.get_by_role("button", name="Chercher cette adresse").click()
    page.get_by_label("3 Boulevard du Maréchal Foch").check()
    # the first tables also show where all sites are, before any planning
    page.goto(f"/fr/scenarios/{stored}")
    page.get_by_text("Voir la carte et les positions").click()
    expect(page.get_by_role("img", name="Carte des sites")).to_be_visible()
    expect(page.get_by_role("columnheader", name="D'où vient la position")).to_be_visible()
    context.close()
