"""Pseudonyms that may say who someone is, as it is told before a rota."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.base import Text
from models.findings import Finding
from models.scenario import Scenario
from scenarios.shortfalls.finding import warning

_WORD = r"[A-ZÀ-Þ][A-ZÀ-Þa-zà-ÿ'’\-]+"
_NAME = re.compile(rf"\b{_WORD} (?:[Dd][eu']s? ?)?{_WORD}")
"""Two capitalised words, a particle between them or none."""


def names_of_people(scenario: Scenario) -> Iterator[Finding]:
    """Yield volunteers whose label or remark looks like a person's name."""
    found = [
        who.id
        for who in scenario.rota.volunteers
        if _NAME.search(who.label or "") or _NAME.search(who.note)
    ]
    if found:
        yield warning("rota_names", NAMES.format(who=", ".join(found)), tuple(found))


NAMES = Text(
    fr="Un repère ou une remarque ressemble à un nom de personne : {who}. Le planning n'en a pas "
    "besoin ; gardez les noms dans la liste de l'association.",
    en="A note looks like the name of a person: {who}. The rota does not need it; keep names in "
    "the association's own list.",
)
