"""What is told first: where those live who reach nothing without a car."""

from __future__ import annotations

import re

from service.kinds.territory.page import answer_of
from service.kinds.territory.pictures import shown
from service.kinds.territory.public import public_answer, where_to_begin
from service.kinds.territory.ranking import ranked, worst_of_all
from tests.helpers.territories import area, mapped, point


def test_who_has_an_outlet_at_hand_is_not_told_among_those_without() -> None:
    """However many they are: the score stands in its own table."""
    study = mapped(
        [
            area("a", 9_000, poverty_rate=0.5, inhabitants=18_000),
            area("b", 30, 6, poverty_rate=0.05, inhabitants=600),
        ],
        [point("p", people=1)],
    )
    assert {one.zone for one in ranked(study)} == {"a", "b"}
    assert [one.zone for one in worst_of_all(study)] == ["b"]
    assert "à portée à pied (d'abord : Zone b)" in answer_of(study, "fr")
    assert where_to_begin(study, "en") == "First of all: Zone b."


def test_where_everybody_has_one_the_worst_placed_is_told() -> None:
    study = mapped([area("a", 900), area("b", 30, 0.5)], [point("p")])
    assert worst_of_all(study) == ranked(study)


def test_where_nobody_is_in_need_nothing_comes_first_and_ranges_are_told() -> None:
    study = mapped([area("a", 90), area("b", 0, 6), area("c", 0, 7, need_high=30)], [point("p")])
    assert [one.zone for one in worst_of_all(study)] == ["c"]
    assert answer_of(study, "fr").startswith("0–30 personnes dans le besoin sur 90–120 n'ont")
    assert public_answer(study, "fr").startswith(
        "Quelques personnes dans le besoin, sur au moins 90, n'ont aucun lieu"
    )
    more = mapped([area("a", 906), area("c", 118, 7, need_high=130)], [point("p")])
    assert public_answer(more, "en").startswith("At least 110 people in need, of at least 1,020,")
    written = {one.zone: one.value for one in shown(study, public=True)}
    assert (written["b"], written["c"]) == (0, None)  # nobody knows whether any


def test_without_an_outlet_the_needs_are_told() -> None:
    study = mapped([area("a", 90), area("b", 40)], [])
    assert answer_of(study, "en") == "130 people in need, and no outlet known (2 areas)."
    assert public_answer(study, "fr").startswith("Environ 130 personnes dans le besoin, et aucun")


def test_what_is_most_useful_tells_its_places() -> None:
    study = mapped([area("a", 900), area("b", 400, 6)], [point("p")])
    assert re.search(r"reach of 400 of these people, \d+ places a week", answer_of(study, "en"))
