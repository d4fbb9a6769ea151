"""Which answers each step asks for, and which of them are folded under their usual values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.beginning.answers import Answers
from scenarios.fields import Slot, slot

TOP = slot(Answers)


@dataclass(frozen=True)
class Section:
    """Answers of one list, a block each; or answers about the town, where it names no list."""

    fields: tuple[str, ...]
    """Asked at once."""
    more: tuple[str, ...] = ()
    """Folded: what usually holds is said in their place."""
    list: str = ""
    title: str = ""
    """Key of its words; none where the step has only this."""
    blanks: int = 0
    """Empty blocks to fill in, at least."""

    @property
    def item(self) -> Slot:
        """What one thing of its list is."""
        return TOP.keys[self.list].item

    @property
    def every(self) -> tuple[str, ...]:
        """All fields that it shows."""
        return self.fields + self.more


@dataclass(frozen=True)
class Step:
    """One page of the first steps."""

    name: str
    """In its address, and the key of its words."""
    sections: tuple[Section, ...]

    def shows(self, path: str) -> bool:
        """Tell whether an answer is asked for here."""
        first = path.partition(".")[0]
        return any(
            first == one.list or (not one.list and first in one.every) for one in self.sections
        )


CHECK = "check"
STEPS: Sequence[Step] = (
    Step("town", (Section(("label", "commune", "week_of")),)),
    Step(
        "associations",
        (
            Section(
                ("label", "address", "people", "days", "shares"),
                ("starts", "ends", "cold_crates", "weeks", "of_month"),
                "associations",
                blanks=3,
            ),
        ),
    ),
    Step(
        "stores",
        (
            Section(
                ("label", "address", "kind", "holder", "days", "crates"),
                ("opens", "closes", "private", "kg", "weeks", "of_month"),
                "stores",
                blanks=4,
            ),
        ),
    ),
    Step(
        "means",
        (
            Section(("label", "owner", "kind"), ("payload_kg", "days"), "vehicles", "vehicles", 2),
            Section(("drivers", "helpers"), ("days", "rounds", "label"), "crews", "crews"),
            Section(("starts", "ends", "sorted_at"), title="rounds_and_sorting"),
        ),
    ),
)
BY_NAME = {one.name: one for one in STEPS}
NAMES = (*BY_NAME, CHECK)
"""In the order in which they are walked."""


def step_of(path: str) -> Step | None:
    """Return the step that asks for an answer, none where none does.

    Examples
    --------
    >>> step_of("stores.lidl.days").name, step_of("week_of").name, step_of("pooling")
    ('stores', 'town', None)
    """
    return next((one for one in STEPS if one.shows(path)), None)
