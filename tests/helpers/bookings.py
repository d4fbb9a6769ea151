"""Builders of weeks of bookings: small ones to count by hand, others drawn from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from models.base import clock
from models.booking_study import BookingStudy
from models.bookings import AccessRecord, Bookings, SlotChoice, SlotRequest, Truck
from models.calendar import DAYS, Window
from models.scenario import Scenario
from models.vehicles import Person
from solver.programs.cp_sat import Limits
from solver.trucks.plan import book_trucks
from tests.helpers.scenarios import changed, tiny

WHO = ("secours", "restos", "ccas")
MORNING = ("08:00", "12:00")
QUICK = Limits(None, 2.0)


def booked(scenario: Scenario, **others: Any) -> BookingStudy:
    """The plan of a week, without what is asked about it."""
    return book_trucks(scenario, QUICK, questions=False, **others)


def town(
    trucks: Sequence[Truck],
    requests: Sequence[SlotRequest],
    people: Sequence[Person] | None = None,
    history: Sequence[AccessRecord] = (),
    **others: Any,
) -> Scenario:
    """Three associations with trucks to share, each with one driver all week unless said."""
    drivers = people if people is not None else [driver(who) for who in WHO]
    return changed(
        tiny("alone"),
        days=("mon", "tue", "wed", "thu", "fri"),
        people=tuple(drivers),
        vehicles=(),
        donors=(),
        bookings=Bookings(
            trucks=tuple(trucks), requests=tuple(requests), history=tuple(history), step_min=30
        ),
        **others,
    )


def driver(who: str, name: str = "", **others: Any) -> Person:
    """Somebody who may drive for an association."""
    fields: dict[str, Any] = {
        "id": name or f"{who}-driver",
        "label": f"Chauffeur {who}",
        "association": who,
        "roles": ("driver",),
        "days": ("mon", "tue", "wed", "thu", "fri"),
        "max_shifts": 9,
    }
    return Person.model_validate(fields | others)


def truck(name: str = "truck", opens: str = "08:00", closes: str = "18:00", **others: Any) -> Truck:
    """A refrigerated truck of 900 kg, every day."""
    fields: dict[str, Any] = {
        "id": name,
        "label": f"Camion {name}",
        "base": "secours",
        "payload_kg": 900,
        "refrigerated": True,
        "available": (Window(opens=opens, closes=closes),),
    }
    return Truck.model_validate(fields | others)


def asks(
    name: str, who: str, *choices: tuple[str, str, str], minutes: int = 120, **others: Any
) -> SlotRequest:
    """A request; choices are (day, from, to)."""
    fields: dict[str, Any] = {
        "id": name,
        "label": f"Demande {name}",
        "association": who,
        "choices": tuple(
            SlotChoice.model_validate({"day": d, "opens": a, "closes": b}) for d, a, b in choices
        ),
        "duration_min": minutes,
    }
    return SlotRequest.model_validate(fields | others)


def drawn(seed: int, *, requests: int = 7, trucks: int = 2, drivers: int = 4) -> Scenario:
    """A week drawn from a seed: two days, odd hours, loads, priorities, promises."""
    draw = Random(seed)
    fleet = [
        truck(
            f"t{n}",
            clock(draw.randrange(14, 20) * 1800),
            clock(draw.randrange(28, 40) * 1800),
            turnaround_min=draw.choice((0, 30, 60)),
            refrigerated=draw.random() < 0.7,
            payload_kg=draw.choice((300, 900)),
            eur_per_hour=draw.choice((0, 2)),
            eur_per_day=draw.choice((0, 110)),
        )
        for n in range(trucks)
    ]
    people = [
        driver(
            draw.choice(WHO),
            f"d{n}",
            max_shifts=draw.randint(1, 3),
            days=tuple(draw.sample(DAYS[:5], draw.randint(2, 5))),
        )
        for n in range(drivers)
    ]
    wanted = []
    for n in range(requests):
        minutes = draw.choice((60, 90, 120, 180))
        choices = []
        for _ in range(draw.randint(1, 2)):
            first = draw.randrange(14, 26)
            last = first + minutes // 30 + draw.randrange(0, 5)
            day = draw.choice(("mon", "tue"))
            choices.append((day, clock(first * 1800), clock(last * 1800)))
        wanted.append(
            asks(
                f"r{n}",
                draw.choice(WHO),
                *choices,
                minutes=minutes,
                load_kg={draw.choice(("ambient", "chilled")): draw.choice((50, 500))},
                priority=draw.randint(1, 3),
                every=draw.choice(("week", "week", "odd", "even")),
            )
        )
    history = [
        AccessRecord(association=who, asked=(asked := draw.randint(0, 6)), met=asked // 2)
        for who in WHO
    ]
    return town(fleet, wanted, people, history)
