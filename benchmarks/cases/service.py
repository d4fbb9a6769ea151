"""The server as people meet it: a real process on loopback, pages, runs, the 8:30 call."""

from __future__ import annotations

import io
import os
import re
import statistics
import tempfile
import time
import zipfile
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.readers import READERS, read, rows
from benchmarks.registry import Case, register
from benchmarks.serving import started
from benchmarks.tables import Table

TIME_LIMIT_S = 10.0
CLIENTS, VISITS = 8, 40
READ_S, FIRST_S = 30.0, 12.0
"""Seconds for which readers read, and of which the first are apart: files are made then."""
MEDIAN_MS, MOST_MS, STATIC_MS = 150.0, 1500.0, 50.0
"""Bars of fifty readers beside a run: the median, 99 of 100, the median of what is static."""
PAGES = (
    ("page of a scenario", "/fr/scenarios/aubagne"),
    ("page of a run", "/fr/runs/{run}"),
    ("list of runs (API)", "/api/runs"),
)
TOO_LARGE = 50_000_000
"""Bytes of a body that is refused."""


class Bench:
    """A client, and the rows that it measures."""

    def __init__(self, client: Any, limit_s: float, seed: int, visits: int) -> None:
        self.client, self.limit_s, self.seed, self.visits = client, limit_s, seed, visits
        self.rows: list[dict[str, Any]] = []

    def once(self, what: str, ask: Callable[[], Any], status: int) -> Any:
        """Time one request, which must be answered by a status."""
        began = time.perf_counter()
        answer = ask()
        self.rows.append({"what": what, "median ms": 1000 * (time.perf_counter() - began)})
        if answer.status_code != status:
            raise RuntimeError(f"{what}: {answer.status_code} {answer.text[:300]}")
        return answer

    def often(self, what: str, path: str, clients: int) -> None:
        """Time many requests of some clients side by side."""

        def visit(_: int) -> float:
            began = time.perf_counter()
            if self.client.get(path).status_code != 200:
                raise RuntimeError(f"{what}: {path}")
            return 1000 * (time.perf_counter() - began)

        with ThreadPoolExecutor(clients) as pool:
            took = sorted(pool.map(visit, range(self.visits)))
        self.rows.append(
            {
                "what": what,
                "clients": clients,
                "median ms": statistics.median(took),
                "95 % ms": took[int(0.95 * (len(took) - 1))],
            }
        )

    def ask(self, **asked: Any) -> str:
        """Ask for a run and return its id."""
        answer = self.client.post("/api/runs", json=asked)
        if answer.status_code != 201:
            raise RuntimeError(answer.text[:300])
        return str(answer.json()["id"])

    def follow(self, run: str) -> tuple[float, float]:
        """Return the seconds to a run's first step and to its end, from now on."""
        began, first = time.perf_counter(), None
        with self.client.stream("GET", f"/api/runs/{run}/events") as stream:
            for line in stream.iter_lines():
                if line.startswith("event: step") and first is None:
                    first = time.perf_counter() - began
                if line.startswith("event: end"):
                    break
        ends = time.perf_counter() - began
        state = self.client.get(f"/api/runs/{run}").json()["state"]
        if state != "done":
            raise RuntimeError(f"{run}: {state}")
        return ends if first is None else first, ends

    def visit_pages(self, when: str, run: str) -> None:
        """Time the pages by one client and by several."""
        for what, path in PAGES:
            for clients in (1, CLIENTS):
                self.often(f"{what}, {when}", path.format(run=run), clients)


