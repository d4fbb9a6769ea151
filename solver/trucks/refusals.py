"""Every request that is refused: why, and the smallest change that would meet it."""

from __future__ import annotations

import time

from models.base import Text
from models.booking_study import Refused
from models.bookings import SlotRequest
from solver.trucks.problem import asked_in
from solver.trucks.reason_words import reason
from solver.trucks.reasons import binding_rules
from solver.trucks.remedies import MOST_FIELDS, Remedy, field_remedies, newcomer_remedies
from solver.trucks.trials import BookedWeek, Trials, smallest

SHARE = 0.8
"""Of the time left, what refusals may take; the rest is for the fleet and who pays."""


def refusals(week: BookedWeek) -> tuple[Refused, ...]:
    """Return every request that is not met, why, and the smallest change that would meet it.

    In order of id. The time is shared evenly among them.
    """
    asked = (one for one in week.scenario.bookings.requests if asked_in(one, week.scenario))
    refused = sorted((one for one in asked if one.id not in week.met), key=lambda one: one.id)
    seconds, began = week.limits.seconds, time.monotonic()
    found = []
    for number, request in enumerate(refused):
        mine = None
        if seconds is not None:
            mine = (seconds * SHARE - (time.monotonic() - began)) / (len(refused) - number)
        found.append(_refused(week, request, mine))
    return tuple(found)


def _refused(week: BookedWeek, request: SlotRequest, seconds: float | None) -> Refused:
    binding = binding_rules(week.scenario, week.busy, request, week.answer.bookings)
    why = reason(week.scenario, request, binding)
    if not binding.rules:
        return Refused(request=request.id, code="unfinished", reason=why, remedy=MORE_TIME)
    trials = Trials(week, request.id, seconds)
    remedy = _smallest(week, request, trials)
    yields, choices = trials.yielding()
    return Refused(
        request=request.id,
        code="+".join(binding.rules),
        reason=why,
        remedy=NOTHING if remedy is None else remedy.text,
        changes=() if remedy is None else tuple(str(edit) for edit in remedy.edits),
        yields=yields,
        swap_choices=choices,
    )


def _smallest(week: BookedWeek, request: SlotRequest, trials: Trials) -> Remedy | None:
    """Return the smallest change that a plan confirms, a driver or a truck more at the end."""
    for fields in range(1, MOST_FIELDS + 1):
        if fields > 1 and trials.over:
            break
        remedies = field_remedies(week.scenario, week.busy, request, week.answer.bookings, fields)
        found = smallest(trials, remedies)
        if found is not None:
            return found
    return smallest(trials, newcomer_remedies(week.scenario, request))


MORE_TIME = Text(fr="Plus de temps de recherche.", en="More time to search.")
NOTHING = Text(
    fr="Aucun changement essayé n'a été confirmé par un nouveau plan.",
    en="No change that was tried was confirmed by a new plan.",
)
