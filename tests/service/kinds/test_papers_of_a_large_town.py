"""Three years of sixty stores, five days a week: no page and no paper takes long."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from models.base import Model
from models.periods import month_of, months_to, year_of
from models.scenario import Scenario
from models.visits import Journal
from scenarios import load
from service.kinds.history.page import history_page
from service.kinds.month.gifts import gifts
from service.kinds.month.notes import notes
from service.kinds.month.page import month_page
from service.kinds.month.register import register
from service.kinds.month.settlement import settlement
from service.kinds.month.statement import statement
from service.kinds.month.writer import Writer
from service.kinds.watch.page import watch_page
from service.kinds.watch.paper import watch_paper
from service.pages.html import html
from service.pages.workbook import workbook
from solver.told.month import month_study
from solver.told.town import town_history, watch
from tests.helpers.made_journal import made_journal, many_stores
from tests.service.told_towns import past

WEEKS = 156
FIRST = date(2023, 11, 27)
TODAY = date(2026, 12, 1)
MONTH = month_of(date(2026, 10, 1))
MOST_S = 2 * 2.0
"""Twice what is promised, in processor time: machines that test do other things beside."""


@pytest.fixture(scope="module")
def world() -> Scenario:
    aubagne = load("aubagne", "hub").scenario
    pooling = aubagne.pooling.changed(key="people")
    return many_stores(aubagne, 60).changed(pooling=pooling)


@pytest.fixture(scope="module")
def journal(world: Scenario) -> Journal:
    return made_journal(world, FIRST, WEEKS, untold=0.03)


def quick(name: str, work: Callable[[], Any]) -> Any:
    """Do something, and hold it to its time."""
    began = time.process_time()
    found = work()
    took = time.process_time() - began
    assert took < MOST_S, (name, took)
    return found


def test_every_page_and_paper_is_made_in_a_moment(world: Scenario, journal: Journal) -> None:
    """A month, a year, the meeting's page and history: studies, pages, workbooks, PDF."""
    assert 40_000 < len(journal.visits) < 60_000
    weeks = past(world, FIRST, WEEKS)
    month = quick("month", lambda: month_study(journal, weeks, world, MONTH, today=TODAY))
    year = quick("year", lambda: month_study(journal, weeks, world, year_of(2026), today=TODAY))
    two = months_to(MONTH, 2)
    meeting = quick("watch", lambda: watch(journal, weeks, world, two, (), today=TODAY))
    history = quick("history", lambda: town_history(journal, weeks, world, today=TODAY))
    studies: list[tuple[Model, Callable[..., Any]]] = [
        (month, month_page),
        (year, month_page),
        (meeting, watch_page),
        (history, history_page),
    ]
    for study, page_of in studies:
        name = f"{type(study).__name__} {page_of.__name__}"
        page = quick(name, partial(page_of, study, "fr"))
        quick(f"{name} html", partial(html, page, "fr"))
        quick(f"{name} workbook", partial(workbook, page, "fr"))
        quick(f"{name} json", partial(study.model_dump_json, indent=1))
    quick("meeting's paper", lambda: watch_paper(meeting, "fr"))
    writer = Writer(month, "fr")
    body = max(month.holders, key=lambda one: one.done)
    for paper in (gifts, notes, register):
        quick(paper.__name__, partial(paper, writer, body.association))
    quick("statement", lambda: statement(writer, body))
    quick("settlement", lambda: settlement(writer))
    assert len(month.journal.visits) > 1_000
    assert min(one.day for one in month.journal.visits) >= MONTH.first
    assert timedelta(0) < TODAY - month.told_to
