"""Dated tables of figures, with what they were measured on."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGES = ("highspy", "numba", "numpy", "ortools", "pyvrp", "scipy")


@dataclass(frozen=True)
class Table:
    """Rows of a case, and the one figure to quote."""

    case: str
    rows: tuple[dict[str, Any], ...]
    figure: str


def machine() -> dict[str, str]:
    """Return the versions and the processor that figures depend on."""
    return {
        "python": platform.python_version(),
        "processor": _processor(),
        **{name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        if names:
            return f"{len(names)} × {names[0]}"
    return platform.processor() or platform.machine()


def save(table: Table, folder: Path) -> Path:
    """Write a dated table to a folder and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{date.today():%Y-%m-%d}-{table.case}.json"
    content = {"date": f"{date.today():%Y-%m-%d}", "machine": machine(), **asdict(table)}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def show(table: Table) -> str:
    """Return a table as aligned text; its last line is the figure."""
    columns = list(dict.fromkeys(key for row in table.rows for key in row))
    cells = [columns, *([_cell(row.get(key)) for key in columns] for row in table.rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(columns))]
    lines = ["  ".join(c.rjust(w) for c, w in zip(line, widths, strict=True)) for line in cells]
    return "\n".join([*lines, table.figure])


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
