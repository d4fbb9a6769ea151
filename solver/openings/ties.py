"""Calendars that no level tells apart: that of today is the nearest, then ids in order decide."""

from __future__ import annotations

from solver.openings.search import Search

CHUNK = 25
"""Choices told apart in one solve: their weights are powers of two, and exact as floats."""


def settle_ties(search: Search) -> None:
    """Tell equal calendars apart: today's slots, places and no relay first, by id."""
    program, problem = search.program, search.program.problem
    outlets = problem.days.openings.outlets
    choices = [
        ((outlets[one.outlet].id, 0, one.slot.name), program.open[one.number])
        for one in problem.slots
        if not one.slot.today
    ]
    for one, places in zip(problem.closings, program.shift, strict=True):
        choices += [
            ((outlets[one.outlet].id, 1, f"{one.number:03d}{at:03d}"), place)
            for at, place in enumerate(places)
            if at != one.unmoved
        ]
    choices += [
        ((problem.relays[one.relay].id, 2, problem.slots[one.slot].slot.name), program.relay[n])
        for n, one in enumerate(problem.relayings)
    ]
    choices.sort(key=lambda one: one[0])
    for start in range(0, len(choices), CHUNK):
        chunk = [literal for _, literal in choices[start : start + CHUNK]]
        if not search.settle(chunk):
            return
