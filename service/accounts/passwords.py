"""Passwords: kept as argon2id alone, checked in the same time whether the account is there or not.

Source: OWASP Password Storage Cheat Sheet (argon2id, 19 MiB, two passes, one lane); CNIL,
recommendation on passwords of 2022 (long ones rather than odd ones).
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from models.base import Text

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 200
"""Letters."""
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
AT_ONCE = 2
"""Passwords worked on at once: each takes memory and a core, whoever asks."""
_room = threading.BoundedSemaphore(AT_ONCE)
_OFTEN = frozenset(
    (
        *("motdepasse", "password", "passw0rd", "azertyuiop", "qwertyuiop"),
        *("1234567890", "0123456789", "abcdefghij", "administrateur", "ramasse"),
    )
)


class PasswordError(ValueError):
    """A password that is not taken, and why, in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


@cache
def _nobody_s() -> str:
    """Return the hash of a password that nobody has."""
    return hashed("that of nobody, to take the time")


def _same(password: str) -> str:
    """Return a password as it is read, however a keyboard composes its accents."""
    return unicodedata.normalize("NFKC", password)


def hashed(password: str) -> str:
    """Return what is kept of a password.

    Examples
    --------
    >>> verified("une phrase à moi", hashed("une phrase à moi"))
    True
    """
    with _room:
        return _hasher().hash(_same(password))


def verified(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that is kept; none kept takes as long, and is not."""
    from argon2.exceptions import InvalidHashError, VerificationError

    expected = _nobody_s() if kept is None else kept
    with _room:
        try:
            found = _hasher().verify(expected, _same(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return found and kept is not None


def outdated(kept: str) -> bool:
    """Tell whether what is kept was made with less work than today."""
    return _hasher().check_needs_rehash(kept)


def check(password: str, name: str) -> None:
    """Refuse a password that is guessed too soon.

    Raises
    ------
    PasswordError
        It is too short or too long, or is the name or a word that many take.
    """
    plain = _same(password)
    if not SHORTEST <= len(plain) <= LONGEST:
        raise PasswordError(LENGTH)
    bare = plain.casefold().replace(" ", "")
    named = name.casefold() in bare and len(bare) - len(name) < SHORTEST // 2
    often = any(one in bare and len(bare) - len(one) < SHORTEST // 2 for one in _OFTEN)
    if named or often or len(set(plain)) < SHORTEST // 2:
        raise PasswordError(GUESSED)


LENGTH = Text(
    fr=f"Ce mot de passe est trop court, ou bien trop long. Attendu : de {SHORTEST} à {LONGEST} "
    "caractères. Prenez une phrase, par exemple quatre mots sans rapport.",
    en=f"This password is too short, or much too long. Expected: {SHORTEST} to {LONGEST} "
    "characters. Take a phrase, such as four words that have nothing to do with each other.",
)
GUESSED = Text(
    fr="Ce mot de passe se devine trop vite : votre nom, un mot que beaucoup prennent, ou peu de "
    "caractères différents. Prenez une phrase, par exemple quatre mots sans rapport.",
    en="This password is guessed too soon: your name, a word that many take, or few different "
    "characters. Take a phrase, such as four words that have nothing to do with each other.",
)
