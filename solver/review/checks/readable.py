"""Whether a plan can be read at all: known names, stops in their places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container

from models.base import Text
from models.calendar import DAY_NAMES
from models.findings import Finding
from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import Stream
from solver.review.checks.violations import exceeds, name, round_name, violation


def references(
    scenario: Scenario, travel: TravelMatrix, streams: dict[str, Stream], item: Round
) -> list[Finding]:
    """Check that all that a round names exists, and that the way to its sites is known."""
    named: list[tuple[str, Container[str]]] = [
        (item.stream, streams),
        (item.vehicle, scenario.vehicle),
        (item.shift, scenario.shift),
        *((person, scenario.person) for person in item.crew),
        *((stop.site, scenario.sites) for stop in item.stops),
        *((stop.site, travel.index) for stop in item.stops),
        *((family, scenario.family) for stop in item.stops for family in stop.kg),
        *((stop.pickup, scenario.pickups) for stop in item.stops if stop.pickup is not None),
    ]
    unknown = dict.fromkeys(what for what, known in named if what not in known)
    who = round_name(scenario, item)
    found = [violation("reference", (item.id, what), who=who, what=what) for what in unknown]
    for unit in (u for stop in item.stops for u in stop.units if u not in scenario.units):
        delivery = scenario.delivery.get(unit.rpartition("_")[0])
        if delivery is None or delivery.due_in(scenario.odd_week):
            found.append(violation("reference", (item.id, unit), who=who, what=unit))
        else:
            what = name(scenario, delivery.to)
            found.append(violation("unit_week", (item.id, unit), who=who, what=what))
    return found


FAULTS = {
    "start": Text(fr="elle ne part pas du site du véhicule", en="it does not leave home"),
    "end": Text(fr="elle ne revient pas au site du véhicule", en="it does not end at home"),
    "midway": Text(fr="départ ou retour en chemin", en="it leaves or ends midway"),
    "pickup": Text(fr="un passage sans ramasse ce jour-là", en="a stop with no pick-up that day"),
    "mixed": Text(fr="elle ramasse avec des parts à bord", en="it collects with shares aboard"),
    "hub": Text(fr="tri ailleurs qu'au lieu de tri", en="sorting away from the sorting place"),
    "load": Text(fr="elle charge sans avoir vidé", en="it loads before it has unloaded"),
    "drop": Text(fr="elle dépose sans avoir chargé", en="it drops without having loaded"),
    "own": Text(fr="elle dépose dans une tournée propre", en="it drops in a round of its own"),
    "door": Text(fr="dépôt ailleurs que chez une association", en="a drop at no association"),
    "units": Text(
        fr="des livraisons ailleurs qu'à un dépôt", en="deliveries at a stop that is no drop"
    ),
    "loaded": Text(fr="elle rentre chargée", en="it comes home loaded"),
    "moment": Text(
        fr="son départ ou son retour n'est pas un seul instant",
        en="it leaves or comes back over more than one moment",
    ),
}


def form(scenario: Scenario, stream: Stream, item: Round) -> list[Finding]:
    """Check that a round leaves home, comes back, and that its stops make sense in between."""
    home = scenario.vehicle[item.vehicle].owner
    first, last = item.stops[0], item.stops[-1]
    faults = []
    if first.kind != "depart" or first.site != home:
        faults.append("start")
    if last.kind != "return" or last.site != home:
        faults.append("end")
    if any(not stop.arrive_s == stop.start_s == stop.leave_s for stop in (first, last)):
        faults.append("moment")
    collected = False  # food collected is aboard
    loaded = False  # shares are aboard
    for stop, after in zip(item.stops[1:-1], item.stops[2:], strict=True):
        faults += _stop(scenario, stream, item, stop, collected=collected, loaded=loaded)
        if stop.kind == "collect":
            collected = True
        elif stop.kind in ("unload", "load"):
            collected, loaded = False, stop.kind == "load"
        elif stop.kind == "drop":
            loaded = loaded and after.kind == "drop"  # the last drop of a load ends it
            collected = collected and stream.mode != "direct"
    if collected:
        faults.append("loaded")
    who = round_name(scenario, item)
    return [violation("round_form", (item.id,), who=who, what=FAULTS[fault]) for fault in faults]


def _stop(
    scenario: Scenario, stream: Stream, item: Round, stop: Stop, *, collected: bool, loaded: bool
) -> list[str]:
    """Return what is wrong with one stop between leaving and coming back."""
    if stop.kind != "drop" and (stop.units or stop.errand):
        return ["units"]
    if stop.kind in ("depart", "return"):
        return ["midway"]
    if stop.kind == "collect":
        pickup = None if stop.pickup is None else scenario.pickups[stop.pickup]
        fits = pickup is not None and pickup.donor == stop.site and pickup.day == item.day
        return ["pickup"] * (not fits) + ["mixed"] * loaded
    if stop.kind in ("unload", "load"):
        early = stop.kind == "load" and (collected or stream.mode != "hub")
        return ["hub"] * (stop.site != stream.hub) + ["load"] * early
    faults = ["door"] * (stop.site not in scenario.association)
    if stream.mode == "alone":
        return [*faults, "own"]
    return faults + ["drop"] * (stream.mode == "hub" and (not loaded or collected))


TWICE = Text(fr="deux tournées portent ce nom", en="two rounds have this name")


def unique(scenario: Scenario, plan: Plan) -> list[Finding]:
    """Check that rounds have ids of their own and pick-ups are made once."""
    found = [
        violation(
            "round_form",
            (item,),
            who=item,
            what=TWICE,
        )
        for item, count in Counter(r.id for r in plan.rounds).items()
        if count > 1
    ]
    return found + _twice(scenario, plan)


def _twice(scenario: Scenario, plan: Plan) -> list[Finding]:
    """Check that what several visits take of one gift together is there, not given twice."""
    made: dict[str, list[Stop]] = defaultdict(list)
    for stop in (stop for item in plan.rounds for stop in item.collected):
        if stop.pickup is not None:
            made[stop.pickup].append(stop)
    found = []
    for pickup, stops in sorted(made.items()):
        offered = scenario.pickups[pickup].kg if pickup in scenario.pickups else {}
        taken: dict[str, float] = defaultdict(float)
        for family, kg in ((f, kg) for stop in stops for f, kg in stop.kg.items()):
            taken[family] += kg
        over = any(exceeds(kg, offered.get(family, 0.0)) for family, kg in taken.items())
        idle = any(not exceeds(sum(stop.kg.values()), 0.0) for stop in stops)
        if len(stops) > 1 and (over or idle):
            what = _on_its_day(scenario, pickup)
            found.append(violation("pickup_once", (pickup,), what=what, found=len(stops)))
    return found


def _on_its_day(scenario: Scenario, pickup: str) -> Text:
    donor = name(scenario, pickup)
    if pickup not in scenario.pickups:
        return Text(fr=donor, en=donor)
    day = DAY_NAMES[scenario.pickups[pickup].day]
    return Text(fr=f"{donor} ({day.fr})", en=f"{donor} ({day.en})")
