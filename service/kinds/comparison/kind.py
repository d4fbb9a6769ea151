"""Variants compared: what ``ramasse compare`` does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from models.base import Language, Text
from models.comparison import ComparisonStudy
from models.fields import en, fr
from scenarios.shortfalls.calendar import holidays
from service.asking import fields
from service.asking.asked import AskedOfScenario, OfVariants, OnForm, Option
from service.asking.kind import Given, Kind, NoAnswerError
from service.files import FILES, contents
from service.kinds.comparison.words import say
from service.kinds.week.kind import applies
from service.sources import labels, opened_all
from solver.settings import Settings

if TYPE_CHECKING:
    from scenarios import Loaded
    from service.pages.page import Page
    from solver.pooling.comparing import WayToPlan

FIGURES = "figures.csv"
ALONE = "alone"
TODAY = "today"


class ComparisonAsked(AskedOfScenario):
    """Variants to be planned side by side."""

    default_s: ClassVar[float | None] = 30.0

    kind: Literal["comparison"] = "comparison"
    variants: Annotated[
        tuple[fields.VariantWord, ...],
        Field(max_length=50),
        OfVariants(),
        Option(metavar="A,B,C", commas=True),
        OnForm(first=True),
        fr("Variantes à comparer (toutes si aucune)", "Variantes, toutes par défaut."),
        en("Variants to compare (all if none)", "Variants, all by default."),
    ] = ()
    reference: Annotated[
        fields.VariantWord | None,
        OfVariants(default=False),
        fr("À quoi comparer", "À quoi comparer, « today » s'il existe."),
        en("What to compare with", "What to compare with, today if any."),
    ] = None
    time_limit_s: fields.PlanTime = None
    iterations: fields.Iterations = None
    seeds: fields.Seeds = 2
    weeks: fields.Weeks = 200


def _wanted(asked: ComparisonAsked, given: Given) -> list[str | None]:
    """Return the variants to plan: those asked for or all, references first, each once."""
    named = labels(given.source)
    names = list(asked.variants)
    if not names:
        names = [name for name in named if name != "base" or len(named) == 1]
    first = [asked.reference] if asked.reference else [TODAY] if TODAY in named else []
    first += [ALONE] if ALONE in named else []
    return list(dict.fromkeys((*first, *names)))


def _plans(asked: ComparisonAsked, given: Given) -> int:
    """Return how many plans are made, each going alone included."""
    return len({*_wanted(asked, given), ALONE}) * asked.seeds


def _tasks(
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


def _work(asked: ComparisonAsked, given: Given) -> ComparisonStudy:
    from solver.pooling.comparing import NothingPlannedError, compare

    names = [str(name) for name in _wanted(asked, given)]
    with opened_all(given.source, names, asked.sets) as opened:
        found = dict(zip(names, opened, strict=True))
        planned, references = _tasks(found, asked.reference, labels(given.source))
        try:
            made = compare(
                planned,
                references,
                Settings(asked.limit_s, asked.iterations, weeks=asked.weeks),
                range(1, asked.seeds + 1),
                cluster=given.cluster,
                watch=given.tell,
                stop=given.stop,
            )
        except NothingPlannedError as error:
            why = str(error)
            raise NoAnswerError(Text(fr=why, en=why) if why else say["too_soon"]) from error
    told = tuple(holidays(planned[0].scenario))
    return made.changed(findings=(*made.findings, *told))


def _csv(study: ComparisonStudy) -> bytes:
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
    return contents(study, _page(study, language), language) | {FIGURES: _csv(study)}


def _refused(study: ComparisonStudy) -> bool:
    return any(one.violations for one in study.variants)


COMPARISON = Kind(
    command="compare",
    resource="comparisons",
    title=Text(fr="Comparer des variantes", en="Compare variants"),
    called=Text(fr="Comparaison", en="Comparison"),
    study_called=Text(fr="une comparaison", en="a comparison"),
    asked=ComparisonAsked,
    study=ComparisonStudy,
    example={
        "kind": "comparison",
        "scenario": "aubagne",
        "variants": ["hub", "direct"],
        "time_limit_s": 8,
        "seeds": 2,
    },
    applies=applies,
    variants=_wanted,
    plans=_plans,
    work=_work,
    page=_page,
    files=_files,
    writes=(*FILES, FIGURES),
    refused=_refused,
    uses=frozenset(("cluster",)),
)
