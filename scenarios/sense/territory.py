"""Areas and outlets of a map: ranges that are ranges, nobody counted twice, no few people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from models.identifiers import is_siret
from models.publics import LEAST_TOLD
from models.scenario import Scenario
from models.territory import COMMUNE_LETTERS, NeedClass
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem
from scenarios.territory.city_parts import parts_alone

AT: Loc = ("territory",)


def need_ranges(scenario: Scenario) -> Iterator[Problem]:
    """Yield areas with more people in need at least than at most."""
    for n, one in enumerate(scenario.territory.zones):
        if one.need_low is not None and one.need_high is not None and one.need_low > one.need_high:
            yield problem(
                (*AT, "zones", n, "need_low"),
                f"{shown(one.label)} : {one.need_low} personnes au moins, {one.need_high} au plus. "
                "Attendu : pas plus au moins qu'au plus. Échangez les deux nombres.",
                f"{shown(one.label)}: {one.need_low} people at least, {one.need_high} at most. "
                "Expected: no more at least than at most. Swap both counts.",
            )


def few_of_a_class(scenario: Scenario) -> Iterator[Problem]:
    """Yield counts of a few people of a class."""
    for n, one in enumerate(scenario.territory.zones):
        for name in get_args(NeedClass):
            count = getattr(one, name)
            if count is not None and 0 < count < LEAST_TOLD:
                yield problem(
                    (*AT, "zones", n, name),
                    f"{shown(one.label)} : {count}. Attendu : {LEAST_TOLD} au moins, ou rien, car "
                    "un plus petit nombre pourrait désigner quelqu'un. Videz-le, ou réunissez des "
                    "zones.",
                    f"{shown(one.label)}: {count}. Expected: {LEAST_TOLD} at least, or nothing, "
                    "since a smaller count might point at someone. Empty it, or join areas.",
                )


def camps(scenario: Scenario) -> Iterator[Problem]:
    """Yield camps that are placed more closely than by commune."""
    for n, one in enumerate(scenario.territory.zones):
        if one.camp_people and len(one.id) > COMMUNE_LETTERS and one.id[:1].isdecimal():
            yield problem(
                (*AT, "zones", n, "camp_people"),
                f"{shown(one.label)} est plus petit qu'une commune. Attendu : les campements "
                "additionnés à leur commune, jamais situés. Déplacez ce nombre à la commune.",
                f"{shown(one.label)} is smaller than a commune. Expected: camps added up by "
                "commune, never placed. Move this count to the commune.",
            )


def counted_twice(scenario: Scenario) -> Iterator[Problem]:
    """Yield cities that stand beside their own arrondissements, communes beside their IRIS."""
    ids = {one.id for one in scenario.territory.zones}
    twice = parts_alone(ids) | (
        {one[:COMMUNE_LETTERS] for one in ids if len(one) == 9 and one.isdecimal()} & ids
    )
    for n, one in enumerate(scenario.territory.zones):
        if one.id in twice:
            yield problem(
                (*AT, "zones", n, "id"),
                f"{shown(one.label)} ({one.id}) est là avec ses propres parties : ses habitants "
                "comptent deux fois. Attendu : l'un ou l'autre. Retirez cette ligne.",
                f"{shown(one.label)} ({one.id}) stands beside its own parts: its people count "
                "twice. Expected: one or the other. Remove this line.",
            )


def numbers(scenario: Scenario) -> Iterator[Problem]:
    """Yield outlets whose SIRET has a wrong check digit."""
    for n, one in enumerate(scenario.territory.points):
        if one.siret and not is_siret(one.siret.replace(" ", "")):
            yield problem(
                (*AT, "points", n, "siret"),
                f"Trouvé {shown(one.siret)}. Attendu : 14 chiffres dont la clé est juste. "
                "Recopiez-le, ou videz-le.",
                f"Found {shown(one.siret)}. Expected: 14 digits with a right check digit. Copy it "
                "again, or empty it.",
            )


RULES: tuple[Rule, ...] = (need_ranges, few_of_a_class, camps, counted_twice, numbers)
