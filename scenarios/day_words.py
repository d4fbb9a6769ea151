"""Days as people write them in one cell: in full, by a few letters, several, or as a range."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.base import Language
from models.calendar import DAY_NAMES, DAYS, Day
from models.letters import bare

_WORDS: dict[str, Day] = {
    bare(word): day for day in DAYS for word in (DAY_NAMES[day].fr, DAY_NAMES[day].en, day)
}
_EVERY = ("tous les jours", "tous", "chaque jour", "every day", "daily", "7j/7", "7/7")
_TO = re.compile(r"\s*(?:-|–|—|\bau?\b|\bto\b|→|…)\s*")
_BETWEEN = re.compile(r"[,;|+&/\n]|\b(?:et|and|puis)\b|\s+")


def read_days(text: str) -> tuple[Day, ...] | None:
    """Return the days that a cell says, in the order of the week; none when a word is no day.

    Examples
    --------
    >>> read_days("lundi, jeu."), read_days("du lundi au mercredi"), read_days("Ma/Ve/Sa")
    (('mon', 'thu'), ('mon', 'tue', 'wed'), ('tue', 'fri', 'sat'))
    >>> read_days("tous les jours sauf lundi"), read_days("Thursdays"), read_days("")
    (None, ('thu',), None)
    """
    said = bare(text).replace(".", "")
    if said in _EVERY:
        return DAYS
    # a range holds its two days together
    said = _TO.sub("-", re.sub(r"^(?:du|les?|from|on)\s+", "", said))
    found: set[Day] = set()
    for part in _BETWEEN.split(said):
        if not part or part in ("le", "les", "du"):
            continue
        first, _, last = part.partition("-")
        ends = [_day(one) for one in (first, last or first)]
        if ends[0] is None or ends[1] is None:
            return None
        start, stop = DAYS.index(ends[0]), DAYS.index(ends[1])
        found |= set(
            DAYS[start : stop + 1] if start <= stop else (*DAYS[start:], *DAYS[: stop + 1])
        )
    return tuple(day for day in DAYS if day in found) or None


def _day(word: str) -> Day | None:
    """Return the one day that begins as a word does: two letters tell."""
    if word in _WORDS:
        return _WORDS[word]
    stem = word.removesuffix("s")
    fits = {day for name, day in _WORDS.items() if len(stem) > 1 and name.startswith(stem)}
    return next(iter(fits)) if len(fits) == 1 else None


def days_in_words(days: Sequence[Day], language: Language) -> str:
    """Return days as a cell says them.

    Examples
    --------
    >>> days_in_words(("mon", "thu"), "fr")
    'lundi, jeudi'
    """
    return ", ".join(DAY_NAMES[day].in_(language) for day in days)
