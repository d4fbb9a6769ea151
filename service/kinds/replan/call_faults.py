"""A call checked against the study that it is about: all faults at once, as data."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text, clock
from models.calendar import DAY_NAMES, DAY_NUMBER, Day
from models.events import Absent, Call, Closed, Down, Event, Gives, Lock, Surprise
from models.plan import Round
from models.study import Study
from scenarios.faults import choices, meant
from service.kinds.replan.words import say
from service.words.field_faults import FieldFault


def call_faults(study: Study, call: Call) -> list[FieldFault]:
    """Return what is wrong with a call: names, days, and what contradicts the rounds or itself.

    Events and locks are fields of their own, named as the kind of event is.
    """
    found = _day(study, call)
    if not call.events and not call.locks:
        found.append(_fault("", "no_event", people="no_event_page"))
    for event in call.events:
        found += _event(study, call, event)
    seen: set[str] = set()
    for event in call.events:
        about = f"{event.kind} {_subject(event)}"
        if about in seen and not isinstance(event, Surprise):
            value = _subject(event)
            values = {"value": value, "name": _label(study, value)}
            found.append(_fault(event.kind, "twice", people="twice_page", **values))
        seen.add(about)
    for lock in call.locks:
        found += _lock(study, call, lock)
    return found


def unknown(field: str, value: str, known: list[str]) -> FieldFault:
    """Return the fault of a name that the study does not have."""
    hint = meant(value, known, say["pick_one"])
    return _fault(field, "unknown", value=value, known=choices(known), meant=hint)


def _fault(field: str, key: str, *, people: str | None = None, **values: object) -> FieldFault:
    return FieldFault(field, say[key], values, None if people is None else say[people])


def _label(study: Study, name: str) -> str:
    """Return what people call a person, a vehicle, a store or an association."""
    world = study.scenario
    named = (world.person, world.vehicle, world.donor, world.association)
    return next((found[name].label for found in named if name in found), name)


def _subject(event: Event) -> str:
    if isinstance(event, Absent):
        return event.person
    if isinstance(event, Down):
        return event.vehicle
    if isinstance(event, Gives):
        return event.donor
    return event.site if isinstance(event, Surprise) else event.association


def _day(study: Study, call: Call) -> list[FieldFault]:
    known = list(study.scenario.days)
    return [] if call.day in known else [unknown("day", call.day, list(known))]


def _event(study: Study, call: Call, event: Event) -> list[FieldFault]:
    scenario, value = study.scenario, _subject(event)
    names = {
        "absent": list(scenario.person),
        "down": list(scenario.vehicle),
        "gives": list(scenario.donor),
        "surprise": list(scenario.sites),
        "closed": list(scenario.association),
    }[event.kind]
    found = [] if value in names else [unknown(event.kind, value, names)]
    if isinstance(event, Surprise):
        return found + _surprise(study, call, event)
    if not found and isinstance(event, Gives):
        found += _gives(study, call, event)
    if isinstance(event, Absent | Down | Closed):
        found += _until(call, event)
    if not found and isinstance(event, Absent):
        found += [
            _fault(
                "absent",
                "aboard",
                people="aboard_page",
                value=value,
                name=_label(study, value),
                round=item.id,
                vehicle=scenario.vehicle[item.vehicle].label,
                left=clock(item.stops[0].leave_s),
            )
            for item in _on_the_road(study, call)
            if event.person in item.crew
        ]
    return found


def _on_the_road(study: Study, call: Call) -> Iterator[Round]:
    for item in study.plan.rounds:
        if item.day == call.day and item.stops[0].leave_s <= call.now_s < item.stops[-1].arrive_s:
            yield item


def _until(call: Call, event: Absent | Down | Closed) -> list[FieldFault]:
    if event.until is None or DAY_NUMBER[event.until] >= DAY_NUMBER[call.day]:
        return []
    day, until = DAY_NAMES[call.day], DAY_NAMES[event.until]
    return [_fault(event.kind, "until_before", value=_subject(event), day=day, until=until)]


def _gives(study: Study, call: Call, event: Gives) -> list[FieldFault]:
    today = dict.fromkeys(p.donor for p in study.scenario.pickups.values() if p.day == call.day)
    if event.donor in today:
        return []
    return [
        _fault(
            "gives" if event.kg else "empty",
            "no_visit",
            people="no_visit_page",
            value=event.donor,
            name=_label(study, event.donor),
            day=DAY_NAMES[call.day],
            known=choices(today),
            named=", ".join(_label(study, one) for one in today) or "–",
        )
    ]


def _surprise(study: Study, call: Call, event: Surprise) -> list[FieldFault]:
    scenario, found = study.scenario, []
    if event.family not in scenario.family:
        found.append(unknown("surprise", event.family, list(scenario.family)))
    if event.holder is not None and event.holder not in scenario.association:
        found.append(unknown("surprise", event.holder, list(scenario.association)))
    opens, until = max(event.opens or call.now, call.now), event.until
    if until is not None and until <= opens:
        value = f"{event.site},{event.family},{event.kg:g}"
        values = {"value": value, "name": _label(study, event.site)}
        times = {"until": until, "opens": opens}
        found.append(_fault("surprise", "too_late", people="too_late_page", **values, **times))
    return found


def _lock(study: Study, call: Call, lock: Lock) -> list[FieldFault]:
    plan = study.plan
    value = lock.round if lock.pickup is None else f"{lock.round}/{lock.pickup}"
    if lock.round not in plan.round:
        return [unknown("lock", lock.round, list(plan.round))]
    item = plan.round[lock.round]
    pickups = [str(stop.pickup) for stop in item.collected]
    if lock.pickup is not None and lock.pickup not in pickups:
        known = choices(pickups)
        return [_fault("lock", "not_in_round", value=value, round=item.id, known=known)]
    if DAY_NUMBER[item.day] < DAY_NUMBER[call.day]:
        return []
    stops = [lock.pickup] if lock.pickup is not None else pickups
    name = study.scenario.vehicle[item.vehicle].label
    if lock.pickup is not None:
        name = _label(study, study.scenario.pickups[lock.pickup].donor)
    values = {"value": value, "name": name, "day": DAY_NAMES[item.day]}
    return [
        _fault("lock", "lock_conflict", people="lock_conflict_page", why=why, **values)
        for event in call.events
        for why in _against(study, call, event, item, stops, lock)
    ]


def _against(
    study: Study, call: Call, event: Event, item: Round, stops: list[str], lock: Lock
) -> Iterator[Text]:
    """Yield why an event forbids that a round, or some of its stops, stay."""
    scenario = study.scenario
    last: Day = call.day
    if isinstance(event, Absent | Down | Closed):
        last = event.until or call.day
    later = item.day != call.day or item.stops[-1].arrive_s > call.now_s
    if not later or not DAY_NUMBER[call.day] <= DAY_NUMBER[item.day] <= DAY_NUMBER[last]:
        return
    whole = lock.pickup is None
    if isinstance(event, Down) and event.vehicle == item.vehicle:
        yield say["why_vehicle"].format(what=scenario.vehicle[event.vehicle].label)
    elif isinstance(event, Absent) and whole and event.person in item.crew:
        yield say["why_person"].format(who=scenario.person[event.person].label)
    elif isinstance(event, Gives) and event.kg == 0:
        if any(scenario.pickups[stop].donor == event.donor for stop in stops):
            yield say["why_store"].format(where=scenario.donor[event.donor].label)
    elif isinstance(event, Closed) and whole and event.association in scenario.association:
        at = [s for s in item.stops if s.kind in ("drop", "unload") and s.start_s >= call.now_s]
        if any(stop.site == event.association for stop in at):
            yield say["why_closed"].format(who=scenario.association[event.association].label)
