"""Why delivered units stay behind: tested one by one, then by real insertions everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator

from models.base import Text
from models.calendar import DAY_NAMES, Day
from models.deliveries import Unit
from models.findings import Undelivered
from models.plan import Plan
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.vehicles import Vehicle
from pools.streams import Stream, may_drop, may_work, streams
from solver.review.checks.violations import amount, number, round_name
from solver.review.indicators import metres
from solver.review.unit_insertion import Attempt, Attempts
from solver.review.wording import OF_DELIVERIES, OF_ROUNDS, OTHER, BindingWords, words

MOST = 30
"""Units that are tried in every round; beyond, only what rules them out by itself is told."""
NOBODY = Text(fr="", en="")
ALONE = {
    "no_pool": words(
        "Aucun groupe ne livre cette association depuis ce dépôt.",
        "No pool delivers this association from that depot.",
        "L'ajouter aux membres du groupe.",
        "Add it to the members of the pool.",
    ),
    "no_day": words(
        "Aucun véhicule ne sort un jour où cette livraison est permise ({days}).",
        "No vehicle goes out on a day on which this delivery is allowed ({days}).",
        "Un autre jour, ou un véhicule ce jour-là.",
        "Another day, or a vehicle on that day.",
    ),
    "site_access": words(
        "Aucun véhicule qui sort les jours permis ne peut y entrer ou y livrer ({days}).",
        "No vehicle that goes out on the days allowed can enter or deliver there ({days}).",
        "Un véhicule qui peut y entrer.",
        "A vehicle that can enter.",
    ),
    "carries": words(
        "Aucun véhicule qui peut y livrer ne porte de {temperature}.",
        "No vehicle that can deliver there carries {temperature} food.",
        "Un véhicule qui en porte.",
        "A vehicle that carries it.",
    ),
    "unit_cold": words(
        "Aucun véhicule qui peut y livrer ne tient ce {temperature} au froid tel qu'il est chargé.",
        "No vehicle that can deliver there keeps this {temperature} food cold as it is packed.",
        "Un camion frigorifique, une housse ou des norvégiennes.",
        "A refrigerated van, an isothermal cover or insulated boxes.",
    ),
    "payload": words(
        "{size} : plus que n'en porte tout véhicule qui peut y livrer ({limit}).",
        "{size}: more than any vehicle that can deliver there carries ({limit}).",
        "Partager cette charge, ou un véhicule plus grand.",
        "Split this load, or a larger vehicle.",
    ),
    "boxes_per_day": words(
        "{size} norvégiennes, il n'y en a que {limit} par jour.",
        "{size} insulated boxes, there are only {limit} a day.",
        "Partager cette charge, ou plus de caisses.",
        "Split this load, or more boxes.",
    ),
}
"""What no plan can do, whatever else it brings."""
UNTRIED = words(
    "Beaucoup de charges restent : celle-ci n'a pas été essayée dans chaque tournée.",
    "Many loads stay behind: this one was not tried in every round.",
    "Voir d'abord les premières de la liste.",
    "See the first ones of the list.",
)
COSTS = words(
    "Pourrait encore partir avec {who}, pour {x} € de plus.",
    "Could still go with {who}, for {x} € more.",
    "L'ajouter à la main à ce prix.",
    "Add it by hand at that price.",
)


def undelivered(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> tuple[Undelivered, ...]:
    """Return why every unit left behind is, in the order of the scenario, with a remedy each.

    Each is tested by itself first; then it is put into every round and trip that might take it, and
    the checker names what breaks.
    """
    dropped = {unit for item in plan.rounds for stop in item.stops for unit in stop.units}
    of_delivery = {name: stream for stream in streams(scenario) for name in stream.deliveries}
    attempts = Attempts(scenario, travel, plan)
    found: list[Undelivered] = []
    tried = 0
    for unit in scenario.units.values():
        if unit.id in dropped:
            continue
        stream = of_delivery.get(unit.delivery)
        code, said = _alone(scenario, stream, unit) or ("untried", UNTRIED)
        if code == "untried" and stream is not None and tried < MOST:
            tried += 1
            code, said = _inserted(attempts, attempts.of(stream, unit))
        found.append(
            Undelivered(unit=unit.id, kg=unit.kg, code=code, reason=said.reason, remedy=said.remedy)
        )
    return tuple(found)


def _alone(
    scenario: Scenario, stream: Stream | None, unit: Unit
) -> tuple[str, BindingWords] | None:
    """Return what rules a unit out by itself; none when some vehicle may bring it some day."""
    if stream is None:
        return "no_pool", ALONE["no_pool"]
    days = [d for d in scenario.delivery[unit.delivery].days or scenario.days if d in scenario.days]
    out = list(_going(scenario, stream, days))
    if not out:
        return "no_day", _filled("no_day", days=_listed(days))
    near = [
        vehicle
        for vehicle, day in out
        if unit.to not in vehicle.forbidden and may_drop(scenario, stream, vehicle.id, day, unit.to)
    ]
    if not near:
        return "site_access", _filled("site_access", days=_listed(days))
    carry = [one for one in near if not one.carries or unit.temperature in one.carries]
    name = TEMPERATURE_NAMES[unit.temperature]
    if not carry:
        return "carries", _filled("carries", temperature=name)
    cold = [one for one in carry if keeps(one, unit)]
    if not cold:
        return "unit_cold", _filled("unit_cold", temperature=name)
    return _too_big(scenario, cold, unit)


def _too_big(
    scenario: Scenario, able: list[Vehicle], unit: Unit
) -> tuple[str, BindingWords] | None:
    """Return the size that no vehicle holds by itself."""
    kg = max(one.payload_kg for one in able)
    places = max(float("inf") if one.pallets is None else one.pallets for one in able)
    heavy, large = unit.kg > kg, unit.pallets > places
    fits = any(
        unit.kg <= one.payload_kg and (one.pallets is None or unit.pallets <= one.pallets)
        for one in able
    )
    if not fits:
        size, limit = (unit.pallets, places) if large and not heavy else (unit.kg, kg)
        fr, en = ("palette(s)", "pallet(s)") if large and not heavy else ("kg", "kg")
        return "payload", _filled(
            "payload",
            size=Text(fr=f"{amount(size).fr} {fr}", en=f"{amount(size).en} {en}"),
            limit=Text(fr=f"{amount(limit).fr} {fr}", en=f"{amount(limit).en} {en}"),
        )
    shared = scenario.boxes_per_day
    if shared is not None and unit.boxes > shared:
        return "boxes_per_day", _filled("boxes_per_day", size=unit.boxes, limit=shared)
    return None


def keeps(vehicle: Vehicle, unit: Unit) -> bool:
    """Tell whether a vehicle keeps a unit at its temperature, as it is packed."""
    if unit.temperature == "chilled":
        return vehicle.cold == "refrigerated" or unit.boxes > 0
    if unit.temperature == "frozen":
        return vehicle.frozen_pallets or (unit.boxes > 0 and unit.pallets == 0)
    return True


def _going(scenario: Scenario, stream: Stream, days: list[Day]) -> Iterator[tuple[Vehicle, Day]]:
    for vehicle in scenario.vehicles:
        for day in days:
            if may_work(scenario, stream, vehicle.id, day, collects=False):
                yield vehicle, day


def _filled(code: str, **values: object) -> BindingWords:
    said = ALONE[code]
    return BindingWords(said.reason.format(**values), said.remedy.format(**values))


def _listed(days: list[Day]) -> Text:
    names = [DAY_NAMES[day] for day in days]
    return Text(
        fr=", ".join(one.fr for one in names) or "aucun jour",
        en=", ".join(one.en for one in names) or "no day",
    )


def _inserted(attempts: Attempts, tried: list[Attempt]) -> tuple[str, BindingWords]:
    """Return what binds the best attempt."""
    scenario, travel = attempts.scenario, attempts.travel
    feasible = sorted(
        (one for one in tried if not one.broken), key=lambda one: (one.eur, one.item.id)
    )
    cheapest = next((one for one in feasible if attempts.confirmed(one)), None)
    if cheapest is not None:
        eur = number(max(0.0, cheapest.eur))
        return "fits", COSTS.filled(eur, round_name(scenario, cheapest.item), NOBODY)
    tried = [one for one in tried if one.broken]
    if not tried:
        return "no_means", OF_ROUNDS["no_means"].filled("", NOBODY, NOBODY)

    def change(one: Attempt) -> tuple[int, float, int, str]:
        excess, limit = attempts.excess(one, one.broken[0])
        return len(one.broken), excess / limit, metres(travel, one.item), one.item.id

    best = min(tried, key=change)
    code = best.broken[0]
    said = OF_DELIVERIES.get(code) or OF_ROUNDS.get(code, OTHER)
    size = number(max(1.0, math.ceil(attempts.excess(best, code)[0])))
    return code, said.filled(size, round_name(scenario, best.item), DAY_NAMES[best.item.day])
