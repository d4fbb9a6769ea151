"""Kills at random moments, and files mutated at random: nothing lost, doubled or false."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import tempfile
import threading
import time
import traceback
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from benchmarks import mutants
from benchmarks.deeds import Hands
from benchmarks.postgres import Postgres, programs
from benchmarks.registry import Case, register
from benchmarks.serving import Server, started
from benchmarks.sound_files import whole
from benchmarks.tables import Table
from models.recurrence import monday_of

MOMENTS, FULL_MOMENTS = 5, 50
"""Kills on each database."""
MUTANTS, FULL_MUTANTS = 130, 10_000
BARS = ("lost", "doubled", "false answers", "leftovers", "tracebacks", "too heavy", "too long")
"""What is counted, and has to be nothing."""
HANDS = 3
LOCK_S = 7.0
"""Seconds for which another program holds a SQLite file: longer than a deed waits."""
ENDS_S = 300.0
"""Seconds in which a server ends that is asked to."""
LONG = {"kind": "week", "scenario": "aubagne", "variant": "hub", "weeks": 0, "time_limit_s": 600}


@dataclass
class Town:
    """A server on one database, and what befalls it."""

    folder: Path
    url: str
    postgres: Postgres | None
    server: Server
    pids: set[int] = field(default_factory=set)
    """Of every process that a server started."""
    back_s: list[float] = field(default_factory=list)
    """Seconds from each kill of the server to its next answer."""

    def look(self) -> list[psutil.Process]:
        """Return what the server started, and note it."""
        with suppress(psutil.Error):
            found = psutil.Process(self.server.process.pid).children(recursive=True)
            self.pids |= {one.pid for one in found}
            return list(found)
        return []

    def end(self) -> None:
        """Have the server end in peace: a busy computer takes its time."""
        self.server.process.terminate()
        self.server.process.wait(ENDS_S)

    def begin_again(self) -> None:
        """Start the server again."""
        began = time.monotonic()
        self.server = _started(self.folder, self.url)
        _ = self.server.address
        self.back_s.append(time.monotonic() - began)


def _started(folder: Path, url: str) -> Server:
    there = folder / "temporary"
    there.mkdir(exist_ok=True)
    return started(folder, "--database", url, environment={"TMPDIR": str(there)})


def kill_server(town: Town) -> None:
    """Kill the server where it stands."""
    town.look()
    town.server.process.kill()
    town.server.process.wait()
    town.begin_again()


def kill_worker(town: Town) -> None:
    """Kill one of the processes that it works with."""
    for one in town.look()[:3]:
        with suppress(psutil.Error):
            one.send_signal(signal.SIGKILL)


def end_connections(town: Town) -> None:
    """End every connection to the database, or hold it from another program."""
    if town.postgres is not None:
        town.postgres.end_connections()
        return
    with closing(sqlite3.connect(town.folder / "test.db", timeout=30)) as other:
        other.execute("begin exclusive")
        time.sleep(LOCK_S)


def kill_database(town: Town) -> None:
    """Kill the database's own server where it stands, and start it again."""
    assert town.postgres is not None
    town.postgres.kill()


KILLS = {
    "server": kill_server,
    "worker": kill_worker,
    "connections": end_connections,
    "database": kill_database,
}


def live(name: str, moments: int, seed: int) -> dict[str, Any]:
    """Have hands work on a server of one database while it is killed now and then; count."""
    rng, kinds = random.Random(f"{seed}-{name}"), list(KILLS)
    if name == "sqlite":
        kinds.remove("database")
    with _town(name) as town:
        _asked(town, "POST", "/api/v1/demo/aubagne")
        upload = whole("scenario.yaml").decode()
        hands = Hands(town.server.address, HANDS, upload)
        hands.start()
        happened: Counter[str] = Counter()
        for moment in range(moments):
            with suppress(OSError):
                _asked(town, "POST", "/api/v1/runs", LONG)
            # each kind at least once, then at random
            kind = kinds[moment] if moment < len(kinds) else rng.choice(kinds)
            time.sleep(rng.uniform(0.5, 5.0))
            KILLS[kind](town)
            happened[kind] += 1
            hands.address = town.server.address
        hands.finish()
        return _counted(name, town, hands, happened)


@contextmanager
def _town(name: str) -> Iterator[Town]:
    postgres = Postgres() if name == "postgresql" else None
    try:
        with tempfile.TemporaryDirectory(prefix="endurance-") as folder:
            place = Path(folder)
            url = f"sqlite:///{place / 'test.db'}" if postgres is None else postgres.url
            town = Town(place, url, postgres, _started(place, url))
            try:
                _ = town.server.address
                yield town
            finally:
                if town.server.process.poll() is None:
                    town.server.process.kill()
                    town.server.process.wait()
    finally:
        if postgres is not None:
            postgres.close()


def _asked(town: Town, method: str, path: str, sent: object = None) -> Any:
    import httpx2

    with httpx2.Client(base_url=town.server.address, timeout=60, trust_env=False) as client:
        try:
            found = client.request(method, path, json=sent)
        except httpx2.HTTPError as error:
            raise OSError(str(error)) from error
    return found.json()


