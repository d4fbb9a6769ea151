"""Variants compared: what ``ramasse compare`` does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from models.base import Label, Language, Text
from models.comparison import ComparisonStudy
from models.fields import en, fr
from scenarios import ScenarioError
from scenarios.naming import free_id
from scenarios.shortfalls.calendar import holidays
from scenarios.variants import BASE
from service.asking import fields
from service.asking.asked import (
    MOST_SETS,
    AskedOfScenario,
    OfVariants,
    OnForm,
    Option,
    WhatIfOf,
)
from service.asking.given import Given
from service.asking.kind import Kind, Next, NoAnswerError
from service.asking.late import Late
from service.asking.telling import AnyFault
from service.files import FILES
from service.kinds.comparison import ROOM
from service.kinds.comparison.cards import CARDS
from service.kinds.comparison.cutting_short import cut_short
from service.kinds.comparison.words import say
from service.kinds.week.kind import applies
from service.kinds.week.words import SEARCH_LONGER
from service.sources import labels, opened_all
from solver.settings import Settings

if TYPE_CHECKING:
    from scenarios import Loaded
    from solver.pooling.comparing import WayToPlan

FIGURES = "figures.csv"
ALONE = "alone"
WHAT_IF = "what-if"
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
        WhatIfOf("from"),
        fr("À quoi comparer", "À quoi comparer, « today » s'il existe."),
        en("What to compare with", "What to compare with, today if any."),
    ] = None
    changes: Annotated[
        tuple[Annotated[str, StringConstraints(max_length=2000)], ...],
        Field(max_length=MOST_SETS),
        WhatIfOf("changes"),
        OnForm(hidden=True),
        Option("--what-if", metavar="CHEMIN=VALEUR"),
        fr(
            "Et si : valeurs changées",
            "Compare aussi ce à quoi l'on compare avec une valeur changée, ex. "
            "vehicles.van-500=null ; répétable.",
        ),
        en(
            "What if: values changed",
            "Compares also what is compared with, one value changed, such as "
            "vehicles.van-500=null; may be repeated.",
        ),
    ] = ()
    changes_label: Annotated[
        Label | None,
        WhatIfOf("label"),
        OnForm(hidden=True),
        Option("--what-if-name", metavar="NOM"),
        fr("Et si : nom", "Nom de ces valeurs changées."),
        en("What if: name", "Name of these values changed."),
    ] = None
    time_limit_s: fields.PlanTime = None
    iterations: fields.Iterations = None
    seeds: fields.Seeds = 2
    weeks: fields.Weeks = 200
    measured: fields.Measured = False


def _wanted(asked: ComparisonAsked, given: Given) -> list[str | None]:
    """Return the variants to plan: those asked for or all, references first, each once.

    None stands for the file's default one, which is what changed values start from.
    """
    named = labels(given.source)
    names = list(asked.variants)
    if not names and not asked.changes:
        names = [name for name in named if name != BASE or len(named) == 1]
    first: list[str | None] = (
        [asked.reference] if asked.reference else [TODAY] if TODAY in named else []
    )
    if asked.changes and not first:
        first = [None]
    first += [ALONE] if ALONE in named else []
    return list(dict.fromkeys((*first, *names)))


def _plans(asked: ComparisonAsked, given: Given) -> int:
    """Return how many plans are made, each going alone included."""
    return (len({*_wanted(asked, given), ALONE}) + bool(asked.changes)) * asked.seeds


def _faults(asked: ComparisonAsked, given: Given) -> Sequence[AnyFault]:
    """Return what is wrong with the scenario of values changed."""
    if not asked.changes:
        return ()
    start = _wanted(asked, given)[0]
    try:
        with opened_all(given.source, [start], (*asked.sets, *asked.changes)):
            return ()
    except ScenarioError as error:
        return error.faults


def _changed(asked: ComparisonAsked, given: Given, start: str, taken: Iterable[str]) -> WayToPlan:
    """Return what one variant is with the values changed."""
    from solver.pooling.comparing import WayToPlan

    with opened_all(given.source, [start], (*asked.sets, *asked.changes)) as found:
        world = found[0].scenario
        label = asked.changes_label or say("what_if", world.language)
        name = free_id(WHAT_IF, WHAT_IF, taken)
        told = (
            (Text(fr=asked.changes_label, en=asked.changes_label),) if asked.changes_label else ()
        )
        return WayToPlan(label, world.changed(variant=name), found[0].folder, told)


def _tasks(
    found: Mapping[str, Loaded],
    reference: str | None,
    named: Mapping[str, str],
    changed: WayToPlan | None = None,
) -> tuple[list[WayToPlan], list[str]]:
    """Return what is to be planned, each going alone included, and what it is compared with."""
    from pools.streams import alone_of
    from solver.pooling.comparing import WayToPlan

    asked = list(found)
    language = found[asked[0]].scenario.language
    called = {**named, BASE: say("as_it_is", language)} if len(found) > 1 or changed else named
    references = [name for name in (reference or TODAY,) if name in found]
    planned = [WayToPlan(called[name], one.scenario, one.folder) for name, one in found.items()]
    if changed is not None:
        planned.append(changed)
    if ALONE not in found:
        apart = alone_of(found[references[0] if references else asked[0]].scenario)
        label = say("alone", language)
        planned.append(WayToPlan(label, apart.changed(variant=ALONE), found[asked[0]].folder))
    references += [name for name in (ALONE,) if name not in references]
    return planned, references


def _work(asked: ComparisonAsked, given: Given) -> ComparisonStudy:
    from solver.pooling.comparing import NothingPlannedError, compare

    named = labels(given.source)
    with opened_all(given.source, _wanted(asked, given), asked.sets) as opened:
        found = {one.scenario.variant: one for one in opened}
        start = next(iter(found))
        changed = _changed(asked, given, start, named) if asked.changes else None
        reference = start if asked.changes else asked.reference
        planned, references = _tasks(found, reference, named, changed)
        planned = [
            replace(one, scenario=given.as_measured(one.scenario, asked=asked.measured))
            for one in planned
        ]
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
    world = planned[0].scenario
    stores = given.measured_told(world) if asked.measured else ()
    told = (*stores, *cut_short(made, asked.longer()), *holidays(world))
    return made.changed(findings=(*made.findings, *told))


def after_comparison(study: ComparisonStudy) -> Sequence[Next]:
    """Return what to do with a comparison: search on, where that may decide more."""
    codes = {one.code for one in study.findings}
    return [Next(SEARCH_LONGER, "longer")] * ("search_longer" in codes)


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
            "may_rise": one.may_rise,
            **{f"against_{name}": one.against.get(name) for name in study.references},
            **{f"undecided_{name}": name in one.undecided for name in study.references},
        }
        for one in study.figures
    )
    return frame.to_csv(index=False).encode()


def _more(study: ComparisonStudy, language: Language) -> dict[str, bytes]:
    del language  # codes, for programs
    return {FIGURES: _csv(study)}


def _refused(study: ComparisonStudy) -> bool:
    return any(one.violations for one in study.variants)


COMPARISON = Kind(
    room=ROOM,
    resource="comparisons",
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
    faults=_faults,
    cards=CARDS,
    work=_work,
    page=Late("service.kinds.comparison.page:comparison_page"),
    more=_more,
    writes=(*FILES, FIGURES),
    next=after_comparison,
    refused=_refused,
    uses=frozenset(("cluster", "journal")),
)
