"""Days as people write them in one cell: in full, by a few letters, several, or as a range.

With them may stand their rhythm: odd or even weeks, the nth of that day in the month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.base import Language, Text
from models.calendar import DAY_NAMES, DAYS, Day
from models.letters import bare
from models.recurrence import Nth, Weeks
from scenarios.workbook.value_words import value_word

_WORDS: dict[str, Day] = {
    bare(word): day for day in DAYS for word in (DAY_NAMES[day].fr, DAY_NAMES[day].en, day)
}
_SETS: dict[str, tuple[Day, ...]] = {
    **dict.fromkeys(
        ("tous les jours", "tous", "chaque jour", "every day", "daily", "tlj", "7j/7", "7/7"), DAYS
    ),
    **dict.fromkeys(("en semaine", "jours ouvres", "weekdays"), DAYS[:5]),
}
_TO = re.compile(r"\s*(?:-|–|—|\bau?\b|\bto\b|→|…|\.\.+)\s*")
_BETWEEN = re.compile(r"[,;|+&/\n()]|\b(?:et|and|puis)\b|\s+")
_SMALL = ("tous", "le", "les", "du", "des", "chaque", "every", "each", "on")
_BUT = re.compile(r"\b(?:sauf|hors|excepte|except|but)\b")
_WEEK_END = re.compile(r"\bw(?:eek)?[- ]?e(?:nds?)?\b")
_ENGLISH = re.compile(r"\b(?:mo|tu|th|fr)\b")
"""Days by letters that begin no French one: beside them, "we" is Wednesday."""
_PARITY = re.compile(
    r"[ (]*\b(?:(?:les?|des|en|aux?|in|of|on) )*"
    r"(?:(?:semaines?|sem) (?P<fr>im)?paires?|(?P<en>odd|even) weeks?)\b[ )]*"
)
_HALF = re.compile(
    r"\b(?:une? (?P<day>\w+) sur (?:deux|2)|1 (?P<other>\w+) sur 2|tou(?:te)?s les "
    r"(?:15|quinze|deux|2) (?:jours|semaines)|every (?:other|second)(?: week)?|every two weeks|"
    r"fortnightly)\b"
)
_MONTH = re.compile(
    r"\b(?:(?:du|de chaque|chaque|par|of the|of each|of every|every|each|a) (?:mois|month)|"
    r"(?:une|1) fois par mois|mensuel(?:le)?|monthly|once a month)\b"
)
_NTHS: dict[Nth, str] = {
    "first": "1ere premier",
    "second": "2eme 2nd deuxieme",
    "third": "3eme troisieme",
    "fourth": "4eme quatrieme",
    "fifth": "5eme cinquieme",
    "last": "",
}
"""How they are written beside their words and ids."""
_NTH_WORDS: dict[str, Nth] = {
    word: nth
    for nth, also in _NTHS.items()
    for word in (nth, value_word(nth, "fr"), value_word(nth, "en"), *also.split())
}


@dataclass(frozen=True)
class Times:
    """Days, and in which weeks they hold."""

    days: tuple[Day, ...]
    weeks: Weeks = "any"
    of_month: tuple[Nth, ...] = ()

    @property
    def weekly(self) -> bool:
        """Whether they hold every week."""
        return self.weeks == "any" and not self.of_month


def read_times(text: str) -> Times | Text:
    """Return the days that a cell says and their weeks, or what is wrong with it.

    Examples
    --------
    >>> [read_times(one).days for one in ("lundi, jeu.", "du lundi au mercredi", "Ma/Ve/Sa")]
    [('mon', 'thu'), ('mon', 'tue', 'wed'), ('tue', 'fri', 'sat')]
    >>> read_times("tlj sauf dim.") == read_times("lundi…samedi"), read_times("WE").days
    (True, ('sat', 'sun'))
    >>> read_times("mardi (semaines paires)")
    Times(days=('tue',), weeks='even', of_month=())
    >>> read_times("1er et 3e mardi du mois").of_month
    ('first', 'third')
    >>> read_times("un lundi sur deux").en
    'Expected: the even weeks or the odd ones, such as "Tuesday (even weeks)". Write which.'
    """
    said = re.sub(r"\.(?!\.)(?<!\.\.)", "", _dotted(text))
    if _WEEK_END.search(said) and not _ENGLISH.search(said):
        said = _WEEK_END.sub(" samedi dimanche ", said)
    half = _HALF.search(said)
    parity = _PARITY.search(said)
    if half is not None and parity is None:
        return WHICH_WEEKS
    said = _HALF.sub(lambda one: _weekday(one["day"] or one["other"]), said)
    weeks: Weeks = "any"
    if parity is not None:
        weeks = "odd" if parity["fr"] or parity["en"] == "odd" else "even"
        before, *others = (one.strip(" ,;:") for one in _PARITY.split(said)[:: _PARITY.groups + 1])
        if len([one for one in (before, *others) if one]) > 1 or len(others) > 1:
            return ONE_RHYTHM
        said = " ".join((before, *others)).strip(" ,;:")
    monthly = _MONTH.search(said) is not None
    words = [one for one in _BETWEEN.split(_MONTH.sub(" ", said)) if one]
    nths = [at for at, one in enumerate(words) if _nth(one) is not None]
    if monthly and not nths:
        return WHICH_OF_MONTH
    if not nths:
        days = _days(said)
        return NO_DAYS if days is None else Times(days, weeks)
    days = _days(" ".join(one for one in words if _nth(one) is None))
    if days is None:
        return NO_DAYS
    together = nths[-1] - nths[0] == len(nths) - 1
    if not together or (len(days) > 1 and _weekday(" ".join(words[: nths[0]]))):
        return ONE_RHYTHM
    found = {_nth(words[at]) for at in nths}
    return Times(days, weeks, tuple(one for one in _NTHS if one in found))


def _dotted(text: str) -> str:
    """Return a text as words are compared, the points of a range kept apart from others."""
    said = bare(text.replace("…", " .. ")).replace("’", "'")
    # "We" is the English day, "WE" the French week-end
    return re.sub(r"\bwe\b", "wed", said) if re.search(r"\bWe\b", text) else said


def _nth(word: str) -> Nth | None:
    return _NTH_WORDS.get(word) or _NTH_WORDS.get(word.removesuffix("s"))


def _weekday(words: str | None) -> str:
    """Return the words that are not small ones nor "week"."""
    left = (one for one in (words or "").split() if one not in (*_SMALL, "semaine", "week"))
    return " ".join(left)


def _days(said: str) -> tuple[Day, ...] | None:
    """Return the days that a text without a rhythm says, none when a word is no day."""
    before, *after = _BUT.split(said)
    if after:
        every, left = _days(before), _days(" ".join(after))
        if every is None or left is None:
            return None
        return tuple(day for day in every if day not in left) or None
    said = said.strip(" ,;:")
    if said in _SETS:
        return _SETS[said]
    # a range holds its two days together
    said = _TO.sub("-", re.sub(r"^(?:du|les?|from|on)\s+", "", said))
    found: set[Day] = set()
    for part in _BETWEEN.split(said):
        if not part or part in _SMALL:
            continue
        run = list(_run(part))
        if not run:
            return None
        found.update(run)
    return tuple(day for day in DAYS if day in found) or None


def _run(part: str) -> Iterator[Day]:
    """Yield the days of a word or a range; none when it is neither."""
    first, _, last = part.partition("-")
    start, stop = _day(first), _day(last or first)
    if start is None or stop is None:
        return
    count = (DAYS.index(stop) - DAYS.index(start)) % len(DAYS) + 1
    yield from (DAYS * 2)[DAYS.index(start) :][:count]


def _day(word: str) -> Day | None:
    """Return the one day that begins as a word does: two letters tell."""
    if word in _WORDS:
        return _WORDS[word]
    stem = word.removesuffix("s")
    fits = {day for name, day in _WORDS.items() if len(stem) > 1 and name.startswith(stem)}
    return next(iter(fits)) if len(fits) == 1 else None


def days_in_words(
    days: Sequence[Day],
    language: Language,
    weeks: str = "any",
    of_month: Sequence[Nth] = (),
) -> str:
    """Return days as a cell says them, with their rhythm.

    Examples
    --------
    >>> days_in_words(("mon", "thu"), "fr"), days_in_words(("mon",), "en", "odd")
    ('lundi, jeudi', 'Monday (odd weeks)')
    >>> days_in_words(("tue",), "fr", of_month=("first", "last"))
    '1er, dernier mardi du mois'
    """
    said = ", ".join(DAY_NAMES[day].in_(language) for day in days)
    if of_month:
        nths = ", ".join(value_word(one, language) for one in of_month)
        said = _OF_MONTH.format(nths=nths, days=said).in_(language)
    return said if weeks == "any" else f"{said} ({value_word(weeks, language)})"


_OF_MONTH = Text(fr="{nths} {days} du mois", en="{nths} {days} of the month")
NO_DAYS = Text(
    fr="Attendu : des jours, par exemple « lundi, jeudi », « du lundi au vendredi » ou "
    "« 1er mardi du mois ». Corrigez la cellule.",
    en='Expected: days, such as "Monday, Thursday", "Monday to Friday" or "1st Tuesday of the '
    'month". Correct the cell.',
)
WHICH_WEEKS = Text(
    fr="Attendu : les semaines paires ou les impaires, par exemple « mardi (semaines paires) ». "
    "Écrivez lesquelles.",
    en='Expected: the even weeks or the odd ones, such as "Tuesday (even weeks)". Write which.',
)
WHICH_OF_MONTH = Text(
    fr="Attendu : lequel dans le mois, par exemple « 1er mardi du mois » ou « dernier mardi du "
    "mois ». Écrivez-le.",
    en='Expected: which one in the month, such as "1st Tuesday of the month" or "last Tuesday of '
    'the month". Write it.',
)
ONE_RHYTHM = Text(
    fr="Attendu : un seul rythme par cellule, par exemple « lundi, jeudi (semaines paires) ». "
    "Gardez-en un ici ; le classeur complet sait en dire plusieurs (ramasse convert).",
    en='Expected: one rhythm a cell, such as "Monday, Thursday (even weeks)". Keep one here; the '
    "whole workbook can say several (ramasse convert).",
)
EVERY_WEEK = Text(
    fr="Attendu : des jours de chaque semaine, par exemple « lundi, jeudi ». Retirez le reste.",
    en='Expected: days of every week, such as "Monday, Thursday". Remove the rest.',
)
