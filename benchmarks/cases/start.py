"""How soon the command answers: help, a scenario checked, the first page of the server."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from argparse import Namespace
from pathlib import Path
from typing import Any

from benchmarks.registry import Case, register
from benchmarks.serving import COMMAND
from benchmarks.tables import Table

BARS = {"--help": 0.3, "check aubagne": 0.4}
"""Seconds of a processor, median; by the clock it is the same where nobody else is at work."""
TIMES = 10
PORT = 8997
PATIENCE_S = 60.0


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _row(command: str, times: int) -> dict[str, Any]:
    """Return how long a command takes, by the clock and of a processor."""
    clock, processor = [], []
    for _ in range(times):
        began, before = time.perf_counter(), _spent()
        subprocess.run([*COMMAND[:-1], *command.split()], capture_output=True, check=True)
        clock.append(time.perf_counter() - began)
        processor.append(_spent() - before)
    return {
        "command": command,
        "processor s": statistics.median(processor),
        "clock s": statistics.median(clock),
        "load": os.getloadavg()[0],
        "violations": int(statistics.median(processor) > BARS[command]),
    }


def _server() -> dict[str, Any]:
    """Return what the server took until it answered."""
    with tempfile.TemporaryDirectory() as folder:
        where = f"sqlite:///{Path(folder) / 'a.db'}"
        began, before = time.perf_counter(), _spent()
        words = [*COMMAND, "--port", str(PORT), "--database", where]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while time.perf_counter() - began < PATIENCE_S:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5).read()
                    break
                except OSError:
                    time.sleep(0.05)
            clock = time.perf_counter() - began
        finally:
            process.terminate()
            process.wait(30)
        return {"command": "serve", "processor s": _spent() - before, "clock s": clock}


def run_case(options: Namespace) -> Table:
    """Start each often, the disk warm; the server once."""
    times = options.scale or TIMES
    for command in BARS:
        _row(command, 1)
    rows = [_row(command, times) for command in BARS]
    rows.append(_server() | {"load": os.getloadavg()[0]})
    said = ", ".join(f"{row['command']} {row['processor s']:.2f} s" for row in rows)
    held = "held" if not any(row.get("violations") for row in rows) else "MISSED"
    return Table(
        "start",
        tuple(rows),
        f"of a processor: {said} (bars: 0.30, 0.40; the server 2 by the clock): {held}; "
        f"Python {sys.version.split()[0]}, "
        f"bytecode {'not kept' if sys.dont_write_bytecode else 'kept'}",
    )


CASE = register(
    Case("start", "seconds until help, a check and the server answer", run_case, smoke={"scale": 1})
)
