"""What is told of something that a scenario is short of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.base import Text
from models.findings import Finding
from models.scenario import Scenario

Shortfall = Callable[[Scenario], Iterator[Finding]]
"""Finds what a scenario that makes sense is short of, in one regard."""


def warning(code: str, text: Text, where: tuple[str, ...]) -> Finding:
    """Return what is told of food that no plan can bring."""
    return Finding(code=code, severity="warning", text=text, where=where)
