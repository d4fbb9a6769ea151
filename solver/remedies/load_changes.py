"""What would have to change of a vehicle for what a round carries, and of how it is brought."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.base import Text
from solver.edits.edit import Edit, Edits, rounded_up
from solver.remedies import change_words as say
from solver.remedies.broken import Broken
from solver.remedies.loads import most_aboard
from solver.review.checks.trips import trip_numbers
from solver.review.checks.violations import amount

MOST_TRIPS = 6
"""As many loads as a round may have at all."""


def _payload(broken: Broken) -> Iterator[Edits]:
    means, now = (one.vehicle[broken.item.vehicle] for one in (broken.base, broken.now))
    margin = broken.base.policy.capacity_margin
    if margin >= 1:
        return
    aboard = most_aboard(broken.now, broken.item)
    needed = max(aboard.kg / (1 - margin), aboard.whole_kg, now.payload_kg + 1)
    extra = rounded_up(needed - means.payload_kg)
    new = means.payload_kg + extra
    values = {"what": means.label, "new": amount(new), "old": amount(means.payload_kg)}
    yield (Edit(f"vehicles.{means.id}.payload_kg", new, say.PAYLOAD, values, kg=extra),)


def _counted(
    broken: Broken,
    name: str,
    needed: float,
    words: Text,
    *,
    minutes: int = 0,
    each_kg: float = 0.0,
) -> Iterator[Edits]:
    """Yield a greater number of something that the vehicle has, one more than now at least."""
    means, now = broken.base.vehicle[broken.item.vehicle], broken.now.vehicle
    old, least = getattr(means, name) or 0, (getattr(now[means.id], name) or 0) + 1
    new = int(max(-(-needed // 1), least))
    values = {"what": means.label, "new": new, "old": amount(float(old))}
    kg = rounded_up((new - old) * each_kg)
    yield (Edit(f"vehicles.{means.id}.{name}", new, words, values, minutes, kg),)


def _pallets(broken: Broken) -> Iterator[Edits]:
    places = most_aboard(broken.now, broken.item).places
    yield from _counted(broken, "pallets", places, say.PALLETS)


def _stops(broken: Broken) -> Iterator[Edits]:
    outside = sum(stop.kind in ("collect", "drop") for stop in broken.item.stops)
    yield from _counted(broken, "max_stops", outside, say.STOPS, minutes=broken.longer_min)


def _trips(broken: Broken) -> Iterator[Edits]:
    trips = max(trip_numbers(broken.stream, broken.item.stops))
    if trips <= MOST_TRIPS:
        yield from _counted(broken, "max_trips", trips, say.TRIPS, minutes=broken.longer_min)


def _boxes(broken: Broken) -> Iterator[Edits]:
    means = broken.now.vehicle[broken.item.vehicle]
    cold = most_aboard(broken.now, broken.item).cold_kg
    yield from _counted(broken, "boxes", cold / means.box_kg, say.BOXES, each_kg=means.box_kg)
    yield from _refrigerated(broken)


def _frozen(broken: Broken) -> Iterator[Edits]:
    means = broken.base.vehicle[broken.item.vehicle]
    if means.cold == "none":
        cold = most_aboard(broken.now, broken.item).cold_kg
        new = max(int(-(-cold // means.box_kg)), 1)
        boxes = {"what": means.label, "new": new, "old": means.boxes}
        path, kg = f"vehicles.{means.id}", rounded_up(new * means.box_kg)
        yield (
            Edit(f"{path}.cold", "boxes", say.BOXED, boxes),
            Edit(f"{path}.boxes", new, say.BOXED, boxes, kg=kg),
        )
    yield from _refrigerated(broken)


def _refrigerated(broken: Broken) -> Iterator[Edits]:
    means = broken.base.vehicle[broken.item.vehicle]
    if means.cold != "refrigerated":
        values = {"what": means.label}
        yield (Edit(f"vehicles.{means.id}.cold", "refrigerated", say.REFRIGERATED, values),)


def _carries(broken: Broken) -> Iterator[Edits]:
    means = broken.base.vehicle[broken.item.vehicle]
    taken = {
        broken.now.family[family].temperature
        for stop in broken.item.collected
        for family, kg in stop.kg.items()
        if kg > 0
    }
    taken |= {broken.now.units[unit].temperature for s in broken.item.stops for unit in s.units}
    carried = [*means.carries, *sorted(taken - set(means.carries))]
    values = {"what": means.label, "temperature": say.listed(sorted(taken - set(means.carries)))}
    yield (Edit(f"vehicles.{means.id}.carries", carried, say.CARRIES, values),)


def _unit_cold(broken: Broken) -> Iterator[Edits]:
    means = broken.base.vehicle[broken.item.vehicle]
    if not broken.now.vehicle[means.id].frozen_pallets:
        path, values = f"vehicles.{means.id}.frozen_pallets", {"what": means.label}
        yield (Edit(path, value=True, words=say.COVERED, values=values),)
    yield from _refrigerated(broken)


def _boxes_per_day(broken: Broken) -> Iterator[Edits]:
    old, new = broken.base.boxes_per_day or 0, (broken.now.boxes_per_day or 0) + 1
    yield (Edit("boxes_per_day", new, say.BOXES_PER_DAY, {"new": new, "old": old}),)


def _visits(broken: Broken) -> Iterator[Edits]:
    brought = {broken.now.units[unit].delivery for s in broken.item.stops for unit in s.units}
    for name in sorted(brought):
        most = broken.base.delivery[name].max_visits
        if most is not None and broken.now.delivery[name].max_visits == most:
            to = broken.base.association[broken.base.delivery[name].to].name
            values = {"what": to, "new": most + 1, "old": most}
            yield (Edit(f"deliveries.{name}.max_visits", most + 1, say.VISITS, values),)


LOAD_CHANGES: dict[str, Callable[[Broken], Iterator[Edits]]] = {
    "payload": _payload,
    "pallets": _pallets,
    "stops": _stops,
    "trips": _trips,
    "cold_boxes": _boxes,
    "cold_time": _refrigerated,
    "frozen": _frozen,
    "refrigerated": _refrigerated,
    "carries": _carries,
    "unit_cold": _unit_cold,
    "boxes_per_day": _boxes_per_day,
    "visits": _visits,
}
"""By rule."""
