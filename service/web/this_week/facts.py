"""What the last plan of a week says in one look: its sentence, its alarms, how good it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from models.base import Language
from service.backend import Desk
from service.store.runs import Run

MOST_KEPT = 24
FOOD = "food"
"""The objective whose bound is told."""
RAISED = ("search_longer", "far_behind")
"""Codes of what a longer search may mend."""


@dataclass(frozen=True)
class Alarm:
    """What must be known, and whether a longer search may mend it."""

    text: str
    tone: str
    longer: bool


@dataclass(frozen=True)
class Facts:
    """What a result says in one look."""

    answer: str
    alarms: tuple[Alarm, ...]
    refused: bool
    gap: float | None
    """How much more food a better plan may bring, relative; none where nothing bounds it."""
    bounded: bool
    longer: bool
    """Whether the same may be searched longer."""


_KEPT: OrderedDict[tuple[str, Language], Facts] = OrderedDict()
_KEEPING = threading.Lock()


def facts_of(desk: Desk, run: Run, language: Language) -> Facts:
    """Return what the result of a run says; results do not change, so they are kept at hand."""
    key = run.id, language
    with _KEEPING:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    found = _read(desk, run, language)
    with _KEEPING:
        _KEPT[key] = found
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return found


def _read(desk: Desk, run: Run, language: Language) -> Facts:
    kind, study = desk.kinds[run.kind], desk.study(run.id)
    page = kind.page(study, language)
    handed = kind.hands_on(study)
    codes = {one.text.in_(language): one.code for one in getattr(handed, "findings", ())}
    food = next((one for one in getattr(handed, "bounds", ()) if one.objective == FOOD), None)
    longer = kind.asked.model_validate(run.asked).longer() is not None
    return Facts(
        answer=page.answer,
        alarms=tuple(
            Alarm(one.text, one.tone, longer and codes.get(one.text) in RAISED)
            for one in page.alerts
        ),
        refused=kind.refused(study),
        gap=None if food is None else gap_of(food.value, food.bound),
        bounded=food is not None,
        longer=longer,
    )


def gap_of(value: float, bound: float | None) -> float | None:
    """Return how much more than a plan's food its bound allows, relative to the plan's.

    Examples
    --------
    >>> gap_of(800.0, 840.0)
    0.05
    """
    if bound is None or value <= 0:
        return None
    return round(max(0.0, bound / value - 1), 6)
