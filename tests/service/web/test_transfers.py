"""The stock is counted on a week's page, then passed on; axe looks at each page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.service.web.asking import ask, result, start
from tests.service.web.browser import Eyes


def test_stock_is_counted_on_a_week_and_passed_on(eyes: Eyes, stored: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{stored}")
    start(page, ask(page, "week"))
    page.get_by_role("link", name="Transférer le stock").first.click()
    eyes.look("transfers-form")
    button = page.get_by_role("button", name="Transférer le stock")
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("Aucun lot n'est compté")
    page.locator("#f-where-0").select_option(index=1)
    page.locator("#f-family-0").select_option(index=1)
    page.locator("#f-kg-0").fill("0")
    page.locator("#f-until-0").fill("2020-01-01")
    page.locator("#f-kg-1").fill("12")
    button.click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("plus grand que 0")
    expect(alert).to_contain_text("Cette DLC est passée")
    expect(alert).to_contain_text("Ce lot est incomplet")
    expect(page.locator("#f-kg-0")).to_have_attribute("aria-invalid", "true")
    eyes.look("transfers-form-faults")
    page.locator("#f-kg-1").fill("")
    page.locator("#f-kg-0").fill("160")
    page.locator("#f-until-0").fill("2026-12-04")
    button.click()
    result(page)
    expect(page.locator("main")).to_contain_text("Qui passe quoi à qui")
    expect(page.locator("main")).to_contain_text("Ouvrir les bons de remise")
    eyes.look("transfers-result")
