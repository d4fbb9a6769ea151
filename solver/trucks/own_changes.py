"""What a request itself may change to be booked at some start: hours, day, duration, promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.base import Text, clock
from models.bookings import SlotChoice, SlotRequest
from models.calendar import DAY_NAMES, DAY_NUMBER, Day
from models.scenario import Scenario
from solver.edits.edit import Edit, Edits, rounded_up
from solver.trucks.problem import REQUESTS

DAY_MIN = 1440
LAST_MIN = DAY_MIN - 1
"""The last minute that a clock tells."""
SHORTEST = 0.5
"""Part of its duration that a request keeps, at least."""


@dataclass(frozen=True)
class OwnPlace:
    """A start that a request allows once it is changed."""

    start_min: int
    """Minutes since Monday midnight, on the grid of bookings."""
    length_min: int
    """How long the booking lasts, whole steps of the grid."""
    edits: Edits


def own_places(scenario: Scenario, request: SlotRequest, most: int) -> Iterator[OwnPlace]:
    """Yield every start of the week with what the request must change for it.

    Parameters
    ----------
    most
        Fields changed, at most.
    """
    step = scenario.bookings.step_min
    path = f"{REQUESTS}.{request.id}"
    for length, shorter in _durations(request, step, path):
        for position, choice in enumerate(request.choices):
            for day in scenario.days:
                moved = _moved(choice, day, f"{path}.choices.{position}.day")
                midnight = DAY_NUMBER[day] * DAY_MIN
                for start in range(-(-midnight // step) * step, midnight + DAY_MIN, step):
                    begins = start - midnight
                    hours = _hours(
                        choice, day, begins, begins + length, f"{path}.choices.{position}"
                    )
                    if hours is None:
                        continue
                    promise: Edits = ()
                    if request.fixed and not _promised(choice, position, moved, begins, step):
                        promise = (_no_promise(path),)
                    edits = (*shorter, *promise, *moved, *hours)
                    if len(edits) <= most:
                        yield OwnPlace(start, length, edits)


def _durations(request: SlotRequest, step: int, path: str) -> Iterator[tuple[int, Edits]]:
    """Yield what a booking may last, whole steps from the longest, and what that changes."""
    full = -(-request.duration_min // step) * step
    yield full, ()
    for length in range(full - step, 0, -step):
        cut = rounded_up(request.duration_min - length)
        kept = request.duration_min - cut
        if kept < SHORTEST * request.duration_min:
            return
        values = {"cut": cut, "new": kept, "old": request.duration_min}
        yield length, (Edit(f"{path}.duration_min", kept, SHORTER, values, minutes=cut),)


def _moved(choice: SlotChoice, day: Day, path: str) -> Edits:
    """Return the change that moves a choice to another day."""
    if day == choice.day:
        return ()
    away = abs(DAY_NUMBER[day] - DAY_NUMBER[choice.day])
    values = {
        "new": DAY_NAMES[day],
        "old": DAY_NAMES[choice.day],
        "opens": choice.opens,
        "closes": choice.closes,
    }
    return (Edit(path, day, OTHER_DAY, values, minutes=away * DAY_MIN),)


def _hours(choice: SlotChoice, day: Day, begins: int, ends: int, path: str) -> Edits | None:
    """Return the changes that widen a choice's hours to some of a day, none where none does."""
    opens, closes = choice.opens_s // 60 % DAY_MIN, choice.closes_s // 60 % DAY_MIN
    edits: Edits = ()
    if begins < opens:
        edits = (earlier(f"{path}.opens", DAY_NAMES[day], opens, begins),)
    if ends > closes:
        later_one = later(f"{path}.closes", DAY_NAMES[day], closes, ends)
        if later_one is None:
            return None
        edits = (*edits, later_one)
    return edits


def earlier(path: str, day: Text, opens: int, wanted: int, truck: str = "") -> Edit:
    """Return a change of an opening to some minute of the day, or a little before."""
    minutes = min(rounded_up(opens - wanted), opens)
    new = clock((opens - minutes) * 60)
    values = {"day": day, "new": new, "old": clock(opens * 60), "minutes": minutes, "truck": truck}
    return Edit(path, new, TRUCK_EARLIER if truck else EARLIER, values, minutes)


def later(path: str, day: Text, closes: int, wanted: int, truck: str = "") -> Edit | None:
    """Return a change of a closing to some minute of the day or a little after, none past it."""
    minutes = min(rounded_up(wanted - closes), LAST_MIN - closes)
    if closes + minutes < wanted:
        return None
    new = clock((closes + minutes) * 60)
    values = {"day": day, "new": new, "old": clock(closes * 60), "minutes": minutes, "truck": truck}
    return Edit(path, new, TRUCK_LATER if truck else LATER, values, minutes)


def _promised(
    choice: SlotChoice, position: int, moved: Sequence[Edit], begins: int, step: int
) -> bool:
    """Tell whether a start of the day is the one promised."""
    midnight = DAY_NUMBER[choice.day] * DAY_MIN
    promised = -(-choice.opens_s // 60 // step) * step - midnight
    return position == 0 and not moved and begins == promised


def _no_promise(path: str) -> Edit:
    return Edit(f"{path}.fixed", value=False, words=NO_PROMISE)


SHORTER = Text(
    fr="{cut} min de moins ({new} au lieu de {old})", en="{cut} min less ({new} instead of {old})"
)
OTHER_DAY = Text(
    fr="{new} au lieu de {old} ({opens}–{closes})", en="{new} instead of {old} ({opens}–{closes})"
)
EARLIER = Text(
    fr="{day} dès {new} au lieu de {old} ({minutes} min plus tôt)",
    en="{day} from {new} instead of {old} ({minutes} min earlier)",
)
LATER = Text(
    fr="{day} jusqu'à {new} au lieu de {old} ({minutes} min plus tard)",
    en="{day} until {new} instead of {old} ({minutes} min later)",
)
TRUCK_EARLIER = Text(
    fr="« {truck} » : {day} dès {new} au lieu de {old} ({minutes} min plus tôt)",
    en='"{truck}": {day} from {new} instead of {old} ({minutes} min earlier)',
)
TRUCK_LATER = Text(
    fr="« {truck} » : {day} jusqu'à {new} au lieu de {old} ({minutes} min plus tard)",
    en='"{truck}": {day} until {new} instead of {old} ({minutes} min later)',
)
NO_PROMISE = Text(
    fr="une heure de début qui peut bouger dans les heures demandées",
    en="a start that may move within the hours asked for",
)
