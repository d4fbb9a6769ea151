"""A published plan on a running week: what stands, what has begun, what may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from models.calendar import DAY_NUMBER, Day
from models.plan import Plan, Round, Stop
from solver.ramasse.week import DAY_S, Slot, Week

HalfKind = Literal["collect", "carry"]
Post = tuple[str, Day, str]
"""Vehicle, day, shift: where there is one round at most."""


@dataclass(frozen=True)
class RunningPlan:
    """What a new plan starts from."""

    plan: Plan
    """The published plan; of what happened since, only facts are in it."""
    fixed: frozenset[str]
    """Rounds that stay as they are: ended, locked, or of days that may not change."""
    begun: Mapping[str, int]
    """Rounds under way: how many of their stops, the departure included, are made or headed for."""
    free: frozenset[Day]
    """Days whose rounds may change."""
    day: Day
    now_s: int
    """The moment, seconds since midnight of ``day``."""
    notice_s: int
    """How long after it a round that nobody had planned may leave."""
    held: Mapping[str, str]
    """Pick-ups that stay in a round."""
    wanted: frozenset[str]
    """Pick-ups of no round that are asked for."""
    broken: tuple[Round, ...] = ()
    """What rounds cut short on the road had still to do."""

    @property
    def since_s(self) -> int:
        """The moment, seconds since Monday midnight: no distribution before it gets more food."""
        return DAY_NUMBER[self.day] * DAY_S + self.now_s

    @cached_property
    def posts(self) -> dict[Post, Round]:
        """Published rounds by vehicle, day and shift."""
        return {post_of(item): item for item in self.plan.rounds}

    @cached_property
    def made_by(self) -> dict[str, Round]:
        """The published round of each pick-up."""
        rounds = (*self.broken, *self.plan.rounds)
        return {str(stop.pickup): item for item in rounds for stop in item.collected}

    def at(self, vehicle: str, slot: Slot) -> Round | None:
        """Return the published round of a vehicle in a slot, or none."""
        return self.posts.get((vehicle, slot.day, slot.shift))

    def taken(self, week: Week) -> frozenset[int]:
        """Return the pick-ups that rounds have made, or will whatever happens."""
        done = {
            str(stop.pickup)
            for item in self.plan.rounds
            for number, stop in enumerate(item.stops)
            if stop.kind == "collect"
            and (item.id in self.fixed or number < self.begun.get(item.id, 0))
        }
        return frozenset(n for n, pickup in enumerate(week.pickups) if pickup.id in done)

    def changeable(self, item: Round) -> bool:
        """Tell whether a published round may change, be it in part."""
        return item.id not in self.fixed


def post_of(item: Round) -> Post:
    """Return the vehicle, day and shift of a round."""
    return item.vehicle, item.day, item.shift


def half(item: Round, mode: str, kind: HalfKind) -> tuple[int, ...]:
    """Return the positions of the stops of a round that are its collection, or its last mile."""
    kinds = {"collect", "drop"} if mode == "direct" else {"collect", "unload"}
    if kind == "carry":
        kinds = set() if mode == "direct" else {"load", "drop"}
    return tuple(n for n, stop in enumerate(item.stops) if stop.kind in kinds)


def stops_at(item: Round, positions: tuple[int, ...]) -> tuple[Stop, ...]:
    """Return some stops of a round."""
    return tuple(item.stops[n] for n in positions)
