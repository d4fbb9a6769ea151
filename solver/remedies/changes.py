"""What would have to change for a round that breaks a rule: one field, or two, with new values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.base import Text, clock
from models.calendar import DAY_NAMES, Window
from models.donors import Pickup
from models.plan import Stop
from models.recurrence import takes_place
from models.scenario import Scenario
from solver.edits.edit import Edit, Edits, rounded_up
from solver.remedies import change_words as say
from solver.remedies.broken import Broken
from solver.remedies.load_changes import LOAD_CHANGES
from solver.review.checks.trips import collecting_s
from solver.review.checks.violations import amount
from solver.review.indicators import metres

DAWN_S, NIGHT_S = 6 * 3600, 22 * 3600
"""No volunteer is asked to begin earlier, nor to end later."""


def changes(code: str, broken: Broken) -> list[Edits]:
    """Return what would keep a round from breaking a rule, one way or another.

    None where no single value at a place does: somebody else's round, a site that cannot be
    entered, what only another vehicle could do.
    """
    find = CHANGES.get(code)
    return [] if find is None else [edits for edits in find(broken) if edits]


def later(path: str, old_s: int, new_s: float, words: Text, **values: object) -> Edits:
    """Return a later end at one place; nothing where it would be after ``NIGHT_S``."""
    extra = rounded_up((new_s - old_s) / 60)
    end_s = old_s + 60 * extra
    if end_s > max(NIGHT_S, old_s):
        return ()
    told = {"new": clock(end_s), "old": clock(old_s), **values}
    return (Edit(path, clock(end_s), words, told, minutes=extra),)


def earlier(path: str, old_s: int, new_s: float, words: Text, **values: object) -> Edits:
    """Return an earlier beginning at one place; nothing where it would be before ``DAWN_S``."""
    extra = rounded_up((old_s - new_s) / 60)
    start_s = old_s - 60 * extra
    if start_s < min(DAWN_S, old_s):
        return ()
    told = {"new": clock(start_s), "old": clock(old_s), **values}
    return (Edit(path, clock(start_s), words, told, minutes=extra),)


def offer_path(scenario: Scenario, pickup: Pickup) -> str:
    """Return where the offer of a pick-up stands: among the exceptions, if one made it."""
    donor, when = scenario.donor[pickup.donor], scenario.date_of(pickup.day)
    for position, one in enumerate(donor.exceptions):
        if one.on == when:
            return f"donors.{donor.id}.exceptions.{position}"
    today = [
        position
        for position, offer in enumerate(donor.offers)
        if pickup.day in offer.days
        and takes_place(when, offer.weeks, offer.of_month, scenario.odd_week)
    ]
    number = 0 if len(today) == 1 else int(pickup.id.rpartition("_")[2]) - 1
    return f"donors.{donor.id}.offers.{today[number]}"


def _window(broken: Broken) -> Iterator[Edits]:
    late = [
        (stop, pickup)
        for stop in broken.item.collected
        for pickup in [broken.now.pickups[str(stop.pickup)]]
        if stop.leave_s > pickup.closes_s
    ]
    longer: Edits = ()
    for stop, pickup in late:
        path = f"{offer_path(broken.base, pickup)}.closes"
        who, old_s = broken.base.donor[pickup.donor].label, broken.base.pickups[pickup.id].closes_s
        more = later(path, old_s, stop.leave_s, say.WINDOW_LATER, what=who)
        longer = (*longer, *more)
        if not more:
            longer = ()
            break
    yield longer
    if late and broken.leaves_first:
        yield _sooner(broken, max(stop.leave_s - pickup.closes_s for stop, pickup in late))


def _sooner(broken: Broken, by_s: float) -> Edits:
    """Return a shift that begins earlier."""
    old = broken.base.shift[broken.item.shift]
    path = f"shifts.{old.id}.starts"
    return earlier(
        path, old.starts_s, broken.shift.starts_s - by_s, say.SHIFT_EARLIER, what=old.label
    )


def _shift(broken: Broken) -> Iterator[Edits]:
    old, back_s = broken.base.shift[broken.item.shift], broken.item.stops[-1].arrive_s
    yield later(f"shifts.{old.id}.ends", old.ends_s, back_s, say.SHIFT_LATER, what=old.label)
    if broken.leaves_first:
        yield _sooner(broken, back_s - broken.shift.ends_s)


def _round_time(broken: Broken) -> Iterator[Edits]:
    shift, needed = broken.base.shift[broken.item.shift], broken.item.duration_s / 60
    means = broken.base.vehicle[broken.item.vehicle]
    edits: Edits = ()
    if needed > broken.now.shift[shift.id].max_min:
        path = f"shifts.{shift.id}.max_min"
        edits = (broken.more(path, shift.max_min, needed, say.ROUND_TIME, what=shift.label),)
    own = broken.now.vehicle[means.id].max_round_min
    if means.max_round_min is not None and own is not None and needed > own:
        path = f"vehicles.{means.id}.max_round_min"
        more = broken.more(path, means.max_round_min, needed, say.VEHICLE_TIME, what=means.label)
        edits = (*edits, more)
    yield edits


def _round_km(broken: Broken) -> Iterator[Edits]:
    means = broken.base.vehicle[broken.item.vehicle]
    old, needed = means.max_round_km or 0.0, metres(broken.travel, broken.item) / 1000
    new = old + rounded_up(needed - old)
    values = {"what": means.label, "new": amount(new), "old": amount(old)}
    yield (Edit(f"vehicles.{means.id}.max_round_km", new, say.ROUND_KM, values),)


def _reception(broken: Broken) -> Iterator[Edits]:
    day = broken.item.day
    for stop in broken.item.stops:
        if stop.kind not in ("drop", "unload"):
            continue
        if not broken.now.receives_s(stop.site, day):
            return  # closed on that day: hours are no remedy
        windows = broken.now.association[stop.site].reception
        open_then = [one for one in windows if one.day in (None, day)]
        inside = any(w.opens_s <= stop.start_s and stop.leave_s <= w.closes_s for w in open_then)
        if windows and not inside:
            yield from _wider(broken, stop, windows)
            return


def _wider(broken: Broken, stop: Stop, windows: tuple[Window, ...]) -> Iterator[Edits]:
    """Yield reception hours that hold a stop: each that there are made longer, or new ones."""
    who, held = broken.base.association[stop.site], False
    for position, window in enumerate(windows):
        if window.day not in (None, broken.item.day):
            continue
        held = True
        path, old = f"associations.{who.id}.reception.{position}", who.reception[position]
        edits: Edits = ()
        if stop.start_s < window.opens_s:
            edits = earlier(
                f"{path}.opens", old.opens_s, stop.start_s, say.RECEIVES_FROM, what=who.name
            )
        elif stop.leave_s > window.closes_s:
            edits = later(
                f"{path}.closes", old.closes_s, stop.leave_s, say.RECEIVES_UNTIL, what=who.name
            )
        yield edits
    if not held:
        opens, closes = stop.start_s // 300 * 300, rounded_up(stop.leave_s / 60) * 60
        more = Window(day=broken.item.day, opens=clock(opens), closes=clock(closes))
        values = {"what": who.name, "day": DAY_NAMES[broken.item.day]}
        values |= {"opens": more.opens, "closes": more.closes}
        every = [one.model_dump(mode="json") for one in (*who.reception, more)]
        minutes = (closes - opens) // 60
        path = f"associations.{who.id}.reception"
        yield (Edit(path, every, say.RECEIVES_TOO, values, minutes=minutes),)


def _busy(broken: Broken) -> Iterator[Edits]:
    means = broken.base.vehicle[broken.item.vehicle]
    hours = (broken.shift.starts_s, broken.shift.ends_s)
    met = [one for one in means.busy if one.meets(broken.item.day, *hours)]
    kept = [one.model_dump(mode="json") for one in means.busy if one not in met]
    if met:
        spans = ", ".join(f"{one.starts}–{one.ends}" for one in met)
        values = {"what": means.label, "day": DAY_NAMES[broken.item.day], "hours": spans}
        minutes = sum(one.ends_s - one.starts_s for one in met) // 60
        yield (Edit(f"vehicles.{means.id}.busy", kept, say.FREED, values, minutes=minutes),)


def _crew_week(broken: Broken) -> Iterator[Edits]:
    """Yield longer hours in the week of those aboard: by what the round is longer."""
    minutes = broken.longer_min
    edits: Edits = ()
    for name in broken.item.crew:
        person = broken.base.person.get(name)
        if person is None or person.max_hours is None:
            continue
        edits = (*edits, hours_more(broken.base, name, minutes))
    yield edits


def hours_more(scenario: Scenario, person: str, minutes: int) -> Edit:
    """Return so many minutes more in the week of somebody whose hours are limited."""
    who = scenario.person[person]
    new = round((who.max_hours or 0.0) + minutes / 60 + 5e-5, 4)
    values = {"what": who.label, "more": minutes}
    return Edit(f"people.{person}.max_hours", new, say.MORE_HOURS, values, minutes=minutes)


def _promise(broken: Broken) -> Iterator[Edits]:
    day, sites = broken.item.day, {stop.site for stop in broken.item.collected}
    promises = broken.base.policy.commitments
    held = [one for one in promises if one.day == day and one.donor in sites]
    kept = [one.model_dump(mode="json") for one in promises if one not in held]
    if held:
        names = ", ".join(dict.fromkeys(broken.base.donor[one.donor].label for one in held))
        values = {"what": names, "day": DAY_NAMES[day]}
        yield (Edit("policy.commitments", kept, say.NO_PROMISE, values),)


def _served(broken: Broken) -> Iterator[Edits]:
    needed = broken.item.duration_s / 60
    edits: Edits = ()
    for stop in broken.item.stops:
        who = broken.base.association.get(stop.site)
        if stop.kind == "drop" and who is not None and who.max_round_min is not None:
            path = f"associations.{who.id}.max_round_min"
            if needed > who.max_round_min and path not in {edit.path for edit in edits}:
                more = broken.more(path, who.max_round_min, needed, say.SERVED_TIME, what=who.name)
                edits = (*edits, more)
    yield edits


def _collecting(broken: Broken) -> Iterator[Edits]:
    old = broken.base.policy.collecting_trip_max_min or 0
    needed = max(collecting_s(broken.stream, broken.item).values()) / 60
    yield (broken.more("policy.collecting_trip_max_min", old, needed, say.COLLECTING_TIME),)


def _any_trip(broken: Broken) -> Iterator[Edits]:
    del broken
    yield (Edit("policy.collect_in_first_trip", value=False, words=say.ANY_TRIP),)


CHANGES: dict[str, Callable[[Broken], Iterator[Edits]]] = {
    "pickup_window": _window,
    "reception_window": _reception,
    "shift": _shift,
    "round_time": _round_time,
    "round_km": _round_km,
    "vehicle_busy": _busy,
    "crew_week": _crew_week,
    "commitment": _promise,
    "alone": _promise,
    "served_round_time": _served,
    "collecting_time": _collecting,
    "collecting_trip": _any_trip,
    **LOAD_CHANGES,
}
"""By rule; people who are lacking and stores that are full have rooms of their own."""
