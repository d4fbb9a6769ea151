"""Someone at a keyboard, who counts what she typed and reads what she sees."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 400
NEARLY = 3
AWAY = """one => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(e => e.type !== "hidden" && !e.disabled && e.checkVisibility());
  return all.indexOf(one) - all.indexOf(document.activeElement);
}"""
"""Fields from the focus to one, about: a group of radio buttons is one stop of the keyboard."""
DEVELOPER_WORDS: Mapping[str, tuple[str, ...]] = {
    "fr": ("base", "alone", "hub", "default", "true", "false", "none"),
    "en": ("(base)", "hub-", "true", "false", "none of the above"),
}
ALWAYS = ("slug", "null", "json", "path", "undefined", "id", "utf-8", "lat", "lon", "latitude")
NOT_MEANT = ("Base Adresse Nationale",)
COORDINATE = re.compile(r"\b\d{1,2}[.,]\d{4,}\b")
RUN = re.compile(r"\b[0-9a-f]{16}\b")


def chosen(field: Locator) -> str:
    """Return the label that is chosen in a list."""
    return str(field.evaluate("one => one.selectedOptions[0].label"))


class Typist:
    """Fills in forms by keyboard alone."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.free = 0
        """Names, addresses and quantities typed."""
        self.counted = 0
        """All other cells that were changed."""
        self.seen: set[str] = set()
        """Addresses of the pages that were read."""

    def reach(self, field: Locator) -> None:
        """Press Tab until a field has the focus."""
        expect(field).to_have_count(1)
        # held down for most of the way, without looking; then press by press
        keys = self.page.keyboard
        for _ in range(max(0, field.evaluate(AWAY) - NEARLY)):
            keys.down("Tab")
        keys.up("Tab")
        for _ in range(MOST_TABS):
            if field.evaluate("one => one === document.activeElement"):
                return
            keys.press("Tab")
        raise AssertionError(f"not reached by keyboard: {field}")

    def write(self, name: str, text: str, *, counts: bool = False) -> None:
        """Type in a field: a name, an address or a quantity, unless it counts."""
        self.reach(self.page.locator(f'[name="{name}"]'))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.free += not counts
        self.counted += counts

    def choose(self, name: str, label: str) -> None:
        """Choose in a list by arrow keys."""
        field = self.page.locator(f'select[name="{name}"]')
        self.reach(field)
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if chosen(field).startswith(label):
                break
            self.page.keyboard.press("ArrowDown")
        assert chosen(field).startswith(label), (chosen(field), label)
        self.counted += 1

    def tick(self, name: str, *values: str) -> None:
        """Tick or clear boxes of one group: one cell, however many boxes."""
        for value in values:
            self.reach(self.page.locator(f'[name="{name}"][value="{value}"]'))
            self.page.keyboard.press("Space")
        self.counted += 1

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press a button or follow a link of the page's content."""
        main = self.page.locator("main")
        both = main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name))
        self.reach(both.first)
        self.page.keyboard.press("Enter")

    def read(self, ids: tuple[str, ...]) -> None:
        """See that the page shows neither an id, nor a coordinate, nor a developer's word."""
        text = self.page.locator("body").inner_text()
        self.seen.add(self.page.url)
        for one in NOT_MEANT:
            text = text.replace(one, "")
        words = set(re.findall(r"[\w()-]+", text.lower()))
        found = words & {*DEVELOPER_WORDS[self.language], *ALWAYS, *ids}
        assert not found, (self.page.url, found)
        assert not COORDINATE.search(text), (self.page.url, COORDINATE.findall(text))
        assert not RUN.search(text), self.page.url
