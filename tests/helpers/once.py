"""What is costly to make, made once for all processes of one run of the tests."""

from __future__ import annotations

import fcntl
import functools
import hashlib
import inspect
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

SHARED = "RAMASSE_TESTS_SHARED"
"""Names the folder of one run of the tests (see ``conftest``)."""

P = ParamSpec("P")
T = TypeVar("T")


def once(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function returns, by its arguments; read only, as all tests share it."""

    kept: dict[str, T] = {}
    signature = inspect.signature(make)

    @functools.wraps(make)
    def made(*args: P.args, **named: P.kwargs) -> T:
        bound = signature.bind(*args, **named)
        bound.apply_defaults()
        called = repr((make.__module__, make.__qualname__, bound.arguments))
        if called not in kept:
            kept[called] = of_all(called, lambda: make(*args, **named))
        return kept[called]

    def of_all(called: str, make: Callable[[], T]) -> T:
        folder = os.environ.get(SHARED)
        if folder is None:
            return make()
        path = Path(folder) / hashlib.sha256(called.encode()).hexdigest()
        # others wait for whoever makes it
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                aside = path.with_suffix(".new")
                aside.write_bytes(pickle.dumps(make()))
                aside.replace(path)
        found: T = pickle.loads(path.read_bytes())
        return found

    return made
