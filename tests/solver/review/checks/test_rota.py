"""Each rule of a rota is broken once, and found; what is right is accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.rota import DatedDecision, Pairing
from models.rota_rules import ROTA_RULES
from models.rota_study import Placement, RotaPlan, RotaStudy
from solver.review.check_rota import check_rota
from solver.rota.limits import Limits
from solver.rota.plan import Asking, make_rota
from tests.helpers.rotas import town

GOOD = make_rota(town(), Limits(None, 1.0))


def placed(*pairs: tuple[str, str]) -> RotaStudy:
    """The good rota, with some placements more."""
    more = tuple(Placement(person=who, duty=duty) for who, duty in pairs)
    return GOOD.changed(plan=RotaPlan(placements=(*GOOD.plan.placements, *more)))


def only(*pairs: tuple[str, str], **rota: Any) -> RotaStudy:
    """The good rota with these placements alone, in a town with other rules."""
    made = tuple(Placement(person=who, duty=duty) for who, duty in pairs)
    world = GOOD.scenario.changed(rota=GOOD.scenario.rota.changed(**rota))
    return GOOD.changed(plan=RotaPlan(placements=made), scenario=world)


def volunteer(name: str, **values: Any) -> dict[str, Any]:
    mine = (
        one.changed(**values) if one.id == name else one for one in GOOD.scenario.rota.volunteers
    )
    return {"volunteers": tuple(mine)}


def pairing(rule: str, *people: str) -> dict[str, Any]:
    return {"pairings": (Pairing.model_validate({"people": people, "rule": rule}),)}


MON, TUE, WED, SAT = "20261130", "20261201", "20261202", "20261205"
BOTH_SATURDAYS = (("p1", f"sort_{SAT}_1"), ("p1", "sort_20261212_1"))
CASES: list[tuple[str, Callable[[], RotaStudy]]] = [
    ("rota_reference", lambda: placed(("nobody", f"tour_{MON}_1"))),
    ("rota_reference", lambda: placed(("p1", "none"))),
    ("rota_duty", lambda: GOOD.changed(duties=GOOD.duties[1:])),
    (
        "rota_duty",
        lambda: GOOD.changed(duties=(GOOD.duties[0].changed(places=9), *GOOD.duties[1:])),
    ),
    ("rota_places", lambda: only(("p1", f"sort_{SAT}_1"), ("p4", f"sort_{SAT}_1"))),
    ("rota_offer", lambda: only(("p1", f"tour_{TUE}_1"))),
    ("rota_skill", lambda: only(("p2", f"tour_{MON}_1"))),
    ("rota_association", lambda: only(("p1", f"open_{WED}_1"))),
    ("rota_half_day", lambda: only(("p1", f"tour_{MON}_1"), ("p1", f"tour_{MON}_2"))),
    ("rota_day", lambda: only(("p1", f"tour_{MON}_1"), ("p1", f"tour_{MON}_2"))),
    (
        "rota_week",
        lambda: only(("p2", f"tour_{MON}_2"), ("p2", f"tour_{TUE}_2"), ("p2", f"open_{WED}_1")),
    ),
    ("rota_fortnight", lambda: only(*BOTH_SATURDAYS, **volunteer("p1", max_per_fortnight=1))),
    ("rota_weekends", lambda: only(*BOTH_SATURDAYS, weekends_apart=True)),
    ("rota_together", lambda: only(("p2", f"tour_{MON}_2"), **pairing("together", "p1", "p2"))),
    (
        "rota_apart",
        lambda: only(
            ("p1", f"tour_{MON}_1"), ("p2", f"tour_{MON}_2"), **pairing("apart", "p1", "p2")
        ),
    ),
    (
        "rota_decision",
        lambda: GOOD.changed(
            decisions=(DatedDecision(person="p1", duty=f"tour_{MON}", rule="excluded"),)
        ),
    ),
    (
        "rota_decision",
        lambda: GOOD.changed(decisions=(DatedDecision(person="p4", duty=f"tour_{MON}"),)),
    ),
    ("rota_figures", lambda: GOOD.changed(loads=(GOOD.loads[0].changed(duties=9),))),
    ("rota_figures", lambda: GOOD.changed(ranks=(GOOD.ranks[0].changed(filled=0),))),
    ("rota_figures", lambda: GOOD.changed(levels=(GOOD.levels[0].changed(value=0.0, bound=0.0),))),
    (
        "rota_hall",
        lambda: GOOD.changed(shortages=(GOOD.shortages[0].changed(at_most=0, places=9),)),
    ),
    (
        "rota_hall",
        lambda: GOOD.changed(shortages=(GOOD.shortages[0].changed(people=("p3",)),)),
    ),
]


def test_a_good_rota_is_accepted_and_every_rule_is_tried() -> None:
    assert check_rota(GOOD) == ()
    assert GOOD.shortages
    assert {code for code, _ in CASES} | {"rota_proof"} == set(ROTA_RULES)


@pytest.mark.parametrize(("code", "broken"), CASES)
def test_a_broken_rule_is_found(code: str, broken: Callable[[], RotaStudy]) -> None:
    found = check_rota(broken())
    assert code in {one.code for one in found}, [one.code for one in found]
    assert all(one.severity == "violation" for one in found)
    assert "{" not in "".join(one.text.fr + one.text.en for one in found)


def _worse(level: str) -> RotaStudy:
    """Return a rota that is worse at one level, and says the same proof of itself."""
    names = [one.level for one in GOOD.levels]
    pairs = {(one.person, one.duty) for one in GOOD.plan.placements}
    if level == "filled":
        pairs -= {("p2", f"tour_{MON}_2")}
    else:
        # p4 does both Saturdays instead of sharing them with p1
        pairs = {pair for pair in pairs if not pair[1].startswith("sort")}
        pairs |= {("p1", f"sort_{SAT}_1"), ("p1", "sort_20261212_1")}
    made = RotaPlan(
        placements=tuple(Placement(person=who, duty=duty) for who, duty in sorted(pairs))
    )
    study = GOOD.changed(plan=made)
    assert level in names
    return study


@pytest.mark.parametrize("level", ["filled", "loads"])
def test_prices_prove_no_worse_rota(level: str) -> None:
    found = check_rota(_worse(level))
    assert "rota_proof" in {one.code for one in found}


def test_prices_that_are_not_told_prove_nothing() -> None:
    found = check_rota(GOOD.changed(potentials=()))
    assert {one.code for one in found} == {"rota_proof"}


def test_a_rota_changed_by_hand_is_accepted_with_its_proofs() -> None:
    asked = Asking(
        decisions=(
            DatedDecision(person="p1", duty=f"tour_{MON}", rule="excluded"),
            DatedDecision(person="p4", duty=f"sort_{SAT}_1", rule="comes"),
        ),
        kept=GOOD,
        before=GOOD.changed(plan=RotaPlan()),
    )
    made = make_rota(GOOD.scenario, Limits(None, 1.0), asked)
    assert made.violations == ()
    assert [one.level for one in made.levels][2] == "changes"
    assert all(one.by == "potentials" for one in made.levels)
    assert ("p1", f"tour_{MON}_1") not in {(p.person, p.duty) for p in made.plan.placements}
