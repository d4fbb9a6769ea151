"""Families counted in units per person, household, child or class, through needs and the split."""

from __future__ import annotations

from typing import Any

import pytest

from models.scenario import Scenario
from service.kinds.split.page import split_page
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny


def goods(**family: Any) -> Scenario:
    """The tiny town whose first family is nappies, counted in packets."""
    town = tiny("hub")
    first, *others = town.families
    changed = first.changed(
        **{"label": "Couches", "target_kg_per_person": 0.0, "target_units": 2.0, "unit": "paquet"}
        | {"kg_per_unit": 1.5}
        | family
    )
    who = tuple(
        one.changed(households=20 + n, children=4 + n, counts={"seniors": 3 * n}, people=90)
        for n, one in enumerate(town.associations)
    )
    return Scenario.model_validate(
        town.changed(families=(changed, *others), associations=who).model_dump()
    )


@pytest.mark.parametrize(
    ("per", "heads"), [("person", 90), ("household", 21), ("child", 5), ("seniors", 3)]
)
def test_a_need_is_counted_for_whom_the_family_says(per: str, heads: int) -> None:
    town = goods(per=per)
    who, family = town.associations[1], town.families[0]
    assert town.whole_need_kg(who.id, family.id) == pytest.approx(heads * who.need_weight * 2 * 1.5)


def test_the_split_gives_what_children_need_and_says_it_in_packets() -> None:
    town = goods(per="child")
    family = town.families[0].id
    made = allocate(town, expected(town))
    for one in made.standings:
        need = town.need_kg(one.association, family)
        assert one.by_family_kg.get(family, 0.0) <= need + 1e-6
    page = split_page(made, "fr")
    cells = [
        cell.written("fr")
        for section in page.sections
        for table in section.tables
        for row in table.rows
        for cell in row
        if hasattr(cell, "written")
    ]
    assert any("paquet)" in one for one in cells)
