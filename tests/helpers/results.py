"""A study of every kind of run, small and made once; and pages as they are printed."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from rich.console import Console

from models.allocation import Allocation
from models.base import Language, Model, Text
from models.booking_study import BookingStudy
from models.buying_study import BuyingStudy
from models.comparison import ComparisonStudy, Figure, VariantResult
from models.events import Call, Down
from models.forecast import ForecastStudy
from models.fridge_study import FridgeStudy
from models.grants_study import GrantsStudy
from models.itinerary_study import ItineraryStudy
from models.levers import Change, Lever, LeversStudy, StoreScore
from models.openings_study import OpeningStudy
from models.orientation_study import OrientationStudy
from models.replan import MovedShare, Replan, ToCall
from models.rota_study import RotaStudy
from models.sharing import (
    BreakEven,
    CoalitionValue,
    CostShare,
    Gain,
    Grouping,
    PlannedWeek,
    Settlement,
    SharingBudget,
    SharingStudy,
)
from models.study import Study
from models.tally import MovedRound, MovedStop, Tally
from models.territory_study import TerritoryStudy
from models.transfers_study import TransfersStudy
from models.warehouse_study import WarehouseStudy
from scenarios import load
from service.kinds.replan.kind import Replanned
from service.pages.page import Page
from service.pages.terminal import show
from solver.allocation.supply import expected
from solver.buying.plan import plan_purchase
from solver.forecast.study import forecast
from solver.grants.plan import fund
from solver.itinerary.plan import Limits as VisitLimits
from solver.itinerary.plan import plan_visits
from solver.openings.plan import open_outlets
from solver.orientation.plan import orient
from solver.programs.cp_sat import Limits
from solver.programs.cp_sat import Limits as OpeningLimits
from solver.programs.limits import Limits as PurchaseLimits
from solver.split import allocate
from solver.trucks.plan import book_trucks
from tests.helpers import rotas
from tests.helpers.bookings import asks, town, truck
from tests.helpers.fridges import kept
from tests.helpers.funded import studied
from tests.helpers.halts import halt, van, visiting
from tests.helpers.lots_in_stock import passed_on
from tests.helpers.once import once
from tests.helpers.outlets import calendar_of, group, outlet, slot
from tests.helpers.purchases import small
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned, study
from tests.helpers.territories import area, mapped, point
from tests.helpers.told_results import TOLD
from tests.helpers.visits import told, visit


def printed(page: Page, language: Language = "fr", width: int = 80) -> str:
    """Return what a terminal shows of a page, its no-break spaces as plain ones."""
    file = io.StringIO()
    show(page, Console(file=file, width=width, highlight=False), language)
    return file.getvalue().replace("\u00a0", " ").replace("\u202f", " ").replace("\u2060", "")


def _split() -> Allocation:
    return allocate(tiny("hub"), expected(tiny("hub")))


def _comparison() -> ComparisonStudy:
    """The tiny town together and alone: real totals, differences made up."""
    found = planned()
    week = found.changed(balances=found.alone_balances, alone_balances=())
    variants = tuple(
        VariantResult(
            variant=name,
            label=name,
            totals=one.totals,
            balances=one.balances,
            changes=(),
            winners=("secours",) if name == "hub" else (),
            losers=("ccas",) if name == "hub" else (),
            worse_than_alone=(),
            verdict=one.diagnosis.verdict,
            violations=0,
            seed=1,
        )
        for name, one in (("alone", week), ("hub", found))
    )
    figures = [
        Figure(
            variant=one.variant,
            association=who,
            indicator="usable_kg",
            value=kg + (12.0 if one.variant == "hub" else 0.0),
            spread=1.0,
            against={"alone": 12.0} if one.variant == "hub" else {},
            undecided=("alone",) if who == "restos" else (),
        )
        for one in variants
        for who, kg in ((None, one.totals.usable_kg), ("secours", 1.0), ("restos", 2.0))
    ]
    return ComparisonStudy(
        id="tiny",
        label="Petite ville",
        week_of=str(found.scenario.week_of),
        associations={who.id: who.label for who in found.scenario.associations},
        references=("alone",),
        variants=variants,
        figures=tuple(figures),
        missing=(),
        findings=found.findings,
        budget=BUDGET,
        provenance={"version": "0"},
    )


BUDGET = SharingBudget(
    time_limit_s=None, iterations=1, seeds=(1,), planned=2, cached=0, elapsed_s=1.0
)


def _costs() -> SharingStudy:
    """Three associations that save a third together; figures made up."""
    scenario = tiny("hub")
    who = tuple(one.id for one in scenario.associations)
    groups = (*((one,) for one in who), who)

    def week(members: tuple[str, ...], eur: float) -> CoalitionValue:
        planned_ = PlannedWeek(
            eur=eur,
            person_hours=4.0,
            km=30.0,
            kg=dict.fromkeys(members, 50.0),
            by_family={},
            owner_eur=dict.fromkeys(members, eur / len(members)),
            spread=0.5,
            seeds=1,
        )
        return CoalitionValue(
            members=members,
            equal_food=planned_,
            free=planned_,
            worth_eur=100.0,
            shared_eur=eur,
            splits=False,
        )

    return SharingStudy(
        scenario=scenario,
        values=tuple(week(one, 90.0 if len(one) == 1 else 180.0) for one in groups),
        cost_eur=180.0,
        bound_eur=170.0,
        core="no",
        least_core_eur=4.5,
        shares=(
            CostShare(
                rule="shapley",
                eur=dict.fromkeys(who, 60.0),
                rational="yes",
                stable="no",
                witness=who[:2],
                saving_eur=4.5,
            ),
        ),
        settlement_rule="shapley",
        settlement=tuple(
            Settlement(association=one, borne_eur=borne, share_eur=60.0, owes_eur=60.0 - borne)
            for one, borne in zip(who, (100.0, 50.0, 30.0), strict=True)
        ),
        groupings=(
            Grouping(
                groups=(who,),
                worth_eur=120.0,
                gain_eur=20.0,
                stable="yes",
                unmoved="undecided",
                gains=tuple(
                    Gain(association=one, kg=60, alone_kg=50, gain_eur=-3.0, fair_eur=7.0)
                    for one in who
                ),
            ),
        ),
        smallest=who[-1],
        break_even=(BreakEven(eur_per_kg=3.0, weekly_gain_eur=20.0, once_eur=400.0, weeks=None),),
        findings=(),
        budget=BUDGET,
        provenance={"version": "0"},
    )


def _levers() -> LeversStudy:
    """The tiny town questioned; figures made up."""
    found = planned()

    def lever(kg: float, what: Text) -> Lever:
        change = Change(value=kg, spread=1.0)
        none = Change(value=0.0, spread=0.0)
        return Lever(
            kind="one_vehicle",
            id="car",
            owner="ccas",
            text=what,
            kg=change,
            person_hours=none,
            eur=none,
            owner_kg=change,
            owner_eur=none,
            worst_kg=none,
            worst="restos",
        )

    vehicle = Text(fr="Un véhicule de plus au CCAS.", en="One vehicle more at the CCAS.")
    shop = Text(fr="Le magasin ouvert à tous.", en="The store open to all.")
    return LeversStudy(
        scenario=found.scenario,
        usable_kg=found.plan.usable_kg,
        person_hours=40.0,
        eur=45.0,
        kg_spread=1.0,
        diagnosis=found.diagnosis,
        usage=found.usage,
        freedom=(lever(0.5, shop),),
        means=(lever(48.0, vehicle),),
        stores=(
            StoreScore(
                donor="hyper",
                holder="secours",
                visits=2,
                offered_visits=3,
                gross_kg=120.0,
                usable_kg=100.0,
                rejected_kg=20.0,
                no_show_rate=0.1,
                person_hours=5.0,
                eur=12.0,
                eur_per_kg=0.12,
                worth="yes",
            ),
        ),
        overlaps=(),
        findings=found.findings,
        budget=BUDGET,
        provenance={"version": "0"},
    )


def _bookings() -> BookingStudy:
    wanted = [asks(name, who, ("mon", "08:00", "10:30")) for name, who in ASKED]
    return book_trucks(town([truck()], wanted), Limits(None, 5.0, 1))


ASKED = (("a", "secours"), ("b", "restos"), ("c", "ccas"))


def _replanned() -> Replanned:
    """A vehicle that stays at home: its round is cancelled, its pick-ups left."""
    before = planned()
    gone = before.plan.rounds[-1]
    after = study(before.scenario, before.plan.changed(rounds=before.plan.rounds[:-1]))
    stops = tuple(
        MovedStop(pickup=stop.pickup, change="left", before=gone.id, after=None)
        for stop in gone.collected
        if stop.pickup is not None
    )
    call = Call(day=gone.day, events=(Down(vehicle=gone.vehicle),))
    told = Text(fr="Votre tournée est annulée.", en="Your round is cancelled.")
    answer = Replan(
        call=call,
        study=after,
        free_days=(gone.day,),
        standing=(),
        under_way=(),
        tally=Tally(
            stops=stops,
            doors=(),
            rounds=(MovedRound(round=gone.id, changes=("cancelled",)),),
        ),
        shares=(MovedShare(association="ccas", before_kg=50.0, after_kg=20.0),),
        before_kg=before.plan.usable_kg + 30,
        to_call=tuple(ToCall(kind="person", id=who, text=told) for who in gone.crew),
    )
    return Replanned(answer=answer, before=before.plan)


def _forecast() -> ForecastStudy:
    """A store of the tiny town that halves, visited by two lately."""
    visits = [
        visit(week, day, "super", (80.0 + 37 * (week + day) % 50) * (0.5 if week > 25 else 1))
        for week in range(34)
        for day in (0, 1)
    ]
    visits += [visit(week, 2, "super", 40.0, who="secours") for week in range(28, 34)]
    return forecast(tiny("hub"), told(visits), planned())


def _openings() -> OpeningStudy:
    world = calendar_of(
        [outlet("a", [slot("tue"), slot("thu", today=False)])], 14, groups=[group()]
    )
    return open_outlets(world, OpeningLimits(work=1.0), questions=False)


def _visits() -> ItineraryStudy:
    world = visiting([halt("a", 4, 6), halt("b", 9)], [van(("mon", "morning"))], cycle_weeks=2)
    return plan_visits(world, VisitLimits(None, iterations=1))


MAKERS: Mapping[type[Model], Callable[[], Model]] = {
    Study: planned,
    Allocation: _split,
    ComparisonStudy: _comparison,
    SharingStudy: _costs,
    LeversStudy: _levers,
    BookingStudy: _bookings,
    Replanned: _replanned,
    WarehouseStudy: studied,
    ForecastStudy: _forecast,
    RotaStudy: rotas.made,
    OpeningStudy: _openings,
    OrientationStudy: lambda: orient(load("vallee").scenario),
    ItineraryStudy: _visits,
    GrantsStudy: lambda: fund(load("marseille_financeurs").scenario),
    TerritoryStudy: lambda: mapped([area("13001", 100), area("13002", 40)], [point("a")]),
    TransfersStudy: passed_on,
    FridgeStudy: kept,
    BuyingStudy: lambda: plan_purchase(small(), PurchaseLimits(iterations=1)),
    **TOLD,
}


@once
def result(kind: type[Model]) -> Model:
    """Return a study of a kind."""
    return MAKERS[kind]()
