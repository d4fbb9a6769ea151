"""What is passed on: against brute force on small towns, and what must hold in any town."""

from __future__ import annotations

import itertools
from random import Random

import networkx as nx
import pytest

from models.scenario import Scenario
from models.transfers import FixedTransfer, Partner
from solver.programs.solved import SolveLimits
from solver.review.checks.transfers import check_transfers
from solver.transfers.needs import DAY_S, at_home, last_s, outlook
from solver.transfers.problem import transfer_problem
from solver.transfers.program import TransferProgram
from solver.travel import matrix
from tests.helpers.lots_in_stock import PLACES, drawn, lot, planned, stocked, trip
from tests.helpers.scenarios import changed

ROUND = (
    ("secours", "08:00", "08:30"),
    ("restos", "08:50", "09:20"),
    ("ccas", "09:40", "10:10"),
)


def test_what_would_be_binned_goes_where_it_is_of_use() -> None:
    study = planned(stocked([lot("yog", "secours", "dairy", 900, 1)], [trip("van", 0, *ROUND)]))
    assert study.violations == ()
    assert study.saved_kg > 0
    assert {one.giver for one in study.plan.handovers} == {"secours"}
    assert {one.trip for one in study.plan.handovers} == {"van"}
    assert study.km == 0


def binned(world: Scenario, moves: dict[tuple[str, str], float]) -> float | None:
    """Return what is binned with some moves, by flows; none if a receiver cannot use them."""
    lost = 0.0
    for who in PLACES:
        found = binned_at(world, moves, who)
        if found is None:
            return None
        lost += found
    return lost


def binned_at(world: Scenario, moves: dict[tuple[str, str], float], who: str) -> float | None:
    """What was moved first, then what is at risk at home, before what lasts longer."""
    ahead = outlook(world)
    graph: nx.DiGraph[object] = nx.DiGraph([("s", "t")])
    graph.edges["s", "t"].update(capacity=0, weight=0)
    own = {one.id: one.association == who for one in ahead.lots}
    ends = {one.id: last_s(world, one, who, ahead.end_s) for one in ahead.lots}
    there = {
        one.id: one.kg - sum(kg for (name, _), kg in moves.items() if name == one.id)
        if own[one.id]
        else moves.get((one.id, who), 0.0)
        for one in ahead.lots
    }
    for one in ahead.lots:
        weight = -10_000 if not own[one.id] else -100 if ends[one.id] < ahead.end_s else 0
        graph.add_edge("s", one.id, capacity=round(there[one.id]), weight=weight)
        for opening in ahead.openings[who]:
            wanted = ahead.wanted.get((who, one.family, opening), 0.0)
            if opening < ends[one.id] and wanted > 0 and (own[one.id] or opening >= 10 * 3600):
                graph.add_edge(one.id, (one.family, opening), weight=0)
                graph.add_edge((one.family, opening), "t", capacity=round(wanted), weight=0)
    out = nx.max_flow_min_cost(graph, "s", "t")["s"]
    if any(out[name] < round(there[name]) for name in there if not own[name]):
        return None
    return sum(float(there[n] - out[n]) for n in there if own[n] and ends[n] < ahead.end_s)


@pytest.mark.parametrize("seed", range(8))
def test_no_other_way_saves_more(seed: int) -> None:
    chance = Random(seed)
    lots = [
        lot(
            f"l{n}",
            "secours",
            chance.choice(("fruit", "dry")),
            30,
            chance.randint(1, 7),
            unit_kg=10,
        )
        for n in range(2)
    ]
    payload = chance.choice((20, 40))
    world = stocked(lots, [trip("van", 0, *ROUND, payload_kg=payload)])
    needs = [{"fruit": chance.choice((10, 20, 40)), "dry": chance.choice((10, 30))} for _ in PLACES]
    people = [
        one.changed(weekly_need_kg={k: 2.0 * len(one.openings) * v for k, v in need.items()})
        for one, need in zip(world.associations, needs, strict=True)
    ]
    world = changed(world, associations=tuple(people))
    best = binned(world, {})
    assert best is not None
    split = [(a, b) for a in range(4) for b in range(4) if a + b <= 3]
    for ways in itertools.product(split, repeat=2):
        moves: dict[tuple[str, str], float] = {}
        for one, (restos, ccas) in zip(lots, ways, strict=True):
            moves |= {(one.id, "restos"): 10.0 * restos, (one.id, "ccas"): 10.0 * ccas}
        if sum(moves.values()) <= payload:
            found = binned(world, moves)
            best = best if found is None else min(best, found)
    study = planned(world)
    assert study.violations == ()
    assert study.lost_kg == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize("seed", range(110, 116))
def test_any_town(seed: int) -> None:
    world = drawn(seed)
    study = planned(world)
    assert study.violations == ()
    assert study.lost_kg <= study.lost_before_kg + 1e-3
    saved = next(one for one in study.levels if one.level == "saved")
    assert saved.value <= saved.bound + 1e-3
    assert study.free_lost_kg <= study.lost_kg + 1e-3


def lost(world: Scenario, *, trips: int | None = None) -> float:
    """Return the least that is binned, in parts of kg."""
    problem = transfer_problem(world, matrix(world))
    found = TransferProgram(problem, new_trips=trips, limits=SolveLimits()).least_lost()
    assert found is not None
    return found.value


