"""Why delivered units stay behind: tested one by one, then by real insertions everywhere."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from models.base import Text
from models.calendar import DAY_NAMES, Day
from models.deliveries import Unit
from models.findings import Undelivered
from models.numbers import counted
from models.plan import Plan
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.vehicles import Vehicle
from models.words import KG, PALLET
from pools.streams import Stream, may_drop, may_work, streams
from solver.edits.edit import Edits
from solver.remedies import told_words as say
from solver.remedies.reasons import bound_by
from solver.remedies.smallest import Smallest, Way
from solver.remedies.worlds import Worlds
from solver.review.checks.violations import number, round_name
from solver.review.insertion import WHOLE_ROUNDS, InsertionTrial
from solver.review.unit_insertion import Attempt, Attempts
from solver.review.wording import OF_ROUNDS

SOUGHT, MOST_INSERTIONS, MOST_WHOLE = 8, 40, 3
"""Units for which changes are sought, the first ones; insertions and whole plans for each."""
MOST = 30
"""Units that are tried in every round; beyond, only what rules them out by itself is told."""


@dataclass(frozen=True)
class BindingWords:
    """What binds, and what would help."""

    reason: Text
    remedy: Text


def words(fr: str, en: str, fr_remedy: str, en_remedy: str) -> BindingWords:
    """Return a reason and a remedy from their sentences."""
    return BindingWords(Text(fr=fr, en=en), Text(fr=fr_remedy, en=en_remedy))


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
SEE_FIRST = UNTRIED.remedy
COSTS = words(
    "Pourrait encore partir avec {who}, pour {x} € de plus.",
    "Could still go with {who}, for {x} € more.",
    say.BY_HAND.fr,
    say.BY_HAND.en,
)


def undelivered(scenario: Scenario, travel: TravelMatrix, plan: Plan) -> tuple[Undelivered, ...]:
    """Return why every unit left behind is, in the order of the scenario, with a remedy each.

    Each is tested by itself first; then it is put into every round and trip that might take it, and
    the checker names what breaks.
    """
    of_delivery = {name: stream for stream in streams(scenario) for name in stream.deliveries}
    joining = _Joining(scenario, travel, plan)
    most = SOUGHT if len(plan.rounds) <= WHOLE_ROUNDS else 0
    found: list[Undelivered] = []
    tried = 0
    for unit in units_left(scenario, plan):
        stream = of_delivery.get(unit.delivery)
        code, said = _alone(scenario, stream, unit) or ("untried", UNTRIED)
        if code == "untried" and stream is not None and tried < MOST:
            tried += 1
            code, said = joining.told(stream, unit, sought=tried <= most)
        found.append(
            Undelivered(unit=unit.id, kg=unit.kg, code=code, reason=said.reason, remedy=said.remedy)
        )
    return tuple(found)


def units_left(scenario: Scenario, plan: Plan) -> tuple[Unit, ...]:
    """Return the units due this week that no round drops, in the order of the scenario."""
    dropped = {unit for item in plan.rounds for stop in item.stops for unit in stop.units}
    return tuple(unit for unit in scenario.units.values() if unit.id not in dropped)


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
        unit_name = PALLET if large and not heavy else (KG, KG)
        return "payload", _filled(
            "payload",
            size=counted(size, *unit_name),
            limit=counted(limit, *unit_name),
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


class _Joining:
    """A plan that units may join."""

    def __init__(self, scenario: Scenario, travel: TravelMatrix, plan: Plan) -> None:
        self._worlds = Worlds(scenario, travel, plan)
        self._attempts = Attempts(scenario, travel, plan)

    def told(self, stream: Stream, unit: Unit, *, sought: bool) -> tuple[str, BindingWords]:
        """Return what binds a unit that is left, and the smallest change that lets it come along.

        Parameters
        ----------
        sought
            Whether changes are tried.
        """
        scenario, tried = self._worlds.scenario, self._attempts.of(stream, unit)
        feasible = sorted(
            (one for one in tried if not one.broken), key=lambda one: (one.eur, one.item.id)
        )
        cheapest = next((one for one in feasible if self._attempts.confirmed(one)), None)
        if cheapest is not None:
            eur, who = number(max(0.0, cheapest.eur)), round_name(scenario, cheapest.item)
            return "fits", BindingWords(COSTS.reason.format(x=eur, who=who), COSTS.remedy)
        ways = [Way(_trial(one)) for one in tried if one.broken]
        if not ways:
            return "no_means", BindingWords(OF_ROUNDS["no_means"], say.NOTHING_ENOUGH)
        if sought:
            search = Smallest(self._worlds, stream, MOST_INSERTIONS, partial(self._again, stream))
            for way in itertools.islice(search.ways([(0, ways)]), MOST_WHOLE):
                if self._stands(stream, way):
                    reason = bound_by(way.codes[0], scenario, way.trial.item)
                    return reason.code, BindingWords(reason.text, say.would(way.edits))
        nearest = min(ways, key=lambda way: (way.cost, way.trial.item.id)).trial
        reason = bound_by(nearest.broken[0], scenario, nearest.item)
        return reason.code, BindingWords(reason.text, say.NOTHING_ENOUGH if sought else SEE_FIRST)

    def _again(self, stream: Stream, trial: InsertionTrial, edits: Edits) -> InsertionTrial:
        return _trial(self._under(edits).tried(stream, trial.item, trial.item.stops, trial.before))

    def _under(self, edits: Edits) -> Attempts:
        return Attempts(self._worlds.of(edits), self._worlds.travel, self._worlds.plan)

    def _stands(self, stream: Stream, way: Way) -> bool:
        """Tell whether the whole plan stands with a way in it."""
        now = self._under(way.edits)
        return now.confirmed(
            now.tried(stream, way.trial.item, way.trial.item.stops, way.trial.before)
        )


def _trial(one: Attempt) -> InsertionTrial:
    return InsertionTrial(one.item, one.before, one.broken)
