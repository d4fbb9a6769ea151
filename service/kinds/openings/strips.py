"""Runs of days without an opening, group by group, before and after, week beside week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from models.base import Language
from models.opening_days import OpeningDays
from models.openings_study import OpeningPlan, OpeningStudy, held
from models.publics import PublicGroup
from models.recurrence import monday_of
from service.kinds.openings.words import say
from service.pages.pictures import Block, Grid

WEEK = 7
FEW_WEEKS = 12
"""Weeks that each have a column; more are put together, four to one."""
TOGETHER = 4


def strip(study: OpeningStudy, language: Language) -> Grid:
    """Return the runs of days on which each group finds nothing open, today's and ours."""
    days = OpeningDays(study.scenario)
    first, last = monday_of(days.dates[0]), days.dates[-1]
    weeks = (last - first).days // WEEK + 1
    wide = WEEK if weeks <= FEW_WEEKS else WEEK * TOGETHER
    columns = -(-weeks * WEEK // wide)
    starts = [first + timedelta(days=n * wide) for n in range(columns)]
    rows = []
    for group in study.scenario.openings.groups:
        for key, plan in (("row_before", study.today), ("row_after", study.plan)):
            blocks = tuple(
                Block(column, at, until, say("days_short", language, days=length), series)
                for begins, length in runs(days, plan, group)
                for column, at, until, series in _pieces(
                    (begins + (days.dates[0] - first).days), length, wide
                )
            )
            rows.append((say(key, language, group=group.label), blocks))
    return Grid(
        say("strip", language),
        tuple(f"{one:%d/%m}" for one in starts),
        tuple(rows),
        (say("short_run", language), say("long_run", language)),
        0.0,
        float(wide),
        marked=False,
    )


def runs(days: OpeningDays, plan: OpeningPlan, group: PublicGroup) -> Iterator[tuple[int, int]]:
    """Yield the runs of days on which a group finds nothing open: the first, and how many."""
    near = {one.id for one in days.openings.reached(group)}
    served = {one.when for one in held(days, plan) if one.outlet in near}
    length = 0
    for n, when in enumerate(days.dates):
        if when not in served:
            length += 1
        elif length:
            yield n - length, length
            length = 0
    if length:
        yield len(days.dates) - length, length


def _pieces(start: int, length: int, wide: int) -> Iterator[tuple[int, float, float, int]]:
    """Yield a run cut at the edges of columns: column, from where to where, which colour."""
    series = int(length > WEEK)
    at = start
    while at < start + length:
        column, begins = divmod(at, wide)
        ends = min(start + length - column * wide, wide)
        yield column, float(begins), float(ends), series
        at = column * wide + ends
