"""From a journal to figures, and into a scenario."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from models.visits import Visit, nothing_told
from solver.forecast.applied import applied, notes
from solver.forecast.measured import measured
from solver.forecast.series import town_told
from tests.helpers.scenarios import tiny
from tests.helpers.visits import FIRST, told, visit

TOWN = tiny()


def test_outcomes_say_what_they_say() -> None:
    """Closed and not visited say nothing; nothing ready and refused are no-shows."""
    found = town_told(
        TOWN,
        told(
            [
                visit(0, 0, "super", outcome="closed"),
                visit(1, 0, "super", outcome="not_visited"),
                visit(2, 0, "super", outcome="nothing_ready"),
                visit(3, 0, "super", outcome="refused"),
                visit(4, 0, "super", 80.0),
                visit(5, 0, "super"),
            ]
        ),
    )
    column = [one.id for one in found.donors].index("super")
    assert found.first == FIRST
    assert found.missed[::7, column].tolist()[2:5] == [1, 1, 0]
    assert np.isnan(found.missed[::7, column][[0, 1, 5]]).all()
    assert found.told.kg[28, column] == 80
    assert np.isnan(found.told.kg[35, column])


def test_what_two_fetch_on_a_day_counts_together() -> None:
    """A store's day is one, whoever went, and whoever holds its agreement by then."""
    found = town_told(
        TOWN,
        told(
            [
                visit(0, 0, "super", 60.0),
                visit(0, 0, "super", 20.0, who="ccas"),
                visit(1, 0, "super", 90.0, who="ccas"),
            ]
        ),
    )
    column = [one.id for one in found.donors].index("super")
    assert found.told.kg[[0, 7], column].tolist() == [80, 90]


def test_who_never_tells_rejects_has_none_known() -> None:
    """Ten visits without one reject: not told, rather than nothing thrown away."""
    silent = [visit(week, 0, "super", 100.0) for week in range(12)]
    found = measured(TOWN, told(silent))
    assert found.store["super"].rejects_told == 0
    kind = next(one for one in TOWN.donor_kinds if one.id == "market")
    assert found.store["super"].reject.value == pytest.approx(kind.reject_rate, abs=0.01)


def weeks_of(kg: float, weeks: int = 20) -> list[Visit]:
    """A store's Mondays and Tuesdays, steady, a fifth thrown away and five minutes waited."""
    return [
        visit(week, day, "super", kg + week % 3, thrown=kg / 5, waited_min=5.0)
        for week in range(weeks)
        for day in (0, 1)
    ]


def test_measured_figures_take_the_place_of_assumed_ones() -> None:
    """kg by day, no-shows, rejects, variation, waiting; a note says which, the others stay."""
    found = measured(TOWN, told(weeks_of(50.0)))
    world = applied(TOWN, found)
    offer, before = world.donor["super"].offers[0], TOWN.donor["super"].offers[0]
    given = {day: offer.day_kg.get(day, offer.kg) for day in offer.days}
    assert all(45 < kg < 60 for kg in given.values())
    assert before.kg == 110
    assert offer.reject_rate == pytest.approx(0.19, abs=0.03)
    assert offer.loading_min is not None
    pickups = [one for one in world.pickups.values() if one.donor == "super"]
    old = next(one for one in TOWN.pickups.values() if one.donor == "super")
    assert pickups[0].loading_s == old.loading_s + 300
    assert world.donor["hyper"] == TOWN.donor["hyper"]
    (first, second) = world.notes[len(TOWN.notes) :]
    assert TOWN.donor["super"].label in first
    assert TOWN.donor["hyper"].label in second
    type(world).model_validate(world.model_dump())


def test_an_empty_journal_changes_no_figure_and_says_so() -> None:
    """The file's figures stay; the one note says that nothing is told."""
    found = measured(TOWN, nothing_told("tiny"))
    world = applied(TOWN, found)
    assert world.donors == TOWN.donors
    assert len(world.notes) == len(TOWN.notes) + 1
    assert notes(TOWN, found, "fr") == ()
    assert found.tested is None
    assert found.store["super"].days[0].kg == 110


def test_the_same_journal_gives_the_same_figures() -> None:
    """No chance anywhere; what is in the journal of another store's past does not matter."""
    journal = told(weeks_of(50.0))
    assert measured(TOWN, journal) == measured(TOWN, journal)
    gone = journal.changed(visits=(*journal.visits, visit(19, 2, "gone", 10.0)))
    assert measured(TOWN, gone).gone == 1


def test_a_week_not_told_leaves_the_last_day() -> None:
    """The last day is that of the last visit, whatever the week planned."""
    found = measured(TOWN, told(weeks_of(50.0, 4)))
    assert found.until == FIRST + timedelta(days=22)


def test_one_slip_of_the_pen_does_not_rule() -> None:
    """Ninety tonnes among visits of a hundred kg: the forecast stays about a hundred."""
    kg = [90_000.0 if week == 30 else 100.0 for week in range(40)]
    found = measured(TOWN, told([visit(week, 0, "super", one) for week, one in enumerate(kg)]))
    assert all(80 < one.kg < 130 for one in found.store["super"].days)


@pytest.mark.parametrize(
    "visits",
    [
        [visit(n, 0, "super", outcome="closed") for n in range(5)],
        [visit(n, 0, "super", outcome="nothing_ready") for n in range(30)],
        [visit(n, 0, "super", 0.1) for n in range(40)],
        [visit(n, 0, "super", 100.0, thrown=100.0) for n in range(40)],
        [visit(n * 100, 0, "super", 50.0) for n in range(3)],
        [visit(n, 6, "super", 50.0) for n in range(10)],
        [visit(n, 0, "gone", 50.0) for n in range(3)],
    ],
    ids=["closed", "no shows", "grams", "all thrown", "years apart", "Sundays", "gone"],
)
def test_odd_journals_make_sound_figures(visits: list[Visit]) -> None:
    """Low, forecast and high in order; the changed scenario is as sound as the file's."""
    found = measured(TOWN, told(visits))
    for store in found.stores:
        assert all(0 <= one.low <= one.kg <= one.high for one in store.days)
        for one in (store.no_show, store.reject):
            assert 0 <= one.low <= one.value <= one.high <= 1
        assert sum(store.family_shares.values()) == pytest.approx(1)
    world = applied(TOWN, found)
    type(world).model_validate(world.model_dump())
