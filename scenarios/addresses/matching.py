"""How alike an address and names of streets are: words in any order, typing mistakes allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scenarios.addresses.spelling import TITLES, WAYS

MOST_WRONG, SHORT = 2, 5
"""Letters in a row that may be wrong in a word; one in a word of so many letters or fewer."""
LESS = 0.9
"""What an address that is not a street's very name scores, at most."""
ASKED = 0.75
"""Weight of the part of the address that was found, against the part of the name that was asked."""
MOST_LONGER = 2
INITIAL = 0.75
"""Likeness of an initial and a word."""


@dataclass(frozen=True)
class Street:
    """A street of a commune, as a book has it."""

    id: int
    code: str
    postcode: str
    name: str
    lat: float
    lon: float


def weight(word: str) -> float:
    """Return how much a word says of which street it is."""
    return 0.3 if word in WAYS else 0.5 if word in TITLES or len(word) == 1 else 1.0


def like(one: str, other: str) -> float:
    """Return how alike two words are: 1 the same, 0 different.

    One place of a word may be mistyped: a letter too many, missing or another, two exchanged.

    Examples
    --------
    >>> like("republique", "republiqe") > 0.9, like("foch", "jaures"), like("8", "9")
    (True, 0.0, 0.0)
    >>> like("bertagne", "bretagne") > 0.7, like("pin", "pot")
    (True, 0.0)
    """
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        both = one[:1] == other[:1] and not one.isdigit() and not other.isdigit()
        return INITIAL if both else 0.0
    longest, letters = max(len(one), len(other)), len(one) + len(other)
    if one[0].isdigit() or other[0].isdigit() or 2 * longest - letters > MOST_LONGER:
        return 0.0
    start = _same(one, other)
    end = _same(one[start:][::-1], other[start:][::-1])
    wrong = longest - start - end
    return 2 * (start + end) / letters if wrong <= (1 if longest <= SHORT else MOST_WRONG) else 0.0


def _same(one: str, other: str) -> int:
    """Return how many letters two words begin with in common."""
    for n, (letter, its) in enumerate(zip(one, other, strict=False)):
        if letter != its:
            return n
    return min(len(one), len(other))


def likeness(asked: Sequence[str], name: Sequence[str]) -> float:
    """Return how well the words of an address mean a street, from 0 to 1.

    Examples
    --------
    >>> likeness(("rue", "foch"), ("rue", "foch"))
    1.0
    >>> 0.8 < likeness(("rue", "foch"), ("rue", "marechal", "foch")) <= LESS
    True
    >>> likeness(("rue", "foch"), ("rue", "jaures")) < 0.5
    True
    """
    if tuple(asked) == tuple(name):
        return 1.0
    left, missed = list(name), []
    met_asked = met_name = 0.0
    for word in asked:
        if word in left:
            left.remove(word)
            met_asked += weight(word)
            met_name += weight(word)
        else:
            missed.append(word)
    for word in missed:
        best = max(left, key=lambda one: (like(word, one), one), default="")
        alike = like(word, best) if best else 0.0
        if alike:
            left.remove(best)
            met_asked += alike * weight(word)
            met_name += alike * weight(best)
    of_asked = met_asked / (sum(map(weight, asked)) or 1.0)
    of_name = met_name / (sum(map(weight, name)) or 1.0)
    return LESS * (ASKED * of_asked + (1 - ASKED) * of_name)


@dataclass(frozen=True)
class Streets:
    """Some streets with their words, and which have a word."""

    streets: tuple[tuple[Street, tuple[tuple[str, ...], ...]], ...]
    """Each with its names in words: its own, then others."""

    @cached_property
    def with_word(self) -> dict[str, list[int]]:
        """Positions of the streets that have a word."""
        found: dict[str, list[int]] = {}
        for n, (_, names) in enumerate(self.streets):
            for word in {word for words in names for word in words}:
                found.setdefault(word, []).append(n)
        return found

    @cached_property
    def known(self) -> dict[str, list[str]]:
        """The words of streets by their first letter and by their last: one may be mistyped."""
        found: dict[str, list[str]] = {}
        for word in self.with_word:
            for key in (f"{word[0]}-", f"-{word[-1]}"):
                found.setdefault(key, []).append(word)
        return found

    def best(self, asked: Sequence[str], most: int) -> list[tuple[float, Street]]:
        """Return the streets that some words mean best, each with its likeness."""
        said = [word for word in asked if len(word) > 1]
        telling = [word for word in said if word not in WAYS] or said
        near = {n for word in telling for n in self._near(word)}
        scored = [
            (max(likeness(asked, words) for words in self.streets[n][1]), self.streets[n][0])
            for n in near
        ]
        scored.sort(key=lambda one: (-one[0], one[1].name, one[1].code, one[1].id))
        return scored[:most]

    def _near(self, word: str) -> list[int]:
        exact = self.with_word.get(word)
        if exact is not None:
            return exact
        close = {
            one
            for key in (f"{word[0]}-", f"-{word[-1]}")
            for one in self.known.get(key, ())
            if abs(len(one) - len(word)) <= MOST_LONGER and like(word, one)
        }
        return [n for one in close for n in self.with_word[one]]
