"""Who goes aboard only or never with whom: nobody with themselves, nobody both."""

from __future__ import annotations

from collections.abc import Iterator

from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Problem, Rule, problem


def with_others(scenario: Scenario) -> Iterator[Problem]:
    """Yield people who would go only or never with themselves."""
    for n, person in enumerate(scenario.people):
        for field in ("only_with", "never_with"):
            for m, other in enumerate(getattr(person, field)):
                if other == person.id:
                    yield problem(
                        ("people", n, field, m),
                        f"Trouvé {shown(other)}, la personne elle-même. Attendu : quelqu'un "
                        "d'autre. Corrigez le nom, ou retirez-le.",
                        f"Found {shown(other)}, the person themselves. Expected: somebody else. "
                        "Correct the name, or remove it.",
                    )


def not_both(scenario: Scenario) -> Iterator[Problem]:
    """Yield people who go only with somebody with whom one of the two never goes."""
    person = scenario.person
    for n, one in enumerate(scenario.people):
        for m, other in enumerate(one.only_with):
            theirs = person[other].never_with if other in person else ()
            if other in one.never_with or one.id in theirs:
                yield problem(
                    ("people", n, "only_with", m),
                    f"{shown(one.id)} ne monterait qu'avec {shown(other)}, et jamais avec. "
                    "Attendu : l'un ou l'autre. Retirez l'un des deux.",
                    f"{shown(one.id)} would go only with {shown(other)}, and never with them. "
                    "Expected: one or the other. Remove one of the two.",
                )


RULES: tuple[Rule, ...] = (with_others, not_both)
