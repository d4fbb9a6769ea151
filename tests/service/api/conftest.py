from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.backend import Desk
from tests.service.databases import app_over

HERE = "http://localhost"


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    """The application; what is asked of it waits, as nobody works."""
    return app_over(f"sqlite:///{tmp_path / 'api.db'}")


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as found:
        yield found


@pytest.fixture
def desk(app: FastAPI) -> Desk:
    found = app.state.desk
    assert isinstance(found, Desk)
    return found
