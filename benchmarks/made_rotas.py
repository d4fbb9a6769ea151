"""Fictional towns of volunteers and duties, drawn from a seed."""

from __future__ import annotations

from random import Random

from models.calendar import DAYS
from models.duties import RegularDuty, Seat
from models.rota import Pairing, Rota
from models.scenario import Scenario
from models.volunteers import HalfDayOffer, Skill, Volunteer
from scenarios import load

SHIFTS = ("morning", "afternoon", "evening")
WORKING = DAYS[:6]
SKILLS = ("driving", "cold", "lifting", "welcome")
RANKS = {"driving": 1, "lifting": 2, "cold": 3, "welcome": 3}


def made_rota(seed: int, people: int, places: int, weeks: int, *, rules: bool = False) -> Scenario:
    """Return a town with as many people and places, over some weeks.

    Parameters
    ----------
    places
        In all weeks together, at least: each week has the same duties.
    rules
        Whether some come only together, some never, and nobody two week-ends running.
    """
    draw = Random(seed)
    world = load("aubagne_benevoles").scenario
    associations = [one.id for one in world.associations]
    duties: list[RegularDuty] = []
    left = -(-places // weeks)
    while left > 0:
        seats = []
        for _ in range(draw.choice((1, 2, 2, 3))):
            if left <= 0:
                break
            skill = draw.choice((*SKILLS, None, None, None))
            count = min(left, 1 if skill == "driving" else draw.choice((1, 1, 2, 3)))
            left -= count
            skills = () if skill is None else (skill,)
            seats.append(Seat(skills=skills, places=count, priority=RANKS.get(skill or "", 5)))
        duties.append(
            RegularDuty(
                id=f"d{len(duties)}",
                label=f"Duty {len(duties)}",
                association=draw.choice(associations),
                kind=draw.choice(("round", "sorting", "opening")),
                days=(draw.choice(DAYS if draw.random() < 0.1 else WORKING),),
                shift=draw.choice(SHIFTS),
                seats=tuple(seats),
            )
        )
    volunteers = tuple(_volunteer(draw, number, associations) for number in range(people))
    names = [one.id for one in volunteers]
    pairings: tuple[Pairing, ...] = ()
    if rules:
        pairs = [draw.sample(names, 2) for _ in range(max(2, people // 30))]
        pairings = tuple(
            Pairing(people=tuple(pair), rule="apart" if number % 2 else "together")
            for number, pair in enumerate(pairs)
        )
    return world.changed(
        id=f"made-{seed}",
        rota=Rota(
            weeks=weeks,
            skills=tuple(Skill(id=one, label=one) for one in SKILLS),
            volunteers=volunteers,
            duties=tuple(duties),
            pairings=pairings,
            weekends_apart=rules,
        ),
    )


def _volunteer(draw: Random, number: int, associations: list[str]) -> Volunteer:
    mine = draw.choice(associations)
    others = [one for one in draw.sample(associations, 3) if one != mine]
    offers = tuple(
        HalfDayOffer(days=(day,), shifts=(draw.choice(SHIFTS),), if_needed=draw.random() < 0.1)
        for day in draw.sample(DAYS, 3)
    )
    return Volunteer(
        id=f"p{number}",
        association=mine,
        helps=tuple(others),
        skills=tuple(one for one in SKILLS if draw.random() < 0.3),
        offers=offers,
        max_per_week=draw.choice((1, 2, 2)),
        max_per_fortnight=draw.choice((None, 2, 3)),
        likes=(draw.choice(("round", "sorting")),) if draw.random() < 0.3 else (),
    )
