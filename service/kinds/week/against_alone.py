"""Each association with and without the others, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from models.study import Balance, Study

NOTABLE_KG = 1.0
"""A smaller difference with going alone is none."""


@dataclass(frozen=True)
class Compared:
    """What one association receives here, and what it would alone."""

    label: str
    now: Balance
    alone: Balance | None
    """None when the scenario itself is each going alone."""

    @property
    def difference_kg(self) -> float:
        """Food received, minus what it would receive alone, in kg."""
        return 0.0 if self.alone is None else self.now.received_kg - self.alone.received_kg

    @property
    def gains(self) -> bool:
        """Whether it receives notably more than alone."""
        return self.difference_kg >= NOTABLE_KG

    @property
    def loses(self) -> bool:
        """Whether it receives notably less than alone."""
        return self.difference_kg <= -NOTABLE_KG


def compare(study: Study) -> tuple[Compared, ...]:
    """Return every association, in the order of the scenario's balances."""
    alone = {one.association: one for one in study.alone_balances}
    return tuple(
        Compared(
            label=study.scenario.association[one.association].label,
            now=one,
            alone=alone.get(one.association),
        )
        for one in study.balances
    )
