"""Alerts, scorecards, brands and curves of a made-up history."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest

from benchmarks import made_history
from benchmarks.made_history import BEGINS, HALVES, TWICE, WASTES
from models.forecast import Estimate, ForecastStudy
from models.former_stores import FormerStore
from models.visits import Journal, nothing_told
from scenarios import load
from scenarios.source import LIBRARY
from solver.forecast.scorecards import ranked, worth_the_trip
from solver.forecast.study import forecast
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned
from tests.helpers.visits import FIRST, told, visit


@cache
def history() -> tuple[ForecastStudy, Journal]:
    """What the half year that ships says of Aubagne, its hypermarkets of one brand."""
    town = load("aubagne", "hub", []).scenario
    donors = tuple(
        one.changed(brand="Hyper") if one.kind == "hypermarket" else one for one in town.donors
    )
    town = town.changed(donors=donors)
    visits = tuple(made_history.history(town))
    journal = Journal(town=town.id, visits=visits)
    return forecast(town, journal), journal


def test_the_history_that_ships_is_the_one_that_is_made() -> None:
    """Under 300 kB, a line a visit."""
    shipped = (LIBRARY / made_history.NAME).read_text("utf-8")
    assert shipped == made_history.table(load("aubagne", None, []).scenario)
    assert len(shipped.encode()) < 300_000


def test_what_was_planted_is_found_and_nothing_else() -> None:
    """A store that halves, one that wastes, one visited by two; no false alarm."""
    found, _ = history()
    assert {(one.donor, one.kind) for one in found.alerts} == {
        (HALVES, "gives_less"),
        (WASTES, "wastes"),
    }
    less = next(one for one in found.alerts if one.kind == "gives_less")
    assert less.now < 0.65 * less.before
    assert [one.donor for one in found.doubles] == [TWICE]
    assert found.exchange is not None
    assert {one.takes for one in found.exchange.moves} == {"secours-populaire"}
    assert [one.donor for one in found.curves] == [HALVES]
    assert found.measured.tested is not None
    assert 0.7 < found.measured.tested.inside < 0.9
    assert not found.measured.store[BEGINS].visits > 20


def test_the_waster_is_ranked_last_and_alone() -> None:
    """The others, whose intervals meet, share a rank; a new store has one once it is known."""
    cards = {one.donor: one for one in history()[0].scorecards}
    last = cards[WASTES].rank
    assert last is not None
    assert [one.donor for one in cards.values() if one.rank == last] == [WASTES]
    assert {one.rank for one in cards.values()} - {last, None} == {1}


def test_a_brand_is_told_without_any_association() -> None:
    """Its stores together, causes and dates; no name of an association anywhere."""
    study, _ = history()
    (brand,) = study.brands
    assert [one.donor for one in brand.stores] == ["hyper-1", "hyper-2"]
    assert 0.1 < brand.reject.low < brand.reject.value < brand.reject.high < 0.25
    assert brand.rejected_kg["date"] > 0
    content = brand.model_dump_json()
    assert not any(who.id in content for who in study.scenario.associations)


def test_a_store_that_changed_its_brand_is_another_one_from_then_on() -> None:
    """Half as much thrown away: each brand has its own visits, forecasts those since alone."""
    town, change = tiny("hub"), FIRST + timedelta(weeks=16)
    was = FormerStore(until=change - timedelta(days=1), brand="Alpha", label="Alpha centre")
    super_ = town.donor["super"].changed(brand="Beta", label="Beta centre", formerly=(was,))
    town = town.changed(donors=tuple(super_ if one.id == "super" else one for one in town.donors))
    visits = [visit(n, 0, "super", 100.0, thrown=40.0) for n in range(16)]
    visits += [visit(n, 0, "super", 50.0, thrown=5.0) for n in range(16, 40)]
    found = forecast(town, told(visits))
    alpha, beta = found.brands
    assert (alpha.brand, alpha.kg, alpha.visits) == ("Alpha", 1600.0, 16)
    assert (beta.brand, beta.kg, beta.visits) == ("Beta", 1200.0, 24)
    (before,), (since,) = alpha.stores, beta.stores
    assert (before.label, before.since, before.until) == ("Alpha centre", None, was.until)
    assert (since.label, since.since, since.until) == ("Beta centre", change, None)
    assert before.card.reject.value > 0.3 > 0.2 > since.card.reject.value
    card = next(one for one in found.scorecards if one.donor == "super")
    assert (card.visits, card.rank) == (24, 1)
    now = found.measured.store["super"]
    assert (now.visits, found.alerts) == (24, ())
    assert next(one.kg for one in now.days if one.day == "mon") == pytest.approx(50.0, rel=0.1)


def test_the_holder_alone_changes_no_forecast() -> None:
    """Whoever holds the agreement, the store gives what it gave."""
    town, visits = tiny("hub"), [visit(n, 0, "super", 100.0) for n in range(20)]
    was = FormerStore(until=FIRST + timedelta(weeks=10), holder="ccas")
    super_ = town.donor["super"].changed(formerly=(was,))
    other = town.changed(donors=tuple(super_ if one.id == "super" else one for one in town.donors))
    assert forecast(other, told(visits)).measured == forecast(town, told(visits)).measured


def test_nothing_told_is_an_answer_too() -> None:
    """The file's figures, no alert, no rank."""
    found = forecast(tiny(), nothing_told("tiny"))
    assert found.alerts == ()
    assert found.doubles == ()
    assert {one.rank for one in found.scorecards} == {None}
    assert ForecastStudy.model_validate_json(found.model_dump_json()) == found


def test_ranks_are_parted_only_where_intervals_are() -> None:
    """A chain of intervals that meet is one group, though its ends do not meet."""

    def share(low: float, high: float) -> Estimate:
        return Estimate(value=(low + high) / 2, low=low, high=high)

    assert ranked([share(0.1, 0.2), share(0.18, 0.3), share(0.28, 0.4)]) == [1, 1, 1]
    assert ranked([share(0.5, 0.6), share(0.1, 0.2), share(0.15, 0.3)]) == [3, 1, 1]


def test_what_going_there_takes_by_the_plan() -> None:
    """Detour and kept kg an hour of the stores that the plan visits, and of no other."""
    week = planned()
    journal = told([visit(n, 0, "super", 100.0) for n in range(20)])
    found = forecast(tiny("hub"), journal, week)
    visited = {
        week.scenario.pickups[str(stop.pickup)].donor
        for item in week.plan.rounds
        for stop in item.collected
    }
    assert visited
    cards = {one.donor: one for one in found.scorecards}
    assert {name for name, one in cards.items() if one.detour_km is not None} == visited
    bare = forecast(tiny("hub"), journal).scorecards
    assert worth_the_trip(week.scenario, week.travel, week.plan, bare) == found.scorecards


@pytest.mark.parametrize("weeks", [1, 3])
def test_short_journals_are_read(weeks: int) -> None:
    """A week or three: figures that lean, no test of them."""
    found = forecast(tiny(), told([visit(n, 0, "super", 90.0) for n in range(weeks)]))
    store = found.measured.store["super"]
    assert not store.measured
    assert store.visits == weeks
    assert found.measured.tested is None
