"""Which tests are left to ``make test-all``: those named in ``long_tests.txt``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

LONG = Path(__file__).with_name("long_tests.txt")


def pytest_configure(config: pytest.Config) -> None:
    """Draw maps without the outlines that whoever tests has given."""
    os.environ["RAMASSE_OUTLINES"] = str(config.rootpath / "no-outlines")


def long_tests() -> frozenset[str]:
    """The tests that take longer than ``make test`` has time for, or single cases of them."""
    lines = LONG.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that are named as long."""
    named = long_tests()
    for item in items:
        if item.nodeid in named or item.nodeid.partition("[")[0] in named:
            item.add_marker("long")
