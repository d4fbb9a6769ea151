"""Every flow of the page in a real browser; axe looks at each page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.service.web.browser import RUN_MS, Eyes


def upload(page: Page, folder: Path) -> None:
    page.goto("/fr/")
    page.get_by_label("Fichier du scénario").set_input_files(folder / "tiny.yaml")
    page.get_by_role("button", name="Déposer").click()
    expect(page.get_by_role("status")).to_have_text("Scénario enregistré.")


def plan(page: Page, variant: str = "Lieu de tri") -> None:
    """Plan the week of the scenario shown, and wait for its result."""
    page.locator("#f-run-variant").select_option(label=variant)
    page.locator("form[aria-labelledby=ask-run] summary").click()
    page.locator("#f-run-iterations").fill("3")
    page.locator("#f-run-weeks").fill("5")
    page.locator("form[aria-labelledby=ask-run]").get_by_role("button").click()
    expect(page.get_by_role("link", name="Résultat")).to_be_visible(timeout=RUN_MS)


def test_from_a_file_to_the_ledger(eyes: Eyes, folder: Path) -> None:
    page = eyes.page
    upload(page, folder)
    eyes.look("scenario")
    plan(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Semaine planifiée")
    eyes.look("result")
    page.get_by_role("link", name="Feuilles de route").first.click()
    eyes.look("sheets")
    page.get_by_role("link", name="Fichiers").click()
    eyes.look("files")
    page.get_by_role("link", name="Résultat").click()
    page.get_by_role("button", name="Répartir cette semaine").click()
    expect(page.get_by_role("button", name="Publier")).to_be_visible(timeout=RUN_MS)
    eyes.look("split")
    page.get_by_role("button", name="Publier").click()
    page.get_by_role("link", name="Voir le registre").click()
    eyes.look("ledger")
