"""Families counted in units per person, household, child or class, through needs and the split."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.scenario import Scenario
from scenarios import ScenarioError
from scenarios.lots import read_lots
from scenarios.weighing import Said, read_rows
from scenarios.weighing.columns import KG, THROWN, UNITS
from service.kinds.split.page import split_page
from service.kinds.week.driver_sheets import sheets
from service.kinds.week.messages import messages
from service.kinds.week.page import week_page
from service.pages.page import Line
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned


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


def told(values: dict[str, Any], world: Scenario) -> tuple[list[float], list[str]]:
    """Return the kg that a row tells of nappies, and what is wrong with it."""
    store = world.donors[0]
    found = read_rows(
        [Said({"day": world.week_of, "donor": store.id, "outcome": "done", **values})], world
    )
    kg = [food.kg for _, visit in found.visits for food in visit.food]
    return kg, [one.text.en for one in found.complaints]


@pytest.mark.parametrize("typed", ["12 u", "12 paquets", "12 × paquet", "18", 18.0])
def test_units_may_be_typed_where_kg_are(typed: object) -> None:
    town = goods()
    name = town.families[0].id
    assert told({f"{KG}{name}": typed}, town) == ([18.0], [])


def test_a_column_of_units_is_read_and_kg_go_first() -> None:
    town = goods()
    name = town.families[0].id
    assert told({f"{UNITS}{name}": 12}, town) == ([18.0], [])
    assert told({f"{UNITS}{name}": 12, f"{KG}{name}": 20}, town) == ([20.0], [])
    gone = told({f"{UNITS}{name}": 1, f"{THROWN}{name}": "2 u"}, town)[1]
    assert [one for one in gone if "3" in one]


def test_units_of_a_family_counted_in_kg_are_refused_with_a_remedy() -> None:
    town = tiny("hub")
    assert told({"family": town.families[1].label, "units": 4}, town) == (
        [],
        [
            "Pain in units, but it is counted in kg. Expected: the kg, or the family's unit and "
            "its weight among those of the town. Give either."
        ],
    )


def test_lots_in_units_are_whole_but_beside_food_by_kg(tmp_path: Path) -> None:
    town, path = goods(), tmp_path / "lots.csv"
    path.write_text("famille;unités\ncouches;12\n", "utf-8")
    (lot,) = read_lots(path, town).lots
    assert (lot.container, lot.units, lot.kg) == ("unit", 12, 18.0)
    path.write_text("famille;unités;kg\ncouches;12;\npain;;30\n", "utf-8")
    assert [(one.container, one.kg) for one in read_lots(path, town).lots] == [
        (None, 18.0),
        (None, 30.0),
    ]
    path.write_text("famille;unités\npain;12\n", "utf-8")
    with pytest.raises(ScenarioError, match="the weight of a unit is unknown"):
        read_lots(path, town)


def test_what_is_no_food_is_told_beside_what_is_distributed() -> None:
    study = planned()
    first, *others = study.scenario.families
    goods = first.changed(unit="paquet", kg_per_unit=1.5, food=False)
    kg = sum(one.kg for one in study.plan.shares if one.family == first.id)
    told = {
        food: [
            one.text
            for one in week_page(
                study.changed(
                    scenario=study.scenario.changed(families=(goods.changed(food=food), *others))
                ),
                "fr",
            )
            .sections[0]
            .on("report")
            if isinstance(one, Line)
        ]
        for food in (True, False)
    }
    assert len(told[False]) == len(told[True]) + 1
    (more,) = set(told[False]) - set(told[True])
    assert f"{kg:.0f} kg (" in more.replace("\u00a0", " ")
    assert "× paquet), qui ne se mangent pas" in more


def test_drivers_and_associations_are_told_units() -> None:
    study = planned()
    first, *others = study.scenario.families
    counted = first.changed(unit="paquet", kg_per_unit=1.5)
    study = study.changed(scenario=study.scenario.changed(families=(counted, *others)))
    said = [
        line["crates"]
        for one in sheets(study, "fr")["sheets"]
        for stop in one["stops"]
        for line in stop["lines"]
        if line["family"] == first.label
    ]
    assert said
    assert all("× paquet" in one for one in said)
    assert any("× paquet)" in one.decode() for one in messages(study, "fr").values())