def measure(bench: Bench, pid: int) -> tuple[float, float]:
    """Measure everything; return the ratio of a busy page to an idle one, and the call's seconds.

    The ratio is that of the page of a run, one client.
    """
    bench.once("store Aubagne", lambda: bench.client.post("/api/demo/aubagne"), 201)
    book = bench.once(
        "download its workbook",
        lambda: bench.client.get("/api/scenarios/aubagne/versions/1/file?form=xlsx"),
        200,
    ).content
    sent = {"file": ("aubagne.xlsx", book)}
    bench.once(
        "read and check the workbook",
        lambda: bench.client.post("/api/scenarios/check", files=sent),
        200,
    )
    asked = {"scenario": "aubagne", "seed": bench.seed, "weeks": 0, "time_limit_s": bench.limit_s}
    first = bench.ask(kind="week", variant="hub", **asked)
    step_s, end_s = bench.follow(first)
    bench.rows.append(
        {"what": f"a run of {bench.limit_s:g} s: first step", "median ms": 1000 * step_s}
    )
    over = 1000 * (end_s - bench.limit_s)
    bench.rows.append({"what": "the same run: its end, over its limit", "median ms": over})
    files = bench.client.get(f"/api/runs/{first}/files").json()
    for name in [one for one in files if one.endswith((".pdf", ".xlsx"))][:4]:
        path = f"/api/runs/{first}/files/{name}"
        bench.once(f"file {name}", partial(bench.client.get, path), 200)
    bench.visit_pages("idle", first)
    busy = bench.ask(kind="week", variant="direct", **(asked | {"time_limit_s": 600.0}))
    bench.visit_pages("while a plan runs", first)
    bench.rows += read_beside(str(bench.client.base_url), first, bench.visits, bench.seed)
    bench.client.post(f"/api/runs/{busy}/cancel")
    study = bench.client.get(f"/api/runs/{first}/study").json()
    vehicle = study["plan"]["rounds"][0]["vehicle"]
    call = {
        "day": study["plan"]["rounds"][0]["day"],
        "now": "08:30",
        "events": [{"kind": "down", "vehicle": vehicle}],
    }
    with bench.client.stream("GET", f"/api/runs/{busy}/events") as stream:
        for line in stream.iter_lines():
            if line.startswith("event: end"):
                break
    began = time.perf_counter()
    bench.follow(
        bench.ask(kind="replan", scenario="aubagne", week=first, call=call, seed=bench.seed)
    )
    call_s = time.perf_counter() - began
    bench.rows.append({"what": "the 8:30 call, asked to answered", "median ms": 1000 * call_s})
    _refusals(bench)
    bench.rows.append({"what": "the server's memory, its runs apart", "MB": _mb(pid)})
    took = {(row["what"], row.get("clients")): row.get("median ms", 0.0) for row in bench.rows}
    idle, while_busy = (took[f"{PAGES[1][0]}, {when}", 1] for when in ("idle", "while a plan runs"))
    return while_busy / idle, call_s


def read_beside(address: str, run: str, visits: int, seed: int) -> list[dict[str, Any]]:
    """Return what fifty readers meet beside a run: the first of each file, then as time goes."""
    seconds = READ_S if visits >= VISITS else 2.0
    first = rows(read(address, run, min(seconds, FIRST_S), seed))
    for row in first:
        row["what"] += ", first seconds"
    return [*first, *rows(read(address, run, seconds, seed + 1))]


def _refusals(bench: Bench) -> None:
    large = {"file": ("large.xlsx", b"0" * TOO_LARGE)}
    bench.once("refuse 50 MB", lambda: bench.client.post("/api/scenarios", files=large), 413)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("[Content_Types].xml", "<Types/>")
        pack.writestr("xl/workbook.xml", b"0" * 300_000_000)
    bomb = {"file": ("bomb.xlsx", made.getvalue())}
    bench.once("refuse a zip bomb", lambda: bench.client.post("/api/scenarios", files=bomb), 422)


def _mb(pid: int) -> float | None:
    """Return what a process holds in memory, MB; none where that cannot be read."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="utf-8"))
    return None if found is None else int(found[1]) / 1000


def run_case(options: Namespace) -> Table:
    """Measure a server from its start to its end."""
    try:
        import httpx2
    except ImportError:
        return Table("service", (), "service: skipped, httpx2 is not installed")
    limit_s = options.time_limit or TIME_LIMIT_S
    seed = (options.seeds or (1,))[0]
    visits = VISITS if options.scale is None else options.scale
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        started(Path(folder)) as server,
        httpx2.Client(base_url=server.address, timeout=120) as client,
    ):
        ready_s = time.perf_counter() - began
        bench, pid = Bench(client, limit_s, seed, visits), server.process.pid
        bench.rows.append({"what": "start, to its address", "median ms": 1000 * ready_s})
        bench.rows.append({"what": "the server's memory at its start", "MB": _mb(pid)})
        ratio, call_s = measure(bench, pid)
        memory = bench.rows[-1]["MB"]
    told = "" if memory is None else f"; {memory:.0f} MB"
    pages, static = (row for row in bench.rows if row.get("asked") and "first" not in row["what"])
    told += (
        f"; {READERS} readers beside a run: median {pages['median ms']:.0f} ms "
        f"(bar {MEDIAN_MS:.0f}), 99 % {pages['99 % ms']:.0f} ms (bar {MOST_MS:.0f}), "
        f"static {static['median ms']:.0f} ms "
        f"(bar {STATIC_MS:.0f}), {pages['failed']} failed; load {os.getloadavg()[0]:.1f}"
    )
    return Table(
        "service",
        tuple(bench.rows),
        f"page of a run while a plan runs {ratio:.1f} × idle; 8:30 call {call_s:.1f} s{told}",
    )


register(
    Case(
        name="service",
        summary="a real server: start, pages idle and busy, a run, the 8:30 call, refusals",
        run=run_case,
        smoke={"time_limit": 1.0, "seeds": [1], "scale": 1},
    )
)
