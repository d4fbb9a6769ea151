"""One walk before a real server: log in, publish as coordinator, refused as reader, log out."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.serving import Server, started
from service.accounts import book
from service.acting import Grant
from service.store import opened, runs
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned
from tests.service.databases import with_tiny
from tests.service.web.browser import SOON_MS, Eyes

PASSWORD = "quatre chevaux bleus"
WIDTHS = (390, 1366)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server with accounts, and the split that is to be published."""
    folder = tmp_path_factory.mktemp("accounts")
    database = opened(f"sqlite:///{folder / 'test.db'}")
    version = with_tiny(database)
    world = tiny("hub")
    made = allocate(world, expected(world), compare=False)
    for kind, study in (("week", planned()), ("split", made)):
        run = runs.add(database, kind, version, {"kind": kind, "scenario": "tiny"})
        runs.next_queued(database, [kind])
        runs.end(database, run.id, "done", study=study.model_dump_json().encode())
    book.add(database, "marie", PASSWORD, [Grant("coordinator")], to_change=False)
    book.add(database, "lise", PASSWORD, [Grant("reader")], "tiny", to_change=False)
    book.add(
        database,
        "secours",
        PASSWORD,
        [Grant("association", "secours"), Grant("driver", "paul")],
        "tiny",
        to_change=False,
    )
    database.close()
    with started(folder) as server:
        yield server, run.id


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Nom du compte").fill(name)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def test_from_the_log_in_to_the_log_out(
    browser: Browser, town: tuple[Server, str], folder: Path
) -> None:
    server, split = town
    context = browser.new_context(base_url=server.address, locale="fr-FR")
    context.set_default_timeout(SOON_MS)
    page = context.new_page()
    eyes = Eyes(page, folder)

    def look(name: str) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 820})
            eyes.look(f"{name}-{width}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} at {width} px is {wide} wide"

    # nobody is led to the form, and from there to what was asked for
    page.goto(f"/fr/runs/{split}")
    look("log-in")
    log_in(page, "lise")
    assert page.url.endswith(f"/fr/runs/{split}")
    # who reads sees the result and is offered nothing that would be refused
    assert page.get_by_role("button", name="Publier la semaine").count() == 0
    assert page.goto("/fr/scenarios/tiny").status == 403  # type: ignore[union-attr]
    assert page.get_by_role("alert").inner_text().startswith("Votre rôle ne le permet pas")
    look("refused")
    page.get_by_role("button", name="Se déconnecter").click()
    assert "Vous êtes déconnecté" in page.get_by_role("status").inner_text()
    assert page.goto(f"/fr/runs/{split}").url.count("/log-in") == 1  # type: ignore[union-attr]

    log_in(page, "marie")
    publish = page.locator(f'form[action$="/runs/{split}/publish"] button')
    publish.first.click()
    publish.first.click()
    page.get_by_role("status").wait_for()
    page.goto("/fr/me")
    look("me")
    page.get_by_label("Pour quel programme").fill("tableur")
    page.get_by_role("button", name="Faire un jeton").click()
    token = page.locator("code.token").inner_text()
    assert re.fullmatch(r"ram_[0-9a-f]{12}_\S{43}", token)
    page.goto("/fr/accounts")
    look("accounts")
    page.get_by_label("Nom du compte").fill("noé")
    page.get_by_label("Premier mot de passe").fill("un mot donné ici")
    page.get_by_label("Ville").select_option("tiny")
    page.get_by_label("Chauffeur : Anne").check()
    page.get_by_role("button", name="Ajouter un compte").click()
    row = page.get_by_role("row", name="noé")
    assert "Chauffeur : Anne" in row.inner_text()
    row.get_by_role("link").click()
    look("account")
    page.get_by_text("Bloquer le compte", exact=True).click()
    page.get_by_role("button", name="Oui, bloquer le compte").click()
    assert "bloqué" in page.get_by_role("row", name="noé").inner_text()
    page.goto("/fr/audit")
    mine = page.get_by_role("row", name="marie").all_inner_texts()
    assert any("a publié une semaine" in one for one in mine)
    look("audit")
    page.goto("/fr/forget")
    page.get_by_label("Nom, téléphone ou courriel").fill("Paul")
    page.get_by_role("button", name="Chercher").click()
    look("forget")
    page.goto("/fr/kept")
    look("kept")
    page.get_by_role("button", name="Se déconnecter").click()

    log_in(page, "secours")
    look("own")
    page.get_by_role("link", name="Secours", exact=False).first.click()
    look("own-association")
    page.get_by_role("textbox", name="Demandes à la coordination").fill(
        "Plus de lait, s'il y en a."
    )
    page.get_by_role("button", name="Envoyer la demande").click()
    assert "Plus de lait" in page.inner_text("main")
    page.goto("/fr/own/tiny/driver/paul")
    look("own-driver")
    context.close()

    # nothing secret was written, and what was is nobody else's to read
    for told in (PASSWORD, token, "un mot donné ici"):
        assert told not in server.log
    assert "Traceback" not in server.log, server.log
    database = server.folder / "test.db"
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    content = database.read_bytes()
    assert PASSWORD.encode() not in content
    assert token.encode() not in content
