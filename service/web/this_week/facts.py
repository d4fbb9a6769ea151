"""What the last plan of a week says in one look: its sentence, its alarms, how good it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from models.base import Language
from models.policy import Objective
from service.backend import Desk
from service.store.runs import Run

PROVED = 0.0005
"""Relative room for more that is told as none."""
MOST_KEPT = 24
MOST_TOLD = 3
"""Alarms that are told at once; the others are folded."""
FOOD = "food"
"""The objective whose bound is told, where a week has it; else that of its first."""
TELLS_GAP = "search_longer"
"""Code of what tells itself how far the best possible may be."""
RAISED = (TELLS_GAP, "far_behind")
"""Codes of what a longer search may mend."""


class Bounded(Protocol):
    """What is proved about one objective of a plan, whatever the system."""

    @property
    def objective(self) -> Objective:
        """What is bettered."""

    @property
    def value(self) -> float:
        """Of the plan, in the objective's unit."""

    @property
    def bound(self) -> float | None:
        """No plan does better; none when unknown."""


@dataclass(frozen=True)
class Alarm:
    """What must be known, and whether a longer search may mend it."""

    text: str
    tone: str
    longer: bool
    tells_gap: bool
    """Whether it tells how far the best possible may be."""


@dataclass(frozen=True)
class Facts:
    """What a result says in one look."""

    answer: str
    alarms: tuple[Alarm, ...]
    refused: bool
    gap: float | None
    """How much better a plan may be, relative; none where nothing bounds it."""
    objective: Objective | None
    """In what it may be better; none where no objective is told."""
    longer: bool
    """Whether the same may be searched longer."""

    @property
    def first(self) -> tuple[Alarm, ...]:
        """The alarms that are told at once: errors, what can be mended here, then the others."""
        urgent = [one for one in self.alarms if one.tone == "error" or one.longer]
        room = max(0, MOST_TOLD - len(urgent))
        others = [one for one in self.alarms if one not in urgent][:room]
        return tuple(one for one in self.alarms if one in urgent or one in others)

    @property
    def rest(self) -> tuple[Alarm, ...]:
        """The alarms that are folded, in their order."""
        return tuple(one for one in self.alarms if one not in self.first)

    @property
    def tells_quality(self) -> bool:
        """Whether it is to be said how far the best possible may be: no alarm says it."""
        return self.objective is not None and not any(one.tells_gap for one in self.alarms)

    @property
    def proved(self) -> bool:
        """Whether no plan can do better."""
        return self.gap is not None and self.gap < PROVED

    @property
    def offers_longer(self) -> bool:
        """Whether a longer search is to be offered beside its quality: no alarm offers it."""
        return self.longer and not self.proved and not any(one.longer for one in self.alarms)


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
    bounds: Sequence[Bounded] = getattr(handed, "bounds", ())
    led = next((one for one in bounds if one.objective == FOOD), next(iter(bounds), None))
    longer = kind.asked.model_validate(run.asked).longer() is not None
    mended = _mended(tuple(codes.get(one.text) for one in page.alerts)) if longer else None
    return Facts(
        answer=page.answer,
        alarms=tuple(
            Alarm(
                one.text,
                one.tone,
                longer=number == mended,
                tells_gap=codes.get(one.text) == TELLS_GAP,
            )
            for number, one in enumerate(page.alerts)
        ),
        refused=kind.refused(study),
        gap=None if led is None else gap_of(led),
        objective=None if led is None or led.value <= 0 else led.objective,
        longer=longer,
    )


def _mended(codes: Sequence[str | None]) -> int | None:
    """Return which alarm offers a longer search, by its number: the button stands once.

    Examples
    --------
    >>> _mended(("far_behind", "search_longer", "far_behind")), _mended((None, "far_behind"))
    (1, 1)
    """
    found = [number for number, code in enumerate(codes) if code in RAISED]
    return min(found, key=lambda number: RAISED.index(str(codes[number])), default=None)


def gap_of(told: Bounded) -> float | None:
    """Return how much better a plan may be, relative to it: more food, or less of another.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> gap_of(SimpleNamespace(objective="food", value=800.0, bound=840.0))
    0.05
    >>> gap_of(SimpleNamespace(objective="cost", value=100.0, bound=70.0))
    0.3
    """
    if told.bound is None or told.value <= 0:
        return None
    better = told.bound - told.value if told.objective == FOOD else told.value - told.bound
    return round(max(0.0, better / told.value), 6)
