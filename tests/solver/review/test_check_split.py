"""The checker of splits: sound ones pass, and every rule is broken once on purpose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.allocation import Allocation, Portion, Supply
from models.policy import FairSplit
from models.scenario import Scenario
from models.split_rules import SPLIT_RULES
from solver.allocation.rules import NAMES
from solver.allocation.supply import expected
from solver.review.check_split import check_split
from solver.split import allocate
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.scenarios import changed, tiny

DAY_S = 86_400


def split(*, whole: bool) -> Allocation:
    scenario = tiny("hub")
    lots = expected(scenario).lots
    if whole:
        lots = tuple(
            one.changed(container="crate", units=max(1, round(one.kg / 10))) for one in lots
        )
    return allocate(scenario, Supply(source="weighed", lots=lots), compare=False)


KG, WHOLE = split(whole=False), split(whole=True)
Change = Callable[[Allocation], Allocation]


def first(made: Allocation, **values: object) -> Allocation:
    portions = (made.portions[0].changed(**values), *made.portions[1:])
    return made.changed(portions=portions)


def lot(made: Allocation, **values: object) -> Allocation:
    of = made.portions[0].lot
    lots = [one.changed(**values) if one.id == of else one for one in made.supply.lots]
    return made.changed(supply=made.supply.changed(lots=tuple(lots)))


def world(made: Allocation, **values: object) -> Allocation:
    who = made.portions[0].association
    everyone = [
        one.changed(**values) if one.id == who else one for one in made.scenario.associations
    ]
    scenario: Scenario = changed(made.scenario, associations=everyone)
    return made.changed(scenario=scenario)


def remembered(made: Allocation, table: str, kg: float) -> Allocation:
    one = made.portions[0]
    family = made.supply.lot[one.lot].family
    return made.changed(history=made.history.changed(**{table: {one.association: {family: kg}}}))


def beyond(made: Allocation, units: int, **history: float) -> Allocation:
    """Give the first taker so many crates of dry food, which it needs 2 kg of a week."""
    family, who = "dry", "secours"
    kept = next(one for one in made.supply.lots if one.family == family)
    big = kept.changed(kg=100.0, units=10, container="crate", use_by=60)
    portion = next(one for one in made.portions if made.supply.lot[one.lot].family == family)
    given = portion.changed(association=who, lot=big.id, kg=10.0 * units, units=units)
    everyone = [
        one.changed(weekly_need_kg={family: 2.0 if one.id == who else 50.0}, refuses=())
        for one in made.scenario.associations
    ]
    return made.changed(
        scenario=changed(made.scenario, associations=everyone),
        supply=made.supply.changed(lots=(big,)),
        portions=(given,),
        history=made.history.changed(account_kg={who: {family: history.get("account", 0.0)}}),
    )


def small_towns(made: Allocation) -> Allocation:
    """Nobody needs half a crate."""
    everyone = [one.changed(weekly_need_kg={"dry": 2.0}) for one in made.scenario.associations]
    return made.changed(scenario=changed(made.scenario, associations=everyone))


def counted(made: Allocation, unit_kg: float) -> Allocation:
    """Hand over one unit of each portion, its family counted in units of so many kg."""
    families = [one.changed(unit="packet", kg_per_unit=unit_kg) for one in made.scenario.families]
    portions = tuple(one.changed(kg=1.0) for one in made.portions)
    return made.changed(scenario=changed(made.scenario, families=families), portions=portions)


PLANTED: dict[str, tuple[str, Change, Allocation]] = {
    "unknown": ("portion_unknown", lambda m: first(m, lot="nothing"), KG),
    "member": ("portion_right", lambda m: lot(m, members=("nobody",)), KG),
    "accredited": (
        "portion_right",
        lambda m: world(lot(m, accredited_only=True), accredited=False),
        KG,
    ),
    "opening": (
        "portion_opening",
        lambda m: first(m, opening_s=m.portions[0].opening_s + 60),
        KG,
    ),
    "ready": ("portion_ready", lambda m: lot(m, ready_s=m.portions[0].opening_s + 1), KG),
    "use by": (
        "portion_use_by",
        lambda m: first(m, opening_s=m.portions[0].opening_s + 7 * DAY_S),
        KG,
    ),
    "supply": ("lot_supply", lambda m: lot(m, kg=m.portions[0].kg / 2), KG),
    "opened": ("lot_whole", lambda m: first(m, kg=m.portions[0].kg - 1.0), WHOLE),
    "store": (
        "split_storage",
        lambda m: world(m, cold_storage_kg=1.0, ambient_storage_kg=1.0),
        KG,
    ),
    "carried": (
        "split_storage",
        lambda m: world(
            remembered(m, "carried_kg", 50.0), cold_storage_kg=50.0, ambient_storage_kg=50.0
        ),
        WHOLE,
    ),
    "need": ("split_need", lambda m: world(m, weekly_need_kg={}), KG),
    "half a packet": ("unit_whole", lambda m: counted(m, 0.7), counted(KG, 1.0)),
    "account": ("split_account", lambda m: beyond(m, 1, account=7.0), WHOLE),
    "keeps": ("split_keeps", lambda m: beyond(m, 2, account=20.0), WHOLE),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_what_is_planted_is_found(fault: str) -> None:
    code, change, made = PLANTED[fault]
    assert check_split(made) == ()
    found = check_split(change(made))
    assert code in {one.code for one in found}
    assert all("{" not in one.text.fr + one.text.en for one in found)


def test_every_rule_is_planted() -> None:
    assert set(SPLIT_RULES) == {code for code, _, _ in PLANTED.values()}


def test_a_crate_beyond_the_need_stands_when_its_account_pays_or_none_could_use_half() -> None:
    assert check_split(beyond(WHOLE, 1, account=10.0)) == ()
    assert check_split(small_towns(beyond(WHOLE, 1))) == ()


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_by_kg_passes(rule: str) -> None:
    scenario = tiny("hub")
    policy = scenario.policy.changed(split=FairSplit.model_validate({"rule": rule}))
    made = allocate(changed(scenario, policy=policy), expected(scenario), compare=False)
    assert check_split(made) == ()


@pytest.mark.parametrize("seed", range(6))
def test_whole_lots_of_random_towns_pass(seed: int) -> None:
    scenario = random_scenario(seed)
    lots = tuple(
        one.changed(container="crate", units=max(1, round(one.kg / (6 + seed))), use_by=20)
        for one in expected(scenario).lots
    )
    assert check_split(allocate(scenario, Supply(source="weighed", lots=lots), compare=False)) == ()


def test_a_portion_of_nobody_is_told_alone() -> None:
    ghost = Portion(association="ghost", lot="nothing", kg=1.0, opening_s=0)
    found = check_split(KG.changed(portions=(*KG.portions, ghost)))
    assert [one.code for one in found] == ["portion_unknown"]
    assert "ghost, nothing" in found[0].text.en
