from __future__ import annotations

from fastapi.testclient import TestClient

from service.api.guard import MOST_BYTES

HERE = ("localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1")
ELSEWHERE = (
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "localhost:80@evil.example",
    "0.0.0.0",
    "",
)
FOREIGN = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:9"},
    {"Origin": "https://localhost"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)
OWN: tuple[dict[str, str], ...] = (
    {},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
)


def test_this_computer_is_answered_and_names_that_others_point_here_are_not(
    client: TestClient,
) -> None:
    for host in HERE:
        assert client.get("/api/scenarios", headers={"Host": host}).status_code == 200, host
    for host in ELSEWHERE:
        answer = client.get("/api/scenarios", headers={"Host": host})
        assert answer.status_code == 421, host
        assert answer.json()["type"] == "urn:ramasse:problem:not-local"


def test_other_sites_pages_change_nothing_its_own_and_programs_do(client: TestClient) -> None:
    for headers in FOREIGN:
        answer = client.post("/api/demo/aix", headers=headers)
        assert answer.status_code == 403, headers
        assert client.get("/api/scenarios", headers=headers).json() == []
    for headers in OWN:
        assert client.post("/api/demo/zut", headers=headers).status_code == 422, headers


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
