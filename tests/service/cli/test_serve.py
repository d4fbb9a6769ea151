"""``ramasse serve`` as people start and stop it: a real server, real runs, real signals."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner

from benchmarks.serving import started
from service.api.guard import MOST_BYTES
from tests.service.commands import app
from tests.service.databases import tiny_file

ENDLESS = {"kind": "week", "scenario": "tiny", "iterations": 100_000, "weeks": 5}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "ramasse.example", ""])
def test_any_address_but_this_computer_s_asks_for_accounts(host: str, tmp_path: Path) -> None:
    words = ["--database", f"sqlite:///{tmp_path / 'a.db'}", "--lang", "en"]
    result = CliRunner().invoke(app, ["serve", "--host", host, *words])
    assert result.exit_code == 2
    if host in ("ramasse.example", ""):
        assert "this is no address" in result.stderr
    else:
        assert "ramasse user add" in result.stderr
        assert "--certificate" in result.stderr
        assert "reverse proxy" in result.stderr
    assert list(tmp_path.iterdir()) == [], "nothing is made"


def test_a_port_that_is_taken_is_said_before_anything_is_touched(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        database = f"sqlite:///{tmp_path / 'a.db'}"
        port = str(held.getsockname()[1])
        result = CliRunner().invoke(
            app, ["serve", "--port", port, "--database", database, "--lang", "fr"]
        )
    assert result.exit_code == 2
    assert "un autre programme le tient" in result.stderr
    assert not (tmp_path / "a.db").exists()


def test_a_database_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    for url, told in (("zut", "Unknown database"), (f"sqlite:///{tmp_path}/no/a.db", "no")):
        words = ["serve", "--port", "0", "--database", url, "--lang", "en"]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == 2
        assert told in result.stderr


def test_followed_killed_started_again_and_stopped(tmp_path: Path) -> None:
    with started(tmp_path) as server, httpx2.Client(timeout=60) as client:
        client.base_url = httpx2.URL(server.address)
        sent = client.post("/api/scenarios", files={"file": ("tiny.yaml", tiny_file().content)})
        assert sent.status_code == 201
        first, second = (client.post("/api/runs", json=ENDLESS).json()["id"] for _ in range(2))
        with client.stream("GET", f"/api/runs/{first}/events") as stream:
            steps = _steps(stream.iter_lines())
        assert steps[0]["stage"] == "travel"
        assert steps[-1]["text"].startswith("Nourriture")
        workers = _children(server.process.pid)
        assert workers
        server.end(signal.SIGKILL)
        assert _gone(workers), "what it started goes with it"
    with started(tmp_path) as server, httpx2.Client(timeout=60) as client:
        client.base_url = httpx2.URL(server.address)
        with client.stream("GET", f"/api/runs/{first}/events") as stream:
            assert _ended(stream.iter_lines()) == {
                "id": first,
                "state": "interrupted",
                "has_study": True,
            }
        lost = client.get(f"/api/runs/{first}", headers={"Accept-Language": "en"}).json()
        assert "server stopped" in lost["error"]["en"]
        with client.stream("GET", f"/api/runs/{second}/events") as stream:
            lines = stream.iter_lines()
            _steps(lines)
            client.post(f"/api/runs/{second}/cancel")
            assert _ended(lines) == {"id": second, "state": "cancelled", "has_study": True}
        third = client.post("/api/runs", json=ENDLESS).json()["id"]
        with client.stream("GET", f"/api/runs/{third}/events") as stream:
            lines = stream.iter_lines()
            _steps(lines)
            workers = _children(server.process.pid)
            assert server.end(signal.SIGTERM) == 0, "followers do not hold it"
            assert "event: end" not in list(lines)
        assert _gone(workers)
        assert "Traceback" not in server.log, server.log


def test_what_is_too_large_is_refused_while_it_comes_and_nothing_is_stored(tmp_path: Path) -> None:
    with started(tmp_path) as server:
        host, port = server.address.removeprefix("http://").split(":")
        declared = _raw(host, port, f"Content-Length: {MOST_BYTES + 1}", b"")
        piece = b"%x\r\n" % 1_000_000 + b"a" * 1_000_000 + b"\r\n"
        streamed = _raw(host, port, "Transfer-Encoding: chunked", piece)
        for status, body in (declared, streamed):
            assert status == 413
            assert body["type"].endswith(":too-large")
            assert "40 Mo" in body["detail"]
        assert httpx2.get(f"{server.address}/api/scenarios").json() == []
        assert server.end(signal.SIGINT) == 0
        assert "Traceback" not in server.log, server.log


def _raw(host: str, port: str, header: str, piece: bytes) -> tuple[int, dict[str, Any]]:
    """Send a body by hand, piece by piece until it is answered, and return the answer."""
    head = (
        f"POST /api/scenarios HTTP/1.1\r\nHost: {host}:{port}\r\n{header}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nConnection: close\r\n\r\n"
    )
    first = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.yaml"\r\n\r\n'
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(head.encode())
        if piece:
            line.sendall(b"%x\r\n" % len(first) + first + b"\r\n")
        sent = 0
        line.settimeout(0.0)
        while piece and sent < 2 * MOST_BYTES:
            try:
                if line.recv(1, socket.MSG_PEEK):
                    break
            except BlockingIOError:
                pass
            line.settimeout(30)
            try:
                line.sendall(piece)
            except OSError:
                break
            line.settimeout(0.0)
            sent += len(piece)
        assert sent < 1.5 * MOST_BYTES
        line.settimeout(30)
        answer = b""
        while more := line.recv(65536):
            answer += more
    top, _, body = answer.partition(b"\r\n\r\n")
    return int(top.split()[1]), json.loads(body)


def _steps(lines: Iterator[str]) -> list[dict[str, Any]]:
    """Return the steps that come, until one that tells of a plan."""
    found = []
    for line in lines:
        if line.startswith("data: "):
            found.append(json.loads(line.removeprefix("data: ")))
            if found[-1].get("usable_kg") is not None:
                break
    return found


def _ended(lines: Iterator[str]) -> dict[str, Any]:
    """Return what the last event says."""
    left = list(lines)
    found: dict[str, Any] = json.loads(left[left.index("event: end") + 1].removeprefix("data: "))
    return found


def _children(pid: int) -> list[int]:
    """Return the processes that a process started, its resource tracker left out."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            if b"spawn_main" in command:
                found.append(int(child))
    return found


def _gone(pids: list[int], limit_s: float = 10.0) -> bool:
    ends = time.monotonic() + limit_s
    while time.monotonic() < ends:
        if not any(_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("0.0.0.0", "not an address of a local network"),
        ("::", "not an address of a local network"),
        ("8.8.8.8", "not an address of a local network"),
        ("224.0.0.1", "not an address of a local network"),
        ("ramasse.example", "not an address of this computer"),
        ("", "not an address of this computer"),
    ],
)
def test_phones_are_served_on_a_local_network_alone(address: str, told: str) -> None:
    """Everywhere at once, on the Internet or nowhere: refused before anything is opened."""
    result = CliRunner().invoke(app, ["serve", "--phones", address, "--lang", "en"])
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_port_of_the_phones_that_is_taken_is_said_by_its_option(tmp_path: Path) -> None:
    """With the option that chooses another; nothing is made."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        words = ["serve", "--port", "0", "--phones", "127.0.0.1", "--lang", "en"]
        words += ["--phones-port", str(held.getsockname()[1])]
        words += ["--database", f"sqlite:///{tmp_path / 'a.db'}"]
        result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "--phones-port" in result.stderr
    assert list(tmp_path.iterdir()) == []
