"""Variants compared: what ``ramasse compare`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from models.base import Language, Slug, Text
from models.comparison import ComparisonStudy
from service.asking.input_faults import limit_faults, loaded_faults
from service.asking.kind import (
    Asked,
    Given,
    Iterations,
    Kind,
    NoAnswerError,
    Seeds,
    TimeLimit,
    Weeks,
)
from service.kinds.comparison.words import say
from service.pages.outputs import contents
from service.sources import Upload, labels, opened_all
from solver.settings import Settings

if TYPE_CHECKING:
    from scenarios import Loaded
    from service.pages.page import Page
    from solver.pooling.comparing import WayToPlan

FIGURES = "figures.csv"
COMPARE_S = 30.0
"""Seconds of one plan, unless something else is asked."""
ALONE = "alone"
TODAY = "today"


class ComparisonAsked(Asked):
    """Variants to be planned side by side."""

    kind: Literal["compare"] = "compare"
    variants: tuple[Slug, ...] = Field(default=(), max_length=50, description="All when empty.")
    reference: Slug | None = Field(
        default=None, description="What to compare with; ``today`` if there is such a variant."
    )
    time_limit_s: TimeLimit = Field(
        default=None, description="Seconds of one plan; 30 unless iterations are given."
    )
    iterations: Iterations = None
    seeds: Seeds = 2
    weeks: Weeks = 200


def wanted(given: Sequence[str], reference: str | None, named: Mapping[str, str]) -> list[str]:
    """Return the variants to plan: those given or all, references among them, each once.

    Parameters
    ----------
    named
        Labels of the scenario's variants.
    """
    names = list(given)
    if not names:
        names = [name for name in named if name != "base" or len(named) == 1]
    first = [reference] if reference else [TODAY] if TODAY in named else []
    first += [ALONE] if ALONE in named else []
    return list(dict.fromkeys((*first, *names)))


def tasks(
    found: Mapping[str, Loaded], reference: str | None, named: Mapping[str, str]
) -> tuple[list[WayToPlan], list[str]]:
    """Return what is to be planned, each going alone included, and what it is compared with."""
    from solver.pooling.comparing import WayToPlan
    from solver.study import alone_of

    asked = list(found)
    references = [name for name in (reference or TODAY,) if name in found]
    planned = [WayToPlan(named[name], one.scenario, one.folder) for name, one in found.items()]
    if ALONE not in found:
        apart = alone_of(found[references[0] if references else asked[0]].scenario)
        planned.append(WayToPlan(ALONE, apart.changed(variant=ALONE), found[asked[0]].folder))
    references += [name for name in (ALONE,) if name not in references]
    return planned, references


def settings(time_limit_s: float | None, iterations: int | None, weeks: int) -> Settings:
    """Return the settings of each plan."""
    limit = COMPARE_S if time_limit_s is None else time_limit_s
    return Settings(None if iterations is not None else limit, iterations, weeks=weeks)


def _faults(asked: ComparisonAsked, upload: Upload, language: Language) -> list[str]:
    found = limit_faults(asked.time_limit_s, asked.iterations, 1, asked.weeks, language)
    names = wanted(asked.variants, asked.reference, labels(upload))
    return found + loaded_faults(upload, names, asked.sets, language)


def _work(asked: ComparisonAsked, given: Given) -> ComparisonStudy:
    from solver.pooling.comparing import NothingPlannedError, compare

    named = labels(given.upload)
    names = wanted(asked.variants, asked.reference, named)
    with opened_all(given.upload, names, asked.sets) as opened:
        planned, references = tasks(dict(zip(names, opened, strict=True)), asked.reference, named)
        try:
            return compare(
                planned,
                references,
                settings(asked.time_limit_s, asked.iterations, asked.weeks),
                range(1, asked.seeds + 1),
                watch=given.tell,
                stop=given.stop,
            )
        except NothingPlannedError as error:
            raise NoAnswerError(nothing_planned(str(error))) from error


def nothing_planned(why: str) -> Text:
    """Return why no variant could be planned; that it was stopped too soon by default."""
    return Text(fr=why or say("too_soon", "fr"), en=why or say("too_soon", "en"))


def csv(study: ComparisonStudy) -> bytes:
    """Return every figure, one a line: what a spreadsheet or a script can pivot."""
    import pandas as pd

    frame = pd.DataFrame(
        {
            "variant": one.variant,
            "association": one.association or "",
            "indicator": one.indicator,
            "value": one.value,
            "spread": one.spread,
            **{f"against_{name}": one.against.get(name) for name in study.references},
            **{f"undecided_{name}": name in one.undecided for name in study.references},
        }
        for one in study.figures
    )
    return frame.to_csv(index=False).encode()


def _page(study: ComparisonStudy, language: Language) -> Page:
    from service.kinds.comparison.page import comparison_page

    return comparison_page(study, language)


def _files(study: ComparisonStudy, language: Language) -> dict[str, bytes]:
    return contents(study, _page(study, language), language) | {FIGURES: csv(study)}


COMPARISON = Kind(
    "comparisons", ComparisonAsked, ComparisonStudy, _work, _faults, _files, page=_page
)
