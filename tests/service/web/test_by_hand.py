"""A week changed by hand: by mouse, by keyboard, by touch, and without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from tests.service.web.browser import RUN_MS, SOON_MS, Eyes


def reach(page: Page, target: Locator) -> None:
    for _ in range(150):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by Tab")


def rounds(page: Page) -> Locator:
    """Return the links that open a round."""
    return page.locator("section[aria-labelledby=rounds] tbody a")


def test_by_mouse_changed_undone_done_again_and_kept(eyes: Eyes, planned: str) -> None:
    page = eyes.page
    page.goto(f"/fr/runs/{planned}")
    page.get_by_role("link", name="Changer à la main", exact=True).click()
    eyes.look("by-hand")
    rounds(page).first.click()
    first = page.locator(".hand ol.stops li").first
    store = first.inner_text().split("\n")[0]
    first.locator("summary").click()
    first.get_by_role("button", name="Retirer").click()
    choices = page.locator("section[aria-labelledby=choices]")
    expect(choices.locator("tbody tr")).to_have_count(1)
    expect(choices.locator("tbody th")).to_contain_text("retiré de")
    assert "kg" in store
    eyes.look("by-hand-changed")
    page.get_by_role("link", name="Défaire").click()
    expect(page.get_by_text("Aucun changement pour l'instant.")).to_be_visible()
    page.get_by_role("link", name="Refaire").click()
    expect(choices.locator("tbody tr")).to_have_count(1)
    # the other language says the same of the same changes
    page.get_by_role("link", name="English").click()
    expect(choices.locator("tbody th")).to_contain_text("taken out of")
    page.go_back()
    page.locator("#leaves").fill("9h")
    page.get_by_role("button", name="Changer l'heure").click()
    expect(choices.locator("tbody tr")).to_have_count(3)
    # what nobody collects now: each way to add it was tried
    page.get_by_role("link", name="Ajouter ce passage").first.click()
    expect(page.get_by_role("heading", name="Ajouter :")).to_be_visible()
    eyes.look("by-hand-ways")
    page.go_back()
    page.get_by_role("link", name="Défaire").click()
    page.get_by_role("button", name="Garder ce plan").click()
    expect(page.get_by_role("heading", name="Choisi à la main")).to_be_visible(timeout=RUN_MS)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Semaine changée à la main")
    eyes.look("by-hand-kept")


def test_what_breaks_is_said_and_the_search_mends_the_rest(eyes: Eyes, planned: str) -> None:
    page = eyes.page
    page.goto(f"/fr/runs/{planned}/by-hand")
    rounds(page).first.click()
    page.locator("#leaves").fill("11h45")
    page.get_by_role("button", name="Changer l'heure").click()
    expect(page.get_by_role("alert")).to_contain_text("Ce plan ne peut pas se faire")
    expect(page.get_by_role("button", name="Garder ce plan")).to_have_count(0)
    eyes.look("by-hand-broken")
    page.get_by_role("link", name="Défaire").click()
    page.get_by_role("button", name="Verrouiller la tournée").click()
    page.get_by_role("button", name="Laisser la recherche arranger le reste").click()
    expect(page.get_by_role("heading", name="Choisi à la main")).to_be_visible(timeout=RUN_MS)
    expect(page.get_by_text("Reste arrangé par la recherche")).to_be_visible()
    # a change that cannot be, and an address that somebody wrote
    page.goto(f"/fr/runs/{planned}/by-hand?do=move&round=none&stop=x&to=y")
    expect(page.get_by_role("alert")).to_contain_text("Attendu")
    page.goto(f"/fr/runs/{planned}/by-hand?edit=paint+it&do=<b>")
    expect(page.get_by_role("alert")).to_contain_text("n'est pas un changement")


def test_by_keyboard_by_touch_and_without_javascript(
    eyes: Eyes, browser: Browser, address: str, planned: str
) -> None:
    page = eyes.page
    page.goto(f"/fr/runs/{planned}/by-hand")
    reach(page, rounds(page).first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("open="))
    stop = page.locator(".hand ol.stops li summary").first
    reach(page, stop)
    page.keyboard.press("Enter")
    lock = page.get_by_role("button", name=re.compile("^Verrouiller ")).first
    reach(page, lock)
    page.keyboard.press("Enter")
    expect(page.locator(".hand .state").first).to_have_text("verrouillé")
    context = browser.new_context(
        base_url=address,
        locale="fr-FR",
        viewport={"width": 390, "height": 800},
        has_touch=True,
        is_mobile=True,
        java_script_enabled=False,
    )
    context.set_default_timeout(SOON_MS)
    phone = context.new_page()
    phone.goto(f"/fr/runs/{planned}/by-hand")
    rounds(phone).first.tap()
    phone.locator("summary").filter(has_text="Changer").first.tap()
    phone.get_by_role("button", name="Retirer").first.tap()
    expect(phone.locator("section[aria-labelledby=choices] tbody tr")).to_have_count(1)
    context.close()
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    eyes.look("by-hand-narrow")


def test_a_stop_is_dragged_beside_the_buttons(eyes: Eyes, planned: str) -> None:
    """To another place of its round, onto another round, and back without a change."""
    page = eyes.page
    page.set_viewport_size({"width": 1366, "height": 2400})
    page.goto(f"/en/runs/{planned}/by-hand")
    longest = page.locator("section[aria-labelledby=rounds] tbody tr").evaluate_all(
        "rows => rows.findIndex(one => Number(one.cells[3].textContent) > 3)"
    )
    rounds(page).nth(max(0, longest)).click()
    expect(page.get_by_text("Drag a stop by its handle")).to_be_visible()
    grips = page.locator(".hand ol.stops .grip")
    last = page.locator(".hand ol.stops li").last
    # let go over nothing: nothing happens
    before = page.url
    drag(page, grips.first, page.locator("h1"))
    assert page.url == before
    drag(page, grips.first, last)
    choices = page.locator("section[aria-labelledby=choices]")
    expect(choices.locator("tbody tr")).to_have_count(1)
    # it says where it goes, as the form does
    assert re.search(r"edit=move.*at%3D[1-9]", page.url)
    eyes.look("by-hand-dragged")
    # onto another round of its day, where there is one
    page.get_by_role("link", name="Undo").click()
    mine = page.locator(".hand ol.stops").get_attribute("data-round")
    others = page.locator(".hand form[data-move] select[name=to]").first.locator("option")
    names = [str(one.get_attribute("value")) for one in others.all()]
    other = next(one for one in names if one != mine)
    drag(page, page.locator(".hand .grip").first, page.locator(f'tr[data-round="{other}"] th'))
    expect(choices.locator("tbody tr")).to_have_count(1)
    expect(choices.locator("tbody th")).to_contain_text("made by")


def test_a_draft_is_asked_about_where_it_would_be_lost(eyes: Eyes, planned: str) -> None:
    """Leaving asks; going on within it, in either language, and keeping it do not."""
    page = eyes.page
    asked: list[str] = []
    answers = {"leave": False}

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        if answers["leave"]:
            dialog.accept()
        else:
            dialog.dismiss()

    page.on("dialog", answer)
    page.goto(f"/fr/runs/{planned}/by-hand")
    # nothing is changed: nothing is asked
    page.get_by_role("link", name="Carte et horaires").click()
    page.get_by_role("link", name="Changer à la main").click()
    rounds(page).first.click()
    page.locator(".hand ol.stops summary").first.click()
    page.locator(".hand").get_by_role("button", name="Retirer").first.click()
    choices = page.locator("section[aria-labelledby=choices]")
    expect(choices.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="Undo").click()
    page.get_by_role("link", name="Redo").click()
    expect(choices.locator("tbody tr")).to_have_count(1)
    assert asked == []
    page.get_by_role("link", name="Map and times").click()
    assert asked == ["beforeunload"]
    assert "by-hand" in page.url
    answers["leave"] = True
    page.get_by_role("link", name="Map and times").click()
    page.wait_for_url(re.compile("/drawn"))
    assert asked == ["beforeunload"] * 2
    # the tab closed
    page.go_back()
    page.locator("h1").click()
    answers["leave"] = False
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"] * 3


def drag(page: Page, grip: Locator, target: Locator) -> None:
    """Drag by mouse to the lower half of something, in steps as a hand does."""
    target.scroll_into_view_if_needed()
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 0.8 * end["height"], steps=6)
    page.mouse.up()
