"""A real Chromium before a real server on loopback, for the tests of the page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SOON_MS = 30_000
"""Milliseconds in which a page shows what it must."""
RUN_MS = 180_000
"""Milliseconds in which a small run ends, even where others work: runs make way for them."""

GONE = "Execution context was destroyed"
"""What the browser says of a page that another one took the place of."""
TURNS = 5
"""Pages that may follow each other while one is looked at."""

# what is expected of a page has the same time as what is done on it
expect.set_options(timeout=SOON_MS)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the browser of the system."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class Eyes:
    """Looks at pages: nothing may fail on them, and axe may find nothing."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.pictured = pictures() is not None
        """Whether somebody will look at pictures: each takes a while."""
        self.faults: list[str] = []
        self._axe = Axe()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._told)

    def look(self, name: str) -> None:
        """Have the page checked, and take a picture of it where pictures are wanted."""
        self.picture(name)
        found = self._judged()
        told = [
            f"{one['id']}: {node['html'][:200]} {node.get('failureSummary')}"
            for one in found["violations"]
            for node in one["nodes"][:3]
        ]
        assert not told, f"{name}\n" + "\n".join(told)
        assert not self.faults, self.faults

    def _judged(self) -> dict[str, Any]:
        """Return what axe finds on the page: on the one to come, where it changes meanwhile."""
        for _ in range(TURNS):
            self.page.wait_for_load_state()
            try:
                response: dict[str, Any] = self._axe.run(self.page).response
            except Error as error:
                if GONE not in error.message:
                    raise
            else:
                return response
        raise AssertionError(f"the page changes without end: {self.page.url}")

    def picture(self, name: str) -> None:
        """Take a picture of the page, where pictures are wanted."""
        if self.pictured:
            self.page.screenshot(path=self.folder / f"{name}.png", full_page=True)

    def _told(self, message: Any) -> None:
        # a refused form is answered by a status that the console tells of
        if (
            message.type == "error"
            and "the server responded with a status of 4" not in message.text
        ):
            self.faults.append(message.text)


def pictures() -> str | None:
    """Return where pictures are wanted, if somewhere."""
    return os.environ.get("RAMASSE_PICTURES")
