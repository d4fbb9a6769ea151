"""What was already computed, on disk by content: the same question is not worked out twice."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from models.folders import own_folder

PACKAGES = ("ramasse", "highspy", "numba", "numpy", "ortools", "pyvrp", "scipy")
FORM = 1
"""Of what is kept; a change makes everything kept so far unknown."""


def key_of(*content: object) -> str:
    """Return the SHA-256 of what a result depends on, in hexadecimal.

    Versions of the product and of the solvers are part of it: after an upgrade, nothing old is
    found.
    """
    versions = {name: version(name) for name in PACKAGES}
    text = json.dumps([FORM, versions, *content], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


class Cache:
    """Results as JSON files named by key; what cannot be read or written is made again."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> Mapping[str, Any] | None:
        """Return what is kept under a key; none where nothing is, or it cannot be read."""
        if self._folder is None:
            return None
        try:
            found = json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def put(self, key: str, content: Mapping[str, Any]) -> None:
        """Keep a result; a disk that is full or read-only is no fault of the study."""
        if self._folder is None:
            return
        try:
            own_folder(self._folder)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(content, file)
            Path(name).replace(self._folder / f"{key}.json")
        except OSError:
            return
