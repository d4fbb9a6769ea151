"""A round that breaks rules, in a scenario in which something is changed already."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import Text
from models.calendar import Shift
from models.plan import Round
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import Stream
from solver.edits.edit import Edit, rounded_up


@dataclass(frozen=True)
class Broken:
    """A round that would collect a pick-up, and breaks rules."""

    base: Scenario
    """As it is, with whoever or whatever is new."""
    now: Scenario
    """As it is with what is changed already."""
    travel: TravelMatrix
    stream: Stream
    item: Round
    before: Round | None
    """As it is in the plan; none for one more."""

    @property
    def longer_min(self) -> int:
        """Minutes by which the round is longer than before, in whole steps."""
        before_s = 0 if self.before is None else self.before.duration_s
        return max(0, rounded_up((self.item.duration_s - before_s) / 60))

    @property
    def shift(self) -> Shift:
        """The shift of the round, as changed."""
        return self.now.shift[self.item.shift]

    @property
    def leaves_first(self) -> bool:
        """Whether it leaves as the shift begins."""
        return self.item.stops[0].leave_s <= self.shift.starts_s

    def more(self, path: str, old: float, needed: float, words: Text, **values: object) -> Edit:
        """Return a change of minutes at one place: longer by whole multiples of five."""
        extra = rounded_up(needed - old)
        told = {"new": old + extra, "old": old, "more": extra, **values}
        return Edit(path, int(old + extra), words, told, minutes=extra)
