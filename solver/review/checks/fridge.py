"""The independent checker of a solidarity fridge: every rule, from models alone."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Text
from models.calendar import DAYS
from models.dates import dated
from models.duties import Duty
from models.findings import Finding
from models.fridge_study import FridgeStudy
from models.numbers import decimal
from models.recurrence import is_odd, monday_of
from models.rota import dated_duties
from solver.review.checks.violations import amount, violation

LITTLE = 1e-6
DAYS_A_MONTH = 365.25 / 12


def check_fridge(study: FridgeStudy) -> tuple[Finding, ...]:
    """Return every rule that a proposed fridge breaks; empty when it can be had as said."""
    unknown = list(_unknown(study))
    if unknown:
        return tuple(unknown)
    return (*_spots(study), *_people(study), *_size(study), *_keepers(study), *_passes(study))


def _unknown(study: FridgeStudy) -> Iterator[Finding]:
    asked, plan = study.scenario.fridge, study.plan
    names = [name for name in plan.spots if name not in asked.spot]
    names += [name for name in plan.reached if name not in asked.zone]
    names += [plan.size] if plan.size is not None and plan.size not in asked.size else []
    names += [
        who for day in plan.days for who in day.keepers if who not in study.scenario.rota.volunteer
    ]
    for name in dict.fromkeys(names):
        yield violation("reference", (name,), who=study.scenario.label, what=name)


def _spots(study: FridgeStudy) -> Iterator[Finding]:
    asked, plan = study.scenario.fridge, study.plan
    for name in plan.spots:
        spot = asked.spot[name]
        if not (spot.power and spot.agreed):
            yield violation("fridge_power", (name,), who=spot.label)
    if len(set(plan.spots)) > asked.fridges or len(set(plan.spots)) != len(plan.spots):
        count = len(plan.spots)
        yield violation("fridge_count", plan.spots, found=count, limit=asked.fridges)


def _people(study: FridgeStudy) -> Iterator[Finding]:
    """Yield quarters that are too far, and people who are miscounted."""
    asked, plan = study.scenario.fridge, study.plan
    near = set()
    for zone in asked.zones:
        walks = [asked.walk(asked.spot[name].place, zone.place) for name in plan.spots]
        if walks and min(walks) <= asked.walk_min + LITTLE:
            near.add(zone.id)
        elif zone.id in plan.reached:
            found = amount(min(walks)) if walks else "–"
            yield violation(
                "fridge_walk", (zone.id,), who=zone.label, found=found, limit=asked.walk_min
            )
    there = sum(asked.zone[name].people for name in near)
    if plan.people != there or set(plan.reached) != near:
        yield violation("fridge_people", plan.spots, found=plan.people, limit=there)


def _size(study: FridgeStudy) -> Iterator[Finding]:
    """Yield a model that is enough too seldom while another would do."""
    asked, plan = study.scenario.fridge, study.plan
    if asked.quantile is None or plan.size is None or not study.surplus:
        return

    def fits(kg: float) -> float:
        room = kg / asked.stay_days * asked.fridges + LITTLE
        return sum(one.kg <= room for one in study.surplus) / len(study.surplus)

    mine, best = fits(asked.size[plan.size].kg), max(fits(one.kg) for one in asked.sizes)
    if mine < asked.quantile - LITTLE and best > mine:
        yield violation(
            "fridge_fits",
            (plan.size,),
            who=asked.size[plan.size].label,
            found=_share(mine),
            limit=_share(asked.quantile),
        )


def _share(part: float) -> Text:
    return Text(fr=f"{100 * part:.0f} %", en=f"{100 * part:.0f}%")


def _keepers(study: FridgeStudy) -> Iterator[Finding]:
    """Yield keepers who are not there or lack what it takes, on days of their duties."""
    scenario, rota = study.scenario, study.scenario.rota
    due: dict[str, Duty] = {}
    if rota.duties:
        due = {
            one.id: one
            for one in dated_duties(rota, scenario.shift, scenario.week_of, scenario.odd_week_of)
        }
    for day in study.plan.days:
        mine = [due[name] for name in day.duties if name in due]
        for who in day.keepers:
            person = rota.volunteer[who]
            odd = is_odd(monday_of(day.on), scenario.odd_week_of)
            able = any(
                one.kind == "fridge"
                and one.on == day.on
                and set(one.skills) <= set(person.skills)
                and person.offer_on(day.on, one.shift, odd) is not None
                for one in mine
            )
            if not able:
                yield violation("fridge_keeper", (who,), who=who, found=dated(day.on))


def _passes(study: FridgeStudy) -> Iterator[Finding]:
    """Yield a quantity that surplus and the days kept do not make."""
    asked, plan = study.scenario.fridge, study.plan
    if not plan.days:
        return
    room = 0.0
    if plan.size is not None:
        room = asked.size[plan.size].kg / asked.stay_days * asked.fridges
    total = 0.0
    for day in plan.days:
        seen = [one.kg for one in study.surplus if one.day == DAYS[day.on.weekday()]]
        seen = seen or [one.kg for one in study.surplus]
        expected = sum(min(kg, room) for kg in seen) / len(seen) if seen else 0.0
        if abs(expected - day.expected_kg) > LITTLE * max(1.0, expected):
            found, limit = amount(day.expected_kg), amount(expected)
            yield violation("fridge_passes", (day.on.isoformat(),), found=found, limit=limit)
        total += expected if day.keepers else 0.0
    month = total / len(plan.days) * DAYS_A_MONTH
    if plan.passes_kg_month > month + LITTLE * max(1.0, month):
        unkept = [day.on for day in plan.days if not day.keepers]
        if unkept and plan.passes_kg_month > month:
            yield violation("fridge_unkept", (), found=dated(unkept[0]))
    if abs(plan.passes_kg_month - month) > LITTLE * max(1.0, month):
        found, limit = decimal(f"{plan.passes_kg_month:.1f}"), decimal(f"{month:.1f}")
        yield violation("fridge_passes", (), found=found, limit=limit)
