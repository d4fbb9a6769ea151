"""Ways by a vehicle that does not go out then, or by one more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.base import Text
from models.calendar import DAY_NAMES, Shift
from models.scenario import Scenario
from models.vehicles import Vehicle
from models.words import UNSAID
from pools.streams import Stream, may_work, user_of
from solver.edits.edit import Edit, Edits, rounded_up
from solver.remedies import change_words as say
from solver.remedies.crews import unused
from solver.remedies.smallest import Smallest, Way
from solver.review.insertion import Wanted, choices_of
from solver.review.left_behind import Left

VEHICLE_FIELDS = 5
"""What a new vehicle cannot do without: owner, payload, cold, crew, days."""
VEHICLE_DAYS, NO_VEHICLE = "vehicle_days", "no_vehicle"
"""Codes: a vehicle that does not go out then, no vehicle that could go."""
USUAL_KG, USUAL_CREW = 500.0, 2
"""Of a new vehicle where no other shows what is usual."""


def other_times(search: Smallest, left: Left) -> Iterator[Way]:
    """Yield rounds of their own by vehicles that do not go out on that day, or in that shift."""
    for vehicle in search.worlds.scenario.vehicles:
        for shift in search.worlds.scenario.shifts:
            edits = _going_out(vehicle, left, shift)
            if edits:
                yield from _rounds(search, left, vehicle.id, shift, edits, VEHICLE_DAYS)


def one_more_vehicle(search: Smallest, left: Left) -> Iterator[Way]:
    """Yield rounds of their own by one more vehicle."""
    new = _one_more(search.worlds.scenario, search.stream, left)
    for shift in search.worlds.scenario.shifts:
        yield from _rounds(search, left, new.path.rpartition(".")[2], shift, (new,), NO_VEHICLE)


def _going_out(vehicle: Vehicle, left: Left, shift: Shift) -> Edits:
    """Return what lets a vehicle go out at that time; nothing where it does."""
    path, edits, day = f"vehicles.{vehicle.id}", list[Edit](), left.pickup.day
    values: dict[str, object] = {"what": vehicle.label, "day": DAY_NAMES[day], "shift": shift.label}
    minutes = rounded_up((shift.ends_s - shift.starts_s) / 60)
    if day not in vehicle.days:
        days = [*vehicle.days, day]
        edits.append(Edit(f"{path}.days", days, say.VEHICLE_DAY, values, minutes))
    if vehicle.shifts and shift.id not in vehicle.shifts:
        shifts = [*vehicle.shifts, shift.id]
        edits.append(Edit(f"{path}.shifts", shifts, say.VEHICLE_SHIFT, values, minutes))
    return tuple(edits)


def _rounds(
    search: Smallest, left: Left, vehicle: str, shift: Shift, edits: Edits, code: str
) -> Iterator[Way]:
    rounds = search.worlds.rounds(edits)
    now = rounds.scenario
    if not may_work(now, search.stream, vehicle, left.pickup.day, collects=True):
        return
    choices: list[Wanted] = choices_of(now, left.wanted)
    for trial in rounds.new_rounds(search.stream, left.pickup, vehicle, shift, choices):
        if trial.instead is None:
            yield Way(trial, edits, (code,))


def _one_more(scenario: Scenario, stream: Stream, left: Left) -> Edit:
    """Return one more vehicle for the day: as large as any of the stream, or as it must be."""
    day = left.pickup.day
    alike = [
        one for one in scenario.vehicles if user_of(scenario, one.id, day) in stream.collectors
    ]
    holder = scenario.donor[left.pickup.donor].holder
    owner = holder if holder in stream.collectors else stream.collectors[0]
    cold = any(scenario.family[name].temperature != "ambient" for name in left.wanted)
    needed = sum(left.wanted.values()) / max(0.05, 1 - scenario.policy.capacity_margin)
    usual = max((one.payload_kg for one in alike), default=USUAL_KG)
    kg = min(40_000.0, max(usual, float(rounded_up(needed))))
    crews = sorted(one.crew for one in alike)
    fields: dict[str, Any] = {
        "label": "Véhicule de plus",
        "owner": owner,
        "payload_kg": kg,
        "cold": "refrigerated" if cold else "none",
        "crew": crews[len(crews) // 2] if crews else USUAL_CREW,
        "days": [day],
    }
    values: dict[str, Text | str] = {
        "day": DAY_NAMES[day],
        "kg": f"{kg:g}",
        "cold": say.WITH_COLD if cold else UNSAID,
        "who": scenario.association[owner].name,
    }
    name = unused("vehicle", scenario.vehicle)
    return Edit(f"vehicles.{name}", fields, say.ONE_VEHICLE, values, fields=VEHICLE_FIELDS)
