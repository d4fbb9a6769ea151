"""What a review found, on a page: alarms at its top, limits at its end."""

from __future__ import annotations

from collections.abc import Iterable

from models.base import Language, Text
from models.findings import Finding
from models.numbers import counted
from models.scenario import Scenario
from models.words import OTHER
from scenarios.shortfalls.announced import announced
from scenarios.shortfalls.calendar import holidays
from service.pages.page import Alert, Line, Section
from service.words.labels import word

MOST_TOLD = 3
"""Broken rules told with a plan that the check refuses; its study has them all."""

REFUSED = Text(
    fr="ERREUR DE RAMASSE, pas de votre fichier : le contrôle refuse ce plan. Aucune feuille n'en "
    "est faite ; seule l'étude (study.json) est gardée : envoyez-la avec votre fichier à qui "
    "entretient ramasse.",
    en="AN ERROR OF RAMASSE, not of your file: the check refuses this plan. No sheet is made of "
    "it; only the study (study.json) is kept: send it with your file to those who maintain "
    "ramasse.",
)
MORE = Text(fr="Et {others}.", en="And {others}.")


def alerts(
    findings: Iterable[Finding],
    language: Language,
    violations: Iterable[Finding] = (),
    week: Scenario | None = None,
) -> tuple[Alert, ...]:
    """Return what must be known first: what the check refuses, then what is worth a warning.

    Parameters
    ----------
    week
        The scenario whose holidays, closures and exceptions are told, last.
    """
    broken = list(dict.fromkeys(one.text.in_(language) for one in violations))
    refused = []
    if broken:
        said = " ".join([REFUSED.in_(language), *broken[:MOST_TOLD]])
        left = len(broken) - MOST_TOLD
        more = f" {MORE.format(others=counted(left, *OTHER)).in_(language)}" if left > 0 else ""
        refused = [Alert(said + more, "error")]
    warned = [one for one in findings if one.severity != "info"]
    if week is not None:
        told = (*holidays(week), *announced(week))
        warned += [one for one in told if one.severity != "info"]
    return (*refused, *(Alert(one.text.in_(language)) for one in warned))


def limits(
    findings: Iterable[Finding],
    language: Language,
    notes: Iterable[str] = (),
    others: Iterable[Line] = (),
) -> Section:
    """Return what a result rests on: what a review noted, then the notes of the scenario."""
    noted = [one.text.in_(language) for one in findings if one.severity == "info"]
    return Section(word("limits", language), (*noted, *notes, *others))
