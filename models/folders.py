"""Where this computer keeps what was worked out or read once, by kind."""

from __future__ import annotations

import os
from pathlib import Path


def default_folder(kind: str) -> Path:
    """Return where results of a kind are kept: in ``RAMASSE_CACHE``, else the user's cache."""
    given = os.environ.get("RAMASSE_CACHE")
    if given:
        return Path(given) / kind
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "ramasse" / kind
