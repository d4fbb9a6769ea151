"""How a value of the wrong form was probably meant, so that the remedy can be copied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, get_args, get_origin

from models.calendar import DAY_NAMES
from models.dates import read_date
from models.numbers import read_number
from scenarios.faults import nearest
from scenarios.fields import CLOCK, SLUG, Slot, is_share, pattern
from scenarios.naming import slug

DAY_WORDS: Mapping[str, str] = {name.fr[:3]: day for day, name in DAY_NAMES.items()}
"""Days by the first three letters of their French name."""
_YES_NO = {"yes": "true", "oui": "true", "on": "true", "no": "false", "non": "false"}


def guess(value: Any, place: Slot) -> str | None:
    """Return a value as it should be written at a place, none when there is no telling.

    Examples
    --------
    >>> from scenarios.fields import slot
    >>> guess("12,5", slot(float)), guess("oui", slot(bool)), guess("many", slot(float))
    ('12.5', 'true', None)
    >>> from models.base import Share
    >>> [guess(one, slot(Share)) for one in (24, "24 %", "0,24", 240)]
    ['0.24', '0.24', '0.24', None]
    """
    if value is None or isinstance(value, dict | list):
        return None
    if place.kind == "list":
        return f"[{value}]" if place.item.kind == "leaf" else None
    word = str(value).strip()
    if get_origin(place.annotation) is Literal:
        return _listed(word, [str(one) for one in get_args(place.annotation)])
    if place.annotation is str:
        return _text(value, word, pattern(place))
    if place.annotation is bool:
        return _YES_NO.get(word.lower())
    if place.annotation is date:
        return _date(word)
    if is_share(place):
        return _share(word)
    if place.annotation in (int, float) and isinstance(value, str):
        number = word.replace(",", ".").replace(" ", "")
        return number if re.fullmatch(r"-?\d+(\.\d+)?", number) else None
    return None


def _share(word: str) -> str | None:
    """Return a proportion; above one, as the percentage that it was meant to be."""
    number = read_number(word.removesuffix("%"))
    if number is None or not 0 <= number <= 100:
        return None
    return f"{number / 100 if number > 1 or '%' in word else number:g}"


def _listed(word: str, known: list[str]) -> str | None:
    short = word.lower()[:3]
    short = DAY_WORDS.get(short, short)
    return short if short in known else nearest(word, known)


def _text(value: Any, word: str, form: str | None) -> str | None:
    if form == CLOCK:
        return _clock(word)
    if form == SLUG:
        return _slug(word)
    return None if isinstance(value, str) else f'"{word}"'


def _clock(word: str) -> str | None:
    match = re.fullmatch(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?", word)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return f'"{int(match[1]):02d}:{match[2] or "00"}"'


def _slug(word: str) -> str | None:
    found = slug(word)
    return (f'"{found}"' if found.isdigit() else found) or None


def _date(word: str) -> str | None:
    found = read_date(word)
    return None if found is None else found.isoformat()
