"""Each kind of run asked for and read in a real browser; axe looks at each page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.service.web.asking import ask, result, start
from tests.service.web.browser import RUN_MS, Eyes


def test_a_run_is_stopped_and_its_best_plan_kept(eyes: Eyes, stored: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{stored}")
    form = ask(page, "week")
    form.get_by_label("Durée du calcul").fill("300")
    form.get_by_label("Semaines simulées").fill("0")
    form.locator("button").click()
    page.locator("#steps li", has_text="kg").first.wait_for(timeout=RUN_MS)
    eyes.look("progress")
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator("main .note").first).to_contain_text("arrêté", timeout=RUN_MS)


def test_variants_are_compared(eyes: Eyes, stored: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{stored}")
    form = ask(page, "comparison")
    form.get_by_label("Livraison directe").check()
    form.get_by_label("Pas de recherche").fill("1")
    form.get_by_label("Essais par plan").fill("1")
    form.get_by_label("Semaines simulées").fill("0")
    start(page, form)
    eyes.look("comparison")


def test_weighed_lots_are_split(eyes: Eyes, stored: str, folder: Path) -> None:
    page = eyes.page
    lots = folder / "Pesées du lundi.csv"
    lots.write_text("famille;kg\nfruit;121,4\ncaviar;2\n", encoding="utf-8")
    page.goto(f"/fr/scenarios/{stored}")
    form = ask(page, "split")
    form.get_by_label("Lots pesés").set_input_files(lots)
    form.locator("button").click()
    expect(page.get_by_role("alert")).to_contain_text("caviar")
    eyes.look("lots-faults")
    lots.write_text("famille;kg\nfruit;121,4\n", encoding="utf-8")
    form = page.locator("form[aria-labelledby=ask-split]")
    form.get_by_label("Lots pesés").set_input_files(lots)
    start(page, form)
    # what other rules would give is there to be compared
    page.locator("summary").filter(has_text="Ce que donnerait chaque règle").click()
    expect(page.get_by_role("cell", name="121").first).to_be_visible()


def test_costs_are_shared(eyes: Eyes, few: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{few}")
    form = ask(page, "costs")
    form.get_by_label("Règle").select_option("shapley")
    form.get_by_label("Pas de recherche").fill("1")
    form.get_by_label("Essais par plan").fill("1")
    start(page, form)
    # the rule that was asked for comes first, the others to be compared
    expect(page.get_by_role("heading", name="Règlement : Shapley")).to_be_visible()
    expect(page.get_by_role("heading", name="Comparer les règles")).to_be_visible()
    eyes.look("costs")


def test_levers_are_tried(eyes: Eyes, few: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{few}")
    form = ask(page, "levers")
    form.get_by_label("Pas de recherche").fill("1")
    form.get_by_label("Essais par plan").fill("1")
    start(page, form)
    expect(page.locator("main table").first).to_be_visible()
    eyes.look("levers")


def test_a_warehouse_is_shared(eyes: Eyes, warehouse: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{warehouse}")
    expect(page.get_by_role("link", name="Magasins et donateurs")).to_have_count(0)
    eyes.look("warehouse-scenario")
    page.get_by_role("link", name="Flottes de l'entrepôt").click()
    number = page.get_by_role("textbox", name=re.compile(" : Nombre$")).first
    number.fill("beaucoup")
    page.get_by_role("button", name="Enregistrer").click()
    expect(number).to_have_attribute("aria-invalid", "true")
    eyes.look("warehouse-faults")
    number.fill("2")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_have_text("Nouvelle version enregistrée.")
    page.goto(f"/fr/scenarios/{warehouse}")
    form = page.locator("form[aria-labelledby=ask-warehouse]")
    form.locator("summary").click()
    form.get_by_label("Pas de recherche").fill("5")
    start(page, form)
    for picture in page.locator("main svg[role=img]").all():
        assert picture.get_attribute("aria-label") or picture.get_attribute("aria-labelledby")
    expect(page.locator("main table").first).to_be_visible()
    eyes.look("warehouse")
    sheets = page.get_by_role("link", name="Ouvrir le PDF").get_attribute("href")
    assert page.request.get(str(sheets)).body().startswith(b"%PDF")
    page.get_by_role("link", name="Fichiers").click()
    expect(page.get_by_role("link", name="classeur.xlsx")).to_be_visible()


def test_trucks_are_booked_and_booked_again(eyes: Eyes, bookable: str) -> None:
    page = eyes.page
    page.goto(f"/fr/scenarios/{bookable}")
    form = ask(page, "bookings")
    form.get_by_label("Durée du calcul").fill("2")
    start(page, form)
    eyes.look("bookings")
    page.goto(f"/fr/scenarios/{bookable}/tables/bookings.requests")
    eyes.look("requests")
    page.get_by_label("Demande c : Durée").fill("60")
    page.get_by_role("button", name="Enregistrer").click()
    page.goto("/fr/runs")
    page.get_by_role("link", name="Réservations de camions").first.click()
    page.get_by_role("button", name="Réserver de nouveau").click()
    result(page)


def test_the_day_is_planned_again_around_what_is_locked(eyes: Eyes, planned: str) -> None:
    page = eyes.page
    page.goto(f"/fr/runs/{planned}")
    page.get_by_role("link", name="Re-planifier").first.click()
    page.get_by_role("button", name="Re-planifier").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Rien n'est arrivé")
    eyes.look("call-faults")
    page.locator("#f-day").select_option(label="mardi")
    page.locator("#f-now").fill("8h30")
    page.locator("#f-store-0").select_option(index=1)
    page.locator("#f-kg-0").fill("beaucoup")
    page.get_by_role("button", name="Re-planifier").click()
    expect(page.locator("#f-kg-0")).to_have_attribute("aria-invalid", "true")
    page.locator("#f-store-0").select_option(label="grower")
    page.locator("#f-kg-0").fill("0")
    page.locator("summary", has_text="Mercredi").click()
    page.get_by_role("checkbox", name=re.compile("^Garder .*mercredi")).first.check()
    page.get_by_role("button", name="Re-planifier").click()
    result(page, "Ce qui change")
    eyes.look("replanned")
    page.get_by_role("link", name="La semaine", exact=True).click()
    eyes.look("replanned-week")
    # from there on as from any week: planned again around locks alone, split, published
    page.get_by_role("link", name="Re-planifier").first.click()
    expect(page.get_by_role("heading", name="Re-planifier avec")).to_be_visible()
    page.locator("#f-day").select_option(label="mercredi")
    page.locator("summary", has_text="Mercredi").click()
    page.get_by_role("checkbox", name=re.compile("^Garder .*mercredi")).first.check()
    page.get_by_role("button", name="Re-planifier").click()
    result(page, "Ce qui change")
    expect(page.locator("main")).to_contain_text("ni fait ni verrouillé")
    page.get_by_role("button", name="Répartir cette semaine").click()
    result(page)
    eyes.look("replanned-split")
    page.get_by_role("button", name="Publier").click()
    page.get_by_role("button", name="Publier la semaine").click()
    expect(page.get_by_role("status")).to_have_text("Semaine publiée au registre.")
    expect(page.get_by_role("link", name="Voir le registre")).to_be_visible()
