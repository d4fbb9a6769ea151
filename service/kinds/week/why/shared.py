"""What the pages of all things of a week have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.base import Language
from models.findings import Finding
from models.plan import Round
from models.study import Study
from service.kinds.week.rounds import by_day
from service.pages.page import Alert, Page, Section
from service.words.sentences import week_of


def page(
    study: Study,
    label: str,
    answer: str,
    alerts: Sequence[Alert],
    sections: Sequence[Section],
    language: Language,
) -> Page:
    """Return the page of a thing of a week."""
    week = week_of(study.scenario.week_of, language)
    return Page(label, week, answer, tuple(alerts), tuple(sections))


def about(study: Study, name: str) -> Iterator[Finding]:
    """Yield what was found of a thing."""
    return (one for one in study.findings if name in one.where)


def rounds(study: Study) -> list[Round]:
    """Return the rounds of a week, in the order in which they leave."""
    return [item for _, group in by_day(study.plan) for item in group]
