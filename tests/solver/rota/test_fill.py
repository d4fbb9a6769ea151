"""Rotas against all rotas there are, published sizes, and what must never change."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from models.duties import Duty
from models.exceptions import Absence
from models.rota import Pairing
from models.volunteers import Volunteer
from solver.programs.cp_sat import Limits
from solver.rota.fill import fill
from solver.rota.hall import hall_sets
from solver.rota.measures import level_costs
from solver.rota.problem import RotaProblem, Rules, rota_problem
from tests.helpers.rotas import MONDAY, drawn, duty, person

Pairs = tuple[tuple[int, int], ...]
PAIRED = Rules(
    MONDAY,
    pairings=(
        Pairing(people=("p0", "p1"), rule="together"),
        Pairing(people=("p0", "p2"), rule="apart"),
    ),
)


def every_rota(problem: RotaProblem) -> Iterator[Pairs]:
    """Yield every rota that holds all rules, one choice a half-day and person."""
    choices: list[list[Pairs]] = []
    for who, halves in enumerate(problem.half_days):
        mine = []
        for picked in itertools.product(*[(None, *half.duties) for half in halves]):
            taken = [one for one in picked if one is not None]
            days = Counter(problem.duties[one].on for one in taken)
            person = problem.people[who]
            if len(taken) <= person.max_per_week and all(
                count <= person.max_per_day for count in days.values()
            ):
                mine.append(tuple((who, one) for one in taken))
        choices.append(mine)
    for made in itertools.product(*choices):
        pairs = tuple(itertools.chain(*made))
        taken_places = Counter(one for _, one in pairs)
        fits = all(count <= problem.duties[one].places for one, count in taken_places.items())
        if fits and _paired(problem, pairs):
            yield pairs


def _paired(problem: RotaProblem, pairs: Pairs) -> bool:
    there: dict[str, set[int]] = {}
    for who, one in pairs:
        there.setdefault(problem.duties[one].activity, set()).add(who)
    return all(
        len(set(group) & people) in ((0, len(group)) if rule == "together" else (0, 1))
        for people in there.values()
        for rule, group in problem.groups
    )


def worth(problem: RotaProblem, pairs: Pairs) -> tuple[Any, ...]:
    """Return what is compared, the smallest the best: the definition, without any price."""
    taken = Counter(one for _, one in pairs)
    empty = Counter[int]()
    lacks, places = Counter[str](), Counter[str]()
    for n, one in enumerate(problem.duties):
        empty[one.priority] += one.places - taken[n]
        lacks[one.association] += one.places - taken[n]
        places[one.association] += one.places
    loads = Counter(who for who, _ in pairs)
    return (
        tuple(empty[rank] for rank in range(1, 10)),
        sorted((lacks[who] / places[who] for who in places), reverse=True),
        sorted((loads[who] for who in range(len(problem.people))), reverse=True),
        level_costs(problem, pairs)["wishes"],
    )


@pytest.mark.parametrize("seed", range(30))
def test_no_rota_is_better_level_after_level(seed: int) -> None:
    duties, people = drawn(seed, 3, 5)
    made = fill(duties, people, Rules(MONDAY))
    best = min(worth(made.problem, one) for one in every_rota(made.problem))
    assert worth(made.problem, made.placements) == best
    assert all(one.proved and one.by == "potentials" for one in made.levels)


@pytest.mark.parametrize("seed", range(12))
def test_with_pairings_no_rota_is_better_level_after_level(seed: int) -> None:
    """Shortages and loads as vectors, the highest first: sums of squares would not do."""
    duties, people = drawn(100 + seed, 3, 4)
    made = fill(duties, people, PAIRED, Limits(None, 2.0))
    assert _paired(made.problem, made.placements)
    best = min(worth(made.problem, one) for one in every_rota(made.problem))
    assert worth(made.problem, made.placements) == best
    assert all(one.proved for one in made.levels)


@pytest.mark.parametrize("seed", range(6))
def test_each_group_of_empty_places_has_a_set_that_proves_it(seed: int) -> None:
    duties, people = drawn(400 + seed, 6, 16, days=4)
    made = fill(duties, people, Rules(MONDAY))
    halls = hall_sets(made)
    explained = sum(one.empty for one in halls)
    assert explained == sum(made.empty)
    for one in halls:
        assert one.places - one.at_most >= one.empty > 0


def test_five_people_can_drive_for_nine_places_on_tuesdays() -> None:
    tuesdays = [duty(f"d{n}", 1 + 7 * n, skills=("drive",), places=3) for n in range(3)]
    drivers = [person(f"p{n}", "tue-am", skills=("drive",)) for n in range(2)]
    made = fill(tuesdays, [*drivers, person("other", "tue-am")], Rules(MONDAY))
    (hall,) = hall_sets(made)
    assert (hall.places, hall.at_most, hall.empty, hall.people) == (9, 6, 3, ("p0", "p1"))


def test_a_hall_set_counts_fortnights() -> None:
    """Who comes once a fortnight fills one of two Tuesdays: the third is no part of the reason."""
    tuesdays = [duty(f"d{n}", 1 + 7 * n, skills=("drive",)) for n in range(3)]
    driver = person("p0", "tue-am", skills=("drive",), max_per_fortnight=1)
    away = (Absence(first=MONDAY, last=MONDAY + timedelta(days=13)),)
    late = person("p1", "tue-am", skills=("drive",), absences=away)
    made = fill(tuesdays, [driver, late], Rules(MONDAY))
    (hall,) = hall_sets(made)
    assert (set(hall.duties), hall.places, hall.at_most) == ({"d0", "d1"}, 2, 1)


def test_the_size_of_a_published_case_is_solved_and_proved() -> None:
    """INFORMS 2015: 59 people, 74 places."""
    rng = random.Random(59)
    duties = [
        duty(
            f"d{n}", rng.randrange(7), rng.choice(("am", "pm")), skills=rng.choice([(), ("drive",)])
        )
        for n in range(74)
    ]
    people = [
        person(
            f"p{n}",
            *rng.sample(
                [
                    f"{day}-{half}"
                    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
                    for half in ("am", "pm")
                ],
                4,
            ),
            skills=rng.choice([(), ("drive",)]),
            max_per_week=2,
        )
        for n in range(59)
    ]
    made = fill(duties, people, Rules(MONDAY))
    assert all(one.proved for one in made.levels)
    assert len(made.placements) + sum(made.empty) == 74


def test_a_rota_kept_changes_least_and_a_rota_before_goes_on() -> None:
    duties = [duty(f"d{n}", n) for n in range(3)]
    people: list[Volunteer] = [person(f"p{n}") for n in range(3)]
    first = fill(duties, people, Rules(MONDAY))
    absent = [people[0].changed(offers=person("x", "sun-pm").offers), *people[1:]]
    kept = fill(duties, absent, Rules(MONDAY, kept=first.plan))
    moved = set(first.plan.placements) - set(kept.plan.placements)
    assert [one.person for one in moved] == ["p0"]
    later: list[Duty] = [duty(f"e{n}", 7 + n) for n in range(3)]
    rules = Rules(MONDAY + timedelta(days=7), before=first.plan, before_duties=tuple(duties))
    going_on = fill(later, people, rules)
    assert {(one.person, one.duty[1:]) for one in going_on.plan.placements} == {
        (one.person, one.duty[1:]) for one in first.plan.placements
    }


def test_week_ends_apart_hold_over_the_rota_before() -> None:
    duties = [duty("sat0", 5), duty("sat1", 12), duty("sat2", 19)]
    who = [person("p0")]
    made = fill(duties, who, Rules(MONDAY, weekends_apart=True), Limits(None, 1.0))
    assert {one.duty for one in made.plan.placements} == {"sat0", "sat2"}
    rules = Rules(
        MONDAY + timedelta(days=7), weekends_apart=True, before=made.plan,
        before_duties=tuple(duties),
    )  # fmt: skip
    after = fill(duties[1:], who, rules, Limits(None, 1.0))
    assert {one.duty for one in after.plan.placements} == {"sat2"}


def test_the_same_is_made_twice() -> None:
    duties, people = drawn(7, 8, 14, days=5)
    first, again = (fill(duties, people, Rules(MONDAY)).plan for _ in range(2))
    assert first == again
    assert rota_problem(duties, people, Rules(MONDAY)).places == sum(one.places for one in duties)
