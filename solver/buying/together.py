"""A purchase of a group as it is found."""

from __future__ import annotations

from dataclasses import dataclass

from models.buying_study import (
    HandedOver,
    WishName,
)
from solver.buying.bills import Alone
from solver.buying.cover import Key
from solver.buying.problem import Wishes
from solver.buying.program import Bought


@dataclass(frozen=True)
class Together:
    """A purchase of the group, with its bills' ingredients."""

    members: tuple[str, ...]
    units: dict[Key, int]
    bought: Bought
    handed: tuple[HandedOver, ...]
    alone: dict[str, Alone]
    total: int
    """Cents, to every door."""
    wishes: Wishes
    given_up: tuple[WishName, ...] = ()
    apart: tuple[str, ...] = ()
