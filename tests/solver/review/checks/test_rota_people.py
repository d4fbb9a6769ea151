"""What people may not do in a rota is broken once each, and found."""

from __future__ import annotations

import pytest

from models.rota import DatedDecision
from solver.review.check_rota import check_rota
from tests.helpers.broken_rotas import (
    BOTH_SATURDAYS,
    GOOD,
    MON,
    SAT,
    TUE,
    WED,
    BrokenRota,
    is_found,
    only,
    pairing,
    placed,
    volunteer,
)

BROKEN = (
    BrokenRota("rota_reference", lambda: placed(("nobody", f"tour_{MON}_1"))),
    BrokenRota("rota_reference", lambda: placed(("p1", "none"))),
    BrokenRota("rota_duty", lambda: GOOD.changed(duties=GOOD.duties[1:])),
    BrokenRota(
        "rota_duty",
        lambda: GOOD.changed(duties=(GOOD.duties[0].changed(places=9), *GOOD.duties[1:])),
    ),
    BrokenRota("rota_places", lambda: only(("p1", f"sort_{SAT}_1"), ("p4", f"sort_{SAT}_1"))),
    BrokenRota("rota_offer", lambda: only(("p1", f"tour_{TUE}_1"))),
    BrokenRota("rota_skill", lambda: only(("p2", f"tour_{MON}_1"))),
    BrokenRota("rota_association", lambda: only(("p1", f"open_{WED}_1"))),
    BrokenRota("rota_half_day", lambda: only(("p1", f"tour_{MON}_1"), ("p1", f"tour_{MON}_2"))),
    BrokenRota("rota_day", lambda: only(("p1", f"tour_{MON}_1"), ("p1", f"tour_{MON}_2"))),
    BrokenRota(
        "rota_week",
        lambda: only(("p2", f"tour_{MON}_2"), ("p2", f"tour_{TUE}_2"), ("p2", f"open_{WED}_1")),
    ),
    BrokenRota(
        "rota_fortnight", lambda: only(*BOTH_SATURDAYS, **volunteer("p1", max_per_fortnight=1))
    ),
    BrokenRota("rota_weekends", lambda: only(*BOTH_SATURDAYS, weekends_apart=True)),
    BrokenRota(
        "rota_together", lambda: only(("p2", f"tour_{MON}_2"), **pairing("together", "p1", "p2"))
    ),
    BrokenRota(
        "rota_apart",
        lambda: only(
            ("p1", f"tour_{MON}_1"), ("p2", f"tour_{MON}_2"), **pairing("apart", "p1", "p2")
        ),
    ),
    BrokenRota(
        "rota_decision",
        lambda: GOOD.changed(
            decisions=(DatedDecision(person="p1", duty=f"tour_{MON}", rule="excluded"),)
        ),
    ),
    BrokenRota(
        "rota_decision",
        lambda: GOOD.changed(decisions=(DatedDecision(person="p4", duty=f"tour_{MON}"),)),
    ),
)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: one.code)
def test_a_broken_rule_is_found(broken: BrokenRota) -> None:
    is_found(broken)


def test_a_good_rota_is_accepted() -> None:
    assert check_rota(GOOD) == ()
