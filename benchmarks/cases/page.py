"""The week drawn in a real browser made six times slower: first paint, a click, a zoom.

Bars hold for the work of the page's own thread, which other programs on the computer do not change.
"""

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
from models.by_hand import RemoveStop
from models.study import Study
from solver.by_hand.editing import HandWeek
from solver.by_hand.pricing import step, weighed

SLOWER = 6
"""How many times slower the browser's processor is made."""
CHROMIUM = Path("/usr/bin/chromium")
FIRST_PAINT_MS, CLICK_MS, CHANGE_MS = 1000.0, 100.0, 1000.0
"""Bars."""
TIMES = 5
SETTLED_MS = 1_000
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
SHARP = """() => new Promise(done => {
  const map = document.querySelector(".drawn-day:not([hidden]) .plan svg");
  const began = performance.now();
  new MutationObserver((_, eyes) => {
    eyes.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began), 0));
  }).observe(map, {attributeFilter: ["viewBox"]});
  map.dispatchEvent(new KeyboardEvent("keydown", {key: "+", bubbles: true, cancelable: true}));
})"""
"""A zoom until the map is drawn anew: what was drawn is stretched till then."""
NOTHING = """() => new Promise(done => {
  const began = performance.now();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began), 0));
})"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


class _Thread:
    """The processor time of the page's own thread, whatever else this computer does."""

    def __init__(self, session: Any) -> None:
        self._session = session
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

    @property
    def ms(self) -> float:
        """Milliseconds of work so far."""
        told = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in told if one["name"] == "TaskDuration"))

    def of(self, page: Any, script: str, *values: str) -> tuple[float, float]:
        """Return how long a script takes until what it changed is drawn, and its work."""
        before = self.ms
        took = float(page.evaluate(script, *values))
        return took, self.ms - before


def _by_hand(study: Study) -> dict[str, Any]:
    """Return how long a change by hand takes: timed, shared out, checked and priced."""
    world = HandWeek(study)
    now = weighed(world.scenario, world.travel, world.first)
    took = []
    for item in study.plan.rounds[:TIMES]:
        edit = RemoveStop(round=item.id, stop=str(item.collected[0].pickup))
        began = time.perf_counter()
        step(world, now, edit)
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    what = "a change by hand, on this computer"
    return {"what": what, "median ms": statistics.median(took), "bar ms": CHANGE_MS}


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
    rows: list[dict[str, Any]] = [_by_hand(study)]
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
        met: dict[str, list[tuple[float, float]]] = {
            CLICKED: [],
            ZOOMED: [],
            SHARP: [],
            NOTHING: [],
        }
        for _ in range(TIMES if options.scale is None else 1):
            page = browser.new_page(viewport={"width": 1366, "height": 900})
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            thread = _Thread(session)
            page.goto(path.as_uri())
            paints.append(float(page.evaluate(PAINTED)))
            some = study.plan.rounds[:: max(1, rounds // 4)]
            met[CLICKED] += [thread.of(page, CLICKED, one.id) for one in some]
            met[ZOOMED].append(thread.of(page, ZOOMED))
            page.wait_for_timeout(SETTLED_MS)
            met[SHARP].append(thread.of(page, SHARP))
            met[NOTHING].append(thread.of(page, NOTHING))
            page.close()
        browser.close()
    paint = statistics.median(paints)
    over = int(paint > FIRST_PAINT_MS)
    first: dict[str, Any] = {"what": "first paint", "median ms": paint, "bar ms": FIRST_PAINT_MS}
    rows.append(first | {"violations": over})
    for what, script, bar in (
        ("a round picked", CLICKED, CLICK_MS),
        ("the map zoomed", ZOOMED, CLICK_MS),
        ("the zoomed map sharp again", SHARP, None),
        ("nothing, a frame", NOTHING, None),
    ):
        work = statistics.median(work for _, work in met[script])
        rows.append(
            {
                "what": what,
                "median ms": statistics.median(one for one, _ in met[script]),
                "work ms": work,
                "bar ms": bar,
                "violations": int(bar is not None and work > bar),
            }
        )
    picked, zoomed, sharp, _ = rows[-4:]
    return Table(
        "page",
        tuple(rows),
        f"{rounds} rounds over {POINTS} points, processor {SLOWER} × slower: first paint "
        f"{paint:.0f} ms (bar {FIRST_PAINT_MS:.0f}); work of a click {picked['work ms']:.0f} ms, "
        f"of a zoom {zoomed['work ms']:.0f} ms (bar {CLICK_MS:.0f} each), sharp again after "
        f"{sharp['median ms']:.0f} ms",
    )


CASE = register(Case("page", "the week drawn, in a slow browser", run_case, smoke={"scale": 6}))
