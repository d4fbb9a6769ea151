"""How the hot loops are compiled: by numba, once, kept by the content of this folder.

Compiled code is found again by the file it stands in, but depends on its neighbours too; so it is
kept under a digest of the whole folder, and a change of any file compiles anew.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

from models.base import Text
from models.folders import default_folder, others_may_write, own_folder

F = TypeVar("F", bound=Callable[..., Any])


def _digest() -> str:
    content = hashlib.sha256(numba.__version__.encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        content.update(file.read_bytes())
    return content.hexdigest()[:16]


def _kept() -> bool:
    """Tell whether compiled code may be kept: what is found there is run, so it must be our own."""
    folder = default_folder("compiled")
    try:
        own_folder(folder)
        foreign = others_may_write(folder)
    except OSError:
        return True  # nothing is there to be run; numba says what it cannot write
    if foreign is None:
        numba.config.CACHE_DIR = str(folder / _digest())  # type: ignore[attr-defined]
        return True
    for text in (NOT_OURS.fr, NOT_OURS.en):
        print(text.format(path=foreign), file=sys.stderr)
    return False


NOT_OURS = Text(
    fr="{path} : d'autres peuvent y écrire, ou cela appartient à quelqu'un d'autre. Rien n'en est "
    "exécuté : le programme est compilé en mémoire, une demi-minute de plus à chaque départ. "
    "Attendu : un dossier à vous seul. Changez ses droits, ou RAMASSE_CACHE.",
    en="{path}: others may write there, or it is somebody else's. Nothing of it is run: the "
    "program is compiled in memory, half a minute more at each start. Expected: a folder of your "
    "own. Change its rights, or RAMASSE_CACHE.",
)
KEPT = _kept()


def jit(function: F) -> F:
    """Compile a function when it is first called; it runs without Python's lock."""
    made = numba.njit(cache=KEPT, nogil=True, error_model="numpy")
    return cast("F", kept_if_possible(made(function)))


def inline(function: F) -> F:
    """Compile a small function into whatever calls it."""
    made = numba.njit(cache=KEPT, nogil=True, error_model="numpy", forceinline=True)
    return cast("F", kept_if_possible(made(function)))


def kept_if_possible(made: Any) -> Any:
    """Have what is compiled run though it cannot be kept: the disk may be full."""
    keep = made._cache.save_overload

    def kept(signature: Any, compiled: Any) -> None:
        with suppress(OSError):
            keep(signature, compiled)

    made._cache.save_overload = kept
    return made
