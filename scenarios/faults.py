"""Faults of a scenario file: where, what was found, what was expected, what to do."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import Field

from models.base import Language, Model, Text

EMPTY_CELL = Text(
    fr="La cellule est vide. Attendu : {expected}. Remplissez-la.",
    en="The cell is empty. Expected: {expected}. Fill it in.",
)
MOST_FAULTS = 1_000
"""Told at once: whoever has more mends these first."""


class Fault(Model):
    """One thing that is false or contradictory in a scenario."""

    place: str = Field(
        description="``file:line``, ``file:sheet!cell``, ``--set path=value``, ``--variant name``."
    )
    path: str = Field(
        description="Dotted path of the value, entities named by their id; in a table or workbook "
        "the title of its column."
    )
    text: Text = Field(description="What was found, what was expected, and the remedy.")


class ScenarioError(Exception):
    """A scenario that cannot be used, with all its faults at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.message("en"))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Fault, ...]]]:
        """Return what makes it again in another process: its faults."""
        return type(self), (self.faults,)

    def message(self, language: Language) -> str:
        """Return one line per fault: place, path, sentence."""
        return "\n".join(
            ": ".join(part for part in (fault.place, fault.path) if part)
            + " — "
            + fault.text.in_(language)
            for fault in self.faults
        )


class OtherFileError(ScenarioError):
    """A file that is no scenario, and is known for what it is."""


@dataclass(frozen=True)
class Mark:
    """Where a value was written."""

    label: str
    """The file's name, or the option of the command line."""
    line: int | None = None
    """Line number from 1, or the rank of a cell in its workbook; none for an option."""
    cell: str | None = None
    """Sheet and cell of a workbook: ``Magasins!C4``."""
    title: str | None = None
    """What people call the value there, instead of its path: the title of its column."""

    def __str__(self) -> str:
        place = self.line if self.cell is None else self.cell
        return self.label if place is None else f"{self.label}:{place}"


@dataclass(frozen=True)
class Complaint:
    """A fault before it is put in order: its mark, path and sentence."""

    mark: Mark
    path: str
    text: Text


def ordered(complaints: Iterable[Complaint]) -> tuple[Fault, ...]:
    """Return faults in the order of the file, then of the options; none twice.

    Of very many the first ones, and that there are more.
    """

    def rank(one: Complaint) -> tuple[bool, int]:
        return one.mark.line is None, one.mark.line or 0

    kept = list(dict.fromkeys(sorted(complaints, key=rank)))
    if len(kept) > MOST_FAULTS:
        more = Complaint(Mark(kept[0].mark.label), "", MORE_FAULTS)
        kept = [*kept[:MOST_FAULTS], more]
    faults = (
        Fault(
            place=str(one.mark),
            path=one.path if one.mark.title is None else one.mark.title,
            text=one.text,
        )
        for one in kept
    )
    return tuple(dict.fromkeys(faults))


def shown(value: object) -> str:
    """Return a value as it may be quoted in a sentence: short, on one line.

    Examples
    --------
    >>> shown("8h30"), shown([1, 2]), shown(None)
    ('"8h30"', '[…]', 'null')
    """
    if isinstance(value, list | tuple):
        return "[…]" if value else "[]"
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    # half a letter, which JSON and YAML may say by its number, can be shown nowhere
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    return text if len(text) <= 60 else text[:57] + "…" + text[-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like another, if any is.

    Examples
    --------
    >>> nearest("hiper-1", ["hyper-1", "hyper-2"])
    'hyper-1'
    """
    candidates = sorted(known)
    if word.lower() in candidates:
        return word.lower()
    return next(iter(difflib.get_close_matches(word, candidates, n=1, cutoff=0.55)), None)


def choices(known: Iterable[str], most: int = 30, none: str = "–") -> str:
    """Return known words as a list in a sentence, cut when it is long.

    Examples
    --------
    >>> choices(["a", "b", "c"], 2), choices([])
    ('a, b, …', '–')
    """
    words = list(known)
    return (", ".join(words[:most]) or none) + (", …" if len(words) > most else "")


def meant(word: str, known: Iterable[str], otherwise: Text) -> Text:
    """Return the remedy for an unknown word: the nearest one, or another sentence."""
    close = nearest(word, known)
    return otherwise if close is None else did_you_mean(close)


def unknown_key(key: str, known: Iterable[str], otherwise: Text) -> Text:
    """Return the sentence about a key that does not exist; its remedy as ``meant`` finds it."""
    keys = tuple(known)
    remedy = meant(key, keys, otherwise)
    return Text(
        fr=f"Clé inconnue « {key} ». Attendu : {choices(keys, none='aucune clé')}. {remedy.fr}",
        en=f'Unknown key "{key}". Expected: {choices(keys, none="no key")}. {remedy.en}',
    )


def did_you_mean(name: str | Text) -> Text:
    """Return the remedy that names what was probably meant."""
    said = name if isinstance(name, Text) else Text(fr=name, en=name)
    return Text(fr=f"Vouliez-vous dire « {said.fr} » ?", en=f'Did you mean "{said.en}"?')


MORE_FAULTS = Text(
    fr=f"Plus de {MOST_FAULTS} fautes : les suivantes ne sont pas dites. Corrigez celles-ci, puis "
    "vérifiez de nouveau.",
    en=f"More than {MOST_FAULTS} faults: those that follow are not told. Mend these, then check "
    "again.",
)
