"""What the second stage of validation reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from models.base import Text
from models.numbers import decimal
from models.scenario import Scenario
from scenarios.faults import choices, meant, shown
from scenarios.records import Loc as Loc


@dataclass(frozen=True)
class Problem:
    """Something false or contradictory in a scenario, and where it stands."""

    loc: Loc
    """Fields and list positions from the scenario."""
    text: Text
    key: bool = False
    """Whether the key at ``loc`` is meant, rather than its value."""


Rule = Callable[[Scenario], Iterator[Problem]]
"""Finds what is false or contradictory, in one regard, in a scenario of the right shape."""


def problem(loc: Loc, fr: str, en: str, *, key: bool = False) -> Problem:
    """Return a problem from its sentence in both languages."""
    return Problem(loc, Text(fr=fr, en=en), key)


def unknown(
    loc: Loc, name: str, known: Iterable[str], what: Text, *, key: bool = False
) -> Problem | None:
    """Return the problem of a name that designates nothing, none when it does."""
    names = tuple(known)
    if name in names:
        return None
    remedy = meant(
        name,
        names,
        Text(fr="Corrigez le nom, ou ajoutez ce qui manque.", en="Correct the name, or add it."),
    )
    return problem(
        loc,
        f"Trouvé {shown(name)}, qui n'existe pas. Attendu : {what.fr} parmi {listed(names, 'fr')}. "
        f"{remedy.fr}",
        f"Found {shown(name)}, which does not exist. Expected: {what.en} among "
        f"{listed(names, 'en')}. {remedy.en}",
        key=key,
    )


def french(value: float) -> str:
    """Return a number as French writes it, no longer than it is."""
    return decimal(f"{value:g}").fr


def listed(names: Iterable[str], language: str) -> str:
    """Return names in a sentence, or that there are none."""
    return choices(names, 12, "(aucun)" if language == "fr" else "(none)")
