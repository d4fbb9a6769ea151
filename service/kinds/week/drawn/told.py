"""What is told of each round beside its drawing: stops, the load along the way, cold, reasons."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import Language, Text, clock
from models.calendar import Day
from models.numbers import amount
from models.plan import Round
from models.study import Study
from service.kinds.week.deliveries import carried_kg, said_at
from service.kinds.week.rounds import driven_km, handled_kg, label, left_behind
from service.words.labels import word
from service.words.sentences import colon

COLD = {
    "refrigerated": Text(fr="Froid : caisse frigorifique.", en="Cold: refrigerated body."),
    "boxes": Text(
        fr="Froid : norvégiennes, {found} min sans froid mécanique sur {limit} permises.",
        en="Cold: insulated boxes, {found} min without refrigeration of {limit} allowed.",
    ),
    "none": Text(
        fr="Froid : aucun équipement, {found} min avec du frais sur {limit} permises.",
        en="Cold: no equipment, {found} min with chilled food of {limit} allowed.",
    ),
    "nothing": Text(fr="Froid : rien de frais à bord.", en="Cold: nothing chilled aboard."),
}
LEAVES = Text(fr="laisse {what}", en="leaves {what}")


@dataclass(frozen=True)
class ToldStop:
    """One stop of a round."""

    number: int
    at: str
    text: str
    more: str
    kg: str
    aboard: str


@dataclass(frozen=True)
class ToldRound:
    """One round, in words."""

    id: str
    crew: str
    facts: str
    stops: tuple[ToldStop, ...]
    cold: str


def told_round(study: Study, item: Round, language: Language) -> ToldRound:
    """Return what is told of a round."""
    scenario = study.scenario
    load, stops = 0.0, []
    for number in range(1, len(item.stops) - 1):
        stop = item.stops[number]
        kg = sum(handled_kg(study.plan, item, number).values())
        load += kg if stop.kind in ("collect", "load") else -kg
        load = max(0.0, load)
        left = [scenario.family[name].label for name in left_behind(scenario, stop)]
        parts = [said_at(scenario, item, number, language)]
        parts += [LEAVES.format(what=", ".join(left)).in_(language)] * bool(left)
        stops.append(
            ToldStop(
                number,
                clock(stop.start_s),
                f"{word(stop.kind, language)}{colon(language)}{label(scenario, stop.site)}",
                ", ".join(part for part in parts if part),
                amount(kg, "kg", language) if kg else "",
                amount(load, "kg", language),
            )
        )
    facts = (
        amount(driven_km(study, item), "km", language),
        amount(carried_kg(scenario, study.plan, item), "kg", language),
    )
    return ToldRound(
        item.id,
        ", ".join(scenario.person[who].label for who in item.crew),
        ", ".join(facts),
        tuple(stops),
        _cold(study, item, language),
    )


def _cold(study: Study, item: Round, language: Language) -> str:
    """Return how cold is kept: by the vehicle, or for how long there is none."""
    scenario = study.scenario
    means, chain = scenario.vehicle[item.vehicle], scenario.policy.cold_chain
    if means.cold == "refrigerated":
        return COLD["refrigerated"].in_(language)
    longest, since = 0, None
    for number, stop in enumerate(item.stops):
        chilled = any(
            scenario.family[name].temperature != "ambient" and kg > 0
            for name, kg in handled_kg(study.plan, item, number).items()
        )
        if since is not None:
            longest = max(longest, stop.arrive_s - since)
        if stop.kind in ("collect", "load") and chilled and since is None:
            since = stop.leave_s
        elif stop.kind == "unload":
            since = None
    if not longest:
        return COLD["nothing"].in_(language)
    limit = chain.max_min_boxes if means.cold == "boxes" else chain.max_min_out
    return COLD[means.cold].format(found=round(longest / 60), limit=round(limit)).in_(language)


def left_on(study: Study, day: Day, language: Language) -> list[tuple[str, str]]:
    """Return what nobody collects on a day, and why."""
    pickups, scenario = study.scenario.pickups, study.scenario
    return [
        (
            f"{label(scenario, pickups[one.pickup].donor)}, {amount(one.kg, 'kg', language)}",
            one.reason.in_(language),
        )
        for one in study.unserved
        if pickups[one.pickup].day == day
    ]
