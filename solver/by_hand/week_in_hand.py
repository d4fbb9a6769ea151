"""A planned week that is changed by hand: what stands in it, timed and shared out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from models.base import Slug
from models.calendar import Day
from models.plan import Plan, Round, Stop
from models.study import Study
from pools.streams import Stream, streams
from solver.allocation.rules import rule
from solver.by_hand.stops import found_at
from solver.by_hand.words import impossible
from solver.ramasse.running_plan import RunningPlan
from solver.ramasse.running_shares import share_again
from solver.ramasse.week import Week
from solver.review.checks.violations import name, round_name
from solver.review.retiming import retimed, timed_from
from solver.study_beginning import points_of


@dataclass(frozen=True)
class Edited:
    """A week as it is after some changes, and what of it a search must keep."""

    plan: Plan
    leaves: Mapping[Slug, int] = field(default_factory=dict)
    """Rounds whose departure was chosen, seconds since midnight."""
    held: Mapping[Slug, Slug] = field(default_factory=dict)
    """Pick-ups that stay in a round."""
    fixed: frozenset[Slug] = frozenset()
    """Rounds that stay as they are."""
    dropped: frozenset[Slug] = frozenset()
    """Pick-ups that nobody is to make."""
    away: frozenset[tuple[Slug, Day, Slug]] = frozenset()
    """Vehicles and people that were taken off a round: they do not go in that shift."""


class WeekInHand:
    """A study's plan, and what is needed to time it and share it out again."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.scenario, self.travel = study.scenario, study.travel
        self.streams: Mapping[str, Stream] = {one.id: one for one in streams(study.scenario)}

    @cached_property
    def week(self) -> Week:
        """The scenario and its travel, indexed."""
        return Week(self.scenario, self.travel, self.study.past)

    @cached_property
    def floors(self) -> Mapping[str, float]:
        """Points of food that each association gets alone."""
        alone = self.study.alone
        return {} if alone is None else points_of(self.scenario, alone)

    @property
    def first(self) -> Edited:
        """The week before any change: what was chosen in it before stays."""
        told = self.study.by_hand
        held, fixed = {}, set()
        dropped = set()
        for one in () if told is None else told.choices:
            stop = getattr(one.edit, "stop", None)
            if one.made is None:
                continue
            if one.edit.kind == "remove":
                dropped.add(str(stop))
            elif stop in self.scenario.pickups:
                held[str(stop)] = one.made
            else:
                fixed.add(one.made)
        made = {str(stop.pickup) for item in self.study.plan.rounds for stop in item.collected}
        return Edited(
            self.study.plan,
            held=held,
            fixed=frozenset(fixed),
            dropped=frozenset(dropped & self.scenario.pickups.keys()) - made,
        )

    def shared(self, before: Plan, rounds: Sequence[Round]) -> Plan:
        """Return the plan of some rounds: shares of a plan that can stay do, the rest is split."""
        standing = RunningPlan(
            plan=before,
            fixed=frozenset(),
            begun={},
            free=frozenset(self.scenario.days),
            day=self.scenario.days[0],
            now_s=0,
            notice_s=0,
            held={},
            wanted=frozenset(),
        )
        split = rule(self.scenario.policy.split.rule)
        return share_again(self.week, tuple(rounds), split, self.floors, standing)

    def _round(self, now: Edited, wanted: Slug) -> Round:
        item = now.plan.round.get(wanted)
        if item is None:
            raise impossible("round", found=wanted)
        return item

    def _stop(self, item: Round, wanted: Slug) -> int:
        position = found_at(item.stops, wanted)
        if position is None:
            values = {"found": name(self.scenario, wanted)}
            raise impossible("stop", **values, round=round_name(self.scenario, item))
        return position

    def with_rounds(self, now: Edited, *items: Round, gone: Sequence[Slug] = ()) -> Edited:
        """Return the week with some rounds as they are now, new ones last, food shared again."""
        mine = {item.id: item for item in items}
        rounds = [mine.pop(old.id, old) for old in now.plan.rounds if old.id not in gone]
        return replace(now, plan=self.shared(now.plan, (*rounds, *mine.values())))

    def timed(self, now: Edited, item: Round, stops: Sequence[Stop]) -> Round:
        """Return a round with other stops, leaving when it was chosen, else when it is best."""
        stream, leaves_s = self.streams[item.stream], now.leaves.get(item.id)
        if leaves_s is None:
            return retimed(self.scenario, self.travel, stream, item, tuple(stops))
        timed = timed_from(self.scenario, self.travel, stream, item, tuple(stops), leaves_s)
        return item.changed(stops=timed)
