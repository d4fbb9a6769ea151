"""What is said of a comparison whose searches were cut short, and how to search on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.base import Language, Text
from models.comparison import ComparisonStudy
from models.findings import Finding
from models.numbers import amount
from service.asking.asked import Asked
from service.kinds.comparison.words import say
from service.words.sentences import count, listed
from solver.may_rise import worth_searching

LEAST_S = 2.0
"""No shorter search is advised."""


def cut_short(study: ComparisonStudy, longer: Asked | None) -> Iterator[Finding]:
    """Tell that searches were cut short, where a longer one may decide more.

    Parameters
    ----------
    longer
        The same asked with more search; none where it is as long as it may be.
    """
    rising = [one for one in study.variants if one.may_rise_kg > 0]
    far = any(worth_searching(one.totals.usable_kg, one.may_rise_kg) for one in rising)
    food = [f for f in study.figures if f.association is None and f.indicator == "usable_kg"]
    if rising and (far or study.leaders or any(one.undecided for one in food)):
        named = {one.label: one.may_rise_kg for one in rising}
        yield search_longer(named, longer, tuple(one.variant for one in rising))


def search_longer(
    rising: Mapping[str, float], longer: Asked | None, where: tuple[str, ...] = ()
) -> Finding:
    """Return the alarm that plans may still gain some kg, by what they are called."""
    fr, en = (_told(rising, longer, language) for language in ("fr", "en"))
    text = Text(fr=fr, en=en)
    return Finding(code="search_longer", severity="warning", text=text, where=where)


def _told(rising: Mapping[str, float], longer: Asked | None, language: Language) -> str:
    plans = [
        say("may_gain", language, variant=label, kg=amount(kg, "kg", language))
        for label, kg in rising.items()
    ]
    told = say("cut_short", language, plans=listed(plans, language))
    if longer is None:
        return f"{told} {say('longest', language)}"
    if longer.limit_s is None:
        effort = count(getattr(longer, "iterations", None) or 0, "iteration", language)
    else:
        seconds = max(LEAST_S, longer.limit_s)
        digits = int(seconds != round(seconds))
        effort = amount(seconds, "s", language, digits)
    return f"{told} {say('longer', language, effort=effort)}"
