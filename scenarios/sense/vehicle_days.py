"""What keeps a vehicle from a place, or from a day: said of promises and of errands alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.vehicles import Vehicle
from scenarios.sense.problem import Loc, Problem, listed, problem


def not_out(loc: Loc, vehicle: Vehicle, day: str, days: Sequence[str]) -> Iterator[Problem]:
    """Yield the problem of a vehicle that does not go out on a day, but on others."""
    if day not in days:
        yield problem(
            loc,
            f"« {vehicle.id} » ne sort pas ce jour-là ({day}). Attendu : {listed(days, 'fr')}. "
            "Changez le jour ou le véhicule.",
            f'"{vehicle.id}" does not go out on that day ({day}). Expected: {listed(days, "en")}. '
            "Change the day or the vehicle.",
        )


def shut_out(loc: Loc, vehicle: Vehicle, site: str) -> Iterator[Problem]:
    """Yield the problem of a vehicle that cannot enter a site."""
    if site in vehicle.forbidden:
        yield problem(
            loc,
            f"« {vehicle.id} » ne peut pas entrer à « {site} » (forbidden). Attendu : un véhicule "
            "qui le peut. Changez de véhicule.",
            f'"{vehicle.id}" cannot enter "{site}" (forbidden). Expected: a vehicle that can. '
            "Change the vehicle.",
        )
