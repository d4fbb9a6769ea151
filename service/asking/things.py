"""What a result says of one thing that it names: its own page, and what may be tried for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.pages.page import Page


@dataclass(frozen=True)
class Trial:
    """A change that may be tried: planned beside the result's own scenario, as a what-if is.

    It is said as cards say it (``picks``), or by values put in the scenario (``changes``, which
    then has a label).
    """

    picks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Texts by ``card.field``."""
    changes: tuple[str, ...] = ()
    """As ``--set`` takes them."""
    label: str = ""


@dataclass(frozen=True)
class Told:
    """The page of a thing, and what may be tried: the first before all others."""

    name: str
    """What people call it."""
    page: Page
    trials: tuple[Trial, ...] = ()


def path_of(sort: str, name: str) -> str:
    """Return where the page of a thing is, below those of its result.

    Examples
    --------
    >>> path_of("store", "super-1")
    'store/super-1'
    """
    return f"{sort}/{name}"
