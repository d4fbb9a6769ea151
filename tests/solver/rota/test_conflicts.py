"""Decisions that cannot hold: each that is impossible alone, else the smallest set."""

from __future__ import annotations

from typing import Any

import pytest

from models.duties import Duty
from models.rota import DatedDecision, Pairing
from solver.programs.cp_sat import Limits
from solver.rota.conflicts import conflicts, smallest_with_rules, told
from solver.rota.fill import fill
from solver.rota.problem import Rules, rota_problem
from solver.rota.search import ImpossibleError
from tests.helpers.rotas import MONDAY, duty, person

DUTIES: list[Duty] = [
    duty("mon", 0, activity="mon"),
    duty("mon-pm", 0, "pm"),
    duty("tue", 1, skills=("drive",)),
    duty("wed", 2, association="b"),
    duty("thu", 3),
    duty("sat", 5),
    duty("next-sat", 12),
]


def comes(*pairs: str) -> tuple[DatedDecision, ...]:
    return tuple(DatedDecision(person=one.split("@")[0], duty=one.split("@")[1]) for one in pairs)


def found(*pairs: str, people: Any = (), **rules: Any) -> list[tuple[set[str], str]]:
    everybody = [*people, person("p0", max_per_week=2), person("p1", "mon-am", "thu-am")]
    problem = rota_problem(DUTIES, everybody, Rules(MONDAY, decisions=comes(*pairs), **rules))
    return [
        ({f"{one.person}@{one.duty}" for one in conflict.decisions}, conflict.reason.en)
        for conflict in conflicts(problem)
    ]


def test_what_is_impossible_alone_hides_no_conflict_of_the_others() -> None:
    first, second = found("p9@mon", "p0@mon", "p1@mon")
    assert first == ({"p9@mon"}, "this pseudonym is not in the list of volunteers")
    assert second == ({"p0@mon", "p1@mon"}, "places that they may take there: 1")


def test_who_is_away_is_said_to_be_away() -> None:
    away = person("p2", absences=({"first": MONDAY, "last": MONDAY},))
    ((_, reason),) = found("p2@mon", people=(away,))
    assert reason == "this person is away on that day"


@pytest.mark.parametrize(
    ("pairs", "smallest", "why"),
    [
        (("p9@mon",), {"p9@mon"}, "not in the list"),
        (("p0@sun",), {"p0@sun"}, "does not take place"),
        (("p0@tue",), {"p0@tue"}, "lacks the skills"),
        (("p0@wed",), {"p0@wed"}, "does not help"),
        (("p1@sat",), {"p1@sat"}, "does not offer"),
        (("p0@mon", "p0@mon-pm", "p0@thu"), {"p0@mon", "p0@mon-pm"}, "1 a day"),
        (("p0@mon", "p0@thu", "p0@sat"), {"p0@mon", "p0@thu", "p0@sat"}, "2 a week"),
        (("p0@mon", "p1@mon", "p0@thu"), {"p0@mon", "p1@mon"}, "may take there: 1"),
    ],
)
def test_the_smallest_set_is_named(pairs: tuple[str, ...], smallest: set[str], why: str) -> None:
    ((names, reason),) = found(*pairs)
    assert names == smallest
    assert why in reason


def test_sets_that_share_no_decision_are_told_together() -> None:
    first, second = found(
        "p0@mon", "p1@mon", "p2@thu", "p3@thu", people=(person("p2"), person("p3"))
    )
    assert first[0] == {"p0@mon", "p1@mon"}
    assert second[0] == {"p2@thu", "p3@thu"}


def test_rules_between_people_and_of_week_ends_conflict_too() -> None:
    both = duty("two", 4, places=2)
    pairs = comes("p0@two", "p1@two")
    apart = Rules(MONDAY, pairings=(Pairing(people=("p0", "p1"), rule="apart"),), decisions=pairs)
    people = [person("p0"), person("p1")]
    (conflict,) = conflicts(rota_problem([both], people, apart))
    assert len(conflict.decisions) == 2
    ((names, reason),) = found("p0@sat", "p0@next-sat", weekends_apart=True)
    assert names == {"p0@sat", "p0@next-sat"}
    assert "week-ends" in reason
    together = Rules(
        MONDAY,
        pairings=(Pairing(people=("p0", "p1"), rule="together"),),
        decisions=comes("p0@mon"),
    )
    (alone,) = conflicts(rota_problem(DUTIES, [person("p0"), person("p1", "thu-am")], together))
    assert "only with p1" in alone.reason.en


def test_decisions_that_only_a_search_finds_impossible_are_named_too() -> None:
    """Each of two comes only with a third, who does one of two half-days a day."""
    duties = [duty("am", places=3), duty("pm", 0, "pm", places=3), duty("thu", 3)]
    people = [person("p0"), person("p1"), person("p2"), person("p3")]
    rules = Rules(
        MONDAY,
        pairings=(Pairing(people=("p0", "p2")), Pairing(people=("p1", "p2"))),
        decisions=comes("p0@am", "p1@pm", "p3@thu"),
    )
    problem = rota_problem(duties, people, rules)
    assert conflicts(problem) == ()
    with pytest.raises(ImpossibleError):
        fill(duties, people, rules, Limits(None, 1.0))
    conflict = smallest_with_rules(problem, Limits(None, 1.0))
    assert {one.person for one in conflict.decisions} == {"p0", "p1"}
    assert "p0" in told(problem, conflict.decisions[0]).fr


def test_decisions_that_hold_are_followed() -> None:
    duties = [duty("a", 0), duty("b", 0, "pm"), duty("c", 1)]
    people = [person("p0"), person("p1")]
    decisions = (*comes("p1@c", "p1@a"), DatedDecision(person="p0", duty="b", rule="excluded"))
    problem = rota_problem(duties, people, Rules(MONDAY, decisions=decisions))
    assert conflicts(problem) == ()
    made = fill(duties, people, Rules(MONDAY, decisions=decisions)).plan
    assert {(one.person, one.duty) for one in made.placements} == {("p1", "a"), ("p1", "c")}
