"""Stores that changed hands: what they were until when follows, and says something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from models.scenario import Scenario
from scenarios.sense.problem import Problem, Rule, problem


def changed_hands(scenario: Scenario) -> Iterator[Problem]:
    """Yield former brands of one date, that say nothing, or that are the brand still."""
    ends = scenario.week_of + timedelta(days=6)
    for n, donor in enumerate(scenario.donors):
        for m, one in enumerate(donor.formerly):
            at = ("donors", n, "formerly", m)
            if any(other.until == one.until for other in donor.formerly[:m]):
                yield problem(
                    (*at, "until"),
                    f"Jusqu'au {one.until} : déjà dit plus haut. Attendu : une ligne par "
                    "changement. Retirez l'une des deux.",
                    f"Until {one.until}: told above already. Expected: one line a change. Remove "
                    "one of the two.",
                )
            if one.until >= ends:
                yield problem(
                    (*at, "until"),
                    f"Jusqu'au {one.until} : le changement n'a pas encore eu lieu la semaine du "
                    f"{scenario.week_of}. Attendu : une date avant le {ends}. Gardez l'enseigne "
                    "d'aujourd'hui, et dites le changement la semaine où il a lieu.",
                    f"Until {one.until}: the change has not taken place yet in the week of "
                    f"{scenario.week_of}. Expected: a date before {ends}. Keep today's brand, and "
                    "tell the change in the week in which it takes place.",
                )
            if one.label is None and one.brand is None and one.holder is None:
                yield problem(
                    (*at, "brand"),
                    f"Jusqu'au {one.until}, rien n'était autrement. Attendu : l'enseigne, le nom "
                    "ou le titulaire d'alors. Dites-en un, ou retirez la ligne.",
                    f"Until {one.until} nothing was otherwise. Expected: the brand, the name or "
                    "the holder of then. Say one, or remove the line.",
                )


RULES: tuple[Rule, ...] = (changed_hands,)
