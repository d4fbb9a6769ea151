"""Steps of a run told as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.base import Language
from models.numbers import amount
from service.words.codes import code
from service.words.sentences import capital, colon

if TYPE_CHECKING:
    from service.store.runs import Step
    from solver.settings import Progress


def line(step: Progress | Step, language: Language) -> str:
    r"""Return one step of a run as a sentence, as it is told or as it was stored.

    Examples
    --------
    >>> from solver.settings import Progress
    >>> line(Progress("food", 812.4, 30.2, 41.0), "en").replace("\u00a0", " ")
    'Food: 812 kg, 30 h, 41 €'
    """
    told = capital(code(step.stage, language))
    if step.of is not None:
        return f"{told}{colon(language)}{step.done}/{step.of}"
    if step.usable_kg is None:
        return f"{told}…"
    figures = [
        amount(value, unit, language)
        for value, unit in ((step.usable_kg, "kg"), (step.person_hours, "h"), (step.eur, "€"))
        if value is not None
    ]
    return f"{told}{colon(language)}{', '.join(figures)}"
