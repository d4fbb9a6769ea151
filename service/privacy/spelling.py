"""How somebody is looked for: a name, a telephone number or an e-mail, however it is spelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

LEAST = 3
"""Letters or digits of what is looked for."""
DIGITS = 9
"""Digits of a telephone number, its country or leading zero left out."""
_COUNTRY = r"(?:\+|00)\d{1,3}[\s.\-/()]*(?:\(0\)[\s.\-/()]*)?"
_PHONE = re.compile(rf"(?<!\d)(?:{_COUNTRY}|0)(?:[\s.\-/()]*\d){{8,10}}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GAP = r"[\s\u00a0_.\-/']+"
_MOST_WORDS = 3
"""Words of a name that may stand in any order."""


@dataclass(frozen=True)
class Wanted:
    """Somebody who is looked for, in every spelling that was given or found."""

    spellings: tuple[str, ...]
    ids: frozenset[tuple[str, str]] = frozenset()
    """Towns, and ids of the person in files of theirs: replaced where they stand alone."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds any of the spellings."""
        return re.compile("|".join(f"(?:{one})" for one in self._patterns()), re.IGNORECASE)

    def _patterns(self) -> Iterator[str]:
        for one in sorted(self.spellings, key=len, reverse=True):
            digits = national(one)
            if digits:
                # as it is written: with its country or not, parted anyhow
                parted = r"[\s.\-/()]*".join(digits)
                yield rf"(?<![\d+])(?:{_COUNTRY}|0){parted}(?!\d)"
            elif "@" in one:
                yield rf"(?<![\w.+-]){re.escape(one)}(?![\w-])"
            else:
                words = [_any_accent(word) for word in re.split(_GAP, one.strip()) if word]
                orders = permutations(words) if len(words) <= _MOST_WORDS else (words,)
                either = "|".join(_GAP.join(order) for order in orders)
                yield rf"(?<![^\W_])(?:{either})(?![^\W_])"

    def replaced(self, text: str, by: str) -> tuple[str, int]:
        """Return a text with all that is found replaced, and how often."""
        return self.pattern.subn(by, text)

    def ids_in(self, town: str) -> frozenset[str]:
        """Return the ids of the person in files of a town."""
        return frozenset(name for where, name in self.ids if where == town)

    def with_more(self, spellings: Iterable[str], town: str, ids: Iterable[str]) -> Wanted:
        """Return the same somebody with what more is known, from a file of a town."""
        known = dict.fromkeys((*self.spellings, *spellings))
        return Wanted(tuple(known), self.ids | {(town, one) for one in ids})


def wanted(who: str) -> Wanted | None:
    """Return somebody as given; none where it is too little to be looked for.

    Examples
    --------
    >>> found = wanted("Léa Dupont")
    >>> found.replaced("lea-dupont ; DUPONT Léa", "x")
    ('x ; x', 2)
    >>> wanted("06 12 34 56 78").replaced("au +33 (0)6.12.34.56.78", "x")
    ('au x', 1)
    >>> wanted("a") is None
    True
    """
    plain = who.strip()
    letters = sum(one.isalnum() for one in plain)
    return Wanted((plain,)) if letters >= LEAST and len(plain) <= 200 else None


def national(text: str) -> str:
    """Return the digits of a telephone number without its country or zero; empty if it is none."""
    plain = text.strip()
    if not re.fullmatch(r"[+\d][\d\s.\-/()\u00a0]*", plain):
        return ""
    digits = re.sub(r"\D", "", plain.replace("(0)", ""))
    for start in ("0033", "33") if plain.startswith(("+", "00")) else ():
        if digits.startswith(start):
            digits = digits[len(start) :]
            break
    digits = digits.removeprefix("0")
    return digits if len(digits) >= DIGITS else ""


def reached_by(text: str) -> list[str]:
    """Return the telephone numbers and e-mails in a text.

    Examples
    --------
    >>> reached_by("Léa, 06 12 34 56 78, lea@asso.fr")
    ['06 12 34 56 78', 'lea@asso.fr']
    """
    return [*(one.strip() for one in _PHONE.findall(text)), *_MAIL.findall(text)]


def _any_accent(word: str) -> str:
    """Return what finds a word with or without its accents."""
    made = []
    for letter in unicodedata.normalize("NFC", word):
        base = unicodedata.normalize("NFD", letter)[0].lower()
        made.append(_LIKE.get(base, re.escape(letter)) + r"[\u0300-\u036f]*")
    return "".join(made)


def _like() -> dict[str, str]:
    """Return, by plain letter, the letters that are it with an accent."""
    found: dict[str, str] = {}
    for code in range(0xC0, 0x180):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            found[base.lower()] = found.get(base.lower(), base.lower()) + chr(code)
    return {base: f"[{letters}]" for base, letters in found.items()}


_LIKE = _like()
