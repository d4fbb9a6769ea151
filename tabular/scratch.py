"""Folders for the time of a piece of work; those that a kill left behind go at the next start.

Each is named after the process that made it, so that only what nobody uses any more is taken away.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

NAME = re.compile(r"ramasse-(?:p(?P<pid>\d{1,10})-)?[a-z0-9_]{8}")
"""Of ours, with the process that made it; earlier programs wrote none."""
OLD_S, OLDEST_S = 60.0, 86_400.0
"""Age of a folder whose process is gone, and of one that names none, from which on it goes."""


@contextmanager
def scratch() -> Iterator[Path]:
    """Yield a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"ramasse-p{os.getpid()}-") as folder:
        yield Path(folder)


def sweep(place: Path | None = None, old_s: float = OLD_S) -> list[Path]:
    """Take away the folders that kills left behind; return which.

    Parameters
    ----------
    place
        Where they are; by default where this system has temporary files.
    old_s
        From which age on one whose process is gone goes.
    """
    gone = []
    for path in (place or Path(tempfile.gettempdir())).glob("ramasse-*"):
        with suppress(OSError):
            if _left_behind(path, old_s):
                shutil.rmtree(path)
                gone.append(path)
    return gone


def _left_behind(path: Path, old_s: float) -> bool:
    """Tell whether a folder is ours and nobody's any more."""
    found = NAME.fullmatch(path.name)
    there = path.lstat()
    if found is None or path.is_symlink() or not path.is_dir():
        return False
    if hasattr(os, "getuid") and there.st_uid != os.getuid():
        return False
    age_s = time.time() - there.st_mtime
    if found["pid"] is None:
        return age_s > OLDEST_S
    return age_s > old_s and not _lives(int(found["pid"]), there.st_mtime)


def _lives(pid: int, made_at: float) -> bool:
    """Tell whether a process that was there when a folder was made lives still."""
    try:
        return psutil.Process(pid).create_time() <= made_at + 1
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True
