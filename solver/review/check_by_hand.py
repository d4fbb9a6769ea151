"""The independent checker of what was chosen by hand, from models alone.

Every choice that no later one undid must be so in the plan, and what choices and mending cost
together must be what lies between the plan before and this one.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text, clock
from models.by_hand import HandChoice
from models.findings import Finding
from models.plan import Plan
from models.study import Study
from solver.review.checks.violations import amount, violation

SAME_KG = 0.01


def check_by_hand(study: Study, before: Study | None = None) -> tuple[Finding, ...]:
    """Return every choice made by hand that a study does not keep.

    Parameters
    ----------
    before
        The study that was changed, to hold prices against it.
    """
    told = study.by_hand
    if told is None:
        return ()
    found = [
        violation("hand_kept", _where(one), what=one.text)
        for one in told.choices
        if not _is_kept(study.plan, one)
    ]
    if before is not None:
        found += _prices(study, before)
    return tuple(found)


def _where(one: HandChoice) -> tuple[str, ...]:
    return () if one.made is None else (one.made,)


def _is_kept(plan: Plan, one: HandChoice) -> bool:
    """Tell whether a choice is so in a plan; one that a later choice undid is."""
    edit = one.edit
    if one.made is None:
        return True
    item = plan.round.get(one.made)
    if edit.kind == "remove":
        return item is None or edit.stop not in _made_there(plan, one.made)
    if item is None:
        return False
    if edit.kind in ("move", "add", "lock"):
        stop = getattr(edit, "stop", None)
        return stop is None or stop in _made_there(plan, one.made)
    if edit.kind == "vehicle":
        return item.vehicle == edit.vehicle
    if edit.kind == "person":
        return (edit.by is None or edit.by in item.crew) and edit.person not in item.crew
    return edit.kind == "time" and clock(item.stops[0].leave_s) == edit.leaves


def _made_there(plan: Plan, name: str) -> set[str]:
    return {
        stop.pickup or stop.site
        for stop in plan.round[name].stops
        if stop.kind in ("collect", "drop")
    }


def _prices(study: Study, before: Study) -> Iterator[Finding]:
    told, earlier = study.by_hand, before.by_hand
    assert told is not None
    said = told.mending_kg + sum(one.usable_kg for one in told.choices)
    if earlier is not None:
        said -= earlier.mending_kg + sum(one.usable_kg for one in earlier.choices)
    is_so = study.plan.usable_kg - before.plan.usable_kg
    if abs(said - is_so) > SAME_KG:
        yield violation("hand_price", (), what=ALL_CHOICES, found=amount(said), limit=amount(is_so))


ALL_CHOICES = Text(fr="Tous les choix faits à la main", en="All choices made by hand")
