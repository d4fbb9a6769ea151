"""What each change made by hand costs, and which rules are broken then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.by_hand import HandChoice, HandEdit
from models.findings import Finding
from models.plan import Plan
from models.scenario import Scenario
from models.study import Balance, Totals
from models.travel import TravelMatrix
from solver.by_hand.editing import Edited, HandWeek
from solver.by_hand.words import chosen
from solver.review.check import check
from solver.review.indicators import balances, totals

NOTABLE_KG = 1.0


@dataclass(frozen=True)
class Weighed:
    """A plan with what it amounts to and what it breaks."""

    edited: Edited
    totals: Totals
    balances: tuple[Balance, ...]
    broken: tuple[Finding, ...]

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.edited.plan

    @property
    def lowest_share(self) -> float:
        """The share of its need of whoever is furthest behind, of those who need something."""
        return min((one.share_of_need for one in self.balances if one.need_kg > 0), default=1.0)


@dataclass(frozen=True)
class Priced:
    """A week after some changes: what each cost, and how it is now."""

    before: Weighed
    choices: tuple[HandChoice, ...]
    now: Weighed


def weighed(scenario: Scenario, travel: TravelMatrix, edited: Edited) -> Weighed:
    """Return what a plan amounts to, recomputed, and what the checker says of it."""
    plan = edited.plan
    return Weighed(
        edited,
        totals(scenario, travel, plan),
        balances(scenario, travel, plan),
        check(scenario, travel, plan),
    )


def priced(world: HandWeek, edits: Sequence[HandEdit]) -> Priced:
    """Return what some changes cost, each beside the plan before it, in their order.

    Raises
    ------
    solver.by_hand.words.EditError
        One of them cannot be made at all.
    """
    scenario, travel = world.scenario, world.travel
    before = now = weighed(scenario, travel, world.first)
    choices = []
    for edit in edits:
        after = weighed(scenario, travel, world.changed(now.edited, edit))
        choices.append(_choice(scenario, now, after, edit))
        now = after
    return Priced(before, tuple(choices), now)


def _choice(scenario: Scenario, before: Weighed, after: Weighed, edit: HandEdit) -> HandChoice:
    had = {one.association: one.received_kg for one in before.balances}
    moved = {one.association: one.received_kg - had[one.association] for one in after.balances}
    return HandChoice(
        edit=edit,
        text=chosen(scenario, before.plan, after.plan, edit),
        usable_kg=after.totals.usable_kg - before.totals.usable_kg,
        person_hours=after.totals.person_hours - before.totals.person_hours,
        eur=after.totals.eur - before.totals.eur,
        lowest_share=after.lowest_share - before.lowest_share,
        received_kg={who: kg for who, kg in moved.items() if abs(kg) >= NOTABLE_KG},
    )
