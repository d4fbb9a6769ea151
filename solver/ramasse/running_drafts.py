"""The rounds that a solution chose, published ones of a running week among them."""

from __future__ import annotations

from solver.ramasse.master import Master
from solver.ramasse.rounds import Draft, choices, draft
from solver.ramasse.running_week import RunningWeek
from solver.ramasse.week import Floats


def drafted(
    master: Master, values: Floats, running: RunningWeek | None = None
) -> list[Draft] | None:
    """Return the rounds of a solution before people are put aboard.

    The program adds up the lengths of the two halves of a round; windows may still part them. None
    then, and the program is cut so that it does not choose them together again.
    """
    drafts: list[Draft] = []
    apart = False
    for choice in choices(master, values):
        made = draft(master, choice) if running is None else running.draft(master, choice)
        if made is None:
            apart = True
            master.program.exclude(master.columns_of(choice.collect, choice.carry))
        else:
            drafts.append(made)
    return None if apart else drafts
