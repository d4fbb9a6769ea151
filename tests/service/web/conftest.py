from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import Browser

from scenarios import dump
from tests.helpers.scenarios import tiny
from tests.service.web.browser import CHROMIUM, Eyes, chromium, pictures, serving

TINY = """
default_variant: hub
variants:
  hub: {label: Lieu de tri}
  direct:
    label: Livraison directe
    set: {policy.pools.town.mode: direct, policy.pools.town.hub: null}
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    wanted = pictures()
    made = tmp_path_factory.mktemp("web") if wanted is None else Path(wanted)
    made.mkdir(parents=True, exist_ok=True)
    (made / "tiny.yaml").write_text(dump(tiny("hub")) + TINY, encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("server")) as found:
        yield found


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
    yield Eyes(context.new_page(), folder)
    context.close()
