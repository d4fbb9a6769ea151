"""What the last plan of a week says in one look: its sentence, its alarms, how good it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from models.base import Language
from models.study import Bound, Study
from service.backend import Desk
from service.store.runs import Run

MOST_KEPT = 24
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
    findings = handed.findings if isinstance(handed, Study) else ()
    codes = {one.text.in_(language): one.code for one in findings}
    bound = _food(handed.bounds) if isinstance(handed, Study) else None
    longer = kind.asked.model_validate(run.asked).longer() is not None
    return Facts(
        answer=page.answer,
        alarms=tuple(
            Alarm(one.text, one.tone, longer and codes.get(one.text) in RAISED)
            for one in page.alerts
        ),
        refused=kind.refused(study),
        gap=None if bound is None else gap_of(bound),
        bounded=bound is not None,
        longer=longer,
    )


def _food(bounds: tuple[Bound, ...]) -> Bound | None:
    return next((one for one in bounds if one.objective == "food"), None)


def gap_of(bound: Bound) -> float | None:
    """Return how much more than a plan's food its bound allows, relative to the plan's.

    Examples
    --------
    >>> from models.base import Text
    >>> gap_of(Bound(objective="food", value=800.0, bound=840.0, method=Text(fr="", en="")))
    0.05
    """
    if bound.bound is None or bound.value <= 0:
        return None
    return round(max(0.0, bound.bound / bound.value - 1), 6)
