"""From the plan to the treasurer's page, and a day's call: by mouse, by keyboard, by touch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from models.base import Language
from models.recurrence import monday_of
from scenarios import dump
from service.kinds.month.treasurer_words import TREASURER_WORDS
from service.kinds.replan.call_form import CALL_FORM
from service.kinds.replan.call_words import CALL_WORDS
from service.web.this_week.words import week_say
from tests.helpers.scenarios import changed, tiny
from tests.service.web.browser import RUN_MS, SOON_MS, Eyes
from tests.service.web.conftest import Towns
from tests.service.web.typist import Typist

SCREENS = {"mouse": (1366, 768), "keyboard": (1180, 820), "touch": (390, 844)}
EACH_WAY = [(language, way) for way in SCREENS for language in ("fr", "en")]
LEADS = """one => {
  const link = one.closest("a[href]"), button = one.closest("button");
  if (link) { return link.pathname !== location.pathname || link.search !== location.search; }
  return button !== null && button.type === "submit" && button.form !== null;
}"""
"""Whether another page follows when something is pressed: not where a part is only opened."""


class Hand:
    """Someone who uses a page in one way alone."""

    def __init__(self, page: Page, eyes: Eyes, way: str, language: Language) -> None:
        self.page, self.eyes, self.way, self.language = page, eyes, way, language
        self._typist = Typist(page, language)

    def press(self, target: Locator) -> None:
        """Press a button, follow a link, open what is folded."""
        if target.evaluate(LEADS):
            # what is pressed before its page is whole would be answered by that page's own load
            self.page.wait_for_load_state()
            with self.page.expect_event("load"):
                self._press(target)
        else:
            self._press(target)

    def _press(self, target: Locator) -> None:
        if self.way == "keyboard":
            self._typist.reach(target)
            self.page.keyboard.press("Enter")
        else:
            self._at(target)

    def tick(self, target: Locator) -> None:
        """Tick a box."""
        if self.way == "keyboard":
            self._typist.reach(target)
            self.page.keyboard.press("Space")
        else:
            # people aim at its words
            self._at(target.locator("xpath=ancestor::label"))
        expect(target).to_be_checked()

    def write(self, target: Locator, text: str) -> None:
        """Write in a field."""
        if self.way == "keyboard":
            self._typist.reach(target)
        else:
            self._at(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def look(self, name: str) -> None:
        """See that the page is sound and does not scroll sideways."""
        # a result that was waited for may be there before its styles are
        self.page.wait_for_load_state()
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= SCREENS[self.way][0], name
        self.eyes.look(f"walk-{name}-{self.way}-{self.language}")

    def _at(self, target: Locator) -> None:
        (target.tap if self.way == "touch" else target.click)()


@pytest.fixture(params=EACH_WAY, ids="-".join)
def hand(
    request: pytest.FixtureRequest, browser: Browser, address: str, folder: Path
) -> Iterator[Hand]:
    language, way = request.param
    width, height = SCREENS[way]
    context = browser.new_context(
        base_url=address,
        locale="fr-FR" if language == "fr" else "en-GB",
        viewport={"width": width, "height": height},
        has_touch=way == "touch",
        reduced_motion="reduce",
    )
    context.set_default_timeout(SOON_MS)
    page = context.new_page()
    yield Hand(page, Eyes(page, folder), way, language)
    context.close()


def planned(towns: Towns, folder: Path, hand: Hand, what: str) -> tuple[str, str]:
    """Store a town of its own that agreed on a key, whose last week is planned; it and the run."""
    world = tiny("hub", week_of=monday_of(date.today()) - timedelta(weeks=1))
    name = f"{what}-{hand.way}-{hand.language}"
    label = f"Ville « {what} & {hand.way} » d'{hand.language}"
    world = changed(world, id=name, label=label, pooling=world.pooling.changed(key="people"))
    path = folder / f"{name}.yaml"
    path.write_text(dump(world), encoding="utf-8")
    return label, towns.planned(towns.sent(path), world)


def started(page: Page, then: Locator) -> None:
    """Wait for the result of what was started."""
    failed = page.get_by_role("alert")
    expect(then.or_(failed).first).to_be_visible(timeout=RUN_MS)
    expect(failed).to_have_count(0)


def test_a_week_is_published_weighed_closed_and_settled(
    hand: Hand, towns: Towns, folder: Path
) -> None:
    label, _ = planned(towns, folder, hand, "week")
    page, language = hand.page, hand.language
    page.goto(f"/{language}/")
    town = page.locator("article.town").filter(has=page.get_by_role("heading", name=label))
    hand.press(town.get_by_role("link", name=week_say("read", language)))
    assert printed_on_two(page)
    then = page.locator("section[aria-labelledby=then]")
    hand.press(then.locator("form:has(input[name=kind][value=split]) button"))
    publish = page.locator('form[action$="/publish"] button')
    started(page, publish)
    split = page.url
    _publish(hand)
    # taken back with its reason, and published once more
    page.goto(f"/{language}/")
    hand.press(town.get_by_role("link", name=week_say("weigh", language)))
    hand.look("grid")
    hand.press(page.locator("form[aria-labelledby=withdraw] summary"))
    hand.write(page.locator("#withdraw-reason"), "une erreur de <b>pesée</b> & d'heure")
    hand.press(page.locator("form[aria-labelledby=withdraw] button"))
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator("main table")).to_contain_text("une erreur de <b>pesée</b> & d'heure")
    page.goto(split)
    _publish(hand)
    page.goto(f"/{language}/")
    hand.press(town.get_by_role("link", name=week_say("weigh", language)))
    _weigh(hand)
    close = page.locator("form[aria-labelledby=close]")
    hand.press(close.locator("summary"))
    hand.press(close.locator("button"))
    expect(page.get_by_role("status")).to_be_visible()
    hand.look("weeks")
    _settle(hand, label)


def printed_on_two(page: Page) -> bool:
    """Tell whether a page is printed on two sheets at most."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) in (1, 2)


