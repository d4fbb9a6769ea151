"""A warehouse's building: surfaces within it, minima that can hold together, points in reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.fleets import Fleet
from models.networks import Point
from models.places import crow_km
from models.platforms import TEMPERATURES
from models.products import TEMPERATURE_NAMES, Temperature
from models.scenario import Scenario
from models.warehouse import Warehouse
from scenarios.faults import shown
from scenarios.positions.suspects import suspects
from scenarios.sense.amounts import SUM_TOLERANCE
from scenarios.sense.problem import Loc, Problem, Rule, problem
from scenarios.sense.warehouse import where_stored

AT: Loc = ("warehouse",)
FASTEST_KMH = 110.0
"""No lorry does better, as the crow flies."""


def surfaces(warehouse: Warehouse) -> Iterator[Problem]:
    """Yield surfaces that exceed the building."""
    total = sum(network.surface_share for network in warehouse.admitted)
    if total > 1 + SUM_TOLERANCE:
        m2 = warehouse.surface_m2
        yield problem(
            (*AT, "networks"),
            f"Les surfaces des réseaux font {100 * total:.6g} % du bâtiment, soit {total * m2:.6g} "
            f"m² pour {m2:.6g}. Attendu : 100 % au plus. Réduisez des « surface_share ».",
            f"The networks' surfaces make {100 * total:.6g}% of the building, {total * m2:.6g} m² "
            f'for {m2:.6g}. Expected: at most 100%. Reduce some "surface_share".',
        )
    for n, platform in enumerate(warehouse.platforms):
        at: Loc = (*AT, "platforms", n)
        if platform.cold_m2 > platform.surface_m2:
            yield _too_large((*at, "cold_m2"), platform.cold_m2, platform.surface_m2)
        stated = sum(
            m2 * platform.places.get(temperature, 0)
            for temperature, m2 in platform.m2_per_place.items()
        )
        if stated > platform.surface_m2 * (1 + SUM_TOLERANCE):
            yield _too_large((*at, "places"), stated, platform.surface_m2)


def _too_large(loc: Loc, found: float, limit: float) -> Problem:
    return problem(
        loc,
        f"Cela prend {found:.6g} m², le bâtiment en a {limit:.6g}. Attendu : au plus cela. "
        "Réduisez, ou corrigez « surface_m2 ».",
        f"This takes {found:.6g} m², the building has {limit:.6g}. Expected: no more. Reduce it, "
        'or correct "surface_m2".',
    )


@dataclass(frozen=True)
class _Minimum:
    """What one network is guaranteed: places of a temperature, or square metres."""

    network: str
    name: str
    loc: Loc
    temperature: Temperature | None
    amount: float

    def said(self, language: str) -> str:
        """Return it in a sentence."""
        if self.temperature is None:
            return f"{self.name} ({self.amount:g} m²)"
        unit = "places" if self.amount > 1 else "place"
        what = TEMPERATURE_NAMES[self.temperature].in_("fr" if language == "fr" else "en")
        return f"{self.name} ({self.amount:g} {unit}, {what})"


def minima(warehouse: Warehouse) -> Iterator[Problem]:
    """Yield minima that cannot hold together in some week: a set of which none is superfluous."""
    wanted = _minima(warehouse)
    for week in range(warehouse.horizon_weeks):
        if _hold(warehouse, wanted, week):
            continue
        kept = list(wanted)
        for one in wanted:
            without = [other for other in kept if other is not one]
            if not _hold(warehouse, without, week):
                kept = without
        rooms = _rooms(warehouse, kept, week)
        names = {
            language: ", ".join(one.said(language) for one in kept) for language in ["fr", "en"]
        }
        yield problem(
            kept[0].loc,
            f"Ces minima ne tiennent pas ensemble (semaine {week + 1}) : {names['fr']}, pour "
            f"{rooms['fr']}. Attendu : des minima que les places permettent ; sans l'un d'eux, les "
            "autres tiennent. Réduisez-en un, ou ajoutez des places.",
            f"These minima cannot hold together (week {week + 1}): {names['en']}, for "
            f"{rooms['en']}. Expected: minima that the places allow; without any one of them the "
            "others hold. Reduce one, or add places.",
        )
        return


def _minima(warehouse: Warehouse) -> list[_Minimum]:
    found = []
    for n, network in enumerate(warehouse.networks):
        if not network.admitted:
            continue
        at: Loc = (*AT, "networks", n)
        for temperature, count in network.minimum_places.items():
            if count:
                loc = (*at, "minimum_places", temperature)
                found.append(_Minimum(network.id, network.name, loc, temperature, float(count)))
        if network.minimum_m2:
            loc = (*at, "minimum_m2")
            found.append(_Minimum(network.id, network.name, loc, None, network.minimum_m2))
    return found


def _hold(warehouse: Warehouse, wanted: Sequence[_Minimum], week: int) -> bool:
    """Tell whether minima hold together if everyone asks for all of them.

    Places first; square metres that they do not cover take places of any temperature.
    """
    taken = dict.fromkeys(TEMPERATURES, 0.0)
    covered: dict[str, float] = {}
    for one in wanted:
        if one.temperature is not None:
            taken[one.temperature] += one.amount
            m2 = one.amount * warehouse.place_m2(one.temperature)
            covered[one.network] = covered.get(one.network, 0.0) + m2
    usable = {k: warehouse.usable_places(k, week) for k in TEMPERATURES}
    if any(taken[k] > usable[k] for k in TEMPERATURES):
        return False
    more = sum(
        max(0.0, one.amount - covered.get(one.network, 0.0))
        for one in wanted
        if one.temperature is None
    )
    free = sum((usable[k] - taken[k]) * warehouse.place_m2(k) for k in TEMPERATURES)
    return more <= free + SUM_TOLERANCE * max(1.0, free)


def _rooms(warehouse: Warehouse, kept: Sequence[_Minimum], week: int) -> dict[str, str]:
    """Return what there is for a set of minima, in both languages."""
    if any(one.temperature is None for one in kept):
        m2 = sum(warehouse.usable_places(k, week) * warehouse.place_m2(k) for k in TEMPERATURES)
        return {"fr": f"{m2:.0f} m² de places", "en": f"{m2:.0f} m² of places"}
    temperature = kept[0].temperature
    assert temperature is not None
    usable = warehouse.usable_places(temperature, week)
    what = TEMPERATURE_NAMES[temperature]
    return {"fr": f"{usable} places ({what.fr})", "en": f"{usable} places ({what.en})"}


def points_in_reach(scenario: Scenario) -> Iterator[Problem]:
    """Yield points that no round could reach and be back from, however fast it went."""
    warehouse = scenario.warehouse
    if warehouse is None or not warehouse.shared:
        return
    longest = {fleet.id: _longest_min(scenario, fleet) for fleet in warehouse.fleets}
    misplaced = {one.site.loc for one in suspects(scenario) if one.sure}
    for n, point in enumerate(warehouse.points):
        network = warehouse.network.get(point.network)
        if point.fetches or network is None or not network.admitted:
            continue
        if (*AT, "points", n, "place") in misplaced:
            # its point is wrong, which is said already
            continue
        found = _furthest(warehouse, longest, point)
        if found is not None and found[0] > found[1]:
            yield problem(
                (*AT, "points", n, "place"),
                f"{shown(point.label)} est à {found[2]:.0f} km à vol d'oiseau : aller, décharger "
                f"et revenir prend au moins {found[0]:.0f} min, la plus longue tournée en dure "
                f"{found[1]:.0f}. Attendu : un point à portée. Corrigez sa position, ou allongez "
                "une tournée.",
                f"{shown(point.label)} is {found[2]:.0f} km away as the crow flies: there, "
                f"unloading and back takes at least {found[0]:.0f} min, the longest round lasts "
                f"{found[1]:.0f}. Expected: a point in reach. Correct its position, or lengthen a "
                "round.",
            )


def _furthest(
    warehouse: Warehouse, lengths: Mapping[str, float | None], point: Point
) -> tuple[float, float, float] | None:
    """Return the least minutes to a point and back, the longest round, and the km, as is best.

    None when no vehicle may serve it: that is being short of means, not a fault.
    """
    unloading = warehouse.unloading_min if point.unloading_min is None else point.unloading_min
    best: tuple[float, float, float] | None = None
    for fleet in warehouse.fleets:
        home = warehouse.platform.get(fleet.platform or warehouse.platforms[0].id)
        longest = lengths[fleet.id]
        if home is None or longest is None or not _serves(fleet, point):
            continue
        km = crow_km(home.place, point.place)
        minutes = 2 * km / FASTEST_KMH * 60 + warehouse.loading_min + unloading
        if best is None or longest - minutes > best[1] - best[0]:
            best = (minutes, longest, km)
    return best


def _serves(fleet: Fleet, point: Point) -> bool:
    theirs = fleet.network in (None, point.network) or fleet.lent
    return theirs and (
        point.largest_payload_kg is None or fleet.payload_kg <= point.largest_payload_kg
    )


def _longest_min(scenario: Scenario, fleet: Fleet) -> float | None:
    """Return the longest round of a fleet, minutes; none when it works no shift."""
    lengths = [
        min(shift.max_min, (shift.ends_s - shift.starts_s) / 60, fleet.max_round_min or 1440)
        for shift in scenario.shifts
        if not fleet.shifts or shift.id in fleet.shifts
    ]
    return max(lengths, default=None)


RULES: tuple[Rule, ...] = (where_stored(surfaces), where_stored(minima), points_in_reach)
