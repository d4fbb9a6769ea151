"""Pictures of every page at three widths: ``python -m benchmarks.every_page out/pages``.

A real server with a planned week of Aubagne, called about, published, weighed and settled; every
page that links lead to, in one language. Beside the pictures, what each page says, as text; and
``pages.csv``: words, height, what is above the fold, whether anything stands out at the side, and
what axe finds in light, dark and forced colours.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.page_walk import pages, sort_of
from benchmarks.pictures import CHROMIUM
from benchmarks.serving import started
from models.study import Study
from models.visits import Outing, Visit, Weighed
from service.ledger.week_visits import planned_outings, planned_visits

SIZES = {"telephone": (390, 844, 2.0), "laptop": (1366, 768, 1.0), "zoomed": (683, 384, 2.0)}
"""Width, height, and device pixels: a laptop at 200 % has half of its width."""
FACES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
HEADS = ("page", "size", "words", "words_above", "height", "sideways", "axe")
RUN_S = 600.0
MOST_RUNS = 14
"""Results of all kinds; of other sorts of pages two are enough."""
MEASURE = """() => {
  const main = document.querySelector("main");
  const above = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (above.nextNode()) {
    const box = above.currentNode.parentElement.getBoundingClientRect();
    if (box.height && box.top < innerHeight) {
      seen += above.currentNode.textContent.split(/\\s+/).filter(Boolean).length;
    }
  }
  return {words: main.innerText.split(/\\s+/).filter(Boolean).length, words_above: seen,
    height: document.documentElement.scrollHeight,
    sideways: document.documentElement.scrollWidth > innerWidth + 1};
}"""


def main() -> None:
    """Take every picture and write the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--address", help="a server that runs already, instead of a new one")
    asked.add_argument("--language", default="fr", choices=("fr", "en"))
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.address:
        _all(given.address, given.folder, given.language)
        return
    with tempfile.TemporaryDirectory() as work, started(Path(work)) as server:
        prepared(server.address)
        _all(server.address, given.folder, given.language)


def prepared(address: str) -> None:
    """Plan a week of Aubagne on a server, call about it, publish it, weigh it and settle it."""
    with httpx2.Client(base_url=f"{address}/api", timeout=60, trust_env=False) as api:
        api.post("/demo/aubagne").raise_for_status()
        place = {"scenario": "aubagne", "iterations": 4}
        week = _run(api, kind="week", variant="hub", weeks=20, **place)
        split = _run(api, kind="split", scenario="aubagne", supply=week)
        event = {"kind": "gives", "donor": "super-5", "kg": 0}
        call = {"day": "wed", "now": "07:00", "events": [event]}
        _run(api, kind="replan", scenario="aubagne", week=week, call=call)
        api.post("/ledger/aubagne/weeks", json={"run": split}).raise_for_status()
        study = api.get(f"/runs/{week}/files/study.json").raise_for_status()
        told = _told(Study.model_validate_json(study.content))
        api.post("/journal/aubagne/visits", json=told).raise_for_status()
        _run(api, kind="month", scenario="aubagne")


def _told(study: Study) -> dict[str, Any]:
    """Return what came in of a planned week up to today: half of what was expected."""
    world, plan = study.scenario, study.plan
    visits = [
        Visit(
            day=one.day,
            donor=one.donor,
            association=one.association,
            holder=world.donor[one.donor].holder,
            round=one.round,
            pickup=one.pickup,
            food=tuple(Weighed(family=name, kg=kg / 2) for name, kg in one.expected_kg.items()),
        )
        for one in planned_visits(world, plan)
        if one.day <= date.today()
    ]
    outings = [
        Outing(
            day=one.day,
            round=one.round,
            vehicle=one.vehicle,
            owner=one.owner,
            km=42.5,
            hours=one.hours or 1,
        )
        for one in planned_outings(world, plan)
        if one.day <= date.today()
    ]
    return {
        "visits": [one.model_dump(mode="json") for one in visits],
        "outings": [one.model_dump(mode="json") for one in outings],
        "sure": True,
    }


def _run(api: httpx2.Client, **asked: object) -> str:
    made = api.post("/runs", json=asked)
    made.raise_for_status()
    run, ends = str(made.json()["id"]), time.monotonic() + RUN_S
    while api.get(f"/runs/{run}").json()["state"] in ("queued", "running"):
        if time.monotonic() > ends:
            raise TimeoutError(run)
        time.sleep(0.5)
    return run


def _all(address: str, folder: Path, language: str) -> None:
    with httpx2.Client(base_url=address, timeout=60, trust_env=False) as client:
        found = _chosen(one for one, _ in pages(client, [f"/{language}/"], alike=MOST_RUNS))
    with sync_playwright() as playwright, (folder / "pages.csv").open("w", newline="") as file:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        table = csv.DictWriter(file, HEADS)
        table.writeheader()
        for size in SIZES:
            for row in _looked(browser, address, folder, size, found):
                table.writerow(row)
                file.flush()
        browser.close()


def _chosen(addresses: Iterable[str]) -> list[tuple[str, str]]:
    """Return what pages are called, and where they are: every result, two of each other sort."""
    found: list[tuple[str, str]] = []
    seen = Counter[str]()
    for one in addresses:
        sort = sort_of(one)
        seen[sort] += 1
        if seen[sort] <= (MOST_RUNS if sort.endswith("/runs/*") else 2):
            found.append((f"{sort} {seen[sort]}" if seen[sort] > 1 else sort, one))
    return sorted(found)


def _looked(
    browser: Browser, address: str, folder: Path, size: str, found: list[tuple[str, str]]
) -> list[dict[str, Any]]:
    width, height, pixels = SIZES[size]
    context = browser.new_context(
        base_url=address,
        locale="fr-FR",
        viewport={"width": width, "height": height},
        device_scale_factor=pixels,
        reduced_motion="reduce",
    )
    page, rows = context.new_page(), []
    for sort, where in found:
        page.goto(where)
        name = sort.strip("/").replace("/", "-").replace("*", "x").replace(" ", "-")
        page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
        row = {"page": sort, "size": size, **page.evaluate(MEASURE), "axe": ""}
        if size == "laptop":
            said = page.locator("main").inner_text()
            (folder / f"{name}.txt").write_text(said, encoding="utf-8")
            row["axe"] = " ".join(_axe(page, face) for face in FACES).strip()
        rows.append(row)
    context.close()
    return rows


def _axe(page: Page, face: str) -> str:
    """Return what axe finds wrong with a page in some colours; empty for nothing."""
    page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **FACES[face]})
    told = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="light", forced_colors="none")
    return " ".join(f"{face}:{one['id']}({len(one['nodes'])})" for one in told)


if __name__ == "__main__":
    main()
