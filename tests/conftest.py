"""Which tests are left to ``make test-all`` (``long_tests.txt``), and which share a process."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.helpers.once import SHARED

FOLDER = pytest.StashKey[str]()
LONG = Path(__file__).with_name("long_tests.txt")


def pytest_configure(config: pytest.Config) -> None:
    """Draw maps without the outlines that whoever tests has given."""
    # what is collected stays to the end: no search for garbage walks through it
    gc.disable()
    os.environ["RAMASSE_OUTLINES"] = str(config.rootpath / "no-outlines")
    if SHARED not in os.environ:
        os.environ[SHARED] = config.stash[FOLDER] = tempfile.mkdtemp(prefix="ramasse-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what tests shared, once all of them ended."""
    if FOLDER in config.stash:
        shutil.rmtree(config.stash[FOLDER], ignore_errors=True)
        del os.environ[SHARED]


def pytest_collection_finish() -> None:
    """Leave all that is there so far out of every search for garbage, and search less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def long_tests() -> frozenset[str]:
    """The tests that take longer than ``make test`` has time for, or single cases of them."""
    lines = LONG.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that are named as long; files that take long begin first, pages before all.

    A file is run by one process, so that what it shares is made once (``--dist loadfile``).
    """
    named = long_tests()
    slow = Counter[Path]()
    for item in items:
        if item.nodeid in named or item.nodeid.partition("[")[0] in named:
            item.add_marker("long")
        served = {"address", "browser"}.intersection(getattr(item, "fixturenames", ()))
        slow[item.path] += 100 * bool(served)
        slow[item.path] += item.get_closest_marker("long") is not None
    items.sort(key=lambda item: -slow[item.path])
