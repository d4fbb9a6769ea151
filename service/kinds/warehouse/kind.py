"""A shared warehouse planned: what ``ramasse warehouse`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from models.base import Language
from models.warehouse_study import WarehouseStudy
from scenarios import Loaded
from service.asking.input_faults import limit_faults, loaded_faults
from service.asking.kind import Asked, Given, Iterations, Kind, Seed, TimeLimit, VariantName
from service.kinds.warehouse.words import say
from service.pages.outputs import contents
from service.sources import Upload, opened
from solver.settings import Settings

if TYPE_CHECKING:
    from service.pages.page import Page

TIME_LIMIT_S = 90.0
"""Seconds of the whole, unless something else is asked."""


class WarehouseAsked(Asked):
    """A shared warehouse to be planned."""

    kind: Literal["warehouse"] = "warehouse"
    variant: VariantName = None
    time_limit_s: TimeLimit = Field(default=None, description="90 s unless iterations are given.")
    iterations: Iterations = None
    seed: Seed = 1


def settings(time_limit_s: float | None, iterations: int | None, seed: int) -> Settings:
    """Return the settings of a study: iterations if they are given, else a time.

    Examples
    --------
    >>> settings(None, None, 1).time_limit_s, settings(None, 5, 1).time_limit_s
    (90.0, None)
    """
    limit = TIME_LIMIT_S if time_limit_s is None else time_limit_s
    return Settings(
        time_limit_s=None if iterations is not None else limit, iterations=iterations, seed=seed
    )


def impossible(found: Loaded, language: Language) -> list[str]:
    """Return why a scenario's warehouse cannot be planned, that it has none included."""
    if found.scenario.warehouse is None:
        return [say("no_warehouse", language, label=found.scenario.label)]
    from solver.warehouse.faults import warehouse_faults

    return [one.in_(language) for one in warehouse_faults(found.scenario, found.folder)]


def files(study: WarehouseStudy, language: Language) -> dict[str, bytes]:
    """Return the files of a study by name: itself, its report, its workbook, its route sheets."""
    from service.kinds.warehouse.supply_sheets import SHEETS, supply_sheets

    made = contents(study, _page(study, language), language)
    return made | {SHEETS: supply_sheets(study, language)}


def _faults(asked: WarehouseAsked, upload: Upload, language: Language) -> list[str]:
    found = limit_faults(asked.time_limit_s, asked.iterations, asked.seed, 0, language)
    found += loaded_faults(upload, [asked.variant], asked.sets, language)
    if not found:
        with opened(upload, asked.variant, asked.sets) as loaded:
            found += impossible(loaded, language)
    return found


def _work(asked: WarehouseAsked, given: Given) -> WarehouseStudy:
    from solver.warehouse.plan import plan_warehouse

    with opened(given.upload, asked.variant, asked.sets) as found:
        return plan_warehouse(
            found.scenario,
            settings(asked.time_limit_s, asked.iterations, asked.seed),
            folder=found.folder,
            watch=given.tell,
            stop=given.stop,
        )


def _page(study: WarehouseStudy, language: Language) -> Page:
    from service.kinds.warehouse.page import warehouse_page

    return warehouse_page(study, language)


WAREHOUSE = Kind("warehouses", WarehouseAsked, WarehouseStudy, _work, _faults, files, page=_page)
