"""Towns that told of their weeks, in a ledger to be read by commands."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.scenario import Scenario
from models.visits import Journal
from scenarios import dump
from service.ledger import Ledger, Telling
from solver.allocation.accounts import PastWeek
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.made_journal import made_journal
from tests.helpers.scenarios import changed, tiny

FIRST = date(2025, 9, 29)
WEEKS = 9
"""To the end of November 2025: long over, whenever a test runs."""


@dataclass(frozen=True)
class Town:
    """A scenario's file, and the ledger in which its weeks are told."""

    path: str
    url: str


def told_town(folder: Path, journal: Journal | None = None, **pooling: Any) -> Town:
    """Write a town's file and its ledger: nine weeks told, two of them published."""
    world = keyed(**pooling)
    path, url = folder / "tiny.yaml", f"sqlite:///{folder / 'told.db'}"
    path.write_text(dump(world), encoding="utf-8")
    given = made_journal(world, FIRST, WEEKS) if journal is None else journal
    with Ledger(url) as ledger:
        ledger.tell(world.id, Telling(given.visits, given.outings))
        for n in (5, 6):
            week = world.changed(week_of=FIRST + timedelta(weeks=n))
            ledger.publish(allocate(week, expected(week)))
    return Town(str(path), url)


def keyed(**pooling: Any) -> Scenario:
    """The tiny town, in which something more was agreed on."""
    world = tiny("hub", week_of=FIRST)
    return changed(world, pooling=world.pooling.changed(**({"key": "people"} | pooling)))


def past(world: Scenario, first: date, weeks: int, share: float = 0.7) -> list[PastWeek]:
    """Weeks in which each received one share of what it needed."""
    need = {
        who.id: {one.id: world.need_kg(who.id, one.id) for one in world.families}
        for who in world.associations
    }
    got = {who: {one: kg * share for one, kg in row.items()} for who, row in need.items()}
    return [PastWeek(first + timedelta(weeks=n), need, got) for n in range(weeks)]


def pages(pdf: bytes, folder: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return [" ".join(one.split()) for one in done.stdout.split("\f")[:-1]]
