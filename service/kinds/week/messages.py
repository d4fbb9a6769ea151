"""Texts to be pasted in a message: one for each round, one for each association.

Short, plain, without contacts: a phone shows them as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.base import Language, clock
from models.calendar import DAY_NAMES
from models.dates import day_date, full_date
from models.letters import lower
from models.numbers import amount
from models.plan import Round, Stop
from models.scenario import Scenario
from models.study import Study
from scenarios.naming import ids_of
from service.kinds.week.deliveries import at_doors_kg, said_at, shares_food
from service.kinds.week.rounds import by_day, file_stems, label, left_behind
from service.words.labels import word
from service.words.sentences import capital, colon, weighed

FOLDER = "messages"
"""Where they are put, beside the other files."""
LEAST_KG = 0.5
"""Less of a family is not worth a word."""


def messages(study: Study, language: Language) -> dict[str, bytes]:
    """Return the texts by file name."""
    stems = file_stems(study, language)
    found = {
        f"{FOLDER}/tournee-{stems[item.id]}.txt": round_message(study, item, language)
        for item in study.plan.rounds
    }
    there = study.scenario.associations
    for who, stem in zip(there, ids_of([one.label for one in there], "association"), strict=True):
        found[f"{FOLDER}/association-{stem}.txt"] = association_message(study, who.id, language)
    return {name: text.encode() for name, text in found.items()}


def round_message(study: Study, item: Round, language: Language) -> str:
    """Return what a crew needs to know of its round."""
    scenario = study.scenario
    vehicle = scenario.vehicle[item.vehicle].label
    lines = [
        f"{capital(day_date(scenario.week_of, item.day, language))}, "
        f"{lower(scenario.shift[item.shift].label)} – {vehicle}"
    ]
    people = [
        f"{scenario.person[who].label} ({word('helper' if seat else 'driver', language)})"
        for seat, who in enumerate(item.crew)
    ]
    if people:
        lines.append(", ".join(people))
    lines += [
        _line(study, item, position, stop, language) for position, stop in enumerate(item.stops)
    ]
    return "\n".join(lines) + "\n"


def _line(study: Study, item: Round, position: int, stop: Stop, language: Language) -> str:
    scenario = study.scenario
    at = stop.leave_s if stop.kind == "depart" else stop.start_s
    text = f"{clock(at)} {word(stop.kind, language)}{colon(language)}{label(scenario, stop.site)}"
    kg = at_doors_kg(scenario, study.plan, item, position)
    if sum(kg.values()) >= LEAST_KG:
        text += f", {amount(sum(kg.values()), 'kg', language)}"
    if packing := said_at(scenario, item, position, language):
        text += f", {packing}"
    left = [scenario.family[name].label for name in left_behind(scenario, stop)]
    if left:
        text += f" ({word('leave_rest', language)} {', '.join(left)})"
    return text


def association_message(study: Study, who: str, language: Language) -> str:
    """Return what an association is to receive in the week, and when."""
    scenario, plan = study.scenario, study.plan
    named = scenario.association[who]
    lines = [
        f"{named.label}, {word('week_of', language).lower()} "
        f"{full_date(scenario.week_of, language)}"
    ]
    for day, rounds in by_day(plan):
        for item in rounds:
            for position, stop in enumerate(item.stops):
                if stop.site == who and stop.kind in ("drop", "unload"):
                    lines.append(
                        f"{capital(DAY_NAMES[day].in_(language))} {clock(stop.start_s)}, "
                        f"{scenario.vehicle[item.vehicle].label}{colon(language)}"
                        f"{_brought(study, item, position, language)}"
                    )
    if len(lines) == 1:
        lines.append(word("no_delivery", language))
    lines += _left(study, who, language)
    if not shares_food(study):
        return "\n".join(lines) + "\n"
    received = {family.id: plan.received_kg(who, family.id) for family in scenario.families}
    lines.append(
        f"{word('to_share_out', language)}{colon(language)}{_amounts(scenario, received, language)}"
    )
    return "\n".join(lines) + "\n"


def _brought(study: Study, item: Round, position: int, language: Language) -> str:
    """Return what comes to a door: kg by family, how units are packed, food of an errand."""
    kg = at_doors_kg(study.scenario, study.plan, item, position)
    packing = said_at(study.scenario, item, position, language)
    told = _amounts(study.scenario, kg, language)
    if not packing:
        return told
    return packing if sum(kg.values()) < LEAST_KG else f"{told}, {packing}"


def _left(study: Study, who: str, language: Language) -> list[str]:
    """Return the units due to an association that no round brings, each with its reason."""
    scenario = study.scenario
    mine = [one for one in study.undelivered if scenario.units[one.unit].to == who]
    if not mine:
        return []
    told = [
        f"- {family.label}, {weighed(family, one.kg, language)}{colon(language)}"
        f"{one.reason.in_(language)}"
        for one in mine
        for family in (scenario.family[scenario.units[one.unit].family],)
    ]
    return [f"{word('undelivered', language)}{colon(language)}".rstrip(), *told]


def _amounts(scenario: Scenario, kg: Mapping[str, float], language: Language) -> str:
    """Return kg in all, then by family."""
    total = amount(sum(kg.values()), "kg", language)
    families = [
        f"{family.label} {weighed(family, kg[family.id], language)}"
        for family in scenario.families
        if kg.get(family.id, 0.0) >= LEAST_KG
    ]
    return f"{total} ({', '.join(families)})" if families else total
