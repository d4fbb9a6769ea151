"""A shared warehouse: a scenario in, a reviewed study out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from models.funding_study import FundingStudy, Holding
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse import Warehouse
from models.warehouse_study import AloneYear, SecondPlatform, StockPlan, WarehouseStudy
from models.warehouse_supply import Replenishment
from solver.parallel import Brake
from solver.review.check_warehouse import check_warehouse
from solver.review.checks.warehouse_bill import check_bill
from solver.run_record import origin_of
from solver.settings import Budget, Settings, Stages, Watcher
from solver.travel import TravelError
from solver.warehouse.allotment import allot
from solver.warehouse.bearable import Outside, own_site_eur
from solver.warehouse.docks import DockLimits, plan_docks
from solver.warehouse.funding_year import funding_study
from solver.warehouse.holdings import candidates, holdings
from solver.warehouse.networks_alone import apart
from solver.warehouse.place_claims import claims
from solver.warehouse.plan_findings import findings_of
from solver.warehouse.replenishment import replenish
from solver.warehouse.scenario_view import warehouse_of
from solver.warehouse.stock import plan_stock, room
from solver.warehouse.stock_facts import facts
from solver.warehouse.supply_costs import main_only, rounds_eur, second_platform, supplied_kg
from solver.week_search.compile_ahead import prepare

FIRST_SHARE: dict[int, float] = {0: 1.0, 1: 0.6, 2: 0.4}
"""Of the time for rounds, for those of the plan, by how often the week is planned otherwise."""


def plan_warehouse(
    scenario: Scenario,
    settings: Settings,
    *,
    folder: Path | None = None,
    watch: Watcher | None = None,
    stop: Brake | None = None,
) -> WarehouseStudy:
    """Plan a warehouse: places and stock over the horizon, one week's supply and docks, who pays.

    Where the warehouse is not shared, each network is planned at its home (``apart``).

    Parameters
    ----------
    settings
        ``time_limit_s`` is for the whole; the rounds take what the rest leaves.
    folder
        Where the scenario's own travel files lie.
    watch, stop
        Who is told of progress; what ends the search, whose best so far is kept.

    Raises
    ------
    ValueError
        When the scenario has no warehouse.
    MinimaError
        When the minima of places cannot hold together.
    solver.travel.TravelError
        When the travel table or the roads cannot be used.
    """
    if scenario.warehouse is None:
        raise ValueError("the scenario has no warehouse")
    tell = Stages(watch)
    tell("prepare")
    prepare()
    budget = Budget(settings.time_limit_s, settings.iterations, stop or threading.Event())
    world = scenario if scenario.warehouse.shared else apart(scenario)
    warehouse = warehouse_of(world)
    tell("places")
    given = facts(world)
    surface = np.array([network.surface_share for network in warehouse.admitted])
    allotment = allot(claims(world, given), warehouse.allotment, surface)
    tell("stock")
    free = warehouse.allotment == "free"
    stock = plan_stock(given, room(given, None if free else allotment.shares))
    asks = _Questions(scenario, world, stock, budget, settings.seed, folder, tell)
    tell("rounds")
    supply, travel = asks.supplied(world, FIRST_SHARE[asks.asked])
    tell("docks")
    week = min(warehouse.supplied_week, warehouse.horizon_weeks) - 1
    docks, supply = plan_docks(world, supply, week, DockLimits(seed=settings.seed))
    held = holdings(world, stock, allotment)
    alone = asks.alone(supply, held)
    second = asks.second(supply, travel)
    tell("funding")
    funding = _funded(world, stock, held, alone)
    violations = check_warehouse(world, travel, allotment, stock, supply, docks)
    if funding is not None:
        violations += tuple(check_bill(world, funding))
    study = WarehouseStudy(
        scenario=world,
        travel=travel,
        allotment=allotment,
        stock=stock,
        replenishment=supply,
        docks=docks,
        funding=funding,
        alone=alone,
        second=second,
        violations=violations,
        findings=findings_of(world, travel, supply, docks, stopped=budget.stop.is_set()),
        provenance=origin_of(
            scenario,
            "highspy",
            "numba",
            "ortools",
            seed=settings.seed,
            elapsed_s=tell.elapsed_s,
        ),
    )
    tell("done")
    return study


def _funded(
    world: Scenario, stock: StockPlan, held: tuple[Holding, ...], alone: Sequence[AloneYear]
) -> FundingStudy | None:
    """Return who pays what; none where the scenario says nothing of it."""
    warehouse = warehouse_of(world)
    if warehouse.funding is None:
        return None
    compared = [one for one in alone if one.comparable]
    outside = Outside(
        site_eur=stated_sites(warehouse),
        own_rounds_eur={one.network: one.own_rounds_eur or 0.0 for one in compared},
        shared_rounds_eur={one.network: one.shared_rounds_eur or 0.0 for one in compared},
    )
    beside = candidates(world, stock, held)
    return funding_study(warehouse.funding, held, beside, outside, warehouse.surface_m2)


class _Questions:
    """A week's rounds, and the same week otherwise: each network alone, one platform less."""

    def __init__(
        self,
        scenario: Scenario,
        world: Scenario,
        stock: StockPlan,
        budget: Budget,
        seed: int,
        folder: Path | None,
        tell: Callable[[str], None],
    ) -> None:
        self.scenario, self.world, self.stock = scenario, world, stock
        self.budget, self.seed, self.folder, self.tell = budget, seed, folder, tell
        assert scenario.warehouse is not None
        self.given: Warehouse = scenario.warehouse
        self.asks_alone = self.given.shared and self.given.funding is not None
        self.asks_second = self.given.shared and len(self.given.platforms) > 1

    @property
    def asked(self) -> int:
        """How often the week is planned otherwise."""
        return self.asks_alone + self.asks_second

    def supplied(
        self, world: Scenario, share: float
    ) -> tuple[Replenishment | None, tuple[TravelMatrix, ...]]:
        """Plan the week's rounds within a share of the time that is left."""
        left = None if self.budget.time_limit_s is None else max(1.0, self.budget.left_s * share)
        part = Budget(left, self.budget.iterations, self.budget.stop)
        return replenish(world, self.stock, part, seed=self.seed, folder=self.folder)

    def alone(self, common: Replenishment | None, held: Sequence[Holding]) -> tuple[AloneYear, ...]:
        """Return what each network would pay by itself, at the food that it has in stock now."""
        funding = self.given.funding
        if funding is None:
            return ()
        own, world = common, self.world
        if self.asks_alone:
            own = None
            world = apart(self.scenario)
            if common is not None and not self.budget.stop.is_set():
                self.tell("apart")
                # a given table or road graph may not know the networks' homes
                with suppress(TravelError):
                    own, _ = self.supplied(world, 0.5 if self.asks_second else 1.0)
        shared = None
        if self.asks_alone and common is not None:
            shared = rounds_eur(self.world, common)
        mine = None if own is None else rounds_eur(world, own)
        stated = stated_sites(self.given)
        found = []
        for one in held:
            who = one.payer
            due, got = (0, 0) if own is None else supplied_kg(world, own, who)
            together = 0 if common is None else supplied_kg(self.world, common, who)[1]
            site = stated.get(who, float(own_site_eur(funding.own_site, one)))
            found.append(
                AloneYear(
                    network=who,
                    site_eur=round(site, 2),
                    own_rounds_eur=None if mine is None else mine[who],
                    shared_rounds_eur=None if shared is None else shared[who],
                    due_kg=due,
                    got_kg=got,
                    shared_got_kg=together,
                )
            )
        return tuple(found)

    def second(
        self, common: Replenishment | None, travel: Sequence[TravelMatrix]
    ) -> SecondPlatform | None:
        """Return what the platforms beside the main one change."""
        if not self.asks_second or common is None or self.budget.stop.is_set():
            return None
        self.tell("main_only")
        without, _ = self.supplied(main_only(self.world), 1.0)
        if without is None:
            return None
        seconds: dict[str, dict[str, int]] = {one.id: {} for one in self.given.platforms}
        for matrix in travel:
            for one in self.given.platforms:
                if one.id in matrix.index:
                    row = matrix.seconds[matrix.index[one.id]]
                    seconds[one.id] |= dict(zip(matrix.sites, row, strict=True))
        return second_platform(self.world, common, without, seconds)


def stated_sites(warehouse: Warehouse) -> dict[str, float]:
    """Return the stated costs of storing elsewhere, euros a year by network."""
    return {
        one.id: one.outside_eur_per_year
        for one in warehouse.networks
        if one.outside_eur_per_year is not None
    }
