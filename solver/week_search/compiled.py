"""How the hot loops are compiled: by numba, once, kept by the content of this folder.

Compiled code is found again by the file it stands in, but depends on its neighbours too; so it is
kept under a digest of the whole folder, and a change of any file compiles anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

from models.folders import default_folder

F = TypeVar("F", bound=Callable[..., Any])


def _digest() -> str:
    content = hashlib.sha256(numba.__version__.encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        content.update(file.read_bytes())
    return content.hexdigest()[:16]


numba.config.CACHE_DIR = str(default_folder("compiled") / _digest())  # type: ignore[attr-defined]


def jit(function: F) -> F:
    """Compile a function when it is first called; it runs without Python's lock."""
    return cast("F", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def inline(function: F) -> F:
    """Compile a small function into whatever calls it."""
    made = numba.njit(cache=True, nogil=True, error_model="numpy", forceinline=True)
    return cast("F", made(function))
