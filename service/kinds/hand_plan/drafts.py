"""Weeks being changed by hand, kept at hand so that each change answers at once.

What was changed stands in the address of the page alone: undone by going back, shared by a link,
never lost by a server that stops.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from models.by_hand import HandChoice, HandEdit
from models.study import Study
from service.kinds.hand_plan.spelling import spelt
from solver.by_hand.editing import HandWeek
from solver.by_hand.pricing import Weighed, standing, step, weighed

MOST_WEEKS, MOST_STEPS = 4, 200


@dataclass
class _Kept:
    """A week, and how it is after each series of changes that was looked at."""

    world: HandWeek
    steps: OrderedDict[tuple[str, ...], tuple[HandChoice | None, Weighed]] = field(
        default_factory=OrderedDict
    )
    working: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Draft:
    """A week after some changes."""

    world: HandWeek
    before: Weighed
    choices: tuple[HandChoice, ...]
    now: Weighed


class Drafts:
    """The weeks that were changed last."""

    def __init__(self) -> None:
        self._weeks: OrderedDict[str, _Kept] = OrderedDict()
        self._opening = threading.Lock()

    def after(self, run: str, read: Callable[[], Study], edits: Sequence[HandEdit]) -> Draft:
        """Return the week of a run after some changes.

        Parameters
        ----------
        read
            Returns its study, where it is not at hand yet.

        Raises
        ------
        solver.by_hand.words.EditError
            One of them cannot be made at all.
        """
        with self._opening:
            if run not in self._weeks:
                self._weeks[run] = _Kept(HandWeek(read()))
            self._weeks.move_to_end(run)
            while len(self._weeks) > MOST_WEEKS:
                self._weeks.popitem(last=False)
            kept = self._weeks[run]
        with kept.working:
            return _after(kept, edits)


def _after(kept: _Kept, edits: Sequence[HandEdit]) -> Draft:
    world = kept.world
    if () not in kept.steps:
        kept.steps[()] = None, weighed(world.scenario, world.travel, world.first)
    before = now = kept.steps[()][1]
    choices: list[HandChoice] = []
    names: list[str] = []
    for edit in edits:
        names.append(spelt(edit))
        key = tuple(names)
        if key not in kept.steps:
            kept.steps[key] = step(world, now, edit)
        kept.steps.move_to_end(key)
        one, now = kept.steps[key]
        assert one is not None
        choices.append(one)
    kept.steps.move_to_end(())
    while len(kept.steps) > MOST_STEPS:
        kept.steps.popitem(last=False)
    return Draft(world, before, standing(choices, now.plan), now)


DRAFTS = Drafts()
