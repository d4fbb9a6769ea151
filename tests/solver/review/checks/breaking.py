"""Weeks that keep every rule, each to be broken in one place, and what is then told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from models.findings import Finding
from models.plan import Plan, Stop
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import streams
from solver.review.check import check
from solver.review.retiming import retimed
from tests.helpers.depot import depot_week, roads
from tests.helpers.plans import edited, week, with_round
from tests.helpers.travel import straight

MON, CAR, LAST, TUE, WED = (
    "mon-morning-van",
    "mon-morning-car",
    "mon-afternoon-car",
    "tue-morning-car",
    "wed-morning-van",
)
"""Rounds of the pooled week."""
VAN, LORRY, VAN_TUE, LORRY_TUE = "mon-van", "mon-lorry", "tue-van", "tue-lorry"
"""Rounds of the depot's week."""
OLDTOWN, NORTH, HYPER, EAST = 2, 3, 4, 7
"""Positions in the depot's round of the van on Monday."""

Case = tuple[Scenario, Plan]
Break = Callable[[Scenario, Plan], Case]


@dataclass(frozen=True)
class Broken:
    """One rule of a week, broken on purpose."""

    code: str
    how: str
    world: Callable[[], Case]
    travel: Callable[[Scenario], TravelMatrix]
    make: Break
    beside: frozenset[str]
    """What else may be told of it: a wrong seat also has the wrong number of people."""

    def __str__(self) -> str:
        """Return the name of the test."""
        return f"{self.code} {self.how}".strip()

    def is_caught(self) -> None:
        """Assert that the rule is told, in both languages, and nothing but what goes with it."""
        scenario, plan = self.make(*self.world())
        told = check(scenario, self.travel(scenario), plan)
        codes = {finding.code for finding in told}
        assert self.code in codes
        assert codes - {self.code} <= self.beside
        said_whole(told)


def said_whole(told: Collection[Finding]) -> None:
    """Assert that findings are violations in whole sentences, not the same in both languages."""
    for finding in told:
        assert finding.severity == "violation"
        assert "{" not in finding.text.fr + finding.text.en
        assert finding.text.fr != finding.text.en


class Breaks(list[Broken]):
    """The rules that a test file breaks, in the pooled week or in the depot's."""

    def week(
        self, code: str, how: str = "", *, beside: Collection[str] = ()
    ) -> Callable[[Break], Break]:
        """Keep a way to break a rule of the pooled week."""

        def keep(make: Break) -> Break:
            self.append(Broken(code, how, week, straight, make, frozenset(beside)))
            return make

        return keep

    def depot(
        self, code: str, how: str = "", *, beside: Collection[str] = ()
    ) -> Callable[[Break], Break]:
        """Keep a way to break a rule of the depot's week."""

        def keep(make: Break) -> Break:
            self.append(Broken(code, how, depot_week, roads, make, frozenset(beside)))
            return make

        return keep


def unit(scenario: Scenario, delivery: str, number: int, **values: object) -> Scenario:
    """Return the depot's scenario with another unit."""
    units = list(scenario.delivery[delivery].units)
    units[number - 1] = units[number - 1].changed(**values)
    return edited(scenario, "deliveries", delivery, units=tuple(units))


def without(plan: Plan, name: str) -> Plan:
    """Return the plan with one round less."""
    return plan.changed(rounds=tuple(item for item in plan.rounds if item.id != name))


def going(scenario: Scenario, plan: Plan, name: str, stops: list[Stop]) -> Plan:
    """Return the depot's plan with one round going another way, on its own times."""
    item, stream = plan.round[name], streams(scenario)[0]
    again = retimed(scenario, roads(scenario), stream, item, tuple(stops))
    return with_round(plan, name, stops=again.stops)
