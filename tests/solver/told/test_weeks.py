from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.periods import month_of, months_to
from models.pooling import Baseline
from models.visits import Journal
from solver.allocation.accounts import PastWeek
from solver.told.town import town_history, watch
from solver.told.weeks import compared, levels, weeks_told
from tests.helpers.made_journal import made_journal, told
from tests.helpers.scenarios import changed, tiny

FIRST = date(2026, 8, 31)
TODAY = date(2026, 12, 1)
WEEK = timedelta(weeks=1)


def silent(journal: Journal, monday: date) -> Journal:
    """The same with a week of which nobody told anything."""
    end = monday + WEEK
    return told(
        journal.town,
        [one for one in journal.visits if not monday <= one.day < end],
        [one for one in journal.outings if not monday <= one.day < end],
    )


def past(weeks: int, share: float = 0.5) -> list[PastWeek]:
    return [
        PastWeek(
            FIRST + n * WEEK,
            {"secours": {"bread": 100.0}, "restos": {"bread": 50.0}},
            {"secours": {"bread": 100.0 * share}, "restos": {"bread": 50.0}},
        )
        for n in range(weeks)
    ]


def test_a_week_not_told_is_there_without_being_told() -> None:
    """It keeps its place; its visits are missing, its kg are not zero but unknown."""
    world = tiny("hub")
    journal = silent(made_journal(world, FIRST, 6), FIRST + 2 * WEEK)
    found = weeks_told(journal, world, FIRST, FIRST + 5 * WEEK, before=TODAY)
    assert [one.told for one in found] == [True, True, False, True, True, True]
    assert found[2].untold == len(world.pickups)
    assert not found[2].driven
    assert sum(one.kg for one in found) == pytest.approx(sum(one.kg for one in journal.visits))


def test_levels_are_received_over_needed_of_the_same_weeks() -> None:
    """Over 8 weeks and 52, rolling to each published week, none where none was."""
    weeks = [*past(6), *past(12, share=0.9)[6:]]
    mondays = [FIRST + n * WEEK for n in range(13)]
    secours, restos, ccas = levels(weeks, tiny("hub"), weeks[-1].week_of, mondays)
    assert secours.by_window[8] == pytest.approx((2 * 0.5 + 6 * 0.9) / 8)
    assert secours.by_window[52] == pytest.approx((6 * 0.5 + 6 * 0.9) / 12)
    assert restos.by_window == {8: 1.0, 52: 1.0}
    assert ccas.by_window == {8: None, 52: None}
    assert secours.rolling[0] == 0.5
    assert secours.rolling[12] is None


def test_before_is_typed_or_measured_and_says_which() -> None:
    """kg were typed; km before pooling are those of the weeks told before."""
    world = tiny("hub")
    journal = silent(made_journal(world, FIRST, 10), FIRST + WEEK)
    since = FIRST + 5 * WEEK
    weeks = weeks_told(journal, world, FIRST, FIRST + 9 * WEEK, before=TODAY)
    found = {one.what: one for one in compared(weeks, Baseline(since=since, kg=500.0))}
    assert (found["kg"].before, found["kg"].typed) == (500.0, True)
    assert not found["km"].typed
    assert (found["km"].before_weeks, found["km"].after_weeks) == (4, 5)
    assert found["km"].before == pytest.approx(sum(one.km for one in weeks[:5]) / 4)
    assert found["kg"].after == pytest.approx(sum(one.kg for one in weeks[5:]) / 5)


def test_a_history_says_what_it_lacks() -> None:
    """No baseline, a week not told: both are said."""
    world = tiny("hub")
    journal = silent(made_journal(world, FIRST, 6), FIRST + WEEK)
    found = town_history(journal, past(6), world, today=TODAY)
    assert {one.code for one in found.findings} == {"untold_weeks", "no_baseline"}
    assert len(found.weeks) == 6
    assert found.compared == ()


def test_the_meetings_page_has_the_lowest_first_and_small_counts_hidden() -> None:
    """Levels to the end of the period; families by what they are short of, kg."""
    world = tiny("hub")
    few = tuple(one.changed(people=1, households=1) for one in world.associations)
    journal = made_journal(world, FIRST, 12)
    period = months_to(month_of(date(2026, 11, 5)), 2)
    found = watch(journal, past(12), changed(world, associations=few), period, (), today=TODAY)
    assert (found.people, found.households) == (None, None)
    assert [one.association for one in found.levels] == ["secours", "restos", "ccas"]
    assert [one.family for one in found.lacks] == ["bread"]
    told_kg = sum(one.kg for one in journal.visits if period.holds(one.day))
    assert found.collected_kg == pytest.approx(told_kg)
    assert sum(found.donors_kg.values()) == pytest.approx(told_kg)
