"""Small towns whose stock is counted, with trips on which it may ride."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from models.scenario import Scenario
from models.transfers import FixedTransfer, GivenTrip, Halt, Partner, StockLot, Transfers
from models.transfers_study import TransfersStudy
from solver.programs.limits import Limits
from solver.transfers.plan import plan_transfers
from tests.helpers.scenarios import MONDAY, changed, tiny

PLACES = ("secours", "restos", "ccas")


def on(day: int) -> date:
    """A day of the weeks looked at, the Monday being 0."""
    return MONDAY + timedelta(days=day)


def lot(name: str, where: str, family: str, kg: float, day: int, **fields: Any) -> StockLot:
    """A lot in stock, good until a day."""
    given = {"id": name, "association": where, "family": family, "kg": kg, "date": on(day)}
    return StockLot(**(given | fields))


def trip(name: str, day: int, *stops: tuple[str, str, str], **fields: Any) -> GivenTrip:
    """A trip that takes place anyway: who, arrives, leaves."""
    given: dict[str, Any] = {
        "id": name,
        "label": name,
        "on": on(day),
        "payload_kg": 200,
        "cold": "refrigerated",
        "stops": tuple(Halt(association=who, arrives=at, leaves=to) for who, at, to in stops),
    }
    return GivenTrip(**(given | fields))


def stocked(lots: list[StockLot], trips: list[GivenTrip] | None = None, **asked: Any) -> Scenario:
    """The tiny town with this stock; no new trips and nothing kept unless asked."""
    given: dict[str, Any] = {
        "lots": tuple(lots),
        "trips": tuple(trips or ()),
        "new_trips": 0,
        "keep_days": 0,
        "least_kg": 0.0,
    }
    return changed(tiny("alone"), transfers=Transfers(**(given | asked)))


def drawn(seed: int) -> Scenario:
    """A town drawn at random: lots, trips of two or three halts, conditions."""
    chance = Random(seed)
    families = ("fruit", "bread", "dairy", "protein", "dry", "frozen")
    lots = [
        lot(
            f"l{n}",
            chance.choice(PLACES),
            chance.choice(families),
            chance.choice((6, 12, 30, 55.5)),
            chance.randint(0, 12),
            date_kind=chance.choice(("use_by", "best_before")),
            unit_kg=chance.choice((None, None, 3.0)),
        )
        for n in range(chance.randint(2, 7))
    ]
    trips = []
    for n in range(chance.randint(1, 4)):
        order = chance.sample(PLACES, chance.choice((2, 3)))
        stops = tuple((who, f"{8 + k:02}:00", f"{8 + k:02}:10") for k, who in enumerate(order))
        cold = chance.choice(("refrigerated", "boxes", "none"))
        trips.append(
            trip(
                f"t{n}",
                chance.randint(0, 9),
                *stops,
                payload_kg=chance.choice((20, 60)),
                cold=cold,
                cold_kg=25,
            )
        )
    partners = tuple(
        Partner(association=who, past_best_before=chance.random() < 0.5) for who in PLACES
    )
    return stocked(
        lots,
        trips,
        partners=partners,
        keep_days=chance.choice((0, 3, 7)),
        new_trips=chance.choice((0, 1)),
        least_kg=chance.choice((0.0, 5.0)),
    )


def planned(world: Scenario) -> TransfersStudy:
    """The transfers of a town, the same on every machine."""
    return plan_transfers(world, Limits(None, iterations=50))


def passed_on() -> TransfersStudy:
    """A town in which something is passed on, one lot decided, one still binned."""
    world = stocked(
        [
            lot("yog", "secours", "dairy", 60, 4, note="yaourts", unit_kg=4),
            lot("riz", "restos", "dry", 40, 2, date_kind="best_before"),
            lot("pain", "ccas", "bread", 900, 1),
        ],
        [
            trip(
                "navette",
                0,
                ("secours", "08:00", "08:20"),
                ("restos", "08:40", "09:00"),
                ("ccas", "09:10", "09:30"),
            )
        ],
        partners=(
            Partner(association="ccas", past_best_before=True),
            Partner(association="restos", takes=False),
        ),
        fixed=(FixedTransfer(lot="yog", to="ccas", kg=8, trip="navette"),),
        new_trips=1,
    )
    return planned(world)
