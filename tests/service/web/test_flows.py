"""From a file to the ledger in a real browser, by every way in; axe looks at each page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from tests.service.web.asking import ask, result
from tests.service.web.browser import RUN_MS, Eyes


def test_from_a_file_to_the_ledger(eyes: Eyes, folder: Path) -> None:
    page = eyes.page
    page.goto("/")
    assert page.url.endswith("/fr/")
    eyes.look("home")
    page.get_by_label("Fichier du scénario").set_input_files(folder / "weekly.yaml")
    page.get_by_role("button", name="Déposer").click()
    expect(page.get_by_role("status")).to_have_text("Scénario enregistré.")
    eyes.look("scenario")
    form = ask(page, "week")
    form.get_by_label("Pas de recherche").fill("3")
    form.get_by_label("Semaines simulées").fill("x")
    form.locator("button").click()
    # what was typed is wrong: said beside the field, nothing started
    wrong = page.locator("form[aria-labelledby=ask-week]").get_by_label("Semaines simulées")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    eyes.look("ask-faults")
    wrong.fill("5")
    page.locator("form[aria-labelledby=ask-week]").get_by_role("button").click()
    result(page)
    eyes.look("result")
    page.get_by_role("link", name="Feuilles de route").first.click()
    eyes.look("sheets")
    page.get_by_role("link", name="Fichiers").click()
    eyes.look("files")
    with page.expect_download() as got:
        page.get_by_role("link", name="Tout télécharger").click()
    assert got.value.suggested_filename.endswith(".zip")
    page.get_by_role("link", name="Résultat", exact=True).click()
    page.get_by_role("button", name="Répartir cette semaine").click()
    expect(page.get_by_role("button", name="Publier")).to_be_visible(timeout=RUN_MS)
    eyes.look("split")
    page.get_by_role("button", name="Publier").click()
    page.get_by_role("button", name="Publier la semaine").click()
    expect(page.get_by_role("status")).to_have_text("Semaine publiée au registre.")
    page.get_by_role("link", name="Voir le registre").click()
    page.get_by_role("button", name="Ajouter la ligne").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(6)
    eyes.look("ledger-faults")
    for field, value in (("week", 1), ("association", 1), ("family", 1), ("kind", 2)):
        page.locator(f"#f-{field}").select_option(index=value)
    page.locator("#f-kg").fill("2,5")
    page.get_by_label("Pourquoi").fill("=cartons <b>mouillés</b>")
    page.get_by_role("button", name="Ajouter la ligne").click()
    expect(page.get_by_role("cell", name="=cartons <b>mouillés</b>")).to_be_visible()
    eyes.look("ledger")


def test_tables_are_edited_and_faults_stand_beside_their_fields(eyes: Eyes, stored: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{stored}/tables/associations")
    people = page.get_by_label("Secours : Personnes aidées")
    people.fill("beaucoup")
    page.get_by_role("button", name="Enregistrer").click()
    expect(people).to_have_attribute("aria-invalid", "true")
    expect(people).to_have_value("beaucoup")
    eyes.look("table-faults")
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == people.get_attribute("id")
    people.fill("160")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_have_text("Nouvelle version enregistrée.")
    expect(people).to_have_value("160")
    # an association that others need cannot simply go: every place that names it is told
    page.get_by_role("checkbox", name="Retirer Restos").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("restos")
    expect(page.get_by_role("checkbox", name="Retirer Restos")).to_be_checked()
    eyes.look("table-gone")
    # a person comes, with all of their form
    page.goto(f"/fr/scenarios/{stored}/tables/people")
    page.get_by_role("link", name="Ajouter une personne").click()
    page.get_by_role("button", name="Enregistrer").click()
    eyes.look("thing-faults")
    page.get_by_label("Nom").fill("Zoé")
    page.get_by_label("Association").select_option(label="CCAS")
    page.get_by_role("group", name="Rôle").get_by_label("chauffeur").check()
    page.get_by_role("group", name="Jours").first.get_by_label("lundi").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_have_text("Nouvelle version enregistrée.")
    expect(page.get_by_label("Zoé : Nom")).to_have_value("Zoé")
    page.get_by_role("checkbox", name="Retirer Zoé").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_label("Zoé : Nom")).to_have_count(0)
    page.goto(f"/fr/scenarios/{stored}/tables/donors.offers")
    tuesday = page.get_by_role("group", name=re.compile(r"^hyper\s: ")).get_by_label("mardi")
    tuesday.check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(tuesday).to_be_checked()
    eyes.look("store-days")
    page.get_by_role("link", name="hyper").click()
    eyes.look("store")
    page.goto(f"/fr/scenarios/{stored}")
    with page.expect_download() as got:
        page.get_by_role("link", name="Classeur").first.click()
    assert got.value.suggested_filename == "tiny.xlsx"


def test_a_file_with_faults_is_kept_and_mended(eyes: Eyes, folder: Path) -> None:
    page = eyes.page
    bad = folder / "bad.yaml"
    text = (folder / "tiny.yaml").read_text(encoding="utf-8")
    bad.write_text(text.replace("holder: ccas", "holder: cas").replace("people: 40", "people: -4"))
    page.goto("/fr/")
    page.get_by_role("button", name="Déposer").click()
    expect(page.get_by_role("alert")).to_contain_text("Aucun fichier n'est choisi")
    page.get_by_label("Fichier du scénario").set_input_files(bad)
    page.get_by_role("button", name="Déposer").click()
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(1)
    eyes.look("upload-faults")
    # one fault hides the other: both are mended on the page, and the file goes on
    page.get_by_label("people").fill("    people: 40")
    page.get_by_role("button", name="Vérifier de nouveau").click()
    page.get_by_label("holder").fill("    holder: ccas")
    page.get_by_role("button", name="Vérifier de nouveau").click()
    expect(page.get_by_role("status")).to_contain_text("enregistré")


def test_a_list_of_ones_own_is_pasted_and_taken(eyes: Eyes) -> None:
    page = eyes.page
    page.goto("/fr/")
    page.get_by_role("link", name="Reprendre une liste à vous").click()
    eyes.look("list")
    page.get_by_label("Lignes collées").fill(
        "Enseigne\tVille\tPassage\tTel\nLidl\tAubagne\tlun, jeu\t04\nRolle\tAubagne\tparfois\t05"
    )
    page.get_by_role("button", name="Regarder").click()
    expect(page.get_by_text("ligne 3, Passage")).to_be_visible()
    expect(page.get_by_label("Tel")).to_have_value("-")
    eyes.look("list-preview")
    page.get_by_role("button", name="Prendre ces lignes").click()
    expect(page.get_by_label("Nom").first).to_have_value("Lidl")


def test_english_says_the_same(eyes: Eyes, stored: str, planned: str) -> None:
    page = eyes.page
    page.goto(f"/fr/runs/{planned}")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Planned week")
    eyes.look("result-en")
    for name, path in (
        ("home-en", "/en/"),
        ("scenario-en", f"/en/scenarios/{stored}"),
        ("table-en", f"/en/scenarios/{stored}/tables/vehicles"),
        ("towns-en", "/en/ledger"),
        ("missing-en", "/en/runs/nothing"),
    ):
        page.goto(path)
        eyes.look(name)


def test_a_narrow_screen_scrolls_tables_not_the_page(eyes: Eyes, stored: str) -> None:
    page = eyes.page
    page.set_viewport_size({"width": 360, "height": 700})
    for name in ("scenarios/" + stored, f"scenarios/{stored}/tables/people", ""):
        page.goto(f"/fr/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    eyes.look("narrow")


def test_by_keyboard_alone(eyes: Eyes, stored: str) -> None:
    page = eyes.page

    def reach(target: Locator) -> None:
        for _ in range(120):
            if target.evaluate("one => one === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached by Tab")

    page.goto("/fr/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    reach(page.locator(f"a[href='/fr/scenarios/{stored}']").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/scenarios/{stored}")
    form = page.locator("form[aria-labelledby=ask-week]")
    reach(form.get_by_label("Variante"))
    page.keyboard.press("ArrowDown")
    reach(form.locator("summary"))
    page.keyboard.press("Enter")
    reach(form.get_by_label("Pas de recherche"))
    page.keyboard.type("1")
    reach(form.get_by_label("Semaines simulées"))
    page.keyboard.type("0")
    page.keyboard.press("Enter")
    result(page)
    reach(page.get_by_role("link", name="Feuilles de route").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sheets")
    page.go_back()
    reach(page.get_by_role("button", name="Répartir cette semaine"))
    page.keyboard.press("Space")
    page.wait_for_url("**/runs/*")


def test_without_javascript(browser: Browser, address: str, stored: str, folder: Path) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/fr/scenarios/{stored}")
    form = ask(page, "week")
    form.get_by_label("Pas de recherche").fill("1")
    form.get_by_label("Semaines simulées").fill("0")
    form.locator("button").click()
    # the page reloads by itself until the run has ended
    result(page)
    page.goto(f"/fr/scenarios/{stored}/tables/vehicles")
    page.get_by_label("Voiture : Charge utile").fill("260")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_have_text("Nouvelle version enregistrée.")
    page.screenshot(path=folder / "without-javascript.png", full_page=True)
    context.close()
