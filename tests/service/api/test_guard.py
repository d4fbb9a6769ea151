from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from service.api.guard import MOST_BYTES


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1"])
def test_this_computer_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/scenarios", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0", ""]
)
def test_names_that_others_point_here_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/api/scenarios", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["type"] == "urn:ramasse:problem:not-local"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9"},
        {"Origin": "https://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_sites_pages_change_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/api/demo/aix", headers=headers)
    assert answer.status_code == 403
    assert client.get("/api/scenarios", headers=headers).json() == []


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}]
)
def test_its_own_page_and_programs_do(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/api/demo/zut", headers=headers).status_code == 422


def test_a_body_declared_too_large_is_refused_unread(client: TestClient) -> None:
    for length in (str(MOST_BYTES + 1), "zut", "-1"):
        answer = client.post("/api/runs", content=b"{}", headers={"Content-Length": length})
        assert answer.status_code == 413
        assert "40 Mo" in answer.json()["detail"]


def test_answers_are_neither_guessed_at_nor_embedded_nor_kept(client: TestClient) -> None:
    for path in ("/api/scenarios", "/api/zut", "/fr/"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
