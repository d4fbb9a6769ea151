"""The address of a week being changed: every change and every one undone, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from models.by_hand import HandEdit
from service.kinds.hand_plan.spelling import read_edit, spelt

MOST = 200
"""Changes in one address."""


@dataclass(frozen=True)
class Address:
    """Where a page stands."""

    edits: tuple[HandEdit, ...] = ()
    undone: tuple[HandEdit, ...] = ()
    """The last that was undone comes first."""
    round: str = ""
    """The round that is open."""
    stop: str = ""
    """The pick-up whose ways are shown."""

    @property
    def lines(self) -> list[str]:
        """Its changes, each as one line."""
        return [spelt(one) for one in self.edits]

    @property
    def query(self) -> str:
        """What stands after the question mark."""
        parts = [("edit", spelt(one)) for one in self.edits]
        parts += [("undone", spelt(one)) for one in self.undone]
        parts += [("open", self.round)] * bool(self.round)
        parts += [("ways", self.stop)] * bool(self.stop)
        return urlencode(parts)

    def then(self, edit: HandEdit, opened: str = "") -> Address:
        """Return where one more change leads: what was undone is forgotten."""
        return Address((*self.edits, edit), (), opened or self.round)

    @property
    def back(self) -> Address | None:
        """Where undoing the last change leads; none where there is none."""
        if not self.edits:
            return None
        return replace(self, edits=self.edits[:-1], undone=(self.edits[-1], *self.undone))

    @property
    def forth(self) -> Address | None:
        """Where doing the last change again leads."""
        if not self.undone:
            return None
        return replace(self, edits=(*self.edits, self.undone[0]), undone=self.undone[1:])

    def at(self, item: str = "", stop: str = "") -> Address:
        """Return where another round, or the ways of a pick-up, are opened."""
        return replace(self, round=item, stop=stop)


def read_address(edits: Sequence[str], undone: Sequence[str], item: str, stop: str) -> Address:
    """Return where an address leads; changes that spell none are left out with all that follow."""
    return Address(_read(edits), _read(undone), item, stop)


def _read(lines: Sequence[str]) -> tuple[HandEdit, ...]:
    found = []
    for line in lines[:MOST]:
        edit = read_edit(line)
        if edit is None:
            break
        found.append(edit)
    return tuple(found)
