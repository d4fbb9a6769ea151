"""Random weeks with closures, absences, exceptions and food held when they begin."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from models.calendar import DAY_NUMBER
from models.exceptions import Absence, DistributesOtherwise, GivesOtherwise
from models.scenario import Scenario
from models.stocks import Held
from tests.helpers.drawn_scenarios import random_scenario


def announced_scenario(seed: int, *, mode: str | None = None) -> Scenario:
    """A random week in which about a third of all things announce something."""
    base, draw = random_scenario(seed, mode=mode), Random(seed)
    monday = base.week_of

    def absences() -> tuple[Absence, ...]:
        if draw.random() > 0.25:
            return ()
        first = monday + timedelta(days=draw.randint(-2, 6))
        return (Absence(first=first, last=first + timedelta(days=draw.randint(0, 2))),)

    donors = []
    for one in base.donors:
        when = monday + timedelta(days=DAY_NUMBER[draw.choice(base.days)])
        gift = GivesOtherwise(on=when, kg=draw.choice((0, 15, 300)))
        instead = (gift,) if draw.random() < 0.3 else ()
        donors.append(one.changed(absences=absences() if not instead else (), exceptions=instead))
    associations = []
    for who in base.associations:
        stock = tuple(
            Held(
                family=family.id,
                kg=draw.uniform(1, 60),
                until=monday + timedelta(days=draw.randint(-1, 20)),
            )
            for family in base.families
            if draw.random() < 0.4
        )
        day = draw.choice(who.openings).day if who.openings else "mon"
        when = monday + timedelta(days=DAY_NUMBER[day])
        moved = DistributesOtherwise(on=when, to=when + timedelta(days=draw.randint(-1, 2)))
        associations.append(
            who.changed(
                stock=stock,
                absences=absences(),
                moved=(moved,) if who.openings and draw.random() < 0.3 else (),
            )
        )
    return base.changed(
        donors=tuple(donors),
        associations=tuple(associations),
        vehicles=tuple(one.changed(absences=absences()) for one in base.vehicles),
        people=tuple(one.changed(absences=absences()) for one in base.people),
    )
