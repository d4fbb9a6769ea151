"""The stops of the plan that a week was published with: kept with it, gone with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from models.allocation import Allocation
from models.history import History
from models.periods import month_of
from models.planned_stops import planned_stops
from models.visits import Journal, Visit, Weighed
from scenarios import Loaded
from service.asking.given import Given
from service.kinds.split.kind import weighed_split
from service.ledger import Ledger
from service.ledger.journal_page import calendar_page
from service.ledger.weeks import calendar
from solver.allocation.supply import expected
from solver.split import allocate, allocate_plan
from solver.told.month import month_study
from tests.helpers.results import printed
from tests.helpers.studies import planned
from tests.service.databases import tiny_file

TODAY = date(2026, 11, 30)


def with_plan() -> Allocation:
    return allocate_plan(planned("hub"), compare=False)


def alone() -> Allocation:
    world = planned("hub").scenario
    return allocate(world, expected(world), compare=False)


def missing(url: str) -> int:
    """Return how many visits of the month papers count as not told, of a town that told nothing."""
    world = planned("hub").scenario
    past = Given(tiny_file(), database=url).published(world)
    month = month_of(world.week_of)
    return len(month_study(Journal(town="tiny"), past, world, month, today=TODAY).untold.visits)


def test_a_week_published_with_its_plan_lacks_its_stops_alone(url: str) -> None:
    """By whichever hand; withdrawn, nothing is expected; published again, what holds then."""
    study = planned("hub")
    stops = planned_stops(study.scenario, study.plan)
    every = len(study.scenario.pickups)
    assert with_plan().planned == stops
    assert alone().planned is None
    with Ledger(url) as ledger:
        ledger.publish(with_plan())
        assert ledger.planned("tiny") == {study.scenario.week_of: stops}
        assert ledger.planned("elsewhere") == {}
        assert missing(url) == len(stops) < every
        ledger.withdraw("tiny", study.scenario.week_of, "too early")
        assert ledger.planned("tiny") == {}
        ledger.publish(alone())
        assert missing(url) == every
        assert ledger.check_ledger("tiny").broken is None


def test_what_came_in_split_by_a_plan_tells_which_stops_were_to_be_made(url: str) -> None:
    """Where the split alone was published; what was published with a plan stays by that plan."""
    stops = with_plan().planned
    assert stops is not None
    with Ledger(url) as ledger:
        ledger.publish(alone())
        ledger.settle(with_plan(), "weighed")
        assert list(ledger.planned("tiny").values()) == [stops]
        ledger.settle(with_plan().changed(planned=stops[1:]), "weighed")
        assert list(ledger.planned("tiny").values()) == [stops]


@pytest.mark.parametrize(
    "deed", ["update planned_stops set content = '[]'", "delete from planned_stops"]
)
def test_stops_that_were_published_cannot_be_changed(url: str, deed: str) -> None:
    with Ledger(url) as ledger:
        ledger.publish(with_plan())
    engine = create_engine(url)
    with pytest.raises(Exception, match="append-only"), engine.begin() as connection:
        connection.execute(text(deed))
    engine.dispose()


def test_grid_and_calendar_expect_the_same_stops_without_the_plan(url: str) -> None:
    """A week that the command published: no run has its plan, its stops are known all the same."""
    study = planned("hub")
    stops = with_plan().planned
    assert stops is not None
    left = set(study.scenario.pickups) - {one.pickup for one in stops}
    with Ledger(url) as ledger:
        ledger.publish(with_plan())
        week = ledger.week_told(study.scenario, None)
        assert week.planned == len(stops)
        assert {one.pickup for one in week.visits if one.left} == left
        (shown,) = calendar(ledger, "tiny")
        assert (shown.planned, shown.planned_told) == (len(stops), 0)
        page = printed(calendar_page(study.scenario, [shown], "fr"))
        assert f"0 sur {len(stops)}" in page
        other = study.plan.changed(rounds=study.plan.rounds[1:])
        again = ledger.week_told(study.scenario, other)
        assert again.planned == len(stops), "a plan that is not published changes nothing"
        assert {one.pickup for one in again.visits if one.left} == left


def test_what_came_in_counts_as_untold_what_was_published(tmp_path: Path) -> None:
    """Split without the plan, no donation is missing that the plan left."""
    study, stops = planned("hub"), with_plan().planned
    assert stops is not None
    found = Loaded(study.scenario, tmp_path, "tiny", ())
    first = stops[0]
    visit = Visit(
        day=first.day,
        donor=first.donor,
        association=first.holder,
        holder=first.holder,
        pickup=first.pickup,
        food=(Weighed(family="bread", kg=9.0),),
    )
    journal = Journal(town="tiny", weeks=(study.scenario.week_of,), visits=(visit,))
    split = weighed_split(found, journal, None, History(), stops=stops, compare=False)
    (note,) = [one.text.en for one in split.findings if one.code == "not_told"]
    assert f"{len(stops) - 1} of {len(stops)}" in note
