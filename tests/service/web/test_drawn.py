"""The week drawn: a round picked in either drawing shows in both; names never cover each other."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.drawn_week import made_week, write_page
from models.study import Study
from models.travel import Leg
from scenarios.outlines.kept import FOLDER
from service.pages.html import html
from service.pages.page import Page as Told
from service.pages.page import Section
from service.pages.pictures import Choropleth, Map, Spot, Zone
from service.pages.placed_names import ZOOMS
from tests.helpers.ground import read_into
from tests.service.web.browser import SOON_MS, Eyes

OVERLAPS = """names => {
  const seen = [...document.querySelectorAll(names)]
    .map(one => [one.textContent, one.getBoundingClientRect()]).filter(one => one[1].width > 0);
  const found = [];
  seen.forEach(([a, one], n) => seen.slice(n + 1).forEach(([b, other]) => {
    // boxes of letters are taller than what is drawn of them
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    if (down > 3 && across > 1) { found.push(a + " / " + b); }
  }));
  return [seen.length, found];
}"""
"""How many names are seen, and which of them cover each other, by the letters as drawn."""
ZOOMED = """one => {
  one.dispatchEvent(new KeyboardEvent("keydown", {key: "+", bubbles: true, cancelable: true}));
  return one.parentElement.style.transform;
}"""
"""A zoom, and how the layers are stretched at once."""
WEEK_NAMES = ".drawn-day:not([hidden]) .plan :is(.names, .towns) text"


def shown(page: Page) -> str:
    return str(page.locator(".drawn-day:visible").get_attribute("data-day"))


def drawn(view: Locator) -> list[float]:
    """Return what a map shows as it is drawn: left, top, width, height."""
    return [float(one) for one in str(view.get_attribute("viewBox")).split()]


def drawn_anew(view: Locator, before: list[float]) -> list[float]:
    """Return what a map shows once it is no longer drawn as it was."""
    ends = time.monotonic() + SOON_MS / 1000
    while drawn(view) == before:
        assert time.monotonic() < ends
        time.sleep(0.02)
    return drawn(view)


def test_a_round_is_picked_by_mouse_by_keyboard_and_by_touch(
    eyes: Eyes, browser: Browser, address: str, planned: str
) -> None:
    page = eyes.page
    page.goto(f"/fr/runs/{planned}")
    page.get_by_role("link", name="Carte et horaires").click()
    eyes.look("drawn")
    first = shown(page)
    page.get_by_role("link", name="Jour d'après").first.click()
    assert shown(page) != first
    page.get_by_role("link", name="Jour d'avant").first.click()
    assert shown(page) == first
    day = page.locator(".drawn-day:visible")
    day.locator(".times a.round").first.click()
    name = day.locator(".times a.picked").get_attribute("data-round")
    assert day.locator(".plan a.picked").get_attribute("data-round") == name
    expect(day.locator("details[open].drawn-round")).to_have_attribute("data-round", str(name))
    eyes.look("drawn-picked")
    # by keyboard: Enter on a round of the map, then zoom, move, and all again
    day.locator(".plan a.round").last.focus()
    page.keyboard.press("Enter")
    other = day.locator(".plan a.picked").get_attribute("data-round")
    assert day.locator(".times a.picked").get_attribute("data-round") == other
    # a zoom is shown at once by stretching what is drawn, then drawn anew, sharp
    view = day.locator(".plan svg").first
    whole = drawn(view)
    view.focus()
    assert view.evaluate(ZOOMED) == "translate(-50%, -50%) scale(2)"
    nearer = drawn_anew(view, whole)
    assert nearer[2] == pytest.approx(whole[2] / 2)
    assert not view.evaluate("one => one.parentElement.style.transform")
    page.keyboard.press("ArrowRight")
    assert drawn_anew(view, nearer)[0] == pytest.approx(nearer[0] + nearer[2] / 5)
    page.keyboard.press("0")
    expect(view).to_have_attribute("data-zoom", "1")
    assert drawn(view) == pytest.approx(whole)
    # the same part is seen on the next day
    day.get_by_role("button", name="+").click()
    before = drawn_anew(view, whole)
    page.get_by_role("link", name="Jour d'après").first.click()
    next_day = page.locator(".drawn-day:visible .plan svg").first
    assert drawn(next_day) == pytest.approx(before)
    page.get_by_role("link", name="Jour d'avant").first.click()
    box = day.locator(".plan .clip").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 90, box["y"] + 90)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=4)
    page.mouse.up()
    assert drawn_anew(view, before)[2] == pytest.approx(before[2])
    # by touch, on a narrow screen
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(SOON_MS)
    phone = context.new_page()
    phone.goto(f"/en/runs/{planned}/drawn")
    phone.get_by_role("link", name="Day after").first.tap()
    phone.get_by_role("link", name="Day before").first.tap()
    # the whole map is there at once
    seen = phone.locator(".drawn-day:visible .plan svg").first.bounding_box()
    assert seen is not None
    assert seen["x"] >= 0
    assert seen["x"] + seen["width"] <= 390
    phone.get_by_role("button", name="Zoom in").locator("visible=true").tap()
    expect(phone.locator(".drawn-day:visible .plan svg").first).to_have_attribute("data-zoom", "2")
    phone.get_by_role("button", name="See all").locator("visible=true").tap()
    phone.locator(".times a.round:visible").first.tap()
    expect(phone.locator("details[open].drawn-round:visible")).to_have_count(1)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    # the times fit the screen: nothing within them scrolls either
    wide = "[...document.querySelectorAll('.times, .times svg')].map(one => one.scrollWidth)"
    assert max(phone.evaluate(wide)) <= 390
    context.close()
    # without JavaScript: every day, the same pictures, links to what is told of each round
    context = browser.new_context(base_url=address, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"/fr/runs/{planned}/drawn")
    expect(plain.locator(".drawn-day:visible")).to_have_count(plain.locator(".drawn-day").count())
    plain.locator(".plan a.round").first.click(force=True)
    assert "#r-" in plain.url
    context.close()


def along_roads(study: Study) -> Study:
    """Return a week whose rounds turn at right angles, over a net of main roads."""
    places = study.scenario.sites
    pairs = {(a.site, b.site) for item in study.plan.rounds for a, b in pairwise(item.stops)}
    legs = tuple(
        Leg(
            origin=one,
            destination=other,
            points=tuple(
                (places[lat].lat, places[lon].lon)
                for lat, lon in ((one, one), (one, other), (other, other))
            ),
        )
        for one, other in sorted(pairs)
    )
    travel = study.travel.changed(main_roads=main_roads(study))
    return study.model_copy(update={"legs": legs, "travel": travel})


def main_roads(study: Study) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return a road through every tenth store, from east to west."""
    stores = study.scenario.donors[::10]
    return tuple(((one.place.lat, 5.0), (one.place.lat, 5.6)) for one in stores)


