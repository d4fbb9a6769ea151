"""Pictures of the page for LISEZMOI: ``python -m benchmarks.pictures docs/pictures``.

A real server, a real browser, the scenario that ships; the pictures are small, in few colours.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.serving import started

CHROMIUM = Path("/usr/bin/chromium")
WIDTH, HEIGHT = 1000, 640
COLOURS = 48
MOST_BYTES = 60_000
RUN_MS = 600_000
STEPS = "4"
"""Of the search: any plan that looks like one will do."""


def main() -> None:
    """Take every picture and write it into a folder."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    folder: Path = asked.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, started(Path(work)) as server:
        address = server.address
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(
                base_url=address, viewport={"width": WIDTH, "height": HEIGHT}, locale="fr-FR"
            )
            walk(page, lambda name: taken(page, folder / f"{name}.png"))
            browser.close()


def walk(page: Page, take: Callable[[str], None]) -> None:
    """Go from the home page to the sheets of a planned week, and take what is worth seeing."""
    page.goto("/fr/")
    page.locator("#library-name").select_option("aubagne")
    page.locator("form[aria-labelledby=shipped] button").click()
    expect(page.get_by_role("heading", name="Aubagne").first).to_be_visible(timeout=RUN_MS)
    take("scenario")
    form = page.locator("form[aria-labelledby=ask-week]")
    form.locator("summary").click()
    form.get_by_label("Pas de recherche").fill(STEPS)
    form.locator("button").click()
    expect(page.get_by_role("link", name="Résultat", exact=True).first).to_be_visible(
        timeout=RUN_MS
    )
    take("resultat")
    page.get_by_role("link", name="Feuilles de route").first.click()
    page.locator("main h2").first.evaluate("head => head.scrollIntoView({behavior: 'instant'})")
    take("feuilles")


def taken(page: Page, path: Path) -> None:
    """Write what the window shows, in few colours.

    Raises
    ------
    ValueError
        The picture is larger than pages of text should carry.
    """
    whole = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path}: {path.stat().st_size} bytes, {MOST_BYTES} at most")


if __name__ == "__main__":
    main()
