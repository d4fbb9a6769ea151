from __future__ import annotations

from pathlib import Path

from solver.warehouse.faults import warehouse_faults
from tests.helpers.warehouses import flow, network, platform, point, stored, warehouse


def test_minima_that_hold_in_general_may_conflict_for_what_is_asked() -> None:
    # all that both ask for is chilled, in 4 places of 10 m²: 30 + 30 m² are not to be had there
    one = warehouse(
        platforms=(platform(20, 4, 0),),
        networks=(network("big", minimum_m2=30), network("small", minimum_m2=30)),
        points=(point("a", "big", 10), point("b", "small", 10)),
        flows=tuple(
            flow(who, "fresh", 4000, expiry=9, name=f"{who}-fresh") for who in ("big", "small")
        ),
        stock=(),
        horizon_weeks=2,
    )
    (found,) = warehouse_faults(stored(one))
    assert "Réseau big (30 m²), Réseau small (30 m²)" in found.fr
    assert "Expected" in found.en


def test_a_table_that_lacks_points_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("from,to,seconds,metres\nhub,north,60,500\n", encoding="utf-8")
    scenario = stored()
    scenario = scenario.changed(travel=scenario.travel.changed(table="t.csv"))
    assert any("east" in fault.fr for fault in warehouse_faults(scenario, tmp_path))


def test_what_can_be_planned_has_no_fault() -> None:
    assert warehouse_faults(stored()) == ()
