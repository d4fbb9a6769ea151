"""Crews both ways: a planned week's rounds as duties, a rota's people as the crews of a week."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.base import Text, clock
from models.calendar import DAYS, Day
from models.duties import Duty
from models.findings import Finding
from models.plan import Round
from models.rota import Pairing, Rota
from models.rota_study import RotaStudy
from models.scenario import Scenario
from models.study import Study
from models.vehicles import Person, Role, Taken
from models.words import DRIVER, HELPER
from pools.streams import user_of

DRIVER_RANK, HELPER_RANK = 1, 2


def crew_duties(world: Scenario, week: Study) -> tuple[tuple[Duty, ...], tuple[Finding, ...]]:
    """Return the places aboard the rounds of a planned week, and what was left out.

    The driver comes first, then those who help. A round of a week that the rota does not cover, of
    an association or a part of the day that the rota's town does not have, is told and left out.
    """
    found: list[Duty] = []
    left: list[str] = []
    town = week.scenario
    weeks = (town.week_of - world.week_of).days // 7
    if not 0 <= weeks < world.rota.weeks:
        text = OTHER_WEEK.format(week=town.week_of.isoformat())
        return (), (Finding(code="rota_week", severity="warning", text=text),)
    for item in week.plan.rounds:
        owner = user_of(town, item.vehicle, item.day)
        if owner in world.association and item.shift in world.shift:
            found += _seats(world, town, item, owner)
        else:
            left.append(item.id)
    if not left:
        return tuple(found), ()
    text = LEFT.format(count=len(left))
    return tuple(found), (
        Finding(code="rota_rounds", severity="warning", text=text, where=tuple(left)),
    )


def _seats(world: Scenario, town: Scenario, item: Round, owner: str) -> list[Duty]:
    when = town.date_of(item.day)
    shift = world.shift[item.shift]
    language = town.language
    starts = min(max(item.stops[0].leave_s, shift.starts_s), shift.ends_s - 60)
    ends = max(min(item.stops[-1].arrive_s, shift.ends_s), starts + 60)
    seats = (
        (DRIVER, world.rota.driver_skill, DRIVER_RANK, 1),
        (HELPER, world.rota.helper_skill, HELPER_RANK, len(item.crew) - 1),
    )
    activity = f"{item.id}_{when:%Y%m%d}"
    return [
        Duty(
            id=f"{activity}_{number}",
            activity=activity,
            source=item.vehicle,
            label=f"{town.vehicle[item.vehicle].label}, {role.in_(language)}",
            association=owner,
            on=when,
            shift=item.shift,
            starts=clock(starts),
            ends=clock(ends),
            kind="round",
            skills=() if skill is None else (skill,),
            priority=rank,
            places=places,
        )
        for number, (role, skill, rank, places) in enumerate(seats, start=1)
        if places > 0
    ]


def with_crews(world: Scenario, rota: RotaStudy) -> Scenario:
    """Return a week whose crews are those that a rota has for its rounds.

    Each person is there on the half-days on which the rota has them aboard, for the association of
    that round, as what they can do; they go out for no association that they do not help. People
    of the scenario are replaced. Who comes only or never with somebody is aboard so.
    A week that the rota does not cover keeps its own.
    """
    days: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for one in rota.plan.placements:
        duty = rota.duty[one.duty]
        here = duty.association in world.association and duty.shift in world.shift
        if duty.kind == "round" and here and 0 <= (duty.on - world.week_of).days < 7:
            days[one.person, duty.association].append(duty)
    if not days:
        return world
    times = Counter(who for who, _ in days)
    people: dict[tuple[str, str], Person] = {}
    for (who, association), duties in sorted(days.items()):
        roles = _roles(rota.scenario.rota, who)
        helps = rota.scenario.rota.volunteer[who].for_whom
        name = f"{who}-{association}"[:60] if times[who] > 1 else who
        if roles:
            people[who, association] = Person(
                id=name,
                label=name,
                association=association,
                roles=roles,
                aboard=tuple(one for one in world.association if one in helps),
                max_shifts=len({(duty.day, duty.shift) for duty in duties}),
                **_half_days(world, duties),
            )
    return world.changed(people=tuple(_paired(people, rota.scenario.rota.pairings)))


def _paired(people: Mapping[tuple[str, str], Person], rules: Sequence[Pairing]) -> Iterator[Person]:
    """Yield people with whom they go only and never, as a rota pairs them.

    Parameters
    ----------
    people
        By volunteer and association: the rota has those who come together at the same rounds.
    """
    for (who, association), person in people.items():
        mine = [one for one in rules if who in one.people]
        beside = {
            rule: {name for one in mine if one.rule == rule for name in one.people if name != who}
            for rule in ("together", "apart")
        }
        with_me = [people.get((name, association)) for name in sorted(beside["together"])]
        if None not in with_me:
            yield person.changed(
                only_with=tuple(one.id for one in with_me if one is not None),
                never_with=tuple(
                    one.id for (name, _), one in people.items() if name in beside["apart"]
                ),
            )


def _roles(rota: Rota, who: str) -> tuple[Role, ...]:
    """Return what someone may be aboard: only what they have the skill for."""
    needs: tuple[tuple[Role, str | None], ...] = (
        ("driver", rota.driver_skill),
        ("helper", rota.helper_skill),
    )
    can = rota.volunteer[who].skills
    return tuple(role for role, skill in needs if skill is None or skill in can)


def _half_days(world: Scenario, duties: Sequence[Duty]) -> dict[str, Any]:
    """Return the days and shifts of duties, and as taken what of them lies beside."""
    there = {(duty.day, duty.shift) for duty in duties}
    days: tuple[Day, ...] = tuple(day for day in DAYS if any(day == one for one, _ in there))
    shifts = tuple(shift for shift in world.shift if any(shift == one for _, one in there))
    busy = tuple(
        Taken(day=day, starts=world.shift[shift].starts, ends=world.shift[shift].ends)
        for day in days
        for shift in shifts
        if (day, shift) not in there
    )
    return {"days": days, "shifts": shifts, "busy": busy}


def without_rounds(duties: Sequence[Duty], crews: Sequence[Duty]) -> tuple[Duty, ...]:
    """Return the duties without those aboard rounds in the weeks whose rounds are planned."""
    weeks = {one.on.isocalendar()[:2] for one in crews if one.kind == "round"}
    return tuple(
        one for one in duties if one.kind != "round" or one.on.isocalendar()[:2] not in weeks
    )


OTHER_WEEK = Text(
    fr="La semaine planifiée ({week}) n'est pas dans le planning : ses équipages n'y sont pas.",
    en="The week planned ({week}) is not within the rota: its crews are not in it.",
)
LEFT = Text(
    fr="Tournées de la semaine planifiée, d'une association ou d'une plage que ce scénario n'a "
    "pas : {count}. Leurs équipages ne sont pas dans le planning.",
    en="Rounds of the week planned, of an association or a shift that this scenario does not have: "
    "{count}. Their crews are not in the rota.",
)
