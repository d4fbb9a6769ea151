from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import pytest

from models.calendar import DAY_NUMBER, Opening
from models.plan import Plan, Round, Share, Stop, StopKind
from models.policy import Mode
from models.scenario import Scenario
from pools.streams import streams
from scenarios import load
from solver.programs.linear import minimise
from solver.programs.solved import INFINITY
from solver.review.diagnose import DAY_S, Cause, _adding_up, diagnose, free_logistics_kg, usage
from tests.helpers.scenarios import tiny
from tests.solver.review.plans import planned, random_week


@pytest.mark.parametrize("seed", range(15))
def test_no_plan_beats_free_logistics(seed: int) -> None:
    scenario, _, plan = random_week(seed)
    found = diagnose(scenario, plan)
    assert plan.usable_kg <= found.free_logistics_kg + 1e-3
    assert found.free_logistics_kg <= min(found.supply_kg, found.need_kg) + 1e-3
    assert found.planned_kg == plan.usable_kg


@pytest.mark.parametrize("seed", range(10))
def test_lots_and_needs_taken_together_change_nothing(seed: int) -> None:
    """Against the program that has a column for each lot and association, as it is stated."""
    scenario, _, _ = random_week(seed)
    of_donor = {donor: stream for stream in streams(scenario) for donor in stream.donors}
    lots: list[float] = []
    needs: dict[tuple[str, str], int] = {}
    arcs: list[tuple[int, tuple[str, str]]] = []
    for pickup in scenario.pickups.values():
        ready = DAY_NUMBER[pickup.day] * DAY_S + pickup.opens_s + pickup.loading_s
        for family in pickup.kg if pickup.donor in of_donor else ():
            lots.append(pickup.usable_kg(family))
            for who in of_donor[pickup.donor].members:
                last = pickup.use_by[family]
                opens = scenario.openings_s[who]
                if scenario.need_kg(who, family) > 0 and any(
                    start >= ready and start // DAY_S <= last for start in opens
                ):
                    needs.setdefault((who, family), len(needs))
                    arcs.append((len(lots) - 1, (who, family)))
    table = np.zeros((len(lots) + len(needs), len(arcs)))
    for column, (lot, pair) in enumerate(arcs):
        table[lot, column] = table[len(lots) + needs[pair], column] = 1
    limits = np.array([*lots, *(scenario.need_kg(*pair) for pair in needs)])
    expected = minimise(-np.ones(len(arcs)), (table, -INFINITY, limits)).values.sum() if arcs else 0
    assert free_logistics_kg(scenario) == pytest.approx(expected, abs=1e-5)


def test_aubagne_is_short_of_food_even_with_perfect_logistics() -> None:
    found = diagnose(load("aubagne", "hub").scenario, Plan())
    assert found.need_kg == pytest.approx(4590)
    # 53 visits, 5,050 kg, after 6 % of no-shows and 16 % of rejects
    assert found.supply_kg == pytest.approx(5050 * 0.94 * 0.84)
    assert 1 - found.supply_kg / found.need_kg == pytest.approx(0.13, abs=0.005)
    assert "13 % que les dons ne couvrent pas, même avec une logistique parfaite" in (
        found.verdict.fr
    )
    assert "13% that donations do not cover" in found.verdict.en


def one_lot(
    *, people: int = 1000, day: str = "tue", starts: str = "14:00", refuses: tuple[str, ...] = ()
) -> Scenario:
    """One grower on Tuesday from 8:00 (30 min to load), one association that distributes once."""
    base = tiny("alone")
    who = base.associations[0].changed(
        people=people,
        openings=(Opening.model_validate({"day": day, "starts": starts, "ends": "23:00"}),),
        refuses=refuses,
    )
    grower = next(donor for donor in base.donors if donor.id == "grower")
    pool = base.policy.pools[0].changed(members=("secours",))
    return base.changed(
        families=base.families[:1],
        associations=(who,),
        donors=(grower,),
        policy=base.policy.changed(pools=(pool,)),
    )


def test_the_bound_by_hand() -> None:
    assert free_logistics_kg(one_lot()) == pytest.approx(200 * 0.84)
    assert free_logistics_kg(one_lot(people=10)) == pytest.approx(10 * 1.2)
    assert free_logistics_kg(one_lot(refuses=("fruit",))) == 0


@pytest.mark.parametrize(
    ("day", "starts", "in_time"),
    [
        ("tue", "08:30", True),
        ("tue", "08:29", False),  # next Tuesday is too late
        ("fri", "09:00", True),  # three days after Tuesday
        ("sat", "09:00", False),
        ("mon", "09:00", False),
    ],
)
def test_food_counts_until_its_use_by_day(day: str, starts: str, in_time: bool) -> None:
    assert (free_logistics_kg(one_lot(day=day, starts=starts)) > 0) == in_time


