"""Real names are long: no page is wider than a telephone, or than a laptop at 200 %, for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, Page

from benchmarks.page_walk import pages, sort_of
from models.base import Model
from models.scenario import Scenario
from scenarios import dump
from service.kinds.registry import KINDS
from service.pages.html import html
from service.store import opened, runs, scenarios
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.results import MAKERS, result
from tests.helpers.scenarios import tiny
from tests.helpers.told_results import TOLD
from tests.service.web.browser import SOON_MS
from tests.service.web.conftest import Towns

WIDTHS = (390, 683)
"""A telephone, and a laptop of 1366 px at 200 %."""
NAMES = (
    "Association départementale d'entraide et de solidarité alimentaire du pays d'Aubagne",
    "Hypermarché Carrefour Grand-Littoral, centre commercial de la Valentine, quai nord",
    "coordination.ramasse.alimentaire@association-solidarite-provence.example",
    "Épicerie-sociale-et-solidaire-intercommunale-de-la-Sainte-Baume",
)
"""As people write them; one is a word that nothing breaks."""
SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= innerWidth) { return ""; }
  const shown = one => !one.closest(".scroll, .unseen, .skip");
  const wide = [...document.body.querySelectorAll("*")]
    .filter(one => shown(one) && one.getBoundingClientRect().right > innerWidth + 1);
  const told = wide.slice(0, 4).map(
    one => one.tagName + " " + one.className + " " + one.textContent.trim().slice(0, 50));
  return root.scrollWidth + " px: " + told.join("; ");
}"""
"""What stands out at the side of a page; empty for nothing."""


def long_named(value: Any, number: int = 0) -> Any:
    """Return what a model says, whatever has a name having a long one."""
    if isinstance(value, dict):
        found = {key: long_named(one, number) for key, one in value.items()}
        for key in ("label", "short") if "id" in value else ():
            if isinstance(value.get(key), str) and value[key]:
                name = NAMES[(number + len(value[key])) % len(NAMES)]
                found[key] = f"{value[key]} {name}"[: 30 if key == "short" else 200]
        return found
    if isinstance(value, list | tuple):
        return [long_named(one, n) for n, one in enumerate(value)]
    return value


def town() -> Scenario:
    """The tiny town, with such names."""
    world = long_named(tiny("hub", variant="hub").model_dump(mode="json"))
    return Scenario.model_validate(world | {"id": "long", "label": NAMES[0]})


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="fr-FR", reduced_motion="reduce")
    context.set_default_timeout(SOON_MS)
    yield context.new_page()
    context.close()


def sideways(page: Page, name: str) -> list[str]:
    """Return what stands out at the side, at each width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        told = page.evaluate(SIDEWAYS)
        found += [f"{name} at {width}: {told}"] if told else []
    return found


def test_no_result_of_any_kind_is_wider(page: Page, tmp_path: Path) -> None:
    kinds = {kind.study: kind for kind in KINDS.values()}
    found = []
    for study in MAKERS:
        long = study.model_validate(long_named(result(study).model_dump(mode="json")))
        made = kinds[study].page
        assert made is not None
        path = tmp_path / f"{study.__name__}.html"
        path.write_text(html(made(long, "fr"), "fr"), encoding="utf-8")
        page.goto(path.as_uri())
        found += sideways(page, study.__name__)
    assert not found, "\n".join(found)


def test_no_page_of_a_town_is_wider(page: Page, towns: Towns, folder: Path) -> None:
    """Its week, its split, its month, its things, its tables: whatever links lead to."""
    world = town()
    path = folder / "long.yaml"
    path.write_text(dump(world), encoding="utf-8")
    scenario = towns.sent(path)
    week = towns.planned(scenario, world)
    split = allocate(world, expected(world), compare=False)
    month = next(make for study, make in TOLD.items() if study.__name__ == "MonthStudy")()
    starts = ["/fr/", f"/fr/runs/{week}", f"/fr/weeks/{scenario}/{world.week_of}"]
    for kind, study in (("split", split), ("month", month)):
        starts.append(f"/fr/runs/{_done(towns, scenario, kind, study)}")
    found, seen = [], set[str]()
    with httpx2.Client(base_url=towns.address, timeout=60, trust_env=False) as client:
        for address, _ in pages(client, starts, alike=2):
            page.goto(address)
            seen.add(sort_of(address))
            found += sideways(page, address)
    assert not found, "\n".join(found)
    assert {"/fr/runs/*", "/fr/runs/*/treasurer", "/fr/runs/*/by-hand", "/fr/weeks/*/*"} <= seen


def _done(towns: Towns, scenario: str, kind: str, study: Model) -> str:
    """Store what was done of a town; return its run."""
    database = opened(towns.url)
    version = scenarios.version(database, scenario, 1)
    made = long_named(study.model_dump(mode="json"))
    content = type(study).model_validate(made).model_dump_json().encode()
    run = runs.add_done(
        database, kind, version, {"kind": kind, "scenario": scenario, "version": 1}, content
    )
    database.close()
    return run.id
