"""What the page of a week being changed offers."""

from __future__ import annotations

from service.kinds.hand_plan.drafts import Drafts
from service.kinds.hand_plan.showing import opened
from tests.helpers.studies import planned


def test_who_is_there_and_free_is_offered_first() -> None:
    found = planned("hub")
    world = found.scenario
    draft = Drafts().after("week", lambda: found, ())
    for item in found.plan.rounds:
        shown = opened(draft, item.id, "fr")
        assert shown is not None
        busy = {
            who
            for one in found.plan.rounds
            if (one.day, one.shift) == (item.day, item.shift)
            for who in one.crew
        }
        there = [
            item.day in world.person[name].days and name not in busy for name, _ in shown.people
        ]
        assert there == sorted(there, reverse=True)
        able = [item.day in world.vehicle[name].days for name, _ in shown.vehicles]
        assert able == sorted(able, reverse=True)
