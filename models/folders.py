"""Where this computer keeps what was worked out or read once, by kind; and what is one's own."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

OWN_FILE, OWN_FOLDER = 0o600, 0o700
"""Rights: read and written by their owner alone."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS_ENTER = stat.S_IXGRP | stat.S_IXOTH


def default_folder(kind: str) -> Path:
    """Return where results of a kind are kept: in ``RAMASSE_CACHE``, else the user's cache."""
    given = os.environ.get("RAMASSE_CACHE")
    if given:
        return Path(given) / kind
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "ramasse" / kind


def own_folder(folder: Path) -> None:
    """Make a folder that its owner alone may enter; one that is there stays as it is.

    Raises
    ------
    OSError
        It cannot be made.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=OWN_FOLDER, exist_ok=True)


def own_file(path: Path) -> None:
    """Let a file be read by its owner alone; made empty if it is not there.

    What belongs to somebody else, or lies where nothing can be written, stays as it is: whoever
    opens it says so.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, OWN_FILE))
        path.chmod(OWN_FILE)


def others_may_write(folder: Path) -> Path | None:
    """Return what of a folder, or above it, somebody else owns or may write; none if nothing.

    A folder that others may write holds nothing that may be run. One in which everybody keeps
    their own (``/tmp``) is allowed above, and below one that its owner alone may enter rights do
    not matter.
    """
    mine = getattr(os, "geteuid", None)
    if mine is None:  # Windows has no such rights: its folders of users are their own
        return None
    closed = False
    whole = folder.absolute()
    for path in (*reversed(whole.parents), whole):
        if not path.exists():
            return None
        found = path.stat(follow_symlinks=False)
        shared = bool(found.st_mode & _OTHERS_WRITE) and not stat.S_ISLNK(found.st_mode)
        if path != whole and found.st_mode & stat.S_ISVTX:
            shared = False
        owners = (mine(),) if path == whole else (mine(), 0)
        if found.st_uid not in owners or (shared and not closed):
            return path
        closed = closed or (found.st_uid == mine() and not found.st_mode & _OTHERS_ENTER)
    return next(
        (
            path
            for path in _within(whole)
            if _foreign(path.stat(follow_symlinks=False), mine(), closed)
        ),
        None,
    )


def _within(folder: Path) -> Iterator[Path]:
    for top, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(top) / name


def _foreign(found: os.stat_result, mine: int, closed: bool) -> bool:
    writable = bool(found.st_mode & _OTHERS_WRITE) and not stat.S_ISLNK(found.st_mode)
    return found.st_uid != mine or (writable and not closed)
