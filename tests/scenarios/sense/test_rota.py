"""What is refused of volunteers and duties, and what is warned of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.rota import Decision, Pairing, Rota
from models.scenario import Scenario
from scenarios.sense import problems
from scenarios.shortfalls import means
from tests.helpers.rotas import town

GOOD = town().rota


def first(**values: Any) -> Scenario:
    """The town, its first volunteer changed."""
    return rota(volunteers=(GOOD.volunteers[0].changed(**values), *GOOD.volunteers[1:]))


def rota(**values: Any) -> Scenario:
    return town().changed(rota=GOOD.changed(**values))


def work(**values: Any) -> Scenario:
    return rota(duties=(GOOD.duties[0].changed(**values), *GOOD.duties[1:]))


CASES = [
    (first(id="0612345678"), "rota.volunteers.0.id", "téléphone"),
    (first(note="voir marie@exemple.fr"), "rota.volunteers.0.note", "courriel"),
    (first(label="06 12 34 56 78"), "rota.volunteers.0.label", "téléphone"),
    (first(note="+33 6.12.34.56.78 le soir"), "rota.volunteers.0.note", "téléphone"),
    (first(id="p2"), "rota.volunteers.1.id", "p2"),
    (first(max_per_week=0), "rota.volunteers.0.max_per_week", "jamais"),
    (first(max_per_fortnight=0), "rota.volunteers.0.max_per_fortnight", "jamais"),
    (first(skills=("driv",)), "rota.volunteers.0.skills.0", "Vouliez-vous dire « drive »"),
    (
        rota(skills=(*GOOD.skills, GOOD.skills[0].changed(id="drives"))),
        "rota.skills.2.id",
        "deux façons",
    ),
    (work(ends="14:00"), "rota.duties.0.ends", "demi-journée"),
    (work(ends=None, starts="13:00"), "rota.duties.0.starts", "avant de commencer"),
    (
        rota(decisions=(Decision(person="p1", duty="tour", on=date(2026, 12, 3)),)),
        "rota.decisions.0.on",
        "jeudi",
    ),
    (rota(pairings=(Pairing(people=("p1", "p1")),)), "rota.pairings.0.people.1", "dit deux"),
    (
        rota(
            pairings=(
                Pairing(people=("p1", "p2", "p3")),
                Pairing(people=("p3", "p1"), rule="apart"),
            )
        ),
        "rota.pairings.1.rule",
        "jamais ensemble",
    ),
    (work(shift="night"), "rota.duties.0.shift", "night"),
    (work(association="none"), "rota.duties.0.association", "none"),
]


@pytest.mark.parametrize(("scenario", "where", "what"), CASES)
def test_each_fault_is_named_once(scenario: Scenario, where: str, what: str) -> None:
    found = problems(scenario)
    said = [one for one in found if ".".join(map(str, one.loc)) == where]
    assert len(said) == 1, found
    assert what in said[0].text.fr
    assert "Expected" in said[0].text.en


def test_shifts_that_overlap_hold_one_duty_a_day() -> None:
    shifts = (town().shifts[0].changed(ends="14:00"), town().shifts[1])
    scenario = town().changed(shifts=shifts)
    assert [one.loc[-1] for one in problems(scenario)] == ["max_per_day"]


def test_a_label_like_a_name_is_warned_of_and_a_good_town_is_not() -> None:
    assert problems(town()) == ()
    codes = [one.code for one in means(first(label="Marie Dupont"))]
    assert "rota_names" in codes
    for label in ("Marie de Souza", "Jean-Marc Le Goff"):
        assert "rota_names" in [one.code for one in means(first(label=label))]
    for label in ("le mardi", "Tri du matin", "P07"):
        assert "rota_names" not in [one.code for one in means(first(label=label))]
    assert Rota().volunteers == ()
