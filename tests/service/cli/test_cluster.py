"""A Dask cluster of real processes that goes away: the command says so, and writes nothing."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.serving import ROOT, started
from tests.service.databases import tiny_file

pytest.importorskip("distributed")
COMMAND = (sys.executable, "-c", "from service.cli.app import main; main()")
BEGUN_S = 60.0


def logged(process: subprocess.Popen[bytes], log: Path, pattern: str) -> str:
    ends = time.monotonic() + BEGUN_S
    while time.monotonic() < ends:
        assert process.poll() is None, log.read_text()
        found = re.search(pattern, log.read_text(errors="replace"))
        if found is not None:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and a worker, each in a process of its own."""
    made: list[subprocess.Popen[bytes]] = []

    def start(name: str, *words: str) -> tuple[subprocess.Popen[bytes], Path]:
        log = tmp_path / f"{name}.log"
        with log.open("wb") as file:
            one = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{name}", *words],
                cwd=ROOT,
                stdout=file,
                stderr=file,
            )
        made.append(one)
        return one, log

    first = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    address = logged(*first, r"tcp://127\.0\.0\.1:\d+")
    words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path))
    logged(*start("worker", address, *words), "Registered to")
    yield address, made
    for one in made:
        one.kill()
        one.wait()


@pytest.mark.parametrize(
    ("lost", "within_s"), [("scheduler", 60), ("worker", 60)], ids=["scheduler", "last worker"]
)
def test_who_goes_away_is_the_cause_that_is_told(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, lost: str, within_s: float
) -> None:
    """The scheduler, or the last of its workers while the scheduler goes on."""
    address, (scheduler, worker) = cluster
    tiny_file(tmp_path)
    out, log = tmp_path / "out", tmp_path / "command.log"
    words = ["compare", str(tmp_path / "tiny.yaml"), "--variants", "base", "--iterations", "100000"]
    with log.open("wb") as file:
        command = subprocess.Popen(
            [*COMMAND, *words, "--cluster", address, "--out", str(out), "--lang", "en"],
            cwd=ROOT,
            stdout=file,
            stderr=file,
        )
    logged(scheduler, tmp_path / "scheduler.log", "Receive client connection")
    time.sleep(3)
    assert command.poll() is None, log.read_text()
    {"scheduler": scheduler, "worker": worker}[lost].send_signal(signal.SIGKILL)
    assert command.wait(within_s) == 1, log.read_text()
    told = log.read_text()
    assert "the cluster went away during the work" in told
    assert "Traceback" not in told
    assert not out.exists()
    if lost == "worker":
        assert scheduler.poll() is None


def test_a_server_begins_with_a_cluster_that_answers_alone(tmp_path: Path) -> None:
    with started(tmp_path, "--cluster", "tcp://127.0.0.1:1") as server:
        assert server.process.wait(60) == 2
    assert "tcp://127.0.0.1:1" in server.log
    assert not (tmp_path / "test.db").exists()
