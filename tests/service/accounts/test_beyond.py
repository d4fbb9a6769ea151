"""Days and numbers at the edge of what there is: refused by a sentence, by page and API."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.service.accounts.conftest import HERE
from tests.service.databases import create_app, with_tiny

LAST, FIRST, HUGE = "9999-12-31", "0001-01-01", "9" * 25


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder: Path = tmp_path_factory.mktemp("beyond")
    app = create_app(f"sqlite:///{folder / 'a.db'}", workers=0)
    with_tiny(app.state.desk.database)
    return TestClient(app, base_url=HERE, raise_server_exceptions=False)


@pytest.mark.parametrize("day", [FIRST, LAST, "9999-12-27"])
def test_days(page: TestClient, day: str) -> None:
    visit = {"day": day, "donor": "super", "association": "ccas", "holder": "ccas"}
    line = {"week_of": day, "association": "ccas", "family": "dry", "kind": "received", "kg": 1}
    form = {"day": day, "reason": "x", "code": "RM1.x"}
    for answer in (
        page.get(f"/fr/weeks/tiny/{day}"),
        page.get(f"/fr/weeks/tiny/{day}/visits.xlsx"),
        *(
            page.post(f"/fr/weeks/tiny/{day}{way}", data=form, follow_redirects=False)
            for way in ("", "/close", "/withdraw", "/code")
        ),
        page.get(f"/api/v1/journal/tiny/visits?first={day}&last={day}"),
        page.post("/api/v1/journal/tiny/closed", json={"week_of": day}),
        page.post("/api/v1/journal/tiny/visits", json={"visits": [visit], "sure": True}),
        page.post("/api/v1/ledger/tiny/withdrawals", json={"week_of": day, "reason": "x"}),
        page.post("/api/v1/ledger/tiny/corrections", json={**line, "reason": "x"}),
    ):
        assert answer.status_code < 500, (str(answer.request.url), answer.text[:300])


def test_numbers(page: TestClient) -> None:
    for path in (
        f"/fr/weeks/tiny/2026-11-23/photos/{HUGE}",
        f"/fr/weeks/tiny?most={HUGE}",
        f"/api/v1/runs?most={HUGE}",
        f"/api/v1/scenarios/tiny/versions/{HUGE}/file",
        f"/fr/scenarios/tiny?version={HUGE}",
        f"/api/v1/ledger/tiny/balances?weeks={HUGE}",
        f"/api/v1/journal/tiny/visits?seen={HUGE}",
    ):
        assert page.get(path).status_code < 500, path
    told = {"visits": [], "seen": int(HUGE)}
    assert page.post("/api/v1/journal/tiny/visits", json=told).status_code < 500


@pytest.mark.parametrize("path", ["/api/v1/runs", "/api/v1/journal/tiny/visits"])
@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 50_000, "\ufeff{}", "1e999"])
def test_bodies(page: TestClient, path: str, body: str) -> None:
    headers = {"content-type": "application/json"}
    assert page.post(path, content=body.encode(), headers=headers).status_code < 500
