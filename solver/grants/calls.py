"""The calendar of calls: who may answer, and the hours that all files take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.grants import GrantFunder, Grants
from models.grants_study import CallDue
from solver.grants.giving import may_fund


def calls_due(grants: Grants, today: date) -> tuple[CallDue, ...]:
    """Return the calls that are not over, the earliest first."""
    found = [one for funder in grants.funders for one in _calls(grants, funder, today)]
    return tuple(sorted(found, key=lambda one: (one.closes, one.call)))


def _calls(grants: Grants, funder: GrantFunder, today: date) -> Iterator[CallDue]:
    who = tuple(
        structure.id
        for structure in grants.structures
        if any(
            may_fund(grants, envelope, structure.id, ask.use)
            for envelope in funder.envelopes
            if envelope.eur > 0
            for ask in structure.asks
            if ask.eur > 0
        )
    )
    for one in funder.calls:
        if one.due_on >= today:
            yield CallDue(
                call=one.id,
                funder=funder.id,
                label=one.label,
                opens=one.opens_on,
                closes=one.due_on,
                hours=one.hours * len(who),
                structures=who,
                asks_for=one.asks_for,
                days_left=(one.due_on - today).days,
            )
