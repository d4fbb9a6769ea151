"""Codes of drivers' telephones: there and back, damaged, cut, twice, of something else."""

from __future__ import annotations

import random
import re
from datetime import date
from typing import Any

import pytest

from models.visits import Visit
from scenarios.weighing import Told, read_codes
from scenarios.weighing.codes import LONGEST, round_digest
from tests.helpers.studies import planned
from tests.helpers.telephones import FULL, code, round_of


def read(text: str) -> Told:
    """What a text tells of the planned week."""
    return read_codes(text, planned().scenario, [planned().plan])


def why(told: Told) -> str:
    """The one thing that is wrong, and nothing is told."""
    (one,) = told.complaints
    assert not told.visits
    assert not told.outings
    return one.text.en


def test_all_that_is_told_comes_back() -> None:
    """A visit with all its fields, one with nothing ready, and the outing."""
    told = read(code(FULL, [1, 1], outing=[21.5, 150, 2]))
    assert not told.complaints
    (one, two), (outing,) = [one for _, one in told.visits], [one for _, one in told.outings]
    stops = round_of().collected
    assert (one.pickup, two.pickup) == (stops[0].pickup, stops[1].pickup)
    assert [(food.family, food.kg, food.crates) for food in one.food] == [
        ("fruit", 40.5, None),
        ("bread", 20.0, 2.0),
    ]
    assert sum(food.rejected_kg["date"] for food in one.food) == pytest.approx(1.5, abs=0.002)
    assert (one.arrived, one.waited_min, one.temperature_c) == ("08:21", 5.0, 3.5)
    assert (one.note, one.outcome, two.outcome) == (FULL[-1], "done", "nothing_ready")
    assert (outing.km, outing.hours, outing.people) == (21.5, 2.5, 2)
    assert one.by_telephone
    assert outing.by_telephone


def test_a_message_may_break_it_up_and_quote_it() -> None:
    """Ends of lines, marks of quotes and signs that nobody sees are set aside."""
    whole = code(FULL)
    parts = [whole[n : n + 30] for n in range(0, len(whole), 30)]
    assert len(read("Bonsoir, voici :\r\n> " + "\r\n> \u200b".join(parts) + "\nMerci").visits) == 1


def test_the_same_twice_is_told_once_and_parts_are_put_together() -> None:
    """The same code twice in one text; the visits of two."""
    one, two = code(FULL), code([1, 2])
    assert len(read(one + "\n" + one).visits) == 1
    assert len(read(one + two + code(FULL, [1, 2])).visits) == 2


def test_no_letter_can_be_changed() -> None:
    """Whatever letter is damaged, nothing is told."""
    whole, chance = code(FULL, [1, 1]), random.Random(7)
    for n in range(4, len(whole) - 1):
        other = chance.choice([one for one in "AZaz059+/" if one != whole[n]])
        told = read(whole[:n] + other + whole[n + 1 :])
        assert told.complaints
        assert not told.visits


@pytest.mark.parametrize("size", [0, 3, 40, -1])
def test_a_part_is_no_code(size: int) -> None:
    """Cut anywhere, it is said to be cut; without any, that there is none."""
    found = why(read(code(FULL)[:size]))
    assert ("is cut" if abs(size) not in (0, 3) else "No code of a telephone") in found


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"town": "aubagne"}, 'another town ("aubagne"), not of Trois associations'),
        ({"week_of": date(2026, 11, 30)}, "the week of 30 November 2026, not of that of 23"),
        ({"digest": "0123456789"}, "another plan of the same week"),
        ({"round": "fri-van"}, "another plan of the same week"),
    ],
)
def test_a_code_of_something_else_is_told_kindly(changes: dict[str, Any], told: str) -> None:
    """Another town, week or plan: what it is of, and where to go with it."""
    assert told in why(read(code(FULL, **changes)))


def test_a_round_left_as_it_was_is_known_in_another_plan() -> None:
    """The digest is that of the round: what else moved does not matter; its own stops do."""
    world, item = planned().scenario, round_of()
    fewer = item.changed(stops=(item.stops[0], *item.stops[2:]))
    assert round_digest(world, fewer) != round_digest(world, item)
    plan = planned().plan
    moved = plan.changed(rounds=tuple(one for one in plan.rounds if one.day == item.day))
    assert len(read_codes(code(FULL), world, [moved]).visits) == 1
    assert "no plan here" in why(read_codes(code(FULL), world, []))


@pytest.mark.parametrize(
    "visit",
    [
        [9, 0],
        [-1, 0],
        [True, 0],
        [0, 7],
        [0, 0, 501, 5, 3.5, [0, 40.5]],
        [0, 0, "8 h"],
        [0, 0, 501, 5, 3.5, [99, 1, None]],
        [0, 0, 501, 5, 3.5, [0, "many", None]],
        [0, 0, 501, 5, 3.5, [0, 1, None], [9, 1]],
        [0, 0, 501, 5, 3.5, [0, 1, None], None, 4],
        [0, 0, 501, 5, 3.5, [0, 1, None], None, "", 1],
        [],
        [{}],
    ],
)
def test_what_no_telephone_writes_is_damaged(visit: list[Any]) -> None:
    """A sound check around senseless content is refused too, without a traceback."""
    assert "damaged" in why(read(code(visit)))


def test_numbers_out_of_bounds_say_where() -> None:
    """The one check of what is typed says what is wrong, with the store's name."""
    told = read(code([0, 0, None, -5, None, [0, 1, None]]))
    assert [str(one.mark) for one in told.complaints] == ["super"]


def test_ten_full_stops_hold_in_one_code() -> None:
    """Arrival, waiting, temperature, four families and rejects, at each of ten stores."""
    visit = [0, 500, 7, 3.5, [0, 140.5, None, 1, 22.5, None, 2, 9.5, 3, 3, 11, None], [1, 2.5]]
    whole = code(*([n, *visit] for n in range(10)), outing=[41.5, 215, 2])
    assert len(whole) < LONGEST


def test_visits_differ_by_more_than_the_hand_that_wrote_them() -> None:
    """What was typed on the page and what a telephone told are the same visit."""
    (_, one), *_ = read(code(FULL)).visits
    assert isinstance(one, Visit)
    assert one.changed(by_telephone=False) != one
    assert re.fullmatch(r"RM1\.[A-Za-z0-9+/]+\.[0-9a-f]{8}\.", code(FULL))
