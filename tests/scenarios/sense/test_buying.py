"""Budgets under the least order of everybody who sells what is needed."""

from __future__ import annotations

import re

import pytest

from models.scenario import Scenario
from scenarios.sense.buying import money
from tests.helpers.purchases import small


def town(budget: float | None, ceiling: float = 0.0, *, whole: bool = False) -> Scenario:
    """The small purchase: one seller, who asks for 40 €; the other one sells if ``whole``."""
    world = small()
    asked = world.buying
    return world.changed(
        buying=asked.changed(
            members=tuple(one.changed(budget_eur=budget) for one in asked.members),
            payers=tuple(one.changed(ceiling_eur=ceiling) for one in asked.payers),
            offers=asked.offers if whole else asked.offers[:2],
        )
    )


def test_who_sells_nothing_that_is_needed_has_no_least_order() -> None:
    (told,) = money(town(10))
    assert "€20" in told.text.en
    assert "€40" in told.text.en
    assert not list(money(town(10, whole=True)))


@pytest.mark.parametrize(("budget", "ceiling"), [(20.0, 0.0), (10.0, 20.0), (None, 0.0)])
def test_what_reaches_it_is_no_fault(budget: float | None, ceiling: float) -> None:
    assert not list(money(town(budget, ceiling)))


def test_the_remedy_works() -> None:
    """What it says to add, added to one budget, is enough; a cent less is not."""
    (told,) = money(town(12.33))
    found = re.search(r"Add €([\d.]+)", told.text.en)
    assert found is not None
    more = float(found[1])
    for added, faults in ((more, 0), (more - 0.01, 1)):
        world = town(12.33)
        first, *rest = world.buying.members
        richer = first.changed(budget_eur=12.33 + added)
        buying = world.buying.changed(members=(richer, *rest))
        assert len(list(money(world.changed(buying=buying)))) == faults
