"""The next week as a page: what changed in the file and why, and what the week announces."""

from __future__ import annotations

from models.base import Language
from models.dates import full_date
from models.next_week import NextWeek
from service.kinds.next_week.words import ANSWER, HEADS, NEW_WEEK, ONE, SEVERAL
from service.pages.page import Alert, Line, Page, Section
from service.words.labels import word


def next_week_page(study: NextWeek, language: Language) -> Page:
    """Return the page of a next week."""
    n = len(study.changes)
    counts = (ONE if n == 1 else SEVERAL.format(n=n)).in_(language)
    week = full_date(study.week_of, language)
    sections = [
        Section(title.in_(language), tuple(Line(one.text.in_(language)) for one in found))
        for kind, title in HEADS.items()
        if (found := study.of(kind))  # type: ignore[arg-type]
    ]
    told = [one for one in study.findings if one.severity == "info"]
    if told:
        lines = tuple(Line(one.text.in_(language)) for one in told)
        sections.append(Section(NEW_WEEK.in_(language), lines))
    return Page(
        title=study.label,
        subtitle=f"{word('week_of', language)} {week}",
        answer=ANSWER.format(week=week, counts=counts).in_(language),
        alerts=tuple(
            Alert(one.text.in_(language)) for one in study.findings if one.severity != "info"
        ),
        sections=tuple(sections),
    )
