from __future__ import annotations

import numpy as np

from models.allocation import Supply, SupplyLot
from models.associations import Association
from models.calendar import Opening
from models.history import History
from models.scenario import Scenario
from solver.allocation.supply import OpenSupply, offer
from solver.allocation.whole import stocked, whole_lots
from tests.helpers.scenarios import changed, tiny

DAY_S = 86_400
EVERYONE = ("secours", "restos", "ccas")


def lot(name: str, **values: object) -> SupplyLot:
    fields: dict[str, object] = {
        "id": name,
        "label": name,
        "family": "dry",
        "kg": 40.0,
        "container": "crate",
        "units": 4,
        "ready_s": 0,
        "use_by": 27,
        "members": EVERYONE,
    }
    return SupplyLot.model_validate(fields | values)


def world(**values: object) -> Scenario:
    """Three associations that differ in nothing but their names, unless ``ccas`` is changed."""
    base = tiny("hub")
    model = base.associations[0].changed(
        people=100,
        refuses=(),
        ambient_storage_kg=100.0,
        cold_storage_kg=50.0,
        openings=(
            Opening(day="tue", starts="14:00", ends="17:00"),
            Opening(day="fri", starts="14:00", ends="17:00"),
        ),
    )
    same: list[Association] = [
        model.changed(id=one.id, label=one.label) for one in base.associations
    ]
    same[2] = same[2].changed(**values)
    return changed(base, associations=same)


def opened(scenario: Scenario, *lots: SupplyLot, past: History | None = None) -> OpenSupply:
    return offer(scenario, Supply(source="weighed", lots=lots), past or History(), {})


def test_what_is_in_store_takes_room() -> None:
    past = History(carried_kg={"secours": {"dry": 30.0, "frozen": 200.0}})
    made = opened(world(), lot("a"))
    held = stocked(made, past)
    rooms = {
        (who, group): held.split.limits[row]
        for who, group, row in made.stores
        if group == "ambient"
    }
    assert rooms["secours", "ambient"] == 70.0
    assert rooms["restos", "ambient"] == 100.0
    cold = opened(world(), lot("b", family="frozen"))
    assert [
        stocked(cold, past).split.limits[row] for who, _, row in cold.stores if who == "secours"
    ] == [0.0]


def test_a_lot_lasts_as_many_weeks_as_there_are_distributions_before_its_date() -> None:
    """From Tuesday the 1st day to the 27th there are four Tuesdays; to the 7th one."""
    found = whole_lots(opened(world(), lot("a"), lot("b", use_by=7)), History())
    assert sorted(set(found.weeks[found.lot == 0].tolist())) == [4]
    assert sorted(set(found.weeks[found.lot == 1].tolist())) == [1]


def test_those_are_alike_who_differ_in_names_alone() -> None:
    assert len(set(whole_lots(opened(world(), lot("a")), History()).alike.tolist())) == 1
    for change in ({"people": 99}, {"ambient_storage_kg": 90.0}, {"refuses": ("fruit",)}):
        alike = whole_lots(opened(world(**change), lot("a")), History()).alike.tolist()
        assert alike == [0, 0, 1]
    barred = opened(world(), lot("a", members=("secours", "restos")))
    assert whole_lots(barred, History()).alike.tolist() == [0, 0, 1]


def test_the_order_of_a_file_is_in_no_tie() -> None:
    names = ("z", "m", "a")
    here = whole_lots(opened(world(), *(lot(name) for name in names)), History())
    there = whole_lots(opened(world(), *(lot(name) for name in names[::-1])), History())
    assert here.turn.tolist() == [2, 1, 0]
    assert there.turn.tolist() == [0, 1, 2]
    assert here.rank.tolist() == [2, 1, 0]


def test_rows_of_other_moments_hold_what_is_kept() -> None:
    """What comes on Wednesday for Friday is in store after Tuesday's distribution."""
    made = opened(world(), lot("early"), lot("late", ready_s=2 * DAY_S))
    found = whole_lots(made, History())
    for who, _, row in made.stores:
        mine = np.flatnonzero(
            made.split.association == [a.id for a in made.scenario.associations].index(who)
        )
        held = set(made.split.rows[[row]].indices.tolist())
        later = set(found.later[[row]].indices.tolist())
        assert held | later == set(mine.tolist())
        assert not held & later
