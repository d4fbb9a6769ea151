from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.calendar import Day
from solver.warehouse.point_quantities import divided, due, raised
from solver.warehouse.stock import plan_stock, room
from solver.warehouse.stock_facts import facts
from solver.warehouse.supply_days import apart, cuts, fetches, spread, visits
from solver.warehouse.supply_vehicles import capacity, load_of, serves, shifts_of
from tests.helpers.warehouses import FAMILIES, fleet, flow, point, stored, warehouse

RUNS = (fleet("vans"), fleet("lorry", carrier=True, payload_kg=9000, pallets=18))


@given(
    total=st.integers(0, 500),
    rows=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=6),
)
def test_the_least_provided_rise_together(total: int, rows: list[tuple[int, int]]) -> None:
    needs, held = [float(n) for n, _ in rows], [float(h) for _, h in rows]
    parts = raised(total, needs, held)
    assert sum(parts) == min(total, round(sum(needs)))
    assert all(0 <= part <= need + 1 for part, need in zip(parts, needs, strict=True))
    lacks = sum(max(0.0, n - h) for n, h in zip(needs, held, strict=True))
    if total <= lacks:
        got = [n for n, part in enumerate(parts) if part > 1]
        for n in got:
            mine = (held[n] + parts[n] - 1) / needs[n]
            for m, need in enumerate(needs):
                if need > 0 and held[m] + parts[m] < need - 1:
                    assert mine <= (held[m] + parts[m] + 1) / need + 1e-6


def test_all_that_is_issued_is_due_to_points_of_the_same_network() -> None:
    one = warehouse(
        points=(
            point("a", "big", 300, stock_kg={"dry": 100}),
            point("b", "big", 300),
            point("c", "small", 200),
            point("d", "guests", 200),
        ),
        flows=(flow("big", "dry", 200, expiry=9),),
        stock=(),
        transfers=False,
    )
    known = facts(stored(one))
    plan = plan_stock(known, room(known, None), values=False)
    issued = next(row.issued_kg for row in plan.ledger if row.network == "big")
    wanted = due(one, plan, 0)
    assert wanted["a"]["dry"] + wanted["b"]["dry"] == issued > 100
    assert wanted["b"]["dry"] == wanted["a"]["dry"] + 100
    assert wanted["c"] == {}
    assert "d" not in wanted


def test_loads_are_divided_to_the_kg() -> None:
    parts = divided({"dry": 10, "fresh": 2}, 3)
    assert sum(part.get("dry", 0) for part in parts) == 10
    assert divided({"fresh": 1}, 3) == [{"fresh": 1}]


def test_a_point_is_supplied_as_often_as_it_says_or_its_shelves_or_its_food_ask_for() -> None:
    scenario = stored(warehouse(fleets=(fleet("vans", payload_kg=800),)))
    small = {"dry": 500}
    who = point("a", "big", 500)
    assert visits(scenario, who, small) == 1
    assert visits(scenario, who.changed(visits=2), small) == 2
    shelves = who.changed(storage_kg={"ambient": 130.0})
    assert visits(scenario, shelves, small) == 4
    quick = scenario.changed(families=(FAMILIES[0].changed(shelf_days=3), *FAMILIES[1:]))
    assert visits(quick, who, small) == 3
    fetching = who.changed(fetches=True, fetch_payload_kg=200.0)
    assert fetches(scenario, fetching, small) == 3


def test_deliveries_are_cut_for_the_vehicles_that_may_bring_them() -> None:
    scenario = stored(warehouse(fleets=(fleet("vans", payload_kg=800),)))
    who, large = point("a", "big", 500), {"dry": 2000}
    assert cuts(scenario, who, large, "hub", 1) == 3
    assert cuts(scenario, who, large, "hub", 2) == 2
    lorries = scenario.changed(warehouse=warehouse(fleets=RUNS))
    assert cuts(lorries, who, large, "hub", 1) == 1


def test_who_may_use_which_vehicle() -> None:
    one = warehouse(networks=(*warehouse().networks[:2],))
    owned = fleet(network="big", payload_kg=1000)
    mine, other = point("a", "big", 5), point("b", "small", 5)
    assert serves(one, owned, mine)
    assert not serves(one, owned, other)
    assert serves(one, owned.changed(lent=True), other)
    assert serves(one, owned.changed(network=None), other)
    assert not serves(one, owned, mine.changed(largest_payload_kg=900.0))
    assert capacity(fleet(cold="boxes", cold_kg=120)) == (900, 10**7, 120)
    assert capacity(fleet(cold="none"))[2] == 0


def test_shifts_of_a_vehicle_do_not_overlap() -> None:
    scenario = stored()
    day = scenario.shifts[0].changed(id="day", ends="18:00")
    wider = scenario.changed(shifts=(*scenario.shifts, day))
    assert [shift.id for shift in shifts_of(wider, fleet())] == ["morning", "afternoon"]
    assert [shift.id for shift in shifts_of(wider, fleet(shifts=("day",)))] == ["day"]


def test_loads_count_pallets_and_cold_food() -> None:
    load = load_of(stored(), {"dry": 250, "fresh": 100, "frozen": 45})
    assert (load.kg, load.centipallets, load.cold_kg) == (395, 85, 145)


def test_deliveries_that_come_often_have_parts_of_the_week() -> None:
    days: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
    assert apart(days, 1) == (days,)
    for count in range(1, 12):
        parts = apart(days, count)
        assert len(parts) == count
        assert all(parts)
        assert [days.index(part[0]) for part in parts] == sorted(days.index(p[0]) for p in parts)
    assert spread(days, 5, 2) == ("wed", "thu", "fri", "mon", "tue")
