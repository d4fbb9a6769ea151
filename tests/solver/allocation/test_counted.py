"""Goods counted in units: whole packets for everyone, whatever the rule."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.allocation import Allocation, Supply, SupplyLot
from models.associations import Association
from models.policy import FairSplit, SplitRule
from models.products import Family
from models.scenario import Scenario
from solver.allocation.rules import NAMES
from solver.split import allocate
from tests.helpers.scenarios import changed, tiny

PACKET = 1.4


def town(
    children: dict[str, int], *, cap: float | None = None, rule: SplitRule = "leximin"
) -> Scenario:
    """Return a town where one packet of nappies, of 1.4 kg, is needed a child, and nothing else."""
    world = tiny("hub")
    nappies = Family(
        id="nappies",
        label="Nappies",
        temperature="ambient",
        shelf_days=900,
        target_kg_per_person=0,
        per="child",
        target_units=1,
        unit="packet",
        kg_per_unit=PACKET,
        food=False,
        rare=True,
    )
    who: list[Association] = [
        one.changed(children=children.get(one.id, 0), ambient_storage_kg=cap, weekly_need_kg=None)
        for one in world.associations
    ]
    return changed(
        world,
        families=(*(one.changed(target_kg_per_person=0) for one in world.families), nappies),
        associations=tuple(who),
        policy=world.policy.changed(split=FairSplit(rule=rule)),
    )


def split(world: Scenario, *kg: float) -> Allocation:
    lots = tuple(
        SupplyLot(
            id=f"lot-{n}",
            label="Nappies",
            family="nappies",
            kg=one,
            ready_s=0,
            use_by=6,
            members=("secours", "restos", "ccas"),
        )
        for n, one in enumerate(kg)
    )
    return allocate(world, Supply(source="weighed", lots=lots), compare=False)


def packets(made: Allocation) -> dict[str, float]:
    got: dict[str, float] = defaultdict(float)
    for one in made.portions:
        got[one.association] += one.kg / PACKET
    return {who: round(units, 3) for who, units in got.items()}


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_hands_over_whole_packets(rule: SplitRule) -> None:
    """Seven packets for needs of 3, 5 and 4: by kg, 1.75, 2.92 and 2.33."""
    made = split(town({"secours": 3, "restos": 5, "ccas": 4}, rule=rule), 5 * PACKET, 2 * PACKET)
    got = packets(made)
    assert sum(got.values()) == 7
    assert all(units == round(units) for units in got.values())
    assert not [one for one in made.findings if one.severity == "violation"]


def test_what_is_left_goes_to_the_lowest() -> None:
    """Of 7 for 3, 5 and 4: after 1, 2 and 2 the levels are 33, 40 and 50 %; two are left."""
    made = split(town({"secours": 3, "restos": 5, "ccas": 4}), 7 * PACKET)
    assert packets(made) == {"secours": 2, "restos": 3, "ccas": 2}


def test_less_than_a_packet_stays_and_it_is_said() -> None:
    made = split(town({"secours": 9, "restos": 9}), 3 * PACKET + 0.5)
    assert sum(packets(made).values()) == 3
    (left,) = made.left
    assert left.kg == pytest.approx(0.5)
    assert "packet" in left.reason.en


def test_half_a_need_is_a_packet_and_less_is_none() -> None:
    """Nobody is given what exceeds its need by more than half a packet."""
    world = town({"secours": 1})
    half = [one.changed(target_units=0.5) if one.id == "nappies" else one for one in world.families]
    assert packets(split(changed(world, families=tuple(half)), 4 * PACKET)) == {"secours": 1}
    less = [one.changed(target_units=0.4) if one.id == "nappies" else one for one in world.families]
    made = split(changed(world, families=tuple(less)), 4 * PACKET)
    assert packets(made) == {}
    assert "Nobody lacks half a unit" in made.left[0].reason.en


def test_stores_hold() -> None:
    made = split(town({"secours": 5, "restos": 5, "ccas": 5}, cap=2 * PACKET), 12 * PACKET)
    assert packets(made) == {"secours": 2, "restos": 2, "ccas": 2}


@given(
    st.dictionaries(st.sampled_from(("secours", "restos", "ccas")), st.integers(1, 9)),
    st.lists(st.integers(1, 60).map(lambda n: n / 4), min_size=1, max_size=3),
)
@settings(max_examples=25, deadline=None)
def test_no_packet_that_somebody_lacks_stays(children: dict[str, int], kg: list[float]) -> None:
    made = split(town(children), *kg)
    got = packets(made)
    assert not [one for one in made.findings if one.severity == "violation"]
    wanted = sum(children.values())
    there = sum(int(one / PACKET + 1e-6) for one in kg)
    assert sum(got.values()) == min(wanted, there)


def test_what_is_expected_stays_a_mean() -> None:
    """A plan's packets are means of weeks."""
    world = town({"secours": 3, "restos": 5})
    supply = split(world, 3.5 * PACKET).supply.changed(source="expected")
    made = allocate(world, supply, compare=False)
    assert sum(packets(made).values()) == pytest.approx(3.5, abs=1e-2)
