"""What came in, as lots to be shared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.calendar import DAY_NUMBER
from models.visits import Journal, Visit, Weighed
from solver.allocation.supply import expected
from solver.allocation.weighed import came_in, reach_of
from solver.review.check_split import check_split
from solver.split import allocate, allocate_plan
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned

WORLD = tiny("hub")
TUESDAY = WORLD.week_of + timedelta(days=1)


def visit(donor: str, *food: Weighed, day: date = TUESDAY) -> Visit:
    holder = WORLD.donor[donor].holder
    return Visit(
        day=day, donor=donor, association=holder, holder=holder, pickup=f"{donor}_tue", food=food
    )


def by_round(name: str | None) -> Visit:
    return visit("super", Weighed(family="bread", kg=5.0)).changed(round=name)


def journal(*visits: Visit) -> Journal:
    return Journal(town="tiny", weeks=(WORLD.week_of,), visits=visits)


def test_only_what_was_kept_in_the_week_is_shared() -> None:
    """Without what was thrown away, what came in other weeks and what nobody told."""
    bread = Weighed(family="bread", kg=12.0, rejected_kg={"spoilt": 2.0})
    gone = Weighed(family="dairy", kg=3.0, rejected_kg={"date": 3.0})
    told = journal(
        visit("super", bread, gone), visit("baker", bread, day=TUESDAY + timedelta(weeks=1))
    )
    supply = came_in(WORLD, told)
    (lot,) = supply.lots
    assert (supply.source, lot.family, lot.kg) == ("weighed", "bread", 10.0)
    made = allocate(WORLD, supply, compare=False)
    assert sum(one.kg for one in made.portions) <= 10.0 + 1e-6


def test_a_private_store_stays_with_its_holder() -> None:
    """Whatever is pooled."""
    (lot,) = came_in(WORLD, journal(visit("small", Weighed(family="fruit", kg=5.0)))).lots
    assert lot.members == ("ccas",)


@pytest.mark.parametrize(
    ("values", "use_by"),
    [
        ({"family": "dry"}, 1 + 60),
        ({"family": "dry", "use_by": "under_48_h"}, 2),
        ({"family": "dry", "use_by": "to_5_days"}, 5),
        ({"family": "bread", "use_by": "to_5_days"}, 2),
        ({"family": "dry", "until": TUESDAY + timedelta(days=2), "date_kind": "use_by"}, 3),
        ({"family": "dry", "until": TUESDAY, "date_kind": "best_before"}, 61),
    ],
)
def test_the_date_that_was_told_holds(values: dict[str, object], use_by: int) -> None:
    """Else its class, else what such food keeps; past its best it may still be handed over."""
    food = Weighed.model_validate({"kg": 5.0, **values})
    (lot,) = came_in(WORLD, journal(visit("super", food))).lots
    assert lot.use_by == use_by


def test_a_week_told_as_expected_is_shared_as_expected() -> None:
    """The same kg of the same families for the same days."""
    visits = [
        Visit(
            day=WORLD.date_of(one.day),
            donor=one.donor,
            association=WORLD.donor[one.donor].holder,
            holder=WORLD.donor[one.donor].holder,
            pickup=one.id,
            food=tuple(Weighed(family=family, kg=one.usable_kg(family)) for family in one.kg),
        )
        for one in WORLD.pickups.values()
    ]
    found = {(one.id, round(one.kg, 6)) for one in came_in(WORLD, journal(*visits)).lots}
    assert found == {(one.id, round(one.kg, 6)) for one in expected(WORLD).lots}


def test_what_came_by_rounds_goes_to_whom_they_reach() -> None:
    """And to who went on their own; where nothing was planned that day, to any member."""
    told = journal(by_round("tue-morning"))
    (free,) = came_in(WORLD, told).lots
    assert free.reached is None
    day = free.ready_s // 86_400
    (lot,) = came_in(WORLD, told, {(day, "bread"): {"ccas"}}).lots
    assert lot.reached == ("ccas",)
    assert lot.may_go_to("ccas")
    assert not lot.may_go_to("secours")
    (other,) = came_in(WORLD, told, {(day, "fruit"): {"ccas"}}).lots
    assert other.reached is None
    alone = journal(by_round(None).changed(association="secours"))
    (own,) = came_in(WORLD, alone, {(day, "bread"): {"ccas"}}).lots
    assert own.reached == ("ccas", "secours")


def test_the_reach_of_a_plan_is_that_of_its_split() -> None:
    """Nobody receives of what came whom no round of its day could bring it to."""
    study = planned("hub")
    before = allocate_plan(study, compare=False)
    reach = reach_of(study.plan, before.supply.lots)
    assert reach
    for lot in before.supply.lots:
        item = next(one for one in study.plan.rounds if lot.id.startswith(f"{one.id}-"))
        assert set(lot.members) <= set(reach[DAY_NUMBER[item.day], lot.family])
    supply = came_in(WORLD, journal(by_round("x")))
    nobody = supply.changed(lots=tuple(one.changed(reached=()) for one in supply.lots))
    made = allocate(WORLD, nobody, compare=False)
    assert made.portions == ()
    assert all("round" in one.reason.en for one in made.standings)
    given = allocate(WORLD, supply, compare=False)
    codes = {one.code for one in check_split(given.changed(supply=nobody))}
    assert "portion_right" in codes