@pytest.mark.parametrize("seed", range(200, 208))
def test_one_more_trip_never_saves_less(seed: int) -> None:
    world = drawn(seed)
    more = trip("extra", Random(seed).randint(0, 6), *ROUND)
    asked = world.transfers
    with_it = world.changed(transfers=asked.changed(trips=(*asked.trips, more)))
    assert lost(with_it) <= lost(world) + 1e-6
    assert lost(world, trips=2) <= lost(world, trips=1) + 1e-6 <= lost(world, trips=0) + 2e-6


@pytest.mark.parametrize("seed", range(305, 309))
def test_the_order_of_the_file_and_names_change_nothing(seed: int) -> None:
    world = drawn(seed)
    asked = world.transfers
    turned = world.changed(
        associations=world.associations[::-1],
        transfers=asked.changed(lots=asked.lots[::-1], trips=asked.trips[::-1]),
    )
    assert planned(turned).plan == planned(world).plan
    renamed = asked.changed(
        lots=tuple(one.changed(id=f"z{len(asked.lots) - n}") for n, one in enumerate(asked.lots)),
        trips=tuple(one.changed(id=f"y{9 - n}") for n, one in enumerate(asked.trips)),
    )
    assert lost(world.changed(transfers=renamed)) == pytest.approx(lost(world), abs=1e-6)


def given_out(world: Scenario, study: object, who: str, family: str, until: int) -> float:
    lots = {one.id: one for one in world.transfers.lots}
    return sum(
        one.kg
        for one in study.plan.given_out  # type: ignore[attr-defined]
        if one.association == who and lots[one.lot].family == family and one.opening_s < until
    )


@pytest.mark.parametrize("seed", range(411, 419))
def test_who_gives_stays_covered(seed: int) -> None:
    world = drawn(seed)
    study, ahead = planned(world), outlook(world)
    alone = at_home(world, ahead).given_out
    lots = {one.id: one for one in world.transfers.lots}
    for who, family in {(one.giver, lots[one.lot].family) for one in study.plan.handovers}:
        until = ahead.first_s + world.transfers.kept_days(who) * DAY_S
        before = sum(
            kg
            for (name, at), kg in alone.items()
            if at < until and (lots[name].association, lots[name].family) == (who, family)
        )
        assert given_out(world, study, who, family, until) >= before - 1e-3


def test_best_before_passed_is_given_only_to_who_accepts_it() -> None:
    rice = lot("riz", "secours", "dry", 700, 1, date_kind="best_before")
    van = trip("van", 4, *ROUND)
    nobody = planned(stocked([rice], [van]))
    assert nobody.plan.handovers == ()
    assert "Même avec un trajet gratuit" in nobody.left[0].reason.fr or nobody.left[0].to
    some = planned(
        stocked([rice], [van], partners=(Partner(association="ccas", past_best_before=True),))
    )
    assert {one.to for one in some.plan.handovers} == {"ccas"}
    assert some.violations == ()


def test_use_by_passed_never_leaves() -> None:
    study = planned(stocked([lot("a", "secours", "dry", 700, 1)], [trip("late", 2, *ROUND)]))
    assert study.plan.handovers == ()
    assert study.left[0].code == "no_trip"


def test_chilled_food_keeps_to_the_cold() -> None:
    food = [lot("a", "secours", "dairy", 900, 3), lot("b", "secours", "frozen", 900, 3)]
    bare = planned(stocked(food, [trip("car", 0, *ROUND, cold="none")]))
    # 20 minutes to the next halt are allowed without equipment, 70 to the second are not
    assert {(one.lot, one.to) for one in bare.plan.handovers} <= {("a", "restos")}
    cool = planned(stocked(food, [trip("van", 0, *ROUND, cold="boxes", cold_kg=30)]))
    assert sum(one.kg for one in cool.plan.handovers) <= 30
    assert cool.plan.handovers


def test_what_was_decided_is_made_first() -> None:
    food = [lot("a", "secours", "dry", 60, 9)]
    decided = FixedTransfer(lot="a", to="ccas", kg=20)
    study = planned(stocked(food, [trip("van", 0, *ROUND)], fixed=(decided,)))
    assert sum(one.kg for one in study.plan.handovers if one.to == "ccas") >= 20
    late = planned(stocked(food, [trip("van", 12, *ROUND)], fixed=(decided,)))
    assert [one.code for one in late.findings].count("transfer_not_placed") == 1


def test_nobody_goes_out_for_whom_they_do_not_agree_to() -> None:
    world = stocked([lot("yog", "secours", "dairy", 900, 1)], new_trips=2)
    study = planned(world)
    crews = {who for one in study.plan.trips for who in one.crew}
    assert crews
    assert study.violations == ()
    loath = tuple(one.changed(aboard=("restos",)) for one in world.people)
    others = {one.id for one in world.people if one.association != "restos"}
    told = planned(world.changed(people=loath))
    assert told.violations == ()
    assert not others & {who for one in told.plan.trips for who in one.crew}
    found = check_transfers(world.changed(people=loath), study.travel, study.plan, study.week)
    assert {one.code for one in found} == {"transfer_crew"}


def test_a_refusal_has_its_price() -> None:
    bread = [lot("a", "secours", "bread", 900, 1)]
    closed = (Partner(association="secours", gives=False),)
    study = planned(stocked(bread, [trip("van", 0, *ROUND)], partners=closed))
    assert study.plan.handovers == ()
    (price,) = study.prices
    freely = planned(stocked(bread, [trip("van", 0, *ROUND)]))
    assert price.saved_kg == pytest.approx(freely.saved_kg, abs=1.0)
    assert price.saved_kg > 0
