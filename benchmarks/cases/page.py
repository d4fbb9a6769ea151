"""The week drawn in a real browser made six times slower: first paint, and a click."""

from __future__ import annotations

import statistics
import tempfile
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from benchmarks.drawn_week import POINTS, ROUNDS, made_week, write_page
from benchmarks.registry import Case, register
from benchmarks.tables import Table

SLOWER = 6
"""How many times slower the browser's processor is made."""
CHROMIUM = Path("/usr/bin/chromium")
FIRST_PAINT_MS, CLICK_MS = 1000.0, 100.0
"""Bars."""
TIMES = 5
CLICKED = """name => new Promise(done => {
  const round = document.querySelector(`.times a.round[data-round="${name}"]`);
  const began = performance.now();
  round.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began), 0));
})"""
ZOOMED = """() => new Promise(done => {
  const map = document.querySelector(".drawn-day:not([hidden]) .plan svg");
  const began = performance.now();
  map.dispatchEvent(new KeyboardEvent("keydown", {key: "+", bubbles: true, cancelable: true}));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began), 0));
})"""
NOTHING = """() => new Promise(done => {
  const began = performance.now();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began), 0));
})"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def run_case(options: Namespace) -> Table:
    """Measure the page of a day of 60 rounds."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return Table("page", (), "page: skipped, playwright is not installed")
    if not CHROMIUM.exists():
        return Table("page", (), "page: skipped, chromium is not installed")
    rounds = ROUNDS if options.scale is None else options.scale
    study = made_week(rounds, POINTS)
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        began = time.perf_counter()
        path = write_page(study, Path(folder))
        made_ms = 1000 * (time.perf_counter() - began)
        rows.append({"what": "the server draws it", "median ms": made_ms})
        rows.append({"what": "its size", "kB": path.stat().st_size / 1000})
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        paints: list[float] = []
        clicks: list[float] = []
        zooms: list[float] = []
        nothing: list[float] = []
        for _ in range(TIMES if options.scale is None else 1):
            page = browser.new_page(viewport={"width": 1366, "height": 900})
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.goto(path.as_uri())
            paints.append(float(page.evaluate(PAINTED)))
            some = study.plan.rounds[:: max(1, rounds // 4)]
            clicks += [float(page.evaluate(CLICKED, one.id)) for one in some]
            nothing.append(float(page.evaluate(NOTHING)))
            zooms.append(float(page.evaluate(ZOOMED)))
            page.close()
        browser.close()
    for what, took, bar in (
        ("first paint", paints, FIRST_PAINT_MS),
        ("a round picked", clicks, CLICK_MS),
        ("the map zoomed", zooms, CLICK_MS),
        ("nothing, a frame", nothing, None),
    ):
        took.sort()
        rows.append(
            {
                "what": what,
                "median ms": statistics.median(took),
                "95 % ms": took[int(0.95 * (len(took) - 1))],
                "bar ms": bar,
            }
        )
    paint, click = statistics.median(paints), statistics.median(clicks)
    return Table(
        "page",
        tuple(rows),
        f"{rounds} rounds over {POINTS} points, processor {SLOWER} × slower: first paint "
        f"{paint:.0f} ms (bar {FIRST_PAINT_MS:.0f}), a click {click:.0f} ms (bar {CLICK_MS:.0f})",
    )


CASE = register(Case("page", "the week drawn, in a slow browser", run_case, smoke={"scale": 6}))