def _publish(hand: Hand) -> None:
    """Publish the split that is shown: told what it means before it is done."""
    page = hand.page
    hand.press(page.locator('form[action$="/publish"] button'))
    sure = page.locator("form[aria-labelledby=publish-it] button")
    hand.look("publish")
    hand.press(sure)
    expect(page.get_by_role("status")).to_be_visible()
    expect(sure).to_have_count(0)


def _weigh(hand: Hand) -> None:
    """Weigh in what the first store of the first day gave, and what the first vehicle drove."""
    page = hand.page
    day = page.locator("form.weigh").first
    hand.write(day.locator("table.edit:not(.outings) td.count input").first, "12,5")
    for n, text in enumerate(("40", "2,5", "2")):
        hand.write(day.locator("table.outings td.count input").nth(n), text)
    hand.press(day.locator(".sticky button"))
    sure = day.locator("input[name=sure]")
    if sure.count():
        # what is far from the plan is asked for once more
        hand.tick(sure)
        hand.press(day.locator(".sticky button"))
    expect(page.locator(".done[role=status]")).to_be_visible()
    expect(page.locator("form.weigh").first.locator(".is-told")).not_to_have_count(0)
    hand.look("weighed")


def _settle(hand: Hand, label: str) -> None:
    """Ask for the month, and read the treasurer's page and its paper."""
    page, language = hand.page, hand.language
    page.goto(f"/{language}/")
    town = page.locator("table tbody tr").filter(has_text=label)
    hand.press(town.get_by_role("link"))
    form = page.locator("form[aria-labelledby=ask-month]")
    if not form.locator("button").first.is_visible():
        hand.press(page.locator("#ask-month"))
    week = monday_of(date.today()) - timedelta(weeks=1)
    hand.write(form.locator('input[name="month.month"]'), f"{week:%Y-%m}")
    hand.press(form.locator("button").last)
    title = TREASURER_WORDS["treasurer"].in_(language)
    tab = page.get_by_role("link", name=title, exact=True).first
    started(page, tab)
    hand.look("month")
    hand.press(tab)
    expect(page.locator("main .answer")).to_contain_text("€")
    hand.look("treasurer")
    assert printed_on_two(page)
    page.go_back()
    paper = page.locator('section[aria-labelledby=then] a[href$=".pdf"]').first
    sent = page.request.get(str(paper.get_attribute("href")))
    assert sent.body().startswith(b"%PDF")


def test_the_day_is_called_about_and_a_round_changed_by_hand(
    hand: Hand, towns: Towns, folder: Path
) -> None:
    _, run = planned(towns, folder, hand, "call")
    page, language = hand.page, hand.language
    page.goto(f"/{language}/runs/{run}")
    hand.press(page.locator(f'.tabs a[href$="/runs/{run}/call"]'))
    hand.press(page.get_by_text(CALL_WORDS["tap_absent"].in_(language)))
    hand.tick(page.locator("input[name=absent]").first)
    hand.write(page.locator("input[name=now]"), "06:00")
    hand.press(page.get_by_role("button", name=CALL_FORM.button.in_(language)))
    # the page loads itself again until whom to tell is there
    started(page, page.locator('main .taps a[href$="/call"]'))
    hand.look("called")
    page.goto(f"/{language}/runs/{run}")
    hand.press(page.locator(f'.tabs a[href$="/runs/{run}/by-hand"]'))
    hand.press(page.locator("section[aria-labelledby=rounds] tbody a").first)
    hand.press(page.locator(".hand ol.stops li summary").first)
    remove = page.locator(".hand form:has(input[name=do][value=remove]) button").first
    hand.press(remove)
    choices = page.locator("section[aria-labelledby=choices]")
    expect(choices.locator("tbody tr")).to_have_count(1)
    ways = choices.locator(".actions a")
    hand.press(ways.first)
    expect(choices.locator("tbody tr")).to_have_count(0)
    hand.press(ways.first)
    expect(choices.locator("tbody tr")).to_have_count(1)
    lock = page.locator(".hand .round-forms form:has(input[name=do][value=lock]) button")
    hand.press(lock)
    expect(page.locator(".hand .state").first).to_be_visible()
    hand.look("by-hand")
    keep = choices.locator("form:not(:has(input[name=mend])) button")
    hand.press(keep)
    expect(page).to_have_url(re.compile(rf"/{language}/runs/(?!{run})\w+$"), timeout=RUN_MS)
    started(page, page.locator("main .answer"))
    hand.look("kept")
