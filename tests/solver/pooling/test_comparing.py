from __future__ import annotations

import threading

import pytest

from models.scenario import Scenario
from pools.streams import alone_of
from scenarios import load
from solver.parallel import ClusterError, side_by_side
from solver.pooling import comparing
from solver.pooling.comparing import NothingPlannedError, WayToPlan, compare
from solver.pooling.variant_changes import changes
from solver.settings import Settings
from tests.helpers.scenarios import tiny
from tests.solver.pooling.inline import inline, smaller_town

QUICK = Settings(None, 1, weeks=5)


def variant(scenario: Scenario, name: str) -> WayToPlan:
    return WayToPlan(f"label of {name}", scenario.changed(variant=name), None)


def without_van(scenario: Scenario) -> Scenario:
    """A week without its largest vehicle."""
    return scenario.changed(vehicles=tuple(one for one in scenario.vehicles if one.id != "van"))


def smaller_car(scenario: Scenario) -> Scenario:
    """A week whose car carries 10 kg less."""
    cars = (one.changed(payload_kg=240) if one.id == "car" else one for one in scenario.vehicles)
    return scenario.changed(vehicles=tuple(cars))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans are made in this process."""
    monkeypatch.setattr(comparing, "side_by_side", lambda _: inline())


@pytest.mark.usefixtures("here")
def test_searches_of_no_time_decide_little_and_a_van_less_never_brings_more() -> None:
    """First plans are made whole even so; who gains and who loses is left open where it may be."""
    near = smaller_car(tiny("hub"))
    asked = [variant(tiny("hub"), "all"), variant(near, "near"), variant(without_van(near), "less")]
    study = compare(asked, ["all"], Settings(0.001, weeks=0), (1,))
    whole, close, less = study.variants
    assert study.leaders[:2] == ("all", "near")
    assert whole.totals.usable_kg >= less.totals.usable_kg - 1e-6 > 0
    assert whole.may_rise_kg > 1
    assert (close.winners, close.losers) == ((), ())
    food = next(f for f in study.figures if f.variant == "near" and f.association is None)
    assert food.undecided == ("all",)
    assert food.may_rise == close.may_rise_kg


@pytest.mark.usefixtures("here")
def test_the_same_iterations_make_the_same_comparison() -> None:
    scenario = alone_of(tiny("hub"))
    asked = [variant(scenario, "one"), variant(scenario, "same")]
    first, second = (compare(asked, ["one"], Settings(None, 1, weeks=0), (1,)) for _ in range(2))
    assert first.figures == second.figures
    assert first.variants == second.variants
    food = {f.variant: f.value for f in first.figures if f.indicator == "usable_kg"}
    assert food["one"] == food["same"]


@pytest.mark.usefixtures("here")
def test_stopped_after_the_first_plans_these_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a stopped search leaves may still rise: it decides nothing by itself."""
    stop = threading.Event()

    def going_on(*given: object) -> dict[int, object]:
        stop.set()
        return {}

    monkeypatch.setattr(comparing, "_going_on", going_on)
    asked = [variant(tiny("hub"), "hub")]
    study = compare(asked, [], Settings(0.001, weeks=0), (1,), stop=stop)
    assert study.variants[0].totals.usable_kg > 0
    assert study.variants[0].may_rise_kg > 0


@pytest.mark.usefixtures("here")
def test_variants_against_references() -> None:
    asked = [variant(alone_of(smaller_town()), "alone"), variant(smaller_town(), "hub")]
    study = compare(asked, ["alone"], QUICK, (1, 2))
    by = {(f.variant, f.association, f.indicator): f for f in study.figures}
    hub, alone = by["hub", None, "usable_kg"], by["alone", None, "usable_kg"]
    assert hub.against == {"alone": pytest.approx(hub.value - alone.value)}
    assert alone.against == {}
    for kind in ("usable_kg", "km", "eur", "co2_kg", "vehicle_hours", "person_hours", "meals"):
        each = [
            f.value
            for f in study.figures
            if f.variant == "hub" and f.association is not None and f.indicator == kind
        ]
        assert sum(each) == pytest.approx(by["hub", None, kind].value)
    found = {one.variant: one for one in study.variants}
    assert found["hub"].label == "label of hub"
    assert set(found["hub"].winners).isdisjoint(found["hub"].losers)
    assert [change.fr for change in found["hub"].changes]
    assert study.missing == ()
    assert study.budget.planned == 4


def test_a_variant_that_fails_is_named_and_the_others_go_on() -> None:
    good = variant(alone_of(tiny("hub")), "hub")
    travel = tiny().travel.changed(table="missing.csv")
    bad = variant(tiny().changed(travel=travel), "bad")
    study = compare([bad, good], ["bad"], QUICK, (1,))
    assert [one.variant for one in study.variants] == ["hub"]
    assert [one.variant for one in study.missing] == ["bad"]
    assert "missing.csv" in study.missing[0].why.fr
    assert study.references == ()
    assert "no_reference" in {finding.code for finding in study.findings}


def test_stopped_before_anything() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(NothingPlannedError):
        compare([variant(tiny(), "hub")], [], QUICK, (1,), stop=stop)


def test_what_a_variant_changes() -> None:
    hub = load("aubagne", "hub").scenario
    said = [text.fr for text in changes(hub, load("aubagne", "hub_truck_down").scenario)]
    assert said == ["vehicles : retiré, Camion frigorifique 1 000 kg"]
    drawn = [text.en for text in changes(hub, load("aubagne", "hub_draw3").scenario)]
    assert "donors.super-2.holder: restos → solidarity" in drawn
    (direct,) = changes(hub, load("aubagne", "direct").scenario)
    assert direct.fr.startswith("Organisation")
    assert changes(hub, hub) == ()


def test_a_cluster_that_does_not_answer_is_said_at_once() -> None:
    with pytest.raises(ClusterError), side_by_side("tcp://127.0.0.1:1"):
        pass


@pytest.mark.filterwarnings("ignore")
def test_a_dask_cluster_on_loopback_plans_the_same() -> None:
    distributed = pytest.importorskip("distributed")
    asked = [variant(alone_of(tiny("hub")), "hub")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparing, "side_by_side", lambda _: inline())
        here = compare(asked, [], QUICK, (1,))
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        host="127.0.0.1",
        protocol="tcp://",
        dashboard_address=None,
    ) as cluster:
        there = compare(asked, [], QUICK, (1,), cluster=cluster.scheduler_address)
    assert there.figures == here.figures
