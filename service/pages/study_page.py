"""The page that studies of a scenario have: whose it is and when, alarms above, limits below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from models.base import Language
from models.findings import Finding
from models.scenario import Scenario
from service.pages.findings import alerts, limits
from service.pages.page import Page, Section
from service.pages.provenance import origin_lines
from service.words.sentences import and_variant, week_of


class Reviewed(Protocol):
    """A study that a checker saw."""

    @property
    def scenario(self) -> Scenario:
        """What it was made of."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a review notes."""
        ...

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Rules that the checker finds broken."""
        ...

    @property
    def provenance(self) -> Mapping[str, str]:
        """Where its figures come from."""
        ...


def study_page(
    study: Reviewed,
    language: Language,
    title: str,
    answer: str,
    sections: Iterable[Section],
    *,
    when: str = "",
    of_week: bool = True,
    notes: Iterable[str] = (),
) -> Page:
    """Return the page of a study of a scenario.

    Parameters
    ----------
    when
        What it is of, in time; the scenario's week when empty.
    of_week
        Whether holidays and closures of that week are told.
    notes
        Told among the limits after the scenario's own.
    """
    world = study.scenario
    return Page(
        title=f"{world.label} – {title}",
        subtitle=and_variant(when or week_of(world.week_of, language), world.variant),
        answer=answer,
        alerts=alerts(study.findings, language, study.violations, world if of_week else None),
        sections=(*sections, limits(study.findings, language, (*world.notes, *notes))),
        provenance=origin_lines(study.provenance, language),
    )
