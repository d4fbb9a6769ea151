"""The week drawn: a round picked in either drawing shows in both; names never cover each other."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from benchmarks.drawn_week import made_week, write_page
from tests.service.web.browser import SOON_MS, Eyes

OVERLAPS = """() => {
  const names = ".drawn-day:not([hidden]) .plan :is(.names, .towns) text";
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


def shown(page: Page) -> str:
    return str(page.locator(".drawn-day:visible").get_attribute("data-day"))


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
    view = day.locator(".plan svg").first
    whole = view.get_attribute("viewBox")
    view.focus()
    page.keyboard.press("+")
    nearer = view.get_attribute("viewBox")
    page.keyboard.press("ArrowRight")
    assert len({whole, nearer, view.get_attribute("viewBox")}) == 3
    page.keyboard.press("0")
    assert [float(one) for one in str(view.get_attribute("viewBox")).split()] == [
        float(one) for one in str(whole).split()
    ]
    day.get_by_role("button", name="+").click()
    box = view.bounding_box()
    assert box is not None
    before = view.get_attribute("viewBox")
    page.mouse.move(box["x"] + 90, box["y"] + 90)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=4)
    page.mouse.up()
    assert view.get_attribute("viewBox") != before
    # by touch, on a narrow screen
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(SOON_MS)
    phone = context.new_page()
    phone.goto(f"/en/runs/{planned}/drawn")
    phone.locator(".times a.round:visible").first.tap()
    expect(phone.locator("details[open].drawn-round:visible")).to_have_count(1)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
    # without JavaScript: every day, the same pictures, links to what is told of each round
    context = browser.new_context(base_url=address, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"/fr/runs/{planned}/drawn")
    expect(plain.locator(".drawn-day:visible")).to_have_count(plain.locator(".drawn-day").count())
    plain.locator(".plan a.round").first.click(force=True)
    assert "#r-" in plain.url
    context.close()


def test_names_of_a_department_never_cover_each_other(browser: Browser, tmp_path: Path) -> None:
    path = write_page(made_week(), tmp_path)
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.goto(path.as_uri())
    counts = []
    for zoom in (1, 2, 4, 8, 16):
        count, overlaps = page.evaluate(OVERLAPS)
        assert not overlaps, (zoom, overlaps[:8])
        counts.append(count)
        page.screenshot(path=tmp_path / f"department-{zoom}.png")
        page.locator(".plan svg:visible").first.focus()
        page.keyboard.press("+")
    # a closer look shows more of them
    assert counts == sorted(counts)
    assert counts[0] > 20
    assert counts[-1] > 290
    page.close()
