"""Files of the user's that were read once and are kept as a database: addresses, outlines."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

KEPT = 64


@dataclass(frozen=True)
class KeptFile:
    """A file that was read. Two of the same path and time are the same."""

    path: Path
    written_ns: int
    """When it was written: what was found in it is kept as long as this."""

    @property
    def about(self) -> Mapping[str, str]:
        """What is said of the whole: its form, the file that it was read from, how much it has."""
        return _about(self)

    @property
    def name(self) -> str:
        """The name of the file that it was read from."""
        return self.about.get("file", self.path.stem)

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return rows: none of a file that is damaged, as of one that was taken away."""
        try:
            where = f"{self.path.resolve().as_uri()}?mode=ro"
            with closing(sqlite3.connect(where, uri=True)) as database:
                return database.execute(query, values).fetchall()
        except sqlite3.Error:
            return []


AnyFile = TypeVar("AnyFile", bound=KeptFile)


def kept_files(folder: Path, form: int, of: type[AnyFile]) -> tuple[AnyFile, ...]:
    """Return the files of a folder by name; those of another form, or damaged, are passed over."""
    try:
        found = [of(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.sqlite"))]
    except OSError:
        return ()
    return tuple(one for one in found if one.about.get("form") == str(form))


@lru_cache(maxsize=KEPT)
def _about(file: KeptFile) -> dict[str, str]:
    return {str(key): str(value) for key, value in file.rows("SELECT key, value FROM about")}
