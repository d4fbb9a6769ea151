from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser

from benchmarks.serving import started
from models.scenario import Scenario
from scenarios import dump
from service.store import opened, runs, scenarios
from tests.helpers.addresses import book
from tests.helpers.bookings import asks, town, truck
from tests.helpers.funded import world
from tests.helpers.scenarios import changed, tiny
from tests.helpers.studies import studied
from tests.service.web.browser import CHROMIUM, SOON_MS, Eyes, chromium, pictures

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


@pytest.fixture(scope="package")
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


@dataclass(frozen=True)
class Towns:
    """Towns that a server knows."""

    address: str
    url: str
    """Of its database."""

    def sent(self, path: Path) -> str:
        """Store a file as people send it; return its scenario."""
        files = {"file": (path.name, path.read_bytes())}
        made = httpx2.post(
            f"{self.address}/api/scenarios", files=files, timeout=30, trust_env=False
        )
        assert made.status_code == 201, made.text
        return str(made.json()["scenario"])

    def planned(self, scenario: str, world: Scenario) -> str:
        """Give a stored town the week of the tiny town, which is planned once for all tests."""
        study = studied().changed(scenario=world).model_dump_json().encode()
        asked = {"kind": "week", "scenario": scenario, "version": 1, "iterations": 2, "weeks": 3}
        database = opened(self.url)
        version = scenarios.version(database, scenario, 1)
        run = runs.add_done(database, "week", version, asked, study)
        database.close()
        return run.id


@pytest.fixture(scope="package")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Towns]:
    folder = tmp_path_factory.mktemp("server")
    made = book(folder)
    with started(folder, "--addresses", str(made.parent)) as server:
        yield Towns(server.address, f"sqlite:///{folder / 'test.db'}")


@pytest.fixture(scope="package")
def address(towns: Towns) -> str:
    """Where the server answers."""
    return towns.address


@pytest.fixture(scope="package")
def stored(towns: Towns, folder: Path) -> str:
    """A stored scenario of a small town: its id."""
    return towns.sent(folder / "tiny.yaml")


@pytest.fixture(scope="package")
def bookable(towns: Towns, folder: Path) -> str:
    """A stored scenario with requests for a truck: its id."""
    return towns.sent(folder / "trucks.yaml")


@pytest.fixture(scope="package")
def few(towns: Towns, folder: Path) -> str:
    """A stored scenario with two stores, where few things can be changed: its id."""
    return towns.sent(folder / "few.yaml")


@pytest.fixture(scope="package")
def warehouse(towns: Towns, folder: Path) -> str:
    """A stored scenario of a small warehouse: its id."""
    return towns.sent(folder / "town.yaml")


@pytest.fixture(scope="package")
def planned(towns: Towns, stored: str) -> str:
    """A week of the small town that was planned: its run."""
    return towns.planned(stored, tiny("hub", variant="hub"))


@pytest.fixture(scope="package")
def quiet(towns: Towns, folder: Path) -> str:
    """The label of a town whose week is planned and left alone."""
    world = changed(tiny("hub"), id="quiet", label="Un village", variant="hub")
    towns.planned(towns.sent(folder / "quiet.yaml"), world)
    return world.label


@pytest.fixture(scope="package")
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
