"""Every page that links lead to: nothing on it is meant for a program; call, why, and colours."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, Dialog, expect
from ruamel.yaml import YAML

from benchmarks.page_walk import ids_of, pages, read, sort_of, unfit
from models.base import Language
from service.kinds.replan.call_form import CALL_FORM
from service.kinds.replan.call_words import CALL_WORDS
from tests.helpers.scenarios import tiny
from tests.service.web.browser import RUN_MS, SOON_MS, Eyes

LEAST_PX = 44
TAPPED = "summary, button, .boxes label, .taps a, input[type=text], select, .sticky a"


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx2.Client]:
    origin = {"Origin": address}
    with httpx2.Client(base_url=address, timeout=60, trust_env=False, headers=origin) as made:
        yield made


@pytest.fixture(scope="module")
def called(client: httpx2.Client, planned: str) -> str:
    """The answer of a call by telephone, about the first person who is out on a day."""
    form = client.get(f"/fr/runs/{planned}/call").text
    day = re.search(r'<option value="(\w+)" selected', form)
    who = re.search(r'name="absent" value="([^"]+)"', form)
    assert day is not None
    assert who is not None
    data = {"day": day[1], "now": "06:00", "absent": who[1]}
    sent = client.post(f"/fr/runs/{planned}/call", data=data)
    assert sent.status_code == 303
    where, ends = str(sent.headers["location"]), time.monotonic() + RUN_MS / 1000
    while 'http-equiv="refresh"' in client.get(where).text:
        assert time.monotonic() < ends
        time.sleep(0.2)
    return where


def test_no_page_shows_an_id_a_path_or_an_option(
    client: httpx2.Client, folder: Path, planned: str, called: str
) -> None:
    """Of the town, its result, its things, the call and its answer, in both languages."""
    ids = ids_of(YAML(typ="safe", pure=True).load((folder / "tiny.yaml").read_text("utf-8")))
    sorts, found = set(), []
    for language in ("fr", "en"):
        starts = [f"/{language}/", f"/{language}/runs/{planned}", f"/{language}{called[3:]}"]
        # both languages come from the same pages: one of each sort is enough in the second
        for address, html in pages(client, starts, alike=2 if language == "fr" else 1):
            sorts.add(sort_of(address)[3:])
            found += [f"{address}: {one}" for one in unfit(read(html)[0], ids)]
    assert not found
    wanted = {"/runs/*/call", "/runs/*/called", "/runs/*/about/store/*", "/runs/*/about/person/*"}
    assert wanted | {"/runs/*/about/vehicle/*", "/runs/*/about/association/*"} <= sorts


def test_what_is_unfit_is_seen() -> None:
    """The walk would tell: each sort of what people should not read."""
    text = "need_weight of super-1, by --set, in /tmp/x.yaml"
    assert unfit(text, frozenset({"super-1"})) == ["need_weight", "--set", "/tmp/x.yaml", "super-1"]


def test_the_button_of_a_thing_starts_the_run_it_tells(client: httpx2.Client, planned: str) -> None:
    result = client.get(f"/fr/runs/{planned}").text
    link = re.search(rf"/fr/runs/{planned}/about/vehicle/[\w-]+", result)
    assert link is not None
    page = client.get(link[0]).text
    label = re.search(r"<button>Essayer\s*: ([^<]+)</button>", page)
    assert label is not None
    sent = client.post(link[0], data={"trial": "1"})
    assert sent.status_code == 303
    run = str(sent.headers["location"]).rpartition("/")[2]
    asked = client.get(f"/api/runs/{run}").json()
    client.post(f"/api/runs/{run}/cancel")
    assert asked["kind"] == "comparison"
    said = unescape(label[1]).replace("«\u00a0", "“").replace("\u00a0»", "”")
    assert asked["asked"]["changes_label"] == said
    assert asked["asked"]["changes"]
    assert client.post(link[0], data={"trial": "9"}).status_code == 404
    assert client.get(f"/fr/runs/{planned}/about/vehicle/unknown").status_code == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_call_is_tapped_on_a_telephone(
    browser: Browser, address: str, folder: Path, planned: str, called: str, language: Language
) -> None:
    """Nothing that is tapped is under 44 px, nothing is out of the screen, axe finds nothing."""
    context = browser.new_context(
        base_url=address,
        locale="fr-FR" if language == "fr" else "en-GB",
        viewport={"width": 390, "height": 844},
        has_touch=True,
    )
    context.set_default_timeout(SOON_MS)
    page = context.new_page()
    eyes = Eyes(page, folder)
    page.goto(f"/{language}/runs/{planned}/call")
    page.get_by_text(CALL_WORDS["tap_absent"].in_(language)).tap()
    page.get_by_text(CALL_WORDS["tap_gift"].in_(language)).tap()
    for one in page.locator(f"main :is({TAPPED})").filter(visible=True).all():
        box = one.bounding_box()
        assert box is not None
        # what a closed part holds has no height
        assert not box["height"] or box["height"] >= LEAST_PX, one.evaluate("one => one.outerHTML")
    eyes.look(f"call-{language}")
    # asked for nothing: said, nothing started; what was picked stays
    page.get_by_label(CALL_WORDS["call_day"].in_(language)).select_option(index=1)
    page.get_by_role("button", name=CALL_FORM.button.in_(language)).tap()
    nothing = "Rien n'est arrivé" if language == "fr" else "Nothing happened"
    expect(page.get_by_role("alert")).to_contain_text(nothing)
    page.goto(f"/{language}{called[3:]}")
    eyes.look(f"called-{language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for one in page.locator(".taps a").all():
        assert re.match(r"(sms:|tel:|mailto:|/(fr|en)/)", one.get_attribute("href") or "")
    context.close()


def test_the_call_needs_no_javascript(browser: Browser, address: str, planned: str) -> None:
    """From the tap to whom to tell: forms, links and pages that load themselves again."""
    context = browser.new_context(
        base_url=address,
        locale="en-GB",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        java_script_enabled=False,
    )
    context.set_default_timeout(SOON_MS)
    page = context.new_page()
    page.goto(f"/en/runs/{planned}/call")
    # of another day: shown by a button, and what was tapped stays
    page.get_by_text(CALL_WORDS["tap_empty"].in_("en")).tap()
    page.get_by_role("button", name="Show that day").tap()
    page.get_by_text(CALL_WORDS["tap_absent"].in_("en")).tap()
    page.locator("input[name=absent]").first.locator("xpath=ancestor-or-self::label").tap()
    page.get_by_role("button", name="Show that day").tap()
    expect(page.locator("input[name=absent]:checked")).to_have_count(1)
    page.locator("input[name=now]").fill("06:00")
    page.get_by_role("button", name=CALL_FORM.button.in_("en")).tap()
    expect(page.get_by_role("heading", name="Whom to tell")).to_be_visible(timeout=RUN_MS)
    expect(page.locator(".answer")).to_contain_text("of the need")
    for one in page.locator(".taps a").all():
        assert re.match(r"(sms:|tel:|mailto:|/en/)", one.get_attribute("href") or "")
    # a message can be marked and copied: it is there to be read
    if page.locator(".tell details").count():
        page.locator(".tell summary").first.tap()
        expect(page.locator(".tell textarea").first).to_be_visible()
    page.get_by_role("link", name="See all the details").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("planned again")
    context.close()


def test_dark_and_forced_colours_are_read(
    browser: Browser, address: str, folder: Path, planned: str
) -> None:
    for name, face in (("dark", {"color_scheme": "dark"}), ("forced", {"forced_colors": "active"})):
        context = browser.new_context(base_url=address, locale="fr-FR", **face)  # type: ignore[arg-type]
        context.set_default_timeout(SOON_MS)
        page = context.new_page()
        looked = ("", "result"), ("/drawn", "drawn"), ("/by-hand", "by-hand")
        for where, what in (("/fr/", "home"), *((f"/fr/runs/{planned}{a}", b) for a, b in looked)):
            page.goto(where)
            Eyes(page, folder).look(f"{name}-{what}")
        # what is filled of a bar stands out, not what is left of it
        page.goto(f"/fr/runs/{planned}")
        track, filled = page.locator(".bar").first.evaluate(LIGHTS)
        assert (filled > track + 40) if name == "dark" else (track > filled + 40)
        context.close()


LIGHTS = """bar => [...bar.querySelectorAll("rect")].map(one => {
  const [red, green, blue] = getComputedStyle(one).fill.match(/\\d+/g).map(Number);
  return 0.3 * red + 0.6 * green + 0.1 * blue;
})"""
"""How light the track of a bar is, and what is filled of it, from 0 to 255."""


def test_what_was_typed_is_not_lost_unasked(
    browser: Browser, address: str, stored: str, planned: str
) -> None:
    context = browser.new_context(base_url=address, locale="fr-FR")
    context.set_default_timeout(SOON_MS)
    page = context.new_page()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    # a form for each day: sending one would lose what was typed for another
    page.goto(f"/fr/weeks/{stored}/{tiny('hub').week_of}")
    days = [one.locator("td.count input").first for one in page.locator("form.weigh").all()[:2]]
    days[0].fill("12")
    days[1].fill("7")
    page.locator("form.weigh").nth(1).locator(".sticky button").click()
    expect(days[0]).to_have_value("12")
    assert asked == ["beforeunload"]
    # nobody stays: it is left
    page.goto(f"/fr/scenarios/{stored}/tables/donors")
    page.once("dialog", stay)
    page.locator("table.edit input[type=text]").first.fill("Autre nom")
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"] * 2
    context.close()