def _counted(name: str, town: Town, hands: Hands, happened: Counter[str]) -> dict[str, Any]:
    """Stop, start once more, and compare all that is kept with what was acknowledged."""
    for one in _asked(town, "GET", "/api/v1/runs?state=running&state=queued&most=1000"):
        _asked(town, "POST", f"/api/v1/runs/{one['id']}/cancel")
    town.look()
    town.end()
    for path in (town.folder / "temporary").glob("*"):
        os.utime(path, (time.time() - 600, time.time() - 600))
    town.begin_again()
    ends = time.monotonic() + 60
    while unended := _asked(town, "GET", "/api/v1/runs?state=running&state=queued&most=1000"):
        if time.monotonic() > ends:
            break
        time.sleep(0.5)
    there = {one["scenario"] for one in _asked(town, "GET", "/api/v1/scenarios")}
    left = [path.name for path in (town.folder / "temporary").glob("*")]
    town.look()
    town.end()
    time.sleep(1)
    alive = [pid for pid in town.pids if _lives(pid)]
    lost, doubled, broken, unended_deeds = _kept(town.url, hands)
    lost += len(set(hands.heard.uploaded) - there)
    heard = hands.heard
    leftovers = len(left) + len(alive) + len(unended)
    return {
        "what": f"kills, {name}",
        "moments": sum(happened.values()),
        "killed": ", ".join(f"{kind} {count}" for kind, count in happened.items()),
        "weeks": len(heard.weeks),
        "acknowledged": sum(heard.acknowledged.values()),
        "not ended": unended_deeds,
        "lost": lost,
        "doubled": doubled,
        "false answers": len(heard.false) + broken,
        "leftovers": leftovers,
        "serves again s": max(town.back_s),
        "violations": lost + doubled + len(heard.false) + broken + leftovers,
        "told": "; ".join([*heard.false[:5], *left[:5]]),
    }


def _lives(pid: int) -> bool:
    with suppress(psutil.Error):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def _kept(url: str, hands: Hands) -> tuple[int, int, int, int]:
    """Return what is not as it was acknowledged.

    Deeds that were acknowledged and are not there, that are there twice, chains that are broken;
    and deeds that were begun and not acknowledged in time, which are no fault.
    """
    from service.ledger import Ledger

    with Ledger(url) as ledger:
        entries = Counter(
            (one.week_of, one.kind, one.association, one.family)
            for one in ledger.entries("aubagne")
        )
        lines = Counter(one.day for one in ledger.journal_lines("aubagne"))
        broken = int(ledger.check_journal("aubagne").broken is not None)
    there = {
        "publish": {week for week, kind, *_ in entries if kind != "received"},
        "correct": {week for week, kind, *_ in entries if kind == "received"},
        "weigh": {monday_of(day) for day in lines},
    }
    doubled = sum(count - 1 for count in (*entries.values(), *lines.values()))
    lost = unended = 0
    for week in hands.heard.weeks:
        for name, mondays in there.items():
            lost += name in week.done and week.monday not in mondays
            unended += name not in week.done
    return lost, doubled, broken, unended


def run_case(options: Namespace) -> Table:
    """Kill, then mutate."""
    try:
        import httpx2  # noqa: F401
    except ImportError:
        return Table("endurance", (), "endurance: skipped, httpx2 is not installed")
    full = getattr(options, "full", False)
    seed = (options.seeds or (1,))[0]
    moments = options.scale or (FULL_MOMENTS if full else MOMENTS)
    names = ["sqlite", *(["postgresql"] if programs() else [])]
    found: dict[str, list[dict[str, Any]]] = {}
    parts = {f"kills, {name}": partial(_alone, name, moments, seed) for name in names}
    threads = [
        threading.Thread(target=lambda what=what, part=part: found.update({what: _of(what, part)}))
        for what, part in parts.items()
    ]
    for one in threads:
        one.start()
        if full:
            one.join()
    count = options.scale * 10 if options.scale else FULL_MUTANTS if full else MUTANTS
    for one in threads:
        one.join()
    rows = [row for what in parts for row in found[what]]
    rows += _of("mutated files", partial(mutants.measured, count, seed))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return Table("endurance", tuple(rows), f"{_told(rows)}; load {load:.1f}")


def _alone(name: str, moments: int, seed: int) -> Iterator[dict[str, Any]]:
    yield live(name, moments, seed)


def _of(what: str, part: Callable[[], Iterator[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the rows of a part; where it dies, a last row says of what: the others go on."""
    rows: list[dict[str, Any]] = []
    try:
        rows.extend(part())
    except Exception as error:
        traceback.print_exc()
        rows.append({"what": what, "violations": 1, "died": f"{type(error).__name__}: {error}"})
    return rows


def _told(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the last line: what was counted; of what died nothing was, and that comes first."""
    died = ", ".join(str(row["what"]) for row in rows if "died" in row)
    sums = ", ".join(f"{sum(row.get(key, 0) for row in rows)} {key}" for key in BARS)
    return (
        f"DIED before it was measured: {died}; in the rest {sums}"
        if died
        else (f"{sums} (bars: 0 each)")
    )


register(
    Case(
        name="endurance",
        summary="kills of server, worker, database and connections; mutated files of every kind",
        run=run_case,
        smoke={"seeds": [1], "scale": 1},
    )
)
