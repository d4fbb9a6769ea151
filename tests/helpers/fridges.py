"""Small towns that prepare a solidarity fridge."""

from __future__ import annotations

from typing import Any

from models.duties import RegularDuty
from models.fridge import FridgeSize, FridgeSpot, FridgeZone, SolidarityFridge, Surplus
from models.fridge_study import FridgeStudy
from models.rota import Rota
from models.scenario import Scenario
from models.volunteers import HalfDayOffer, Volunteer
from solver.fridge.plan import plan_fridge
from solver.programs.cp_sat import Limits
from solver.rota.plan import make_rota
from tests.helpers.scenarios import changed, place, tiny

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def spot(name: str, lat: float, lon: float, **fields: Any) -> FridgeSpot:
    """A spot near Aubagne."""
    return FridgeSpot(id=name, label=name.upper(), place=place(lat, lon), **fields)


def zone(name: str, lat: float, lon: float, people: int) -> FridgeZone:
    """A quarter near Aubagne."""
    return FridgeZone(id=name, label=name.upper(), place=place(lat, lon), people=people)


def asking(**fields: Any) -> SolidarityFridge:
    """A fridge with two models, two spots, three quarters and ten days of surplus: 1 to 10 kg."""
    given: dict[str, Any] = {
        "sizes": (
            FridgeSize(id="small", label="Petit", kg=4, eur_a_year=120),
            FridgeSize(id="big", label="Grand", kg=9, eur_a_year=240),
        ),
        "spots": (spot("a", 43.290, 5.570), spot("b", 43.300, 5.570)),
        "zones": (
            zone("x", 43.2905, 5.570, 100),
            zone("y", 43.3005, 5.570, 80),
            zone("z", 43.3300, 5.570, 500),
        ),
        "surplus": tuple(Surplus(day=WEEK[n % 7], kg=n + 1) for n in range(10)),
    }
    return SolidarityFridge(**(given | fields))


def keeping() -> Rota:
    """Who keeps it from Monday to Friday; the one of Friday is away the second week."""
    duty = RegularDuty(
        id="frigo",
        label="Frigo",
        association="secours",
        kind="fridge",
        days=("mon", "tue", "wed", "thu", "fri"),
        shift="morning",
    )

    def person(name: str, *days: str, **fields: Any) -> Volunteer:
        return Volunteer(
            id=name,
            association="secours",
            offers=(HalfDayOffer(days=days, shifts=("morning",)),),
            max_per_week=5,
            **fields,
        )

    away = ({"first": "2026-12-01", "last": "2026-12-06"},)
    return Rota(
        weeks=2,
        duties=(duty,),
        volunteers=(person("p1", "mon", "tue", "wed", "thu"), person("p2", "fri", absences=away)),
    )


def town(rota: Rota | None = None, **fields: Any) -> Scenario:
    """The tiny town, which prepares a fridge."""
    given = {"fridge": asking(**fields)}
    return changed(tiny("alone"), **given, **({} if rota is None else {"rota": rota}))


def kept() -> FridgeStudy:
    """A fridge that is kept on some days."""
    world = town(keeping(), quantile=0.8)
    return plan_fridge(world, rota=make_rota(world, Limits(seconds=None, work=2.0)))
