"""Whole lots over many weeks: twins, newcomers, small needs, what is kept, what is corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from models.allocation import Allocation, Supply, SupplyLot
from models.associations import Association
from models.calendar import Opening
from models.policy import Pool
from models.products import Family
from models.scenario import Scenario
from tests.helpers.long import quick
from tests.helpers.scenarios import changed, place, tiny
from tests.helpers.weeks import Weeks

FRUIT, DAIRY, FROZEN, DRY = "fruit", "dairy", "frozen", "dry"
OPEN = (Opening(day="tue", starts="14:00", ends="17:00"),)


def association(name: str, people: int, **values: Any) -> Association:
    return Association(
        id=name,
        label=name.upper(),
        place=place(43.29, 5.57),
        people=people,
        openings=values.pop("openings", OPEN),
        unloading_min=10,
        **values,
    )


def town(associations: Sequence[Association], week: int = 0, **values: Any) -> Scenario:
    """Associations of one pool, and nothing but what is weighed in."""
    base = tiny("hub")
    names = tuple(one.id for one in associations)
    pool = Pool(id="town", label="Town", mode="alone", members=names)
    return changed(
        base,
        week_of=base.week_of + timedelta(weeks=week),
        associations=tuple(associations),
        donors=(),
        vehicles=(),
        people=(),
        policy=base.policy.changed(pools=(pool,), commitments=()),
        **values,
    )


def crates(scenario: Scenario, counts: Mapping[str, int], kg: float = 10.0) -> Supply:
    """So many crates of each family, sorted on Monday, that keep as the family does."""
    return Supply(
        source="weighed",
        lots=tuple(
            SupplyLot(
                id=f"lot-{family}",
                label=family,
                family=family,
                kg=kg * count,
                container="crate",
                units=count,
                ready_s=0,
                use_by=scenario.family[family].shelf_days,
                members=tuple(one.id for one in scenario.associations),
            )
            for family, count in counts.items()
            if count
        ),
    )


def units(made: Allocation, who: str) -> int:
    return sum(one.units or 0 for one in made.portions if one.association == who)


def sound(made: Allocation) -> None:
    assert [one.text.en for one in made.findings if one.severity == "violation"] == []


def test_twins_with_floors_alternate() -> None:
    """One crate a week for two that are alike, each with a floor of half a crate."""
    weeks = Weeks()
    takers = []
    for week in range(6):
        scenario = town([association("b", 100), association("a", 100)], week)
        made = weeks.split(scenario, crates(scenario, {FRUIT: 1}), {"a": 5.0, "b": 5.0})
        takers.append(next(one.association for one in made.portions))
        assert [one.severity for one in made.findings if "floor" in one.code] == ["info"]
    assert takers == ["a", "b"] * 3


def test_a_small_need_earns_whole_crates() -> None:
    """45 people of 245 need 4.5 kg a week: they earn 3.67 kg of two crates, a crate every third."""
    weeks = Weeks()
    for week in range(9):
        scenario = town([association("large", 200), association("small", 45)], week)
        made = weeks.split(scenario, crates(scenario, {FROZEN: 2}))
        sound(made)
        fair = 20 * 45 / 245 * (week + 1)
        assert abs(weeks.received_kg("small", FROZEN) - fair) < 10.0
        assert made.standing["small"].account_kg[FROZEN] == pytest.approx(
            fair - weeks.received_kg("small", FROZEN), abs=1e-4
        )
    assert [units(made, "small") for made in weeks.made] == [0, 0, 1] * 3
    assert [units(made, "large") for made in weeks.made] == [2, 2, 1] * 3


def test_small_needs_alone_take_turns_at_the_pace_of_their_needs() -> None:
    """7 kg are needed a week, a crate has 10: seven crates in ten weeks, and none is hoarded."""
    weeks = Weeks()
    for week in range(20):
        people = {"a": 30, "b": 20, "c": 20}
        scenario = town([association(*one) for one in people.items()], week)
        sound(weeks.split(scenario, crates(scenario, {FROZEN: 1})))
    received = {who: weeks.received_kg(who, FROZEN) for who in ("a", "b", "c")}
    assert received == {"a": 60.0, "b": 40.0, "c": 40.0}


def test_a_newcomer_is_neither_owed_nor_owing() -> None:
    weeks = Weeks()
    for week in range(12):
        names = ["a", "b"] if week < 6 else ["a", "b", "c"]
        scenario = town([association(name, 100) for name in names], week)
        made = weeks.split(scenario, crates(scenario, {FRUIT: 6}))
        assert [units(made, name) for name in names] == [6 // len(names)] * len(names)


def test_an_account_stands_still_without_need_and_follows_a_new_one() -> None:
    weeks = Weeks()

    def split(week: int, people: int, **values: Any) -> Allocation:
        scenario = town([association("a", 100), association("b", people, **values)], week)
        return weeks.split(scenario, crates(scenario, {DRY: 1}))

    first = split(0, 100)
    assert first.standing["b"].account_kg[DRY] == pytest.approx(5.0)
    for week in (1, 2, 3):
        made = split(week, 100, refuses=(DRY,))
        assert DRY not in made.standing["b"].account_kg
        assert made.history.account_kg["b"][DRY] == pytest.approx(5.0)
    last = split(4, 300)
    assert last.standing["b"].account_kg[DRY] == pytest.approx(5.0 + 7.5 - 10.0)


def test_what_is_earned_slowly_is_not_cut_by_the_window() -> None:
    """10 people of 500 earn 0.8 kg of four crates a week, a crate in 13; the window has four."""
    weeks = Weeks()
    for week in range(13):
        scenario = town([association("large", 490), association("small", 10)], week)
        rule = scenario.policy.split.changed(window_weeks=4)
        scenario = changed(scenario, policy=scenario.policy.changed(split=rule))
        sound(weeks.split(scenario, crates(scenario, {FROZEN: 4})))
    assert [units(made, "small") for made in weeks.made] == [0] * 12 + [1]


@pytest.mark.parametrize("seed", quick(range(4), 1))
def test_twins_stay_within_one_crate_of_each_family_for_a_year(seed: int) -> None:
    """Scarce and ample weeks, tight stores, refusals, floors, a third that is different."""
    chance = Random(seed)
    tight = seed % 2 == 1
    same: dict[str, Any] = {
        "cold_storage_kg": chance.choice([25.0, 45.0]) if tight else None,
        "ambient_storage_kg": chance.choice([30.0, 60.0]) if tight else None,
        "refuses": ("bread",) if seed > 1 else (),
    }
    people, other = chance.randint(20, 90), chance.randint(20, 200)
    floors = {"a": 8.0, "b": 8.0, "c": 3.0}
    weeks = Weeks()
    for week in range(52):
        twins = [association("b", people, **same), association("a", people, **same)]
        scenario = town([*twins, association("c", other, cold_storage_kg=60.0)], week)
        counts = {family: chance.randint(0, 4) for family in (FRUIT, DAIRY, FROZEN, DRY, "bread")}
        sound(weeks.split(scenario, crates(scenario, counts), floors))
        for family in counts:
            apart = weeks.received_kg("a", family) - weeks.received_kg("b", family)
            assert abs(apart) <= 10.0 + 1e-6, (week, family)


@pytest.mark.parametrize("seed", range(3))
def test_relabelling_and_reordering_change_nothing_but_ties(seed: int) -> None:
    chance = Random(seed)
    people = {f"a{number}": 37 + 29 * number for number in range(4)}
    swapped = {"a0": "z", "a1": "m", "a2": "b", "a3": "k"}
    here, there = Weeks(), Weeks()
    for week in range(10):
        counts = {family: chance.randint(0, 5) for family in (DRY, FROZEN, FRUIT)}
        one = town([association(*item) for item in people.items()], week)
        renamed = [association(swapped[name], many) for name, many in people.items()]
        other = town(renamed[::-1], week, families=one.families[::-1])
        first = here.split(one, crates(one, counts))
        second = there.split(other, crates(other, dict(reversed(counts.items()))))
        for name in people:
            kg = first.standing[name].by_family_kg
            assert kg == second.standing[swapped[name]].by_family_kg


def reference(
    needs: Sequence[Fraction], crates_a_week: Sequence[int], kg: Fraction
) -> list[list[int]]:
    """Whole lots by definition: one family that keeps for ever, no stores, equal levels apart."""
    count = len(needs)
    account, stock = [Fraction(0)] * count, [Fraction(0)] * count
    weeks = []
    for number in crates_a_week:
        got, fair = [Fraction(0)] * count, [Fraction(0)] * count
        for _ in range(number):
            shares = [need / sum(needs) * kg for need in needs]
            missing = [needs[i] - stock[i] - got[i] for i in range(count)]
            paid = [
                account[i] + min(fair[i] + shares[i], needs[i]) - got[i] >= kg for i in range(count)
            ]
            able = [i for i in range(count) if missing[i] > 0]
            first = [i for i in able if missing[i] >= kg / 2 or paid[i]]
            large = all(need < kg / 2 for need in needs)
            others = [i for i in range(count) if paid[i] or (large and missing[i] > 0)]
            takers = first or others
            if not takers:
                break
            owed = {i: account[i] + fair[i] + shares[i] - got[i] for i in takers}
            level = {i: got[i] / needs[i] for i in takers}
            who = min(takers, key=lambda i: (-owed[i], level[i], i))
            got[who] += kg
            fair = [fair[i] + shares[i] for i in range(count)]
        for i in range(count):
            account[i] += fair[i] - got[i]
            stock[i] = max(Fraction(0), stock[i] + got[i] - needs[i])
        weeks.append([int(one / kg) for one in got])
    return weeks


@pytest.mark.parametrize("seed", range(4))
def test_the_sequence_is_that_of_the_definition(seed: int) -> None:
    """Exact fractions beside the real thing; windows of one week, so that levels are the week's."""
    chance = Random(seed)
    people = [chance.choice([17, 23, 45, 61, 100, 130]) for _ in range(3)]
    if seed == 0:
        people = [30, 20, 20]
    number = [chance.randint(0, 5) for _ in range(16)]
    weeks = Weeks()
    for week, count in enumerate(number):
        everyone = [association(f"a{i}", many) for i, many in enumerate(people)]
        scenario = town(everyone, week, families=(endless(),))
        rule = scenario.policy.split.changed(window_weeks=1)
        policy = scenario.policy.changed(split=rule)
        sound(weeks.split(changed(scenario, policy=policy), crates(scenario, {FROZEN: count})))
    found = [[units(made, f"a{i}") for i in range(3)] for made in weeks.made]
    assert found == reference([Fraction(many, 10) for many in people], number, Fraction(10))


def endless() -> Family:
    family = next(one for one in tiny("hub").families if one.id == FROZEN)
    return family.changed(shelf_days=3650)
