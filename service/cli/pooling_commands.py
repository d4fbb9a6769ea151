"""The commands about pooling: ``ramasse compare``, ``costs`` and ``levers``."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar, get_args

import typer

from models.base import Language
from models.sharing import CostRule
from service.asking.input_faults import limit_faults, loaded
from service.cli.finishing import finish
from service.cli.options import (
    FAILED,
    Out,
    ScenarioName,
    Sets,
    Spoken,
    VariantName,
    folder_faults,
    refuse,
    spoken,
)
from service.kinds.comparison.kind import FIGURES, csv, nothing_planned, tasks, wanted
from service.kinds.comparison.kind import settings as compare_settings
from service.kinds.comparison.words import say
from service.kinds.costs.kind import COALITION_S, cache, effort, not_alone
from service.kinds.levers.kind import LEVER_S
from service.pages.outputs import NAMES
from service.words.labels import number

if TYPE_CHECKING:
    from models.comparison import ComparisonStudy
    from scenarios import Loaded
    from solver.settings import Watcher

Done = TypeVar("Done")

TimeLimit = Annotated[
    float | None,
    typer.Option(help="Durée d'un plan, en secondes / Seconds of one plan."),
]
Iterations = Annotated[
    int | None,
    typer.Option(help="Itérations au lieu d'une durée / Iterations instead of a time."),
]
Seeds = Annotated[
    int, typer.Option(help="Graines par plan : 1, 2… / Seeds of each plan: 1, 2…", min=1, max=50)
]
Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADRESSE", help="Grappe Dask, ex. tcp://127.0.0.1:8786 / An existing Dask cluster."
    ),
]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="Tout recalculer / Plan everything again."),
]


def compare(
    scenario: ScenarioName,
    variants: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,C", help="Variantes, toutes par défaut / Variants, all by default."
        ),
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option(
            help="À quoi comparer, « today » s'il existe / What to compare with, today if any."
        ),
    ] = None,
    sets: Sets = None,
    time_limit: TimeLimit = None,
    iterations: Iterations = None,
    seeds: Seeds = 2,
    weeks: Annotated[
        int, typer.Option(help="Semaines simulées / Simulated weeks, 0 for none.")
    ] = 200,
    cluster: Cluster = None,
    out: Out = None,
    lang: Spoken = None,
) -> None:
    """Plan variants side by side and compare what each brings to whom."""
    from scenarios import ScenarioError
    from scenarios import variants as variants_of

    language = spoken(lang)
    faults = _faults(time_limit, iterations, weeks, out, language, (*NAMES, FIGURES))
    try:
        labels = dict(variants_of(scenario))
    except ScenarioError as error:
        refuse(faults + error.message(language).splitlines(), language)
    given = [name.strip() for name in (variants or "").split(",") if name.strip()]
    asked = wanted(given, reference, labels)
    found: dict[str, Loaded] = {}
    for name in asked:
        one, more = loaded(scenario, name, sets or [], language)
        faults += [fault for fault in more if fault not in faults]
        if one is not None:
            found[name] = one
    if faults:
        refuse(faults, language)

    from service.kinds.comparison.page import comparison_page
    from solver.pooling.comparing import NothingPlannedError
    from solver.pooling.comparing import compare as plan_all

    language = spoken(lang, found[asked[0]].scenario)
    planned, references = tasks(found, reference, labels)
    settings = compare_settings(time_limit, iterations, weeks)
    drawn = range(1, seeds + 1)
    _expect(len(planned) * seeds, settings.time_limit_s, language)

    def work(tell: Watcher, stop: threading.Event) -> ComparisonStudy:
        return plan_all(
            planned, references, settings, drawn, cluster=cluster, watch=tell, stop=stop
        )

    try:
        study = _watched(work, language, cluster)
    except NothingPlannedError as error:
        _stop_short(nothing_planned(str(error)).in_(language))
    page = comparison_page(study, language)
    finish(study, page, out, language, {FIGURES: csv(study)})
    if any(one.violations for one in study.variants):
        raise typer.Exit(FAILED)


def costs(
    scenario: ScenarioName,
    variant: VariantName = None,
    rule: Annotated[
        str, typer.Option(help="Règle du règlement / Rule of the settlement.")
    ] = "nucleolus",
    sets: Sets = None,
    time_limit: TimeLimit = None,
    iterations: Iterations = None,
    seeds: Seeds = 2,
    orders: Annotated[
        int | None,
        typer.Option(
            help="Ordres d'arrivée tirés au sort au lieu de tous les groupes ; 0 : tous / Orders "
            "of arrival sampled instead of every group; 0: every group.",
            min=0,
        ),
    ] = None,
    cluster: Cluster = None,
    no_cache: NoCache = False,
    out: Out = None,
    lang: Spoken = None,
) -> None:
    """Plan every group of associations, share the costs, and say who would leave."""
    language = spoken(lang)
    faults = _faults(time_limit, iterations, 0, out, language, NAMES)
    rules = get_args(CostRule)
    if rule not in rules:
        faults.append(say("unknown_rule", language, rule=rule, rules=", ".join(rules)))
    found, more = loaded(scenario, variant, sets or [], language)
    if found is None or faults or more:
        refuse(faults + more, language)

    from models.sharing import SharingStudy
    from service.kinds.costs.page import sharing_page
    from solver.pooling.sharing import EXACT_PLANNED, NotAloneError, share_costs

    language = spoken(lang, found.scenario)
    searched = effort(time_limit, iterations, seeds, COALITION_S)
    count = len(found.scenario.associations)
    if orders == 0 or (orders is None and count <= EXACT_PLANNED):
        # half of the members on average, and more for all together
        _expect(seeds * (2**count + 9), searched.time_limit_s, language)
    chosen: CostRule = next(one for one in rules if one == rule)

    def work(tell: Watcher, stop: threading.Event) -> SharingStudy:
        return share_costs(
            found.scenario,
            searched,
            folder=found.folder,
            cache=cache(used=not no_cache),
            cluster=cluster,
            rule=chosen,
            orders=orders,
            watch=tell,
            stop=stop,
        )

    try:
        study = _watched(work, language, cluster)
    except NotAloneError as error:
        _stop_short(not_alone(found.scenario, tuple(error.who)).in_(language))
    finish(study, sharing_page(study, language), out, language)


def levers(
    scenario: ScenarioName,
    variant: VariantName = None,
    freedom: Annotated[
        bool, typer.Option(help="Essayer les libertés abandonnées / Try giving up opt-outs.")
    ] = True,
    means: Annotated[
        bool, typer.Option(help="Essayer un moyen de plus / Try one unit more of means.")
    ] = True,
    stores: Annotated[
        bool, typer.Option(help="Essayer sans chaque magasin / Try without each store.")
    ] = True,
    sets: Sets = None,
    time_limit: TimeLimit = None,
    iterations: Iterations = None,
    seeds: Seeds = 2,
    cluster: Cluster = None,
    no_cache: NoCache = False,
    out: Out = None,
    lang: Spoken = None,
) -> None:
    """Plan the week again with one thing changed at a time."""
    language = spoken(lang)
    faults = _faults(time_limit, iterations, 0, out, language, NAMES)
    found, more = loaded(scenario, variant, sets or [], language)
    if found is None or faults or more:
        refuse(faults + more, language)

    from models.levers import LeversStudy
    from service.kinds.levers.page import levers_page
    from solver.pooling.levers import NoPlanError, pull_levers

    language = spoken(lang, found.scenario)
    searched = effort(time_limit, iterations, seeds, LEVER_S)

    def work(tell: Watcher, stop: threading.Event) -> LeversStudy:
        return pull_levers(
            found.scenario,
            searched,
            freedom=freedom,
            means=means,
            stores=stores,
            folder=found.folder,
            cache=cache(used=not no_cache),
            cluster=cluster,
            watch=tell,
            stop=stop,
        )

    try:
        study = _watched(work, language, cluster)
    except NoPlanError:
        _stop_short(say("too_soon", language))
    finish(study, levers_page(study, language), out, language)


def _faults(
    time_limit: float | None,
    iterations: int | None,
    weeks: int,
    out: Path | None,
    language: Language,
    names: Sequence[str],
) -> list[str]:
    faults = limit_faults(time_limit, iterations, 1, weeks, language)
    return faults + folder_faults(out, language, names)


def _expect(plans: int, limit_s: float | None, language: Language) -> None:
    """Say beforehand how long it may take."""
    from solver.parallel import workers

    if limit_s is not None:
        minutes = math.ceil(plans * limit_s / workers() / 60)
        text = say(
            "expect",
            language,
            plans=number(plans, language),
            slots=workers(),
            minutes=number(minutes, language),
        )
        typer.echo(text, err=True)


def _watched(
    work: Callable[[Watcher, threading.Event], Done], language: Language, cluster: str | None
) -> Done:
    from rich.console import Console

    from service.cli.running import watched
    from solver.parallel import ClusterError

    try:
        return watched(work, Console(stderr=True, highlight=False), language)
    except ClusterError as error:
        refuse([say("cluster", language, address=cluster, why=error)], language)


def _stop_short(text: str) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(FAILED)
