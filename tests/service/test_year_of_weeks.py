"""Weeks one after another in a ledger: split, published, weighed, settled, carried on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from models.allocation import Allocation
from models.calendar import Opening
from models.scenario import Scenario
from models.stocks import Held, kept
from models.visits import Visit, Weighed
from scenarios import dump, load
from scenarios.weighing import Said, Told
from service.asking.given import Given
from service.kinds.next_week.making import next_week
from service.ledger import Ledger
from service.ledger.publishing import SETTLED
from service.ledger.week_visits import planned_visits
from service.ledger.weighing import weigh
from service.sources import OnDisk
from solver.allocation.supply import expected
from solver.allocation.weighed import came_in
from solver.split import allocate
from tests.helpers.scenarios import MONDAY, changed, place, tiny

WEEK = timedelta(weeks=1)
TWINS = ("restos", "ccas")
SHIFTING = 0.35
"""By how much what comes in varies from what is expected: a coefficient of variation, about."""


def town() -> Scenario:
    """A pool of four: a hub, twins, and one that distributes on Monday mornings alone."""
    base = tiny("hub")
    often = (Opening(day="wed", starts="14:00", ends="17:00"),)
    alike = {"people": 120, "openings": often, "place": place(43.29, 5.57), "households": 0}
    alike |= {"cold_storage_kg": None, "ambient_storage_kg": None, "refuses": (), "need_weight": 1}
    names = {one.id: one for one in base.associations}
    twins = [names[one].changed(**alike) for one in TWINS]
    monday = names["ccas"].changed(
        **alike | {"openings": (Opening(day="mon", starts="08:00", ends="10:00"),)},
        id="monday",
        label="Lundi",
    )
    pool = base.policy.pools[0]
    return changed(
        base,
        families=[one.changed(shelf_days=12).model_dump() for one in base.families],
        associations=[one.model_dump() for one in (names["secours"], *twins, monday)],
        donors=[one.changed(private=False).model_dump() for one in base.donors],
        policy=base.policy.changed(
            pools=(pool.changed(members=("secours", *TWINS, "monday")),), commitments=()
        ),
    )


def come_in(world: Scenario, draw: Random) -> list[Visit]:
    """The visits of a week: more or less than expected, some of it thrown away."""
    visits = []
    for row in planned_visits(world, None):
        food = []
        for family, kg in row.expected_kg.items():
            came = round(kg * draw.lognormvariate(-(SHIFTING**2) / 2, SHIFTING), 1)
            food.append(
                Weighed(family=family, kg=came, rejected_kg={"spoilt": round(came / 20, 2)})
            )
        who = {"donor": row.donor, "association": row.association, "holder": row.association}
        visits.append(Visit(day=row.day, pickup=row.pickup, food=tuple(food), **who))
    return visits


def a_week(ledger: Ledger, world: Scenario, draw: Random) -> Allocation:
    """Split what is expected, publish it, weigh in what came, split and settle that."""
    before = ledger.history(world)
    ledger.publish(allocate(world, expected(world), history=before, compare=False))
    told = Told([(Said({}, f"v{n}"), one) for n, one in enumerate(come_in(world, draw))])
    found = weigh(ledger, world, told, today=world.week_of + WEEK, sure=True)
    assert not found.refused, found.faults
    week = ledger.journal(world.id, world.week_of, world.week_of + timedelta(days=6))
    supply = came_in(world, week)
    assert sum(one.kg for one in supply.lots) == pytest.approx(
        sum(one.kg - one.rejected_kg for one in week.visits)
    )
    made = allocate(world, supply, history=before, compare=False)
    assert [one.text.en for one in made.findings if one.severity == "violation"] == []
    ledger.settle(made, SETTLED.fr)
    return made


def weeks(folder: Path, count: int, seed: int) -> Iterator[tuple[Ledger, Allocation]]:
    """So many weeks of the town, each carried on to the next from its file."""
    path, url = folder / "tiny.yaml", f"sqlite:///{folder / 'l.db'}"
    path.write_text(dump(town()), encoding="utf-8")
    draw = Random(seed)
    with Ledger(url) as ledger:
        for n in range(count):
            world = load(path).scenario
            assert world.week_of == MONDAY + n * WEEK
            made = a_week(ledger, world, draw)
            yield ledger, made
            given = Given(OnDisk(str(path)), database=url)
            carried = next_week(
                given, world, world.week_of + WEEK, made, rates=False, today=world.week_of
            )
            path.write_text(carried.text, encoding="utf-8")


def test_who_distributes_on_mondays_alone_is_given_food_each_week(tmp_path: Path) -> None:
    """What it received for next Monday covered the need of its week, and none of the next."""
    given = []
    for _, made in weeks(tmp_path, 4, seed=3):
        given.append(made.standing["monday"].received_kg)
        world = made.scenario
        for family in world.families:
            assert world.need_kg("monday", family.id) == world.whole_need_kg("monday", family.id)
    held = made.scenario.association["monday"].stock
    assert sum(one.kg for one in held) == pytest.approx(given[-2], abs=1.0)
    assert min(given) > 0.5 * max(given)


def test_what_was_counted_the_week_before_takes_its_place_and_covers_nothing() -> None:
    """Beside it, what is held and was not counted covers the need; both leave the store."""
    lots = [Held(family="dry", kg=30, until=MONDAY + WEEK, counted=one) for one in (True, False)]
    counted, own = sorted(kept(lots, {"dry": 50}, MONDAY, 3600), key=lambda one: one.serves)
    assert (counted.kg, counted.serves, counted.until_s) == (30, False, 3600)
    assert (own.kg, own.serves, own.until_s) == (30, True, 3600)


@pytest.mark.long
def test_a_year_is_shared_fairly(tmp_path: Path) -> None:
    """Twins are equal within a crate, levels stay together, nothing is lost or made up."""
    got: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    need: dict[str, float] = defaultdict(float)
    levels: list[dict[str, float]] = []
    for ledger, made in weeks(tmp_path, 52, seed=7):
        shared = sum(one.kg for one in made.portions) + sum(one.kg for one in made.left)
        assert shared == pytest.approx(sum(one.kg for one in made.supply.lots), abs=0.5)
        written = ledger.kept(made.scenario)
        assert written is not None
        for one in made.standings:
            assert written.get(one.association, 0.0) == pytest.approx(one.received_kg, abs=0.2)
            need[one.association] += one.need_kg
            for name, kg in one.by_family_kg.items():
                got[one.association][name] += kg
        levels.append({who: sum(kg.values()) / need[who] for who, kg in got.items()})
        owed = ledger.history(made.scenario.changed(week_of=made.scenario.week_of + WEEK))
        for family in made.scenario.families:
            mine = [kg.get(family.id, 0.0) for kg in owed.account_kg.values()]
            assert sum(mine) == pytest.approx(0, abs=1.0)
    for family in made.scenario.families:
        first, second = (got[who][family.id] for who in TWINS)
        assert abs(first - second) <= family.crate_kg, family.id
    spread = [max(week.values()) - min(week.values()) for week in levels]
    assert spread[-1] <= max(0.02, spread[12] + 0.01), spread
    assert ledger.check_journal("tiny").broken is None