def test_the_next_week_counts_for_what_keeps() -> None:
    scenario = one_lot(day="mon")
    keeps = tuple(family.changed(shelf_days=30) for family in scenario.families)
    assert free_logistics_kg(scenario.changed(families=keeps)) == pytest.approx(168)


def test_the_verdict_names_the_largest_part() -> None:
    nothing = Plan()
    lacking = one_lot(people=1000)
    assert "surtout la nourriture" in diagnose(lacking, planned(lacking)).verdict.fr
    assert "n'apporte pas tout" in diagnose(lacking, nothing).verdict.fr
    assert "véhicules, équipages" in diagnose(one_lot(people=140), nothing).verdict.fr
    assert "l'organisation choisie" in diagnose(one_lot(people=140, day="mon"), nothing).verdict.fr
    assert diagnose(one_lot(people=0), nothing).verdict.en == "No need is declared."


def halt(kind: StopKind, site: str, at: int, pickup: str | None = None, **kg: float) -> Stop:
    return Stop(
        kind=kind, site=site, pickup=pickup, arrive_s=at, start_s=at, leave_s=at + 600, kg=kg
    )


@dataclass
class Item:
    """What the two rounds of ``carried`` have in common."""

    stream: str = "town"
    vehicle: str = "van"
    day: str = "mon"
    shift: str = "morning"
    crew: tuple[str, ...] = ("paul", "anne")


def carried() -> Plan:
    """Return 80 kg of dairy sorted on Monday; 30 stay, 50 leave on Tuesday at 10:00."""
    first = Round.model_validate(
        asdict(Item())
        | {
            "id": "r1",
            "stops": (
                halt("depart", "secours", 27_000),
                halt("collect", "hyper", 32_000, "hyper_mon", dairy=120),
                halt("unload", "secours", 36_000),
                halt("return", "secours", 36_600),
            ),
        }
    )
    second = Round.model_validate(
        asdict(Item(day="tue"))
        | {
            "id": "r2",
            "stops": (
                halt("depart", "secours", 35_000),
                halt("load", "secours", 36_000),
                halt("drop", "restos", 38_000),
                halt("return", "secours", 39_000),
            ),
        }
    )

    def share(who: str, kg: float, by: str | None, opening_s: int) -> Share:
        return Share(
            association=who,
            origin="r1",
            family="dairy",
            use_by=2,
            kg=kg,
            carried_by=by,
            opening_s=opening_s,
        )

    return Plan(
        rounds=(first, second),
        shares=(
            share("secours", 30, None, 86_400 + 14 * 3600),
            share("restos", 50, "r2", 2 * 86_400 + 14 * 3600),
        ),
    )


def test_usage_by_hand() -> None:
    found = {(one.kind, one.id): one for one in usage(tiny("hub"), carried())}
    van = found["vehicle", "van"]
    assert van.used == pytest.approx((36_600 - 27_600 + 39_000 - 35_600) / 3600)
    assert van.available == 3 * 8
    assert (found["person", "paul"].used, found["person", "paul"].available) == (2, 3)
    assert found["person", "lea"].used == 0
    # what waits for the last mile fills the sorting place too
    assert found["storage", "secours"].used == 80
    assert found["storage", "restos"].used == 50
    assert found["storage", "ccas"].used == 0
    assert found["vehicle", "van"].rate == pytest.approx(van.used / 24)


@pytest.mark.parametrize("mode", ["alone", "hub", "direct"])
def test_nothing_is_used_beyond_what_there_is(mode: Mode) -> None:
    scenario = tiny(mode)
    for one in usage(scenario, planned(scenario)):
        assert one.used <= one.available + 1e-3


@pytest.mark.parametrize(
    ("parts", "whole", "expected"),
    [
        ((0.2440, 0.0540, 0.0497), 35, (24, 6, 5)),
        ((0.129, 0.087, 0.035), 25, (13, 9, 3)),
        ((0.5, 0.3, 0.0), 60, (50, 30, 0)),
    ],
)
def test_what_is_missing_adds_up(
    parts: tuple[float, float, float], whole: int, expected: tuple[int, int, int]
) -> None:
    """Points over go to the largest remainders; parts that do not make the whole stay rounded."""
    causes: tuple[Cause, ...] = ("supply", "pooling", "means")
    found = _adding_up(dict(zip(causes, parts, strict=True)), whole)
    assert tuple(found.values()) == expected
