"""One value and the cell that holds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from annotated_types import Le

from models.base import Language, Text
from models.dates import read_date
from models.letters import bare
from models.numbers import read_number
from models.words import NO, YES
from scenarios.faults import did_you_mean, nearest, shown
from scenarios.fields import CLOCK, ONE_OF_WORDS, SLUG, Slot, describe, pattern
from scenarios.money_typed import euros_remedy
from scenarios.nodes import Scalar
from scenarios.workbook.layout import words
from scenarios.workbook.letters import escaped, unescaped
from scenarios.workbook.value_words import meant_truth, meant_value, value_word
from tabular import sheets

Cell: TypeAlias = str | int | float | bool | date | time | None
"""What a cell holds; texts as XML can."""

Raw: TypeAlias = sheets.Raw
"""What a cell is found to hold."""

_SEPARATORS = re.compile(r"[,;\n]")
_DAY_S = 86_400
SHORTEST = 4
"""Letters of a word by which one of several is told."""
DIGITS = 16
"""Digits of a number that are written in a cell."""


def to_cell(value: Any, place: Slot, language: Language) -> Cell:
    """Return the cell of a leaf.

    Examples
    --------
    >>> from models.base import Clock
    >>> from scenarios.fields import slot
    >>> to_cell(True, slot(bool), "fr"), to_cell("07:30", slot(Clock), "fr")
    ('oui', datetime.time(7, 30))
    """
    if isinstance(value, bool):
        return (YES if value else NO).in_(language)
    if isinstance(value, int | float):
        return exact(value)
    if not isinstance(value, str):
        return escaped(str(value))
    if value in words(place):
        return value_word(value, language)
    if pattern(place) == CLOCK and re.fullmatch(str(CLOCK), value):
        return time.fromisoformat(value)
    if place.annotation is date:
        try:
            found = date.fromisoformat(value)
        except ValueError:
            return escaped(value)
        # the calendar of workbooks is wrong before that day
        return found if found.year > 1900 else value
    return escaped(value)


def exact(value: float) -> float | str:
    """Return a number as a cell keeps it: as text when it has more digits than cells do.

    Examples
    --------
    >>> exact(0.3), exact(0.1 + 0.2)
    (0.3, '0.30000000000000004')
    """
    kept = float(f"{value:.{DIGITS}g}")
    return value if kept == value and abs(value) < 10**DIGITS else repr(value)


def from_cell(raw: Raw, place: Slot, field: str = "") -> tuple[Scalar, Text | None]:
    """Return the value of a cell that is not empty, and what is wrong with it.

    Examples
    --------
    >>> from models.base import Clock
    >>> from scenarios.fields import slot
    >>> from_cell("12,5", slot(float)), from_cell("8h30", slot(Clock)), from_cell("X", slot(bool))
    ((12.5, None), ('08:30', None), (True, None))
    """
    found = _value(raw, place)
    if found is not None:
        return found, None
    said = plain_text(raw)
    wanted = expected(place)
    remedy = euros_remedy(said, field) or _meant(said, place)
    return said, Text(
        fr=f"Trouvé {shown(said)}. Attendu : {wanted.fr}. {remedy.fr}",
        en=f"Found {shown(said)}. Expected: {wanted.en}. {remedy.en}",
    )


def _meant(said: str, place: Slot) -> Text:
    """Return the remedy that names the one word meant: the only one begun so, or the nearest."""
    called = {
        word: Text(fr=value_word(word, "fr"), en=value_word(word, "en")) for word in words(place)
    }
    named = {bare(one): word for word, text in called.items() for one in (text.fr, text.en)}
    begun = _begun(named, bare(said))
    close = nearest(bare(said), named)
    if len(begun) == 1 or close is not None:
        return did_you_mean(called[begun.pop() if len(begun) == 1 else named[str(close)]])
    return CORRECT


def _begun(named: Mapping[str, str], said: str) -> set[str]:
    """Return what a text is the beginning of; of one of its words, where it is of none whole."""
    whole = {word for plain, word in named.items() if said and plain.startswith(said)}
    if whole or len(said) < SHORTEST:
        return whole
    return {
        word
        for plain, word in named.items()
        if any(one.startswith(said.removesuffix("s")) for one in plain.split())
    }


CORRECT = Text(fr="Corrigez la cellule.", en="Correct the cell.")


def _value(raw: Raw, place: Slot) -> Scalar:
    """Return what a cell means at a place, none when it means nothing there."""
    if words(place):
        return meant_value(plain_text(raw), place.annotation)
    if place.annotation is bool:
        return meant_truth(raw if isinstance(raw, bool) else plain_text(raw))
    if place.annotation in (int, float):
        return _number(raw, place)
    if place.annotation is date:
        return _date(raw)
    if pattern(place) == CLOCK:
        return _clock(raw)
    return plain_text(raw)


def _number(raw: Raw, place: Slot) -> int | float | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, str):
        raw = number(raw, percent=is_share(place))
    if not isinstance(raw, int | float):
        return None
    whole = isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15
    return int(raw) if whole else raw


def is_share(place: Slot) -> bool:
    """Tell whether a number is a proportion, which cells show as a percentage."""
    return any(isinstance(part, Le) and part.le == 1.0 for part in place.constraints)


def number(text: str, *, percent: bool = False) -> int | float | None:
    """Return the number of a text, with a comma or a point; none when it is none.

    Examples
    --------
    >>> number("1 200,5"), number("6 %", percent=True), number("1.200,5")
    (1200.5, 0.06, None)
    """
    text = unescaped(text).strip()
    if percent and text.endswith("%"):
        part = read_number(text[:-1])
        return None if part is None else part / 100
    return read_number(text)


def _date(raw: Raw) -> str | None:
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else None
    if isinstance(raw, date):
        return raw.isoformat()
    if not isinstance(raw, str):
        return None
    found = read_date(unescaped(raw))
    return None if found is None else found.isoformat()


def _clock(raw: Raw) -> str | None:
    if isinstance(raw, datetime):
        # a time typed after a date, or beyond midnight, is not a time of day
        return None
    if isinstance(raw, timedelta):
        return _of_day(raw.total_seconds())
    if isinstance(raw, time):
        return _of_day(3600 * raw.hour + 60 * raw.minute + raw.second)
    if isinstance(raw, bool):
        return None
    if isinstance(raw, float) and 0 <= raw < 1:
        return _of_day(raw * _DAY_S)
    if isinstance(raw, int | float):
        # who types 8 among hours means eight o'clock
        raw = f"{raw:g}"
    if not isinstance(raw, str):
        return None
    match = re.fullmatch(r"(\d{1,2})(?:\s*[:hH]\s*(\d{2})?)?", unescaped(raw))
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return f"{int(match[1]):02d}:{match[2] or '00'}"


def _of_day(seconds: float) -> str | None:
    minutes = round(seconds / 60)
    exact = abs(seconds - 60 * minutes) < 1 and 0 <= minutes < 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}" if exact else None


def plain_text(raw: Raw) -> str:
    """Return a cell as text, as people see it."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return unescaped(raw)
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(" ") if raw.time() != time() else raw.date().isoformat()
    if isinstance(raw, time):
        return raw.strftime("%H:%M:%S" if raw.second else "%H:%M")
    return "" if raw is None else str(raw)


