"""How the tests in a browser ask for a run and wait for it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.service.web.browser import RUN_MS


def ask(page: Page, kind: str) -> Locator:
    """Return the form that asks for a kind of run, all of it open."""
    heading = page.locator(f"#ask-{kind}")
    if kind != "week":
        heading.click()
    form = page.locator(f"form[aria-labelledby=ask-{kind}]")
    if form.locator("summary").count():
        form.locator("summary").click()
    return form


def start(page: Page, form: Locator) -> None:
    """Start a run and wait for its result."""
    form.locator("button").click()
    result(page)


def result(page: Page, tab: str = "Résultat") -> None:
    """Wait for the result of the run that is followed."""
    found, failed = page.get_by_role("link", name=tab, exact=True).first, page.get_by_role("alert")
    page.wait_for_load_state()
    expect(found.or_(failed).first).to_be_visible(timeout=RUN_MS)
    assert not failed.count(), failed.first.inner_text()
