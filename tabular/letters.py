"""The letters of a file that does not say how it wrote them, and what may stand in a cell."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from models.base import Text
from tabular.faults import TableError, TableFault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EIGHT_BITS = ("cp1252", "mac_roman", "cp850")
"""How spreadsheet programs of Windows, of older Macs and of MS-DOS write, the usual one first."""
_SMALL, _CAPITAL = frozenset("àâäçèéêëîïôöùûüÿœæ«»’"), frozenset("ÀÂÇÈÉÊÎÔŒ")
_NEUTRAL = frozenset("\u00a0°²€–—…")
PROBED = 4_000
"""Bytes in which the two bytes of a letter are looked for."""
_UNSEEN = re.compile("[\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad]")
"""Marks that change nothing of what is read."""
_BLANK = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def decoded(content: bytes, worth: Callable[[str], int] = len) -> str:
    r"""Return the text of a file: UTF-8, UTF-16 and UTF-32, else what Windows or a Mac writes.

    Parameters
    ----------
    worth
        How well a text is understood, where its letters leave a choice: by titles that are known.

    Raises
    ------
    TableError
        It is not a text.

    Examples
    --------
    >>> [decoded("é;œ".encode(one)) for one in ("utf-8-sig", "utf-16", "cp1252")]
    ['é;œ', 'é;œ', 'é;œ']
    >>> decoded("reçus, œufs à la pièce".encode("mac_roman"))
    'reçus, œufs à la pièce'
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _as(content[len(mark) :], name)
    wide = _wide(content[:PROBED])
    if wide is not None:
        return _as(content, wide)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        texts = [content.decode(name) for name in _readable(content)]
        return max(texts, key=lambda text: (worth(text), _likelihood(text)))


def encoding_of(start: bytes) -> str:
    r"""Return how a file too long to be read at once is written, by its first bytes.

    Examples
    --------
    >>> [encoding_of("é;œ".encode(one)) for one in ("utf-8", "utf-8-sig", "utf-16", "cp1252")]
    ['utf-8', 'utf-8-sig', 'utf-16', 'cp1252']
    """
    for mark, name in _MARKS:
        if start.startswith(mark):
            return "utf-8-sig" if name == "utf-8" else name.removesuffix("-le").removesuffix("-be")
    wide = _wide(start[:PROBED])
    if wide is not None:
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return max(_readable(start), key=lambda name: _likelihood(start.decode(name)))
    return "utf-8"


def _as(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise TableError([TableFault(_DAMAGED)]) from error


def _wide(start: bytes) -> str | None:
    """Return which UTF-16 a file without a mark is written in, none when it is in none."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _readable(content: bytes) -> list[str]:
    found = []
    for name in _EIGHT_BITS:
        try:
            content.decode(name)
        except UnicodeDecodeError:
            continue
        found.append(name)
    return found


def _likelihood(text: str) -> int:
    """Return how much a text looks French: letters with accents where they belong."""
    count, before = 0, ""
    for letter in text:
        if ord(letter) > 127 and letter not in _NEUTRAL:
            right = letter in _SMALL or (letter in _CAPITAL and not before.islower())
            count += 1 if right else -1
        before = letter
    return count


def plain(text: str) -> str:
    r"""Return what a cell says: on one line, without marks that nobody sees.

    Examples
    --------
    >>> plain(" Yaourts\n nature\u200b ")
    'Yaourts nature'
    """
    seen = _UNSEEN.sub("", text)
    return (
        re.sub(" {2,}", " ", _BLANK.sub(" ", seen)).strip()
        if _BLANK.search(seen)
        else (seen.strip())
    )


def stray(text: str) -> Text | None:
    r"""Return what is said of a cell with control characters or marks of direction, if it has any.

    Examples
    --------
    >>> stray("Yaourts"), "U+202E" in stray("P\u202eates").en
    (None, True)
    """
    found = _FORBIDDEN.search(text)
    return None if found is None else STRAY.format(code=f"U+{ord(found[0]):04X}")


STRAY = Text(
    fr="Un caractère invisible ({code}). Attendu : des lettres, des chiffres, des espaces. Tapez "
    "de nouveau la cellule.",
    en="A hidden character ({code}). Expected: letters, digits, blanks. Type the cell again.",
)
_DAMAGED = Text(
    fr="Ce fichier n'est pas un texte entier. Attendu : un tableau .csv ou .xlsx. Enregistrez-le "
    "de nouveau.",
    en="This file is not a whole text. Expected: a .csv or .xlsx table. Save it again.",
)
