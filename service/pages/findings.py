"""What a review found, on a page: alarms at its top, limits at its end."""

from __future__ import annotations

from collections.abc import Iterable

from models.base import Language
from models.findings import Finding
from service.pages.page import Alert, Line, Section
from service.words.labels import word


def alerts(
    findings: Iterable[Finding], language: Language, violations: Iterable[Finding] = ()
) -> tuple[Alert, ...]:
    """Return what must be known first: what the check refuses, then what is worth a warning."""
    refused = [Alert(one.text.in_(language), "error") for one in violations]
    if refused:
        refused.insert(0, Alert(f"{word('violations', language)}.", "error"))
    warned = [one for one in findings if one.severity != "info"]
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
