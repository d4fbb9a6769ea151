"""From an empty page to printed sheets: by keyboard, both languages, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.serving import started
from tests.helpers.addresses import book, lines
from tests.service.web.browser import RUN_MS, SOON_MS, Eyes
from tests.service.web.typist import RUN, Typist, chosen

MOST_CELLS = 60
"""Typed beside names, addresses and quantities: what a coordinator has half an hour for."""
ASSOCIATIONS = (
    ("Secours populaire", "12 République, Aubagne", "180", ("tue", "thu")),
    ("Les Sœurs du Cœur", "Boulevard Foch, Aubagne", "220", ("wed",)),
    ("Épicerie du CCAS", "3 rue de la République", "60", ("fri",)),
    ("Les Sœurs du Cœur", "Gémenos", "45", ("thu",)),
)
STORES = (
    ("Hypermarché du Pic", "150 avenue du Pic de Bertagne, Gémenos", "26", "Secours"),
    ("Carrefour Market", "20 route de Gémenos, Aubagne", "14", "Secours"),
    ("Lidl", "100 route de Gémenos, Aubagne", "7", "Épicerie"),
    ("Boulangerie du Cours", "Aubagne", "4", "Secours"),
    ("Super U", "30 avenue de la République, Aubagne", "12", "Les Sœurs"),
    ("Boulangerie du Cours", "Roquevaire", "5", "Les Sœurs"),
    ("Ferme de l'Huveaune", "Auriol", "10", "Secours"),
    ("Grossiste Provence", "Aubagne", "18", "Les Sœurs"),
    ("Aldi", "180 route de Gémenos", "6", "Secours"),
)
IDS = ("secours-populaire", "les-soeurs-du-coeur", "les-soeurs-du-coeur-2", "carrefour-market")
WORDS = {
    "fr": (
        "Commencer",
        "Enregistrer et continuer",
        "ajouter des lignes",
        "Planifier cette semaine",
    ),
    "en": ("Begin", "Save and go on", "add lines", "Plan this week"),
}
SHEETS = {"fr": "Feuilles de route", "en": "Driver's sheets"}
REEFER = {"fr": "Camion frigo", "en": "Refrigerated"}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """The address of a server that has nothing but a file of addresses."""
    made = book(tmp_path)
    with started(tmp_path, "--addresses", str(made.parent)) as server:
        yield server.address


@pytest.mark.parametrize(("language", "scripts"), [("fr", True), ("en", False)])
def test_from_an_empty_page_to_printed_sheets(
    browser: Browser, empty: str, folder: Path, language: str, scripts: bool
) -> None:
    context = browser.new_context(
        base_url=empty, java_script_enabled=scripts, viewport={"width": 1366, "height": 900}
    )
    context.set_default_timeout(SOON_MS)
    page = context.new_page()
    eyes = Eyes(page, folder) if scripts else None
    page.goto(f"/{language}/")
    typist = Typist(page, language)
    walk(page, typist, WORDS[language], eyes, REEFER[language])
    tab = page.get_by_role("link", name=SHEETS[language], exact=True).first
    failed = page.get_by_role("alert")
    expect(tab.or_(failed).first).to_be_visible(timeout=RUN_MS)
    expect(failed).to_have_count(0)
    look(typist, eyes, "first-result")
    typist.press(SHEETS[language])
    expect(page.locator(".sheet").first).to_contain_text("Secours populaire")
    look(typist, eyes, "first-sheets")
    paper = page.locator('a.button[href$=".pdf"]')
    typist.reach(paper)
    printed = context.request.get(str(paper.get_attribute("href")))
    assert printed.body().startswith(b"%PDF")
    named = re.search(r'filename="?([^";]+)', printed.headers.get("content-disposition", ""))
    assert named is None or not RUN.search(named[1])
    print(f"{language}: {typist.counted} cells beside {typist.free} names, addresses, quantities")
    assert typist.counted <= MOST_CELLS
    assert typist.free < 2 * len(ASSOCIATIONS + STORES) + 30
    assert len(typist.seen) == 8
    context.close()


def walk(
    page: Page, typist: Typist, words: tuple[str, ...], eyes: Eyes | None, reefer: str
) -> None:
    """Answer every step, from the first page to the run."""
    begin, go_on, more, plan = words
    look(typist, eyes, "first-home")
    typist.press(re.compile(begin))
    typist.write("f.label", "Aubagne et la vallée")
    typist.write("f.commune", "Aubagne")
    look(typist, eyes, "first-town")
    typist.press(go_on)
    page.wait_for_url("**/associations")
    look(typist, eyes, "first-associations")
    for n, (label, address, people, days) in enumerate(ASSOCIATIONS):
        if n == 3:
            typist.press(re.compile(more))
        typist.write(f"associations.{n}.label", label)
        typist.write(f"associations.{n}.address", address)
        typist.write(f"associations.{n}.people", people)
        typist.tick(f"associations.{n}.days", *days)
    typist.press(go_on)
    # two streets answer to one of the addresses: which is asked
    expect(page.get_by_role("alert")).to_be_visible()
    look(typist, eyes, "first-which")
    typist.tick("associations.0.pick", "0")
    typist.press(go_on)
    page.wait_for_url("**/stores")
    look(typist, eyes, "first-stores")
    for n, (label, address, crates, holder) in enumerate(STORES):
        if n in (4, 8):
            typist.press(re.compile(more))
        typist.write(f"stores.{n}.label", label)
        typist.write(f"stores.{n}.address", address)
        shown = page.locator(f'select[name="stores.{n}.holder"]')
        if not chosen(shown).startswith(holder):
            typist.choose(f"stores.{n}.holder", holder)
        typist.write(f"stores.{n}.crates", crates)
    typist.tick(f"stores.{len(STORES) - 1}.days", "wed")
    typist.press(go_on)
    page.wait_for_url("**/means")
    typist.write("vehicles.0.label", "Le camion")
    typist.choose("vehicles.0.owner", "Secours")
    typist.choose("vehicles.0.kind", reefer)
    typist.write("vehicles.1.label", "La fourgonnette")
    typist.choose("vehicles.1.owner", "Les Sœurs")
    typist.write("crews.0.drivers", "3")
    typist.write("crews.0.helpers", "3")
    typist.write("crews.1.drivers", "2")
    typist.write("crews.1.helpers", "2")
    look(typist, eyes, "first-means")
    typist.press(go_on)
    page.wait_for_url("**/check")
    look(typist, eyes, "first-check")
    typist.press(plan)
    page.wait_for_url("**/runs/**")


def look(typist: Typist, eyes: Eyes | None, name: str) -> None:
    typist.read(IDS)
    if eyes is not None:
        eyes.look(name)


def test_what_is_missing_is_told_beside_its_field_and_kept(eyes: Eyes, address: str) -> None:
    page = eyes.page
    page.goto("/fr/")
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("Nom de votre ville").fill("Chantier")
    page.get_by_role("button", name="continuer").click()
    # the commune is missing: told beside it, and what was typed is kept
    expect(page.get_by_label("Commune")).to_have_attribute("aria-invalid", "true")
    here = page.url
    page.goto("/fr/")
    page.get_by_role("link", name="Reprendre").first.click()
    page.goto(here)
    expect(page.get_by_label("Nom de votre ville")).to_have_value("Chantier")
    page.get_by_label("Commune").fill("Aubange")
    page.get_by_role("button", name="continuer").click()
    expect(page.get_by_role("alert")).to_contain_text("Vouliez-vous dire « Aubagne » ?")
    page.get_by_role("link", name="Les associations").click()
    page.locator('[name="associations.0.label"]').fill("Secours")
    page.locator('[name="associations.0.address"]').fill("1 rue Neuve")
    page.locator('[name="associations.0.people"]').fill("beaucoup")
    page.get_by_role("button", name="continuer").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Rien n'est coché")
    expect(page.locator('[name="associations.0.people"]')).to_have_value("beaucoup")
    eyes.look("first-faults")
    # the check says all of it, each with a way to its field
    page.get_by_role("link", name="Vérifier et planifier").click()
    faults = page.get_by_role("alert").get_by_role("listitem")
    expect(faults).to_have_count(5)
    eyes.look("first-check-faults")
    page.get_by_role("alert").get_by_role("link", name=re.compile("beaucoup")).click()
    people = page.locator('[name="associations.0.people"]')
    expect(people).to_have_attribute("aria-invalid", "true")
    assert page.url.endswith(f"#{people.get_attribute('id')}")
    # the same step saved in another tab is not undone in silence
    other = page.context.new_page()
    other.goto(page.url)
    other.locator('[name="associations.0.people"]').fill("10")
    other.get_by_role("button", name="continuer").click()
    expect(other.get_by_role("alert")).not_to_contain_text("beaucoup")
    people.fill("20")
    page.get_by_role("button", name="continuer").click()
    expect(page.get_by_role("alert")).to_contain_text("entre-temps")
    page.get_by_role("button", name="continuer").click()
    expect(page.locator('[name="associations.0.people"]')).to_have_value("20")
    page.goto("/fr/")
    # what cannot be brought back is asked about first
    page.locator("summary").filter(has_text=re.compile("Abandonner.*Chantier")).click()
    page.get_by_role("button", name="Oui, effacer l'ébauche : Chantier").click()
    expect(page.get_by_text("Chantier")).to_have_count(0)


def test_a_file_of_addresses_is_sent_with_what_was_typed(browser: Browser, tmp_path: Path) -> None:
    source = tmp_path / "adresses-48.csv"
    row = ("Rue Haute", "48100", "48201", "Saint-Aubin", 44.5, 3.5, (1, 2), "")
    source.write_text("\n".join(lines([row])), encoding="utf-8")
    with started(tmp_path, "--addresses", str(tmp_path / "books")) as server:
        context = browser.new_context(base_url=server.address, java_script_enabled=False)
        context.set_default_timeout(SOON_MS)
        page = context.new_page()
        page.goto("/fr/")
        page.get_by_role("button", name="Commencer").click()
        page.get_by_label("Nom de votre ville").fill("Ici")
        page.get_by_label("Commune").fill("Saint-Aubin")
        page.get_by_role("button", name="Lire ce fichier").click()
        # the fault is about the file, and what was typed is kept
        expect(page.get_by_role("alert")).to_contain_text("Aucun fichier n'est choisi")
        page.locator("#addresses").set_input_files(source)
        page.get_by_role("button", name="Lire ce fichier").click()
        expect(page.get_by_text("adresses-48.csv : 2 adresses")).to_be_visible()
        expect(page.get_by_label("Commune")).to_have_value("Saint-Aubin")
        page.get_by_role("button", name="continuer").click()
        page.locator('[name="associations.0.label"]').fill("Elle")
        page.locator('[name="associations.0.address"]').fill("Saint-Aubin")
        page.locator('[name="associations.0.people"]').fill("10")
        page.locator('[name="associations.0.days"][value="mon"]').check()
        page.get_by_role("button", name="continuer").click()
        page.locator('[name="stores.0.label"]').fill("Lui")
        page.locator('[name="stores.0.address"]').fill("Saint-Aubin")
        page.get_by_role("button", name="continuer").click()
        page.locator('[name="vehicles.0.label"]').fill("Le camion")
        page.get_by_role("button", name="continuer").click()
        # all sites at one point: told first, and no map of one dot
        expect(page.get_by_role("alert")).to_contain_text("ne connaît aucune distance")
        expect(page.get_by_text("Carte des sites")).to_have_count(0)
        page.goto("/fr/addresses")
        expect(page.get_by_text("adresses-48.csv : 2 adresses")).to_be_visible()
        context.close()
