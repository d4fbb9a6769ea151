"""Stores that two associations visit, and the least exchange."""

from __future__ import annotations

from collections.abc import Iterable

from models.visits import Visit
from solver.forecast.doubles import doubles, exchange
from tests.helpers.scenarios import tiny
from tests.helpers.visits import told, visit

TOWN = tiny()


def weekly(donor: str, day: int, who: str, kg: float, **more: object) -> Iterable[Visit]:
    """The same visit in ten weeks."""
    return [visit(week, day, donor, kg, who=who, **more) for week in range(10)]


def test_one_agreement_served_by_several_is_no_double_visit() -> None:
    """Who goes may change by the day where one association holds the agreement."""
    journal = told(
        [*weekly("super", 0, "restos", 100), *weekly("super", 1, "ccas", 80, holder="restos")]
    )
    assert doubles(TOWN, journal) == ()
    assert exchange(TOWN, journal) is None


def test_two_agreements_at_one_store() -> None:
    """The one with fewer days gives them up: one move, and the store has one association."""
    journal = told(
        [
            *weekly("super", 0, "restos", 100),
            *weekly("super", 1, "restos", 90),
            *weekly("super", 2, "secours", 60),
            *weekly("hyper", 0, "secours", 240),
        ]
    )
    (both,) = doubles(TOWN, journal)
    assert (both.donor, both.associations, both.weeks, both.same_day) == (
        "super",
        ("restos", "secours"),
        10,
        0,
    )
    found = exchange(TOWN, journal)
    assert found is not None
    (move,) = found.moves
    assert (move.day, move.gives, move.takes, move.kg) == ("wed", "secours", "restos", 60)
    assert found.after_kg == {"restos": 250, "secours": 240}


def test_ties_go_to_whoever_would_lose_most() -> None:
    """Two stores, a day each on both sides: each gives up one, and nobody loses much."""
    journal = told(
        [
            *(
                one
                for day, who in ((0, "restos"), (1, "secours"))
                for one in weekly("super", day, who, 100)
            ),
            *(
                one
                for day, who in ((0, "restos"), (2, "secours"))
                for one in weekly("hyper", day, who, 100)
            ),
        ]
    )
    found = exchange(TOWN, journal)
    assert found is not None
    assert len(found.moves) == 2
    assert found.after_kg == {"restos": 200, "secours": 200}


def test_two_on_one_day() -> None:
    """Two who go on the same day are double, whoever holds the agreement."""
    journal = told(
        [*weekly("super", 0, "restos", 60), *weekly("super", 0, "ccas", 40, holder="restos")]
    )
    (both,) = doubles(TOWN, journal)
    assert both.same_day == 10


def test_a_private_store_goes_to_its_holder() -> None:
    """However few its days: nobody else may take it."""
    journal = told(
        [
            *weekly("small", 0, "ccas", 50),
            *weekly("small", 1, "restos", 50),
            *weekly("small", 2, "restos", 50),
        ]
    )
    found = exchange(TOWN, journal)
    assert found is not None
    assert {one.takes for one in found.moves} == {"ccas"}


def test_once_or_twice_is_no_habit() -> None:
    """A replacement of two weeks is not told."""
    journal = told([*weekly("super", 0, "restos", 60), *list(weekly("super", 1, "ccas", 40))[:2]])
    assert doubles(TOWN, journal) == ()
