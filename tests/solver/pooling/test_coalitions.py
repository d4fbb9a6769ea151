import itertools
import threading
from pathlib import Path

import pytest

from models.folders import default_folder
from pools.streams import streams
from scenarios import load
from solver.cache import Cache
from solver.pooling.coalition_values import CoalitionTask, Values, all_coalitions, planned
from solver.pooling.coalitions import coalition, needing
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.travel import matrix
from tests.helpers.budgets import first_plan
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.long import quick
from tests.helpers.scenarios import changed, tiny
from tests.solver.pooling.inline import QUICK, inline, nobody, tiny_valued, valued


def test_a_coalition_keeps_what_its_members_hold_and_have_the_use_of() -> None:
    scenario = tiny("hub")
    alone = coalition(scenario, ["restos"])
    assert {donor.holder for donor in alone.donors} <= {"restos"}
    # the car that the ccas lends on Wednesday, and its home, stay; nothing of the van
    assert [(car.id, car.days) for car in alone.vehicles] == [("car", ("wed",))]
    assert {who.id: who.people for who in alone.associations} == {"restos": 100, "ccas": 0}
    assert {person.association for person in alone.people} == {"restos"}
    assert [stream.mode for stream in streams(alone)] == ["alone"] * len(streams(alone))


def test_a_pool_that_loses_its_hub_sorts_at_the_largest_cold_store() -> None:
    pair = coalition(tiny("hub"), ["restos", "ccas"])
    assert [(pool.mode, pool.hub) for pool in pair.policy.pools] == [("hub", "restos")]
    whole = coalition(tiny("hub"), ["secours", "restos", "ccas"])
    assert [pool.hub for pool in whole.policy.pools] == ["secours"]


def test_receivers_without_a_collector_make_no_pool() -> None:
    scenario = load("aubagne", "today").scenario
    pair = coalition(scenario, ["restos", "women"])
    assert [(pool.mode, pool.members) for pool in pair.policy.pools] == [
        ("alone", ("restos", "women"))
    ]


def test_nobody_or_somebody_unknown() -> None:
    for members in ([], ["nobody"]):
        with pytest.raises(ValueError, match="members"):
            coalition(tiny(), members)


@pytest.mark.parametrize("seed", quick(range(5), 2))
def test_every_coalition_of_a_drawn_week_is_planned_by_the_rules(seed: int) -> None:
    scenario = random_scenario(seed)
    travel = matrix(scenario)
    ids = [who.id for who in scenario.associations]
    for size in (1, 2, len(ids)):
        for members in list(itertools.combinations(ids, min(size, len(ids))))[:2]:
            week = coalition(scenario, members)
            plan = plan_week(week, travel, first_plan(0.1), seed=1).plan
            assert check(week, travel, plan) == ()
            assert all(share.association in members for share in plan.shares)


def test_hours_with_a_price_enter_the_cost_at_equal_food() -> None:
    scenario = tiny()
    priced = scenario.changed(pooling=scenario.pooling.changed(eur_per_person_hour=5.0))
    van = needing(priced, {}).vehicle["van"]
    assert van.eur_per_hour == pytest.approx(scenario.vehicle["van"].eur_per_hour + 2 * 5.0)
    assert {who.weekly_need_kg == {} for who in needing(priced, {}).associations} == {True}


def test_equal_food_brings_each_what_it_has_alone() -> None:
    values = tiny_valued()
    whole = values.found["equal_food", values.ids]
    for who in values.ids:
        for family, kg in values.alone_kg[who].items():
            assert whole.by_family[who].get(family, 0.0) >= kg * 0.999 - 0.1
    assert whole.seeds == 2
    assert whole.eur <= sum(values.found["free", (who,)].eur for who in values.ids) + 0.01


def test_what_was_planned_is_found_again_and_what_was_spoilt_is_planned_again(
    tmp_path: Path,
) -> None:
    cache = Cache(tmp_path)
    first = valued(tiny("alone"), cache)
    again = valued(tiny("alone"), cache)
    assert (first.cached, again.planned) == (0, 0)
    assert again.found == first.found
    renamed = valued(tiny("alone", label="Un autre nom"), cache)
    assert renamed.planned == 0
    next(tmp_path.glob("*.json")).write_text("{", encoding="utf-8")
    assert valued(tiny("alone"), cache).planned == 1
    other = valued(changed(tiny("alone"), days=("mon", "tue")), cache)
    assert other.planned > 0


def test_where_plans_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAMASSE_CACHE", str(tmp_path / "here"))
    assert default_folder("plans") == tmp_path / "here" / "plans"
    monkeypatch.delenv("RAMASSE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder("plans") == tmp_path / "ramasse" / "plans"


def test_a_disk_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file")
    cache.put("key", {"a": 1})
    assert cache.get("key") is None


def test_stopped_coalitions_are_missing() -> None:
    scenario = tiny("hub")
    values = Values(scenario, matrix(scenario), QUICK, Cache(None))
    stop = threading.Event()
    with inline() as workers:
        values.alone(workers, stop, nobody)

        def pull(done: int, of: int) -> None:
            if done:
                stop.set()

        values.ask(all_coalitions(values.ids), workers, stop, pull)
    assert values.found
    assert values.short
    assert not values.short & set(values.found)


def test_a_task_is_known_by_its_content() -> None:
    scenario = tiny()
    task = CoalitionTask(scenario, matrix(scenario), {}, None, 2, 1, "pyvrp")
    assert (
        task.key
        == CoalitionTask(scenario.changed(label="x"), task.travel, {}, None, 2, 1, "pyvrp").key
    )
    for other in (
        CoalitionTask(scenario, task.travel, {"restos": 1.0}, None, 2, 1, "pyvrp"),
        CoalitionTask(scenario, task.travel, {}, None, 3, 1, "pyvrp"),
        CoalitionTask(scenario, task.travel, {}, None, 2, 2, "pyvrp"),
    ):
        assert other.key != task.key


def test_a_planned_answer_is_the_plan_that_the_checker_accepts() -> None:
    scenario = tiny()
    answer = planned(CoalitionTask(scenario, matrix(scenario), {}, None, 1, 1, "pyvrp"))
    assert answer["sound"]
    assert answer["whole"]
    assert sum(answer["owner_eur"].values()) == pytest.approx(answer["eur"])
