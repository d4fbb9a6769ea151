"""A shared warehouse: a scenario in, a reviewed study out."""

from __future__ import annotations

import hashlib
import threading
import time
from importlib.metadata import version

import numpy as np

from models.findings import Finding
from models.scenario import Scenario
from models.warehouse_study import DockPlan, Replenishment, WarehouseStudy
from solver.settings import Budget, Progress, Settings, Watcher
from solver.warehouse.allotment import allot
from solver.warehouse.apart import apart
from solver.warehouse.claims import claims
from solver.warehouse.facts import facts
from solver.warehouse.holdings import candidates, holdings
from solver.warehouse.leaving import Outside
from solver.warehouse.stock import plan_stock, room
from solver.warehouse.year import funding_study


def plan_warehouse(
    scenario: Scenario,
    settings: Settings,
    *,
    watch: Watcher | None = None,
    stop: threading.Event | None = None,
) -> WarehouseStudy:
    """Plan a warehouse: places and stock over the horizon, one week's supply and docks, who pays.

    Where the warehouse is not shared, each network is planned at its home (``apart``).

    Parameters
    ----------
    settings
        ``time_limit_s`` is for the whole; the rounds take what the rest leaves.
    watch, stop
        Who is told of progress; what ends the search, whose best so far is kept.

    Raises
    ------
    ValueError
        When the scenario has no warehouse.
    MinimaError
        When the minima of places cannot hold together.
    """
    if scenario.warehouse is None:
        raise ValueError("the scenario has no warehouse")
    budget = Budget(settings.time_limit_s, settings.iterations, stop or threading.Event())

    def tell(stage: str) -> None:
        if watch is not None:
            watch(Progress(stage, elapsed_s=budget.elapsed_s))

    world = scenario if scenario.warehouse.shared else apart(scenario)
    warehouse = world.warehouse
    assert warehouse is not None
    tell("places")
    given = facts(world)
    surface = np.array([network.surface_share for network in warehouse.admitted])
    allotment = allot(claims(world, given), warehouse.allotment, surface)
    tell("stock")
    free = warehouse.allotment == "free"
    stock = plan_stock(given, room(given, None if free else allotment.shares))
    replenishment: Replenishment | None = None
    docks = DockPlan(slots=(), days=())
    tell("funding")
    held = holdings(world, stock, allotment)
    funding = None
    if warehouse.funding is not None:
        stated = {
            one.id: one.outside_eur_per_year
            for one in warehouse.networks
            if one.outside_eur_per_year is not None
        }
        funding = funding_study(
            warehouse.funding,
            held,
            candidates(world, stock, held),
            Outside(site_eur=stated),
            warehouse.surface_m2,
        )
    violations: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    study = WarehouseStudy(
        scenario=world,
        travel=(),
        allotment=allotment,
        stock=stock,
        replenishment=replenishment,
        docks=docks,
        funding=funding,
        violations=violations,
        findings=findings,
        provenance={
            "ramasse": version("ramasse"),
            "highspy": version("highspy"),
            "ortools": version("ortools"),
            "input_digest": hashlib.sha256(scenario.model_dump_json().encode()).hexdigest(),
            "variant": scenario.variant,
            "seed": str(settings.seed),
            "elapsed_s": f"{time.monotonic() - budget.started:.1f}",
        },
    )
    tell("done")
    return study
