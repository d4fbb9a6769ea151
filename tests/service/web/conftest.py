from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser

from benchmarks.serving import started
from scenarios import dump
from tests.helpers.addresses import book
from tests.helpers.bookings import asks, town, truck
from tests.helpers.funded import world
from tests.helpers.scenarios import changed, tiny
from tests.service.web.browser import CHROMIUM, RUN_MS, SOON_MS, Eyes, chromium, pictures

TINY = """
default_variant: hub
variants:
  hub: {label: Lieu de tri}
  direct:
    label: Livraison directe
    set: {policy.pools.town.mode: direct, policy.pools.town.hub: null}
"""


def trucks() -> str:
    """A week in which two of three requests can have the one truck."""
    wanted = [
        asks("a", "secours", ("mon", "08:00", "11:00")),
        asks("b", "restos", ("mon", "08:00", "11:00"), ("tue", "08:00", "11:00")),
        asks("c", "ccas", ("mon", "08:00", "10:00")),
    ]
    return dump(town([truck()], wanted).changed(id="trucks", label="Camion partagé"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    wanted = pictures()
    made = tmp_path_factory.mktemp("web") if wanted is None else Path(wanted)
    made.mkdir(parents=True, exist_ok=True)
    (made / "tiny.yaml").write_text(dump(tiny("hub")) + TINY, encoding="utf-8")
    # a town of its own: a week of a town is published once
    own = changed(tiny("hub"), id="weekly", label="Une autre ville")
    (made / "weekly.yaml").write_text(dump(own) + TINY, encoding="utf-8")
    (made / "trucks.yaml").write_text(trucks(), encoding="utf-8")
    # and one that no other walk meets: what is first said of a planned week
    quiet = changed(tiny("hub"), id="quiet", label="Un village")
    (made / "quiet.yaml").write_text(dump(quiet) + TINY, encoding="utf-8")
    few = changed(tiny("alone"), id="few", label="Deux magasins", donors=tiny("alone").donors[:2])
    (made / "few.yaml").write_text(dump(few), encoding="utf-8")
    (made / "town.yaml").write_text(dump(world()), encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("server")
    made = book(folder)
    with started(folder, "--addresses", str(made.parent)) as server:
        yield server.address


@pytest.fixture(scope="session")
def stored(address: str, folder: Path) -> str:
    """A stored scenario of a small town: its id."""
    return _store(address, folder / "tiny.yaml")


@pytest.fixture(scope="session")
def bookable(address: str, folder: Path) -> str:
    """A stored scenario with requests for a truck: its id."""
    return _store(address, folder / "trucks.yaml")


@pytest.fixture(scope="session")
def few(address: str, folder: Path) -> str:
    """A stored scenario with two stores, where few things can be changed: its id."""
    return _store(address, folder / "few.yaml")


@pytest.fixture(scope="session")
def warehouse(address: str, folder: Path) -> str:
    """A stored scenario of a small warehouse: its id."""
    return _store(address, folder / "town.yaml")


@pytest.fixture(scope="session")
def planned(address: str, stored: str) -> str:
    """A week of the small town that was planned: its run."""
    return plan(address, stored)


@pytest.fixture(scope="session")
def quiet(address: str, folder: Path) -> str:
    """The label of a town whose week is planned and left alone."""
    plan(address, _store(address, folder / "quiet.yaml"))
    return "Un village"


def plan(address: str, scenario: str) -> str:
    """Plan the week of a stored scenario; return its run."""
    asked = {"kind": "week", "scenario": scenario, "version": 1, "iterations": 2, "weeks": 3}
    with httpx2.Client(base_url=f"{address}/api", timeout=30, trust_env=False) as api:
        run = str(api.post("/runs", json=asked).json()["id"])
        ends = time.monotonic() + RUN_MS / 1000
        while (found := api.get(f"/runs/{run}").json())["state"] in ("queued", "running"):
            assert time.monotonic() < ends
            time.sleep(0.2)
    assert found["state"] == "done", found
    return run


def _store(address: str, path: Path) -> str:
    files = {"file": (path.name, path.read_bytes())}
    made = httpx2.post(f"{address}/api/scenarios", files=files, timeout=30, trust_env=False)
    assert made.status_code == 201, made.text
    return str(made.json()["scenario"])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("chromium of the system is not installed: see .ci/run")
    with chromium() as found:
        yield found


@pytest.fixture
def eyes(browser: Browser, address: str, folder: Path) -> Iterator[Eyes]:
    context = browser.new_context(
        base_url=address, locale="fr-FR", viewport={"width": 1180, "height": 820}
    )
    context.set_default_timeout(SOON_MS)
    yield Eyes(context.new_page(), folder)
    context.close()
