"""The level that associations share in the master program when rounds are chosen for the split.

A level is points received over points needed. The rows are without effect until laid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from solver.programs.growing import GrowingProgram
from solver.programs.linear import INFINITY
from solver.ramasse.week import Week

LEVEL_PER_HOUR = 1e-6
"""Charge of a person-hour when the common level is raised."""


@dataclass
class CommonLevel:
    """One column that some associations rise with; others are held at levels of their own."""

    week: Week
    program: GrowingProgram
    brings: Mapping[str, Iterable[tuple[int, float]]]
    """By association: the columns that bring it food, with the points of a unit of each."""
    column: int = -1

    def lay(self) -> set[str]:
        """Lay the rows of the levels and the column of the common one; return who has one."""
        served = {who for who in self.brings if self.week.need_points[who] > 0}
        entries = []
        for who in sorted(served):
            for key in ("level", "reached"):
                row = self.program.row((key, who))
                self.program.put(row, self.brings[who])
                if key == "level":
                    entries.append((row, -self.week.need_points[who]))
        self.column = self.program.column(entries, upper=1.0)
        return served

    def share(
        self, served: Collection[str], rising: Collection[str], held: Mapping[str, float]
    ) -> None:
        """Let some associations share the level column, and hold others at theirs.

        Parameters
        ----------
        served
            Associations that have a level.
        rising
            Those that share the common one.
        held
            Levels at which others are held.
        """
        for who in served:
            need = self.week.need_points[who]
            self.program.limit(("level", who), 0.0 if who in rising else -INFINITY, INFINITY)
            least = need * held[who] if who in held else -INFINITY
            self.program.limit(("reached", who), least, INFINITY)

    def aim(self, hours: Mapping[int, float]) -> dict[int, float]:
        """Return the costs that raise the common level, then spare hours."""
        spare = {column: LEVEL_PER_HOUR * value for column, value in hours.items()}
        return spare | {self.column: -1.0}
