"""Addresses: a department's 900,000 made-up ones read into a book, and 100 looked up."""

from __future__ import annotations

import resource
import tempfile
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from benchmarks.made_addresses import Asked, write
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.places import Place, crow_km
from scenarios.addresses.book import books
from scenarios.addresses.candidates import chosen
from scenarios.addresses.finding import Finder
from scenarios.addresses.importing import import_file

ROWS, ASKED = 900_000, 100
MOST_S, LEAST_FOUND, RIGHT_KM = 5.0, 0.9, 0.25


def _looked_up(finder: Finder, asked: list[Asked]) -> list[dict[str, Any]]:
    """Return what becomes of each way of writing: found, shown among others, wrong."""
    tally: dict[str, dict[str, Any]] = {}
    for one in asked:
        row = tally.setdefault(
            one.how, {"what": one.how, "asked": 0, "found": 0, "shown": 0, "violations": 0}
        )
        found = finder.find(one.text, one.commune)
        best = chosen(found)
        right = [_km(one, each.lat, each.lon) <= RIGHT_KM for each in found]
        row["asked"] += 1
        if best is None:
            row["shown"] += any(right)
        elif _km(one, best.lat, best.lon) <= RIGHT_KM:
            row["found"] += 1
        else:
            row["violations"] += 1
    return [tally[how] for how in sorted(tally)]


def _km(one: Asked, lat: float, lon: float) -> float:
    here = Place(lat=one.lat, lon=one.lon, commune="-")
    return crow_km(here, Place(lat=lat, lon=lon, commune="-"))


def run_case(options: Namespace) -> Table:
    """Make a file, read it, and look addresses of it up as people write them."""
    rows = (options.scale or ROWS // 1000) * 1000
    seed = (options.seeds or (1,))[0]
    with tempfile.TemporaryDirectory() as apart:
        source = Path(apart) / "adresses-13.csv"
        asked = write(source, rows, ASKED, seed)
        began = time.perf_counter()
        made = import_file(source, Path(apart) / "books")
        read_s = time.perf_counter() - began
        book_mb = made.book.stat().st_size / 1e6
        began = time.perf_counter()
        told = _looked_up(Finder(books(made.book.parent)), asked)
        found_s = time.perf_counter() - began
    found = sum(row["found"] for row in told)
    wrong = sum(row["violations"] for row in told)
    total = {
        "what": f"{made.addresses} rows",
        "asked": len(asked),
        "found": found,
        "shown": sum(row["shown"] for row in told),
        "s": found_s,
        "read s": read_s,
        "book MB": book_mb,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    held = found_s < MOST_S and not wrong and found >= LEAST_FOUND * len(asked)
    return Table(
        "addresses",
        (total, *told),
        f"{len(asked)} addresses among {made.addresses:,} in {found_s:.1f} s (bar: {MOST_S:.0f}), "
        f"{found} found (bar: {LEAST_FOUND * len(asked):.0f}), {wrong} wrong (bar: 0); the file is "
        f"read once in {read_s:.0f} s: {'held' if held else 'MISSED'}",
    )


CASE = register(
    Case(
        "addresses",
        "100 addresses as people write them among a department's 900,000",
        run_case,
        smoke={"scale": 20, "seeds": [1]},
    )
)