def expected(place: Slot) -> Text:
    """Return what a cell should hold."""
    known = words(place)
    if known:
        fr = ", ".join(value_word(one, "fr") for one in known)
        en = ", ".join(value_word(one, "en") for one in known)
        return ONE_OF_WORDS.format(words=Text(fr=fr, en=en))
    if place.annotation is bool:
        return Text(fr="oui ou non", en="yes or no")
    if place.annotation is date:
        return Text(fr="une date, par exemple 30/11/2026", en="a date, such as 2026-11-30")
    if place.annotation is float and is_share(place):
        return Text(fr="une part, de 0 % à 100 %", en="a share, from 0 % to 100 %")
    return describe(place)


def separated(raw: Raw) -> list[str]:
    """Return the parts of a cell that holds a list.

    Examples
    --------
    >>> separated("a, b;c"), separated(12)
    (['a', 'b', 'c'], ['12'])
    """
    return [part.strip() for part in _SEPARATORS.split(plain_text(raw)) if part.strip()]


def separated_numbers(raw: Raw) -> list[str]:
    """Return the parts of a cell that holds numbers, whose commas may be decimal."""
    text = plain_text(raw)
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def joined(values: list[Any], place: Slot, language: Language) -> str | None:
    """Return a list in one cell, none when its parts do not allow it."""
    item = place.item
    if words(item):
        return ", ".join(value_word(str(one), language) for one in values)
    if item.annotation in (int, float):
        if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in values):
            return None
        return "; ".join(plain_text(one) for one in values)
    fits = pattern(item) == SLUG and all(
        isinstance(one, str) and re.fullmatch(str(SLUG), one) for one in values
    )
    return ", ".join(values) if fits else None
