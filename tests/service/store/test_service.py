"""The service on both databases: what is uploaded, asked for, split and published over HTTP."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.service.databases import app_over, do_queued, tiny_file


def test_a_week_is_split_and_published_over_http(url: str) -> None:
    app = app_over(url)
    with TestClient(app, base_url="http://localhost") as client:
        files = {"file": ("tiny.yaml", tiny_file().content)}
        assert client.post("/api/scenarios", files=files).status_code == 201
        run = client.post("/api/runs", json={"kind": "split", "scenario": "tiny"}).json()["id"]
        do_queued(app.state.desk)
        study = client.get(f"/api/splits/{run}").json()
        assert study["provenance"]["rule"] == "leximin"
        assert "bons.pdf" in client.get(f"/api/runs/{run}/files").json()
        made = client.post("/api/ledger/tiny/weeks", json={"run": run})
        assert made.status_code == 201, made.text
        assert client.post("/api/ledger/tiny/weeks", json={"run": run}).status_code == 409
        kept = {
            one["association"]: one["promised_kg"]
            for one in client.get("/api/ledger/tiny/balances").json()
        }
        assert kept
        assert sum(kept.values()) > 0
