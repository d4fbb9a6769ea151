from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.database import Database
from service.store import opened
from tests.service.databases import fresh
from tests.service.ledgers import postgresql


@pytest.fixture(scope="package")
def server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    with fresh(request.getfixturevalue("server"), request.node.nodeid) as found:
        yield found


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    found = opened(url)
    yield found
    found.close()
