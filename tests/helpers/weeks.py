"""Weeks split one after another, remembered as the ledger remembers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.allocation import Allocation, Supply
from models.scenario import Scenario
from service.ledger.lines import published_lines, published_parts
from service.ledger.past_weeks import history_before
from solver.allocation.accounts import PastWeek
from solver.split import allocate


@dataclass
class Weeks:
    """The weeks of one town so far."""

    past: list[PastWeek] = field(default_factory=list)
    made: list[Allocation] = field(default_factory=list)

    def split(
        self, scenario: Scenario, supply: Supply, floors: Mapping[str, float] | None = None
    ) -> Allocation:
        """Split the next week after all those before it, and publish it."""
        history = history_before(scenario, self.past)
        made = allocate(scenario, supply, history=history, floors=floors, compare=False)
        self.made.append(made)
        self.past.append(published(made))
        return made

    def received_kg(self, who: str, family: str) -> float:
        """Return what an association received of a family in all weeks."""
        return sum(one.standing[who].by_family_kg.get(family, 0.0) for one in self.made)


def published(made: Allocation) -> PastWeek:
    """Return a split as the ledger's lines tell it."""
    need: dict[str, dict[str, float]] = defaultdict(dict)
    received: dict[str, dict[str, float]] = defaultdict(dict)
    parts: dict[str, dict[str, float]] = defaultdict(dict)
    largest: dict[str, float] = {}
    for line in published_lines(made):
        table = need if line["kind"] == "need" else received
        table[line["association"]][line["family"]] = line["kg"]
    for part in published_parts(made):
        parts[part["association"]][part["family"]] = part["part"]
        largest[part["family"]] = part["largest_lot_kg"]
    return PastWeek(made.scenario.week_of, need, received, parts, largest)
