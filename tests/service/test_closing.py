"""A server that stops closes what it opened, whatever went wrong meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service import server
from tests.service.databases import app_over


def test_what_is_open_is_closed_though_nothing_can_be_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("a disk that is full")

    closed = []
    app = app_over(f"sqlite:///{tmp_path / 'closing.db'}")
    desk = app.state.desk
    close = desk.close
    monkeypatch.setattr(server, "age", refused)
    monkeypatch.setattr(type(desk), "close", lambda _: closed.append(close()))
    with pytest.raises(OSError, match="full"), TestClient(app):
        pass
    assert closed
