"""The cases that can be measured: one self-registering file each, in ``benchmarks/cases``."""

from __future__ import annotations

import importlib
import pkgutil
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.tables import Table


@dataclass(frozen=True)
class Case:
    """One measured case."""

    name: str
    summary: str
    run: Callable[[Namespace], Table]
    smoke: dict[str, object]
    """Options of the small size that the tests run."""
    writes: bool = False
    """Whether ``--out`` is a file that the case writes itself."""


CASES: dict[str, Case] = {}


def register(case: Case) -> Case:
    """Add a case to the registry."""
    CASES[case.name] = case
    return case


def load() -> dict[str, Case]:
    """Import every case and return the registry."""
    from benchmarks import cases

    for module in sorted(info.name for info in pkgutil.iter_modules(cases.__path__)):
        importlib.import_module(f"benchmarks.cases.{module}")
    return dict(sorted(CASES.items()))
