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
from solver.by_hand.editing import HandWeek
from solver.by_hand.week_in_hand import Edited
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
        one, now = step(world, now, edit)
        choices.append(one)
    return Priced(before, standing(choices, now.plan), now)


def step(world: HandWeek, now: Weighed, edit: HandEdit) -> tuple[HandChoice, Weighed]:
    """Return what one more change costs, and the week after it.

    Raises
    ------
    solver.by_hand.words.EditError
        It cannot be made at all.
    """
    after = weighed(world.scenario, world.travel, world.changed(now.edited, edit))
    return _choice(world.scenario, now, after, edit), after


def standing(choices: Sequence[HandChoice], plan: Plan) -> tuple[HandChoice, ...]:
    """Return choices by the rounds they are about in the end: none of those undone later."""
    found: list[HandChoice] = []
    for one in choices:
        edit = one.edit
        for n, other in enumerate(found):
            if edit.kind == "vehicle" and other.made == edit.round:
                found[n] = other = other.changed(made=one.made)
            if _undoes(edit, other):
                found[n] = other.changed(made=None)
        found.append(one)
    return tuple(
        one if one.made in plan.round or one.edit.kind == "remove" else one.changed(made=None)
        for one in found
    )


def _undoes(edit: HandEdit, other: HandChoice) -> bool:
    """Tell whether a change makes an earlier choice void."""
    was = other.edit
    if edit.kind in ("move", "add", "remove") and was.kind in ("move", "add", "remove", "lock"):
        return was.stop == edit.stop
    if edit.kind == "vehicle" and was.kind == "vehicle":
        return other.made is not None and was.vehicle != edit.vehicle
    if edit.kind == "person" and was.kind == "person":
        there = {was.by, was.person} - {None}
        return edit.round == other.made and bool({edit.person, edit.by} & there)
    return edit.kind == was.kind == "time" and edit.round == other.made


def _about(before: Plan, after: Plan, edit: HandEdit) -> str:
    """Return the round that a change is about, as it is called then."""
    if edit.kind == "vehicle":
        old = before.round[edit.round]
        return f"{old.day}-{old.shift}-{edit.vehicle}"
    if edit.kind == "add" and edit.to is None:
        return next(one.id for one in after.rounds if one.id not in before.round)
    if edit.kind == "move" or edit.kind == "add":
        return str(edit.to)
    return edit.round


def _choice(scenario: Scenario, before: Weighed, after: Weighed, edit: HandEdit) -> HandChoice:
    had = {one.association: one.received_kg for one in before.balances}
    moved = {one.association: one.received_kg - had[one.association] for one in after.balances}
    return HandChoice(
        edit=edit,
        text=chosen(scenario, before.plan, after.plan, edit),
        made=_about(before.plan, after.plan, edit),
        usable_kg=after.totals.usable_kg - before.totals.usable_kg,
        person_hours=after.totals.person_hours - before.totals.person_hours,
        eur=after.totals.eur - before.totals.eur,
        lowest_share=after.lowest_share - before.lowest_share,
        received_kg={who: kg for who, kg in moved.items() if abs(kg) >= NOTABLE_KG},
    )
