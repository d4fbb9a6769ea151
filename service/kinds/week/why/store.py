"""Why a store is collected, or not: its visits, what they are worth, what stays and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from models.base import Language, clock
from models.calendar import DAY_NAMES
from models.numbers import amount
from models.plan import Round, Stop
from models.study import Study
from service.asking.things import Told
from service.kinds.week.why.shared import about, page, rounds
from service.kinds.week.why.things import site, vehicle
from service.kinds.week.why.trials import store_trials
from service.kinds.week.why.words import why_say
from service.pages.page import Alert, Number, Section, table_of
from service.words.sentences import capital, count


@dataclass(frozen=True)
class Visit:
    """One stop of a round at a store, and what it takes."""

    item: Round
    stop: Stop
    detour_s: int
    """Road that the round would save without it, the rest unchanged; at the times of no day."""
    detour_m: int

    @property
    def kg(self) -> float:
        """What is taken, when the donation takes place."""
        return sum(self.stop.kg.values())

    @property
    def spot_s(self) -> int:
        """From arriving to leaving, seconds."""
        return self.stop.leave_s - self.stop.arrive_s

    @property
    def kg_an_hour(self) -> float | None:
        """Of the detour and the time on the spot; none where they take no time."""
        whole = self.spot_s + max(0, self.detour_s)
        return 3600 * self.kg / whole if whole > 0 else None


def visits(study: Study, store: str) -> list[Visit]:
    """Return the visits of a store, with the road that each adds to its round."""
    between = study.travel.between
    found = []
    for item in rounds(study):
        for at, stop in enumerate(item.stops):
            if stop.kind != "collect" or stop.site != store:
                continue
            before, after = item.stops[at - 1].site, item.stops[at + 1].site
            to, off = between(before, store), between(store, after)
            without = between(before, after) if before != after else (0, 0)
            found.append(
                Visit(item, stop, to[0] + off[0] - without[0], to[1] + off[1] - without[1])
            )
    return found


def store_told(study: Study, store: str, language: Language) -> Told:
    """Return the page of a store."""
    world, tell = study.scenario, partial(why_say, language=language)
    mine = world.donor[store]
    came = visits(study, store)
    offered = sum(one.gross_kg for one in world.pickups.values() if one.donor == store)
    said = amount(offered, "kg", language)
    if came:
        taken = amount(sum(one.kg for one in came), "kg", language)
        counted = count(len(came), "pickup", language)
        answer = tell("store_taken", visits=counted, taken=taken, offered=said)
    else:
        answer = tell("store_left", offered=said)
    sections = (
        _visits(study, came, language),
        _left(study, store, language),
        _receivers(study, came, language),
        _agreement(study, store, language),
    )
    alerts = [
        Alert(one.text.in_(language)) for one in about(study, store) if one.severity != "info"
    ]
    made = page(study, mine.label, answer, alerts, sections, language)
    return Told(mine.label, made, tuple(store_trials(study, store, language)))


def _visits(study: Study, came: list[Visit], language: Language) -> Section:
    tell = partial(why_say, language=language)

    def minutes(seconds: int) -> Number:
        return Number(seconds / 60, unit="min")

    table = table_of(
        came,
        (tell("day"), lambda one: capital(DAY_NAMES[one.item.day].in_(language))),
        (tell("time"), lambda one: clock(one.stop.start_s)),
        (tell("vehicle"), lambda one: vehicle(study.scenario, one.item.vehicle)),
        ("kg", lambda one: Number(one.kg)),
        (tell("on_the_spot"), lambda one: minutes(one.spot_s)),
        (tell("detour"), lambda one: minutes(one.detour_s)),
        ("km", lambda one: Number(one.detour_m / 1000, 1)),
        (tell("kg_an_hour"), lambda one: Number(one.kg_an_hour)),
    )
    return Section(tell("its_visits"), (table, *[tell("worth_how")] * bool(came)) if came else ())


def _left(study: Study, store: str, language: Language) -> Section:
    world, tell = study.scenario, partial(why_say, language=language)
    table = table_of(
        (one for one in study.unserved if world.pickups[one.pickup].donor == store),
        (tell("day"), lambda one: capital(DAY_NAMES[world.pickups[one.pickup].day].in_(language))),
        ("kg", lambda one: Number(one.kg, unit="kg")),
        (tell("reason"), lambda one: one.reason.in_(language)),
        (tell("remedy"), lambda one: one.remedy.in_(language)),
        reasons=2,
    )
    return Section(tell("left_there"), (table,) if table.rows else ())


def _receivers(study: Study, came: list[Visit], language: Language) -> Section:
    """Return who receives what the rounds that come by bring."""
    world, tell = study.scenario, partial(why_say, language=language)
    by = {one.item.id for one in came}
    kg: dict[str, float] = {}
    for one in study.plan.shares:
        if one.origin in by:
            kg[one.association] = kg.get(one.association, 0.0) + one.kg
    table = table_of(
        (one.id for one in world.associations if one.id in kg),
        (tell("association"), lambda one: site(world, one)),
        ("kg", lambda one: Number(kg[one], bar=kg[one] / max(kg.values()))),
    )
    return Section(tell("who_gets"), (table, tell("who_gets_how")) if table.rows else ())


def _agreement(study: Study, store: str, language: Language) -> Section:
    world = study.scenario
    mine = world.donor[store]
    who = world.association[mine.holder].label
    kind = next(one.label for one in world.donor_kinds if one.id == mine.kind)
    lines = [why_say("agreement", language, who=who, kind=kind)]
    lines += [why_say("own_store", language, who=who)] * mine.private
    return Section(why_say("details", language), tuple(lines))
