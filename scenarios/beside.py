"""The files that a scenario names beside it: of its own folder, and of no other."""

from __future__ import annotations

from pathlib import Path


def beside(folder: Path, name: str) -> Path | None:
    """Return the path of a file beside a scenario; none where it is no plain file of that folder.

    A scenario is sent by people: were a path followed, it would show any file of the computer.

    Examples
    --------
    >>> beside(Path("."), "../passwords.csv"), beside(Path("/etc"), "/etc/passwd")
    (None, None)
    """
    try:
        path = folder / name
        # a name with another system's separators or an alternate stream leads elsewhere there
        plain = Path(name).name == name and not set(name) & set("\\/:\0")
        return path if plain and path.is_file() else None
    except (OSError, ValueError):
        return None


def content_beside(folder: Path, name: str, most: int) -> bytes | None:
    """Return what a file beside a scenario holds; none where it is not there or cannot be read.

    Parameters
    ----------
    most
        Bytes that are read, at most: one more tells who asks that there are too many.
    """
    path = beside(folder, name)
    try:
        if path is None:
            return None
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError:
        return None
