"""A function named by where it stands, imported once it is called: help waits for no import."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Late:
    """A function of another module.

    Examples
    --------
    >>> Late("math:gcd")(12, 18)
    6
    """

    place: str
    """``module:function``."""

    @property
    def __name__(self) -> str:
        """Where it stands, and its name."""
        return self.place

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call it."""
        module, _, name = self.place.partition(":")
        return getattr(import_module(module), name)(*args, **named)
