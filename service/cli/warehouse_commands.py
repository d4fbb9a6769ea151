"""The command about a shared warehouse: ``ramasse warehouse``."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Annotated

import typer

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
from service.kinds.warehouse.kind import TIME_LIMIT_S, impossible, settings
from service.kinds.warehouse.words import say
from service.pages.outputs import NAMES
from service.words.labels import number

if TYPE_CHECKING:
    from models.base import Language
    from models.warehouse import Warehouse
    from models.warehouse_study import WarehouseStudy
    from solver.settings import Watcher


def warehouse(
    scenario: ScenarioName,
    variant: VariantName = None,
    sets: Sets = None,
    time_limit: Annotated[
        float | None,
        typer.Option(help=f"Durée en secondes ({TIME_LIMIT_S:g}) / Seconds of search."),
    ] = None,
    iterations: Annotated[
        int | None,
        typer.Option(help="Effort reproductible au lieu d'une durée / Reproducible effort."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Graine du hasard / Seed.")] = 1,
    out: Out = None,
    lang: Spoken = None,
) -> None:
    """Plan a shared warehouse: places, stock, docks, supply of the points, and who pays."""
    from service.kinds.warehouse.supply_sheets import SHEETS

    language = spoken(lang)
    faults = limit_faults(time_limit, iterations, seed, 0, language)
    faults += folder_faults(out, language, (*NAMES, SHEETS))
    found, more = loaded(scenario, variant, sets or [], language)
    if found is None or faults or more:
        refuse(faults + more, language)
    language = spoken(lang, found.scenario)
    barred = impossible(found, language)
    if barred:
        refuse(barred, language)

    from rich.console import Console

    from service.cli.running import watched
    from service.kinds.warehouse.page import warehouse_page
    from service.kinds.warehouse.supply_sheets import supply_sheets
    from solver.warehouse.plan import plan_warehouse

    def work(tell: Watcher, stop: threading.Event) -> WarehouseStudy:
        return plan_warehouse(
            found.scenario,
            settings(time_limit, iterations, seed),
            folder=found.folder,
            watch=tell,
            stop=stop,
        )

    study = watched(work, Console(stderr=True, highlight=False), language)
    sheets = {} if out is None else {SHEETS: supply_sheets(study, language)}
    finish(study, warehouse_page(study, language), out, language, sheets)
    if study.violations:
        raise typer.Exit(FAILED)


def in_short(given: Warehouse, language: Language) -> str:
    """Return what a warehouse is, in one line: platforms, networks, points and their need."""
    who = {network.id for network in given.admitted}
    points = [point for point in given.points if point.network in who]
    return say(
        "in_short",
        language,
        m2=number(given.surface_m2, language),
        places=number(sum(sum(one.places.values()) for one in given.platforms), language),
        networks=len(who),
        points=number(len(points), language),
        kg=number(sum(point.weekly_need_kg for point in points), language),
    )
