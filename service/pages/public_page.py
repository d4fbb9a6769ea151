"""The page that everyone may read: whose it is and when, what it says, its limits; no alarm."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.base import Language
from models.dates import full_date
from models.findings import Finding
from models.scenario import Scenario
from service.pages.page import Page, Section
from service.words.labels import word
from service.words.sentences import and_variant


def public_page(
    scenario: Scenario,
    language: Language,
    title: str,
    answer: str,
    sections: Iterable[Section],
    *,
    findings: Iterable[Finding] = (),
    codes: Collection[str] = (),
    notes: Iterable[str] = (),
) -> Page:
    """Return the public edition of a page.

    Parameters
    ----------
    findings
        What a review notes, of which those of ``codes`` are told: nothing of one outlet.
    codes
        What is said of the whole; the rest is the coordinator's.
    notes
        Told after these, before the scenario's own.
    """
    told = [one.text.in_(language) for one in findings if one.code in codes]
    told += [*notes, *scenario.notes]
    limits = [Section(word("limits", language), tuple(told))] if told else []
    return Page(
        title=f"{scenario.label} – {title}",
        subtitle=public_when(scenario, language),
        answer=answer,
        alerts=(),
        sections=(*sections, *limits),
    )


def public_when(scenario: Scenario, language: Language) -> str:
    """Return that it is the public edition, and of when."""
    when = f"{word('public_title', language)}, {full_date(scenario.week_of, language)}"
    return and_variant(when, scenario.variant)
