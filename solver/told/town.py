"""A town's history, and the page for its meeting, made of what was told and published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from models.base import Text
from models.findings import Finding
from models.month import LEAST_TOLD
from models.periods import Period
from models.scenario import Scenario
from models.town_history import Lack, TownHistory, WatchStudy
from models.visits import Journal
from solver.allocation.accounts import PastWeek
from solver.told.food import by, food_of
from solver.told.untold import told_to, untold, week_of
from solver.told.weeks import compared, levels, weeks_told

SHOWN_KG = 0.5
"""Below this nothing lacks."""
CURVE_WEEKS = 52
"""Weeks that the page for the meeting draws, at most."""


def town_history(
    journal: Journal, past: Sequence[PastWeek], scenario: Scenario, *, today: date
) -> TownHistory:
    """Return a town's weeks from the first told or published to the last."""
    published = [one.week_of for one in past]
    mondays = [*journal.weeks, *published]
    weeks = weeks_told(journal, scenario, min(mondays), max(mondays), past, before=today)
    baseline = scenario.pooling.baseline
    return TownHistory(
        scenario=scenario,
        weeks=weeks,
        levels=levels(past, scenario, max(mondays), [one.week_of for one in weeks]),
        published=tuple(published),
        compared=() if baseline is None else compared(weeks, baseline),
        findings=tuple(_history_findings(sum(not one.told for one in weeks), scenario)),
    )


def _history_findings(silent: int, scenario: Scenario) -> list[Finding]:
    found = []
    if silent:
        text = SILENT.format(count=silent)
        found.append(Finding(code="untold_weeks", severity="warning", text=text))
    if scenario.pooling.baseline is None:
        found.append(Finding(code="no_baseline", severity="info", text=NO_BASELINE))
    return found


def watch(
    journal: Journal,
    past: Sequence[PastWeek],
    scenario: Scenario,
    period: Period,
    decided: Sequence[str],
    *,
    today: date,
) -> WatchStudy:
    """Return what a town's meeting looks at, of some months."""
    own = set(period.own_weeks)
    mine = [one for one in past if one.week_of in own]
    told = journal.between(period.first, period.last)
    published = [one.week_of for one in past]
    missing = untold(journal, scenario, period, past, before=today)
    food = food_of(told.visits, ())
    last = min(max(own), week_of(today))
    first = max(min([*journal.weeks, *published]), last - timedelta(weeks=CURVE_WEEKS - 1))
    found = levels(past, scenario, last)
    return WatchStudy(
        scenario=scenario,
        period=period,
        told_to=told_to(told, period, today),
        done=sum(bool(one.food) for one in told.visits),
        untold=len(missing.visits),
        weeks_untold=len(missing.weeks),
        collected_kg=sum(one.collected_kg for one in food),
        rejected_kg=sum(one.rejected_kg for one in food),
        received_kg=sum(_received(mine).values()) if mine else None,
        people=_told(sum(one.people for one in scenario.associations)),
        households=_told(sum(one.households for one in scenario.associations)),
        levels=tuple(sorted(found, key=lambda one: _rank(one.by_window[8]))),
        lacks=_lacks(mine, scenario),
        weeks=weeks_told(journal, scenario, first, last, past, before=today),
        donors_kg={
            donor: sum(one.kg for one in visits)
            for donor, visits in by(told.visits, lambda one: one.donor).items()
        },
        decided=tuple(decided),
    )


def _rank(level: float | None) -> float:
    return float("inf") if level is None else level


def _told(count: int) -> int | None:
    return None if 0 < count < LEAST_TOLD else count


def _received(weeks: Sequence[PastWeek]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for week in weeks:
        for row in week.received_kg.values():
            for family, kg in row.items():
                found[family] += kg
    return found


def _lacks(weeks: Sequence[PastWeek], scenario: Scenario) -> tuple[Lack, ...]:
    need: dict[str, float] = defaultdict(float)
    for week in weeks:
        for row in week.need_kg.values():
            for family, kg in row.items():
                need[family] += kg
    received = _received(weeks)
    found = [
        Lack(family=one.id, need_kg=need[one.id], received_kg=received.get(one.id, 0.0))
        for one in scenario.families
        if need.get(one.id, 0.0) > 0
    ]
    short = [one for one in found if one.need_kg - one.received_kg >= SHOWN_KG]
    return tuple(sorted(short, key=lambda one: one.received_kg - one.need_kg))


SILENT = Text(
    fr="Semaines dont rien n'est dit : {count}. Elles sont laissées en blanc, jamais comptées pour "
    "zéro.",
    en="Weeks of which nothing is told: {count}. They are left blank, never counted as zero.",
)
NO_BASELINE = Text(
    fr="Aucune semaine d'avant la mise en commun n'est gardée : rien à quoi comparer. Dites-la "
    "parmi les règles de la semaine (« Avant la mise en commun »).",
    en="No week from before pooling is kept: there is nothing to compare with. Say it among "
    'the week\'s rules ("Before pooling").',
)