@pytest.mark.parametrize("under", ["nothing", "outlines", "roads"])
def test_names_of_a_department_never_cover_each_other(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, under: str
) -> None:
    outlined, made = under == "outlines", made_week()
    if outlined:
        monkeypatch.setenv(FOLDER, str(read_into(tmp_path)))
    path = write_page(along_roads(made) if under == "roads" else made, tmp_path)
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(path.as_uri())
    assert bool(page.locator(".shared .road").count()) == (under == "roads")
    assert bool(page.locator(".shared .outline").count()) == outlined
    counts = []
    for zoom in ZOOMS:
        count, overlaps = page.evaluate(OVERLAPS, WEEK_NAMES)
        assert not overlaps, (zoom, overlaps[:8])
        counts.append(count)
        page.screenshot(path=tmp_path / f"department-{zoom}.png")
        view = page.locator(".plan svg:visible").first
        before = drawn(view)
        view.focus()
        page.keyboard.press("+")
        if zoom < ZOOMS[-1]:
            drawn_anew(view, before)
    # a closer look shows more of them
    assert counts == sorted(counts)
    assert counts[0] > 20
    # the made-up country has a sixth of the communes that the table has
    assert counts[-1] > (200 if outlined else 290)
    # the whole map on a narrow screen: letters are larger on it, and fewer names are there
    page.set_viewport_size({"width": 390, "height": 800})
    page.keyboard.press("0")
    expect(view).to_have_attribute("data-zoom", "1")
    few, overlaps = page.evaluate(OVERLAPS, WEEK_NAMES)
    assert not overlaps, overlaps[:8]
    assert 5 < few < counts[0]
    page.close()


@pytest.mark.parametrize("under", ["nothing", "outlines", "roads"])
def test_names_on_a_map_of_a_page_never_cover_each_other(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, under: str
) -> None:
    """All 330 points of the department have a name, and so have the communes under them."""
    roads = main_roads(made_week()) if under == "roads" else ()
    if under == "outlines":
        monkeypatch.setenv(FOLDER, str(read_into(tmp_path)))
    spots = tuple(
        Spot(one.place.lat, one.place.lon, one.label, 0, 0.1, labelled=True)
        for one in made_week().scenario.donors
    )
    zones = tuple(Zone(str(99001 + n), f"Zone {n}", 43.3 + n / 99, 5.0, "1", 0) for n in range(9))
    parts = (
        Map("Carte du département", spots, ("magasin",), roads=roads),
        Choropleth("Zones du département", zones, ("peu",), "inconnu", spots, ("magasin",)),
    )
    path = tmp_path / "page.html"
    path.write_text(html(Told("Carte", "", "", (), (Section("Carte", parts),)), "fr"), "utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(path.as_uri())
    for number in (0, 1):
        map_names = f"figure.map:nth-of-type({number + 1}) .scroll svg text"
        count, overlaps = page.evaluate(OVERLAPS, map_names)
        assert not overlaps, (number, overlaps[:8])
        assert count > 30
        # on a narrow screen letters are larger, and fewer names are there
        page.set_viewport_size({"width": 390, "height": 800})
        few, overlaps = page.evaluate(OVERLAPS, map_names)
        assert not overlaps, (number, overlaps[:8])
        assert 5 < few < count
        page.set_viewport_size({"width": 1366, "height": 900})
    page.close()
