"""One page with the latest results of every case, and what is worse than the time before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from service.pages.html import html
from service.pages.page import Cell, Number, Page, Section, Table, row
from service.pages.pictures import Bars

RESULTS = Path(__file__).parent / "results"
WORSE_WHEN_LARGER = (
    *("s", "first good s", "first plan s", "first 97 % s", "plan s", "read s"),
    *("median ms", "95 % ms", "MB", "own MB"),
)
WORSE_BY = ("gap %", "food gap %", "cost gap %", "hours gap %", "eur gap %")
RATIO = 1.15
"""Slower or larger than before by more than this counts as worse; machines are noisy."""
POINTS = 0.5
"""A gap wider by more than this counts as worse."""


def stored(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the stored tables by case, the oldest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        found.setdefault(table["case"], []).append(table)
    return found


def key_of(line: dict[str, Any]) -> tuple[str, ...]:
    """Return what a row is about: its texts and whole settings, not its figures."""
    keys = ("instance", "variant", "draw", "seed", "seconds", "scale", "players", "nodes", "sites")
    texts = [f"{k}={v}" for k, v in line.items() if isinstance(v, str)]
    return tuple(sorted([*texts, *(f"{k}={line[k]}" for k in keys if k in line)]))


def worse(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return the figures of a case that are worse than the time before."""
    old = {key_of(line): line for line in before["rows"]}
    found = []
    for line in now["rows"]:
        then = old.get(key_of(line))
        if then is None:
            continue
        name = " ".join(str(v) for v in line.values() if isinstance(v, str))[:60]
        for field in (*WORSE_WHEN_LARGER, *WORSE_BY):
            a, b = then.get(field), line.get(field)
            if not (isinstance(a, int | float) and isinstance(b, int | float)):
                continue
            slower = field in WORSE_WHEN_LARGER and b > RATIO * a and b - a > 0.05
            wider = field in WORSE_BY and b > a + POINTS
            if slower or wider:
                found.append(f"{now['case']}: {name}: {field} {a:.2f} → {b:.2f}")
    return found


def _cell(value: object) -> Cell:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return "–" if value is None else str(value)
    return Number(float(value), 0 if isinstance(value, int) else 2)  # type: ignore[arg-type]


def page(folder: Path) -> Page:
    """Return the page of all that is stored in a folder."""
    sections, regressions = [], []
    tables = stored(folder)
    for case, runs in tables.items():
        now = runs[-1]
        if len(runs) > 1:
            regressions += worse(runs[-2], now)
        columns = list(dict.fromkeys(field for line in now["rows"] for field in line))
        rows = tuple(
            row(str(line.get(columns[0], "")), (_cell(line.get(c)) for c in columns[1:]))
            for line in now["rows"]
        )
        sections.append(
            Section(
                case,
                (
                    *(now["figure"], f"{now['date']}, {now['machine']['processor']}"),
                    *_bars(now, columns),
                    *(Table(tuple(columns), rows),) * bool(columns),
                ),
            )
        )
    lines = tuple(regressions) or ("Nothing is worse than the time before.",)
    answer = f"{len(tables)} cases; figures worse than the time before: {len(regressions)}."
    first = Section("What regressed since the last", lines)
    return Page("ramasse – benchmarks", folder.name, answer, (), (first, *sections))


def _bars(now: dict[str, Any], columns: list[str]) -> tuple[Bars, ...]:
    """Return the picture of a case: gaps where there are any, else seconds."""
    for field in ("gap %", "food gap %", "first plan s", "s"):
        lines = [line for line in now["rows"] if isinstance(line.get(field), int | float)]
        if lines:
            names = tuple(
                " ".join(str(line[c]) for c in columns[:2] if c in line) for line in lines
            )
            values = tuple((round(float(line[field]), 2),) for line in lines)
            return (Bars(f"{now['case']}: {field}", field, (field,), names, values),)
    return ()


def write(out: Path, folder: Path = RESULTS) -> tuple[str, ...]:
    """Write the report; return what regressed."""
    made = page(folder)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(html(made, "en"), encoding="utf-8")
    return made.sections[0].lines
