"""Tiny weeks of shared trucks, drawn from a seed: small enough to try every booking."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from models.associations import Association
from models.base import Text, clock
from models.booking_study import Booking, Busy
from models.bookings import DAY_S, AccessRecord, Bookings, SlotChoice, SlotRequest, Truck
from models.calendar import DAY_NUMBER, Day, Shift, Window
from models.places import Place
from models.policy import Policy, Pool
from models.products import Family
from models.scenario import Scenario
from models.vehicles import Person, Vehicle

DAYS: tuple[Day, ...] = ("mon", "tue", "wed")
HALF_HOUR_S = 1800


def tiny_week(seed: int, *, requests: int | None = None) -> Scenario:
    """Return a week of three to six requests for one to three trucks, of any shape.

    Drawn: days, hours on and off the grid, turnaround, licences, who may drive what, outings,
    loads, cold, wishes, promises, priorities, odd weeks, records of earlier weeks, prices. In half
    of the weeks any truck will do and drivers are there every day: only places are lacking.
    """
    draw = Random(seed)
    days = DAYS[: draw.choice((1, 1, 2, 2, 3))]
    who = tuple(f"a{n}" for n in range(draw.choice((1, 2, 3, 3, 4))))
    drivers = len(who) if draw.random() < 0.8 else draw.randint(1, 4)
    people = tuple(_person(draw, f"d{n}", n, who, days) for n in range(drivers))
    trucks = tuple(
        _truck(draw, f"t{n}", who, days, people) for n in range(draw.choice((1, 1, 2, 3)))
    )
    count = requests or draw.choice((3, 4, 4, 5, 5, 6))
    wanted = tuple(_request(draw, f"r{n}", who, days, trucks, people) for n in range(count))
    if draw.random() < 0.5:
        trucks = tuple(
            one.changed(refrigerated=True, payload_kg=900.0, licence="B", drivers=None)
            for one in trucks
        )
        people = tuple(
            one.changed(days=days, shifts=(), max_shifts=max(2, one.most_shifts)) for one in people
        )
    return Scenario(
        id="tiny",
        label="Petite semaine fictive",
        week_of=date(2026, 11, 30) + timedelta(weeks=draw.randrange(2)),
        days=days,
        shifts=(
            Shift(id="morning", label="Matin", starts="07:00", ends="12:30", max_min=330),
            Shift(id="noon", label="Midi", starts="11:00", ends="16:00", max_min=300),
        ),
        families=(
            Family(
                id="food",
                label="Aliments",
                temperature="ambient",
                shelf_days=3,
                target_kg_per_person=1.0,
            ),
        ),
        associations=tuple(
            Association(
                id=name,
                label=f"Association {name}",
                place=Place(lat=43.29, lon=5.57, commune="Aubagne", assumed=True),
                people=10,
            )
            for name in who
        ),
        people=people,
        vehicles=tuple(
            Vehicle(
                id=f"v{truck.id}",
                label=f"Véhicule {truck.id}",
                owner=truck.base,
                payload_kg=truck.payload_kg,
                licence=truck.licence,
                days=days,
            )
            for truck in trucks
        ),
        policy=Policy(pools=(Pool(id="each", label="Chacun", mode="alone", members=who),)),
        bookings=Bookings(
            trucks=trucks,
            requests=wanted,
            history=tuple(_record(draw, name) for name in who if draw.random() < 0.75),
            step_min=draw.choice((30, 30, 30, 60)),
        ),
    )


def _person(
    draw: Random, name: str, number: int, who: tuple[str, ...], days: tuple[Day, ...]
) -> Person:
    return Person(
        id=name,
        label=f"Chauffeur {name}",
        association=who[number % len(who)],
        roles=("driver",) if draw.random() < 0.95 else ("helper",),
        licences=draw.choice((("B",), ("B",), ("B", "C"))),
        days=days if draw.random() < 0.6 else tuple(draw.sample(days, draw.randint(1, len(days)))),
        shifts=draw.choice(((), (), (), ("morning",), ("noon",))),
        max_shifts=draw.choice((0, 1, 2, 2, 3, 9)),
    )


def _truck(
    draw: Random, name: str, who: tuple[str, ...], days: tuple[Day, ...], people: tuple[Person, ...]
) -> Truck:
    return Truck(
        id=name,
        label=f"Camion {name}",
        base=draw.choice(who),
        vehicle=f"v{name}",
        payload_kg=draw.choice((300, 900)),
        refrigerated=draw.random() < 0.7,
        licence="C" if draw.random() < 0.2 else "B",
        available=_windows(draw, days),
        turnaround_min=draw.choice((0, 10, 30, 30, 60)),
        drivers=None if draw.random() < 0.8 else tuple(person.id for person in people[:2]),
        eur_per_hour=draw.choice((0, 2)),
        eur_per_day=draw.choice((0, 110)),
        eur_per_year=draw.choice((0, 960, 4800)),
    )


def _windows(draw: Random, days: tuple[Day, ...]) -> tuple[Window, ...]:
    """Return the same hours every day, or others on some days; they may overlap."""
    found = []
    for day in (None,) if draw.random() < 0.7 else tuple(draw.sample(days, min(2, len(days)))):
        opens = draw.choice((480, 480, 525, 540, 600))
        closes = draw.choice((660, 720, 720, 750, 815, 900))
        found.append(Window(day=day, opens=clock(opens * 60), closes=clock(closes * 60)))
    if draw.random() < 0.15:
        found.append(Window(day=draw.choice(days), opens="11:00", closes="15:00"))
    return tuple(found)


def _request(
    draw: Random,
    name: str,
    who: tuple[str, ...],
    days: tuple[Day, ...],
    trucks: tuple[Truck, ...],
    people: tuple[Person, ...],
) -> SlotRequest:
    minutes = draw.choice((60, 60, 90, 100, 120, 120))
    choices = []
    for _ in range(draw.choice((1, 1, 2, 2, 3))):
        opens = draw.choice((480, 510, 520, 540, 540, 600, 630))
        closes = opens + minutes + draw.choice((0, 0, 15, 30, 60))
        choices.append(
            SlotChoice(day=draw.choice(days), opens=clock(opens * 60), closes=clock(closes * 60))
        )
    return SlotRequest(
        id=name,
        label=f"Demande {name}",
        association=draw.choice(who),
        choices=tuple(choices),
        duration_min=minutes,
        load_kg=draw.choice(({}, {"ambient": 200}, {"ambient": 500}, {"chilled": 100})),
        drivers=None if draw.random() < 0.8 else (draw.choice(people).id,),
        priority=draw.choice((1, 1, 1, 2, 3)),
        fixed=draw.random() < 0.1,
        truck=draw.choice(trucks).id if draw.random() < 0.15 else None,
        every=draw.choice(("week",) * 6 + ("odd", "even")),
    )


def _record(draw: Random, name: str) -> AccessRecord:
    asked = draw.randint(0, 5)
    return AccessRecord(association=name, asked=asked, met=draw.randint(0, asked))


def drawn_rounds(scenario: Scenario, seed: int) -> tuple[Busy, ...]:
    """Return hours at which rounds take trucks and people of a week, in one week of three."""
    draw = Random(seed)
    if draw.random() > 1 / 3:
        return ()
    names = [truck.vehicle for truck in scenario.bookings.trucks if truck.vehicle is not None]
    names += [person.id for person in scenario.people]
    found = []
    for _ in range(draw.randint(1, 3)):
        day, starts = draw.choice(scenario.days), draw.choice((450, 480, 545, 600, 690))
        starts_s = DAY_NUMBER[day] * DAY_S + starts * 60
        ends_s = starts_s + draw.choice((45, 60, 90)) * 60
        text = Text(fr="tournée", en="round")
        found.append(Busy(id=draw.choice(names), starts_s=starts_s, ends_s=ends_s, text=text))
    return tuple(found)


def drawn_plan(scenario: Scenario, seed: int) -> dict[str, Booking]:
    """Return bookings to stay close to, by request; some can no longer be kept."""
    draw = Random(seed)
    found = {}
    for request in scenario.bookings.requests:
        if draw.random() < 0.4:
            continue
        choice = draw.choice(request.choices)
        starts_s = choice.opens_s + draw.choice((0, 0, 0, 600, HALF_HOUR_S))
        found[request.id] = Booking(
            request=request.id,
            truck=draw.choice(scenario.bookings.trucks).id,
            driver=draw.choice(scenario.people).id,
            starts_s=starts_s,
            ends_s=starts_s + request.duration_min * 60,
            choice=0,
        )
    return found
