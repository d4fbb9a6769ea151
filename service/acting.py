"""Who a request is answered for: what is read and written below it knows without being told.

Nobody acts where no accounts are asked for, at the command line, and in the processes of runs:
every town is seen then. What a command or a driver's telephone writes bears a word that says so in
the place of an account's number; what the page writes without accounts bears none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Role = Literal["coordinator", "association", "driver", "reader"]


@dataclass(frozen=True)
class Grant:
    """A role that an account holds, and of whom in the town where it is of somebody."""

    role: Role
    of: str = ""
    """Id of the association, or of the person who drives."""

    def __str__(self) -> str:
        return f"{self.role}:{self.of}" if self.of else self.role


@dataclass(frozen=True)
class Acting:
    """The account that acts: its random number, never its name."""

    account: str
    town: str
    """Empty: all towns."""
    grants: frozenset[Grant]

    def holds(self, *roles: Role) -> bool:
        """Tell whether it holds one of some roles."""
        return any(one.role in roles for one in self.grants)

    def of(self, role: Role) -> list[str]:
        """Return of whom it holds a role."""
        return sorted(one.of for one in self.grants if one.role == role)


COMMAND, TELEPHONE, MADE_UP = "command", "telephone", "made_up"
"""Authors that are no account: whoever uses the computer, whoever has the link of a round, and
nobody, where weeks are made up to try with."""
_HAND: ContextVar[str | None] = ContextVar("hand", default=None)
_NOW: ContextVar[Acting | None] = ContextVar("acting", default=None)


@contextmanager
def acting_as(who: Acting | None) -> Iterator[None]:
    """Do what follows for somebody."""
    token = _NOW.set(who)
    try:
        yield
    finally:
        _NOW.reset(token)


@contextmanager
def by_hand_of(hand: str) -> Iterator[None]:
    """Have what follows be written by a hand that is no account."""
    token = _HAND.set(hand)
    try:
        yield
    finally:
        _HAND.reset(token)


def acting() -> Acting | None:
    """Return who acts, if somebody does."""
    return _NOW.get()


def author() -> str | None:
    """Return the number of the account that acts, else the hand that writes, if it is known."""
    who = _NOW.get()
    return _HAND.get() if who is None else who.account


def only_town() -> str | None:
    """Return the one town that is seen; none where all are."""
    who = _NOW.get()
    return None if who is None else who.town or None


def sees(town: str) -> bool:
    """Tell whether who acts may know of a town."""
    return only_town() in (None, town)
