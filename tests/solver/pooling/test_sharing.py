from __future__ import annotations

from dataclasses import replace

import pytest

from models.sharing import SharingStudy
from solver.pooling import sharing
from solver.pooling.coalition_values import Values, all_coalitions
from tests.solver.pooling.inline import tiny_valued


@pytest.fixture(scope="module")
def values() -> Values:
    return tiny_valued()


def study(values: Values) -> SharingStudy:
    return sharing._study(values, all_coalitions(values.ids), "nucleolus", None, 1.0)


def balanced(found: SharingStudy) -> None:
    """Nothing is owed to nobody: what is borne is what is shared, to the cent of each."""
    assert {one.association for one in found.settlement} == {"secours", "restos", "ccas"}
    borne = sum(one.borne_eur for one in found.settlement)
    assert borne == pytest.approx(found.cost_eur, abs=0.01)
    assert sum(one.owes_eur for one in found.settlement) == pytest.approx(0.0, abs=0.02)


def test_what_the_pooled_week_cost_is_settled(values: Values) -> None:
    balanced(study(values))


def test_groups_planned_apart_are_settled_as_well(values: Values) -> None:
    """A pooled week dearer than its parts is not driven; what the parts cost is still shared."""
    ids = values.ids
    dear = values.found[("equal_food", ids)]
    found = values.found | {("equal_food", ids): dear.model_copy(update={"eur": dear.eur + 1000})}
    parted = study(replace(values, found=found))
    assert next(one for one in parted.values if one.members == ids).splits
    balanced(parted)


def test_where_the_pooled_week_could_not_be_planned_its_parts_are_settled(values: Values) -> None:
    found = {asked: week for asked, week in values.found.items() if asked[1] != values.ids}
    found |= {("free", values.ids): values.found["free", values.ids]}
    balanced(study(replace(values, found=found)))
