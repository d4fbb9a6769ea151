"""Figures that placements do not make, and prices that prove nothing, are found."""

from __future__ import annotations

import pytest

from models.rota import DatedDecision
from models.rota_study import Placement, RotaPlan, RotaStudy
from solver.programs.cp_sat import Limits
from solver.rota.plan import Asking, make_rota
from tests.helpers.broken_rotas import GOOD, MON, SAT, BrokenRota, is_found


def worse(level: str) -> RotaStudy:
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


BROKEN = (
    BrokenRota("rota_figures", lambda: GOOD.changed(loads=(GOOD.loads[0].changed(duties=9),))),
    BrokenRota("rota_figures", lambda: GOOD.changed(ranks=(GOOD.ranks[0].changed(filled=0),))),
    BrokenRota(
        "rota_figures", lambda: GOOD.changed(levels=(GOOD.levels[0].changed(value=0.0, bound=0.0),))
    ),
    BrokenRota("rota_proof", lambda: worse("filled")),
    BrokenRota("rota_proof", lambda: worse("loads")),
    BrokenRota("rota_proof", lambda: GOOD.changed(potentials=())),
)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: one.code)
def test_a_broken_rule_is_found(broken: BrokenRota) -> None:
    is_found(broken)


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
