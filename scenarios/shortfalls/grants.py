"""Funders whose amounts look like thousands of euros."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from models.base import Text
from models.findings import Finding
from models.identifiers import tidied
from models.letters import bare
from models.numbers import number
from models.scenario import Scenario
from scenarios.shortfalls.finding import warning

FEW = 3
"""Grants of a funder from which its amounts tell something."""
SMALL_EUR, TIMES = 1_000.0, 20.0
"""All under so much, and the median of the others at least so many times theirs."""


def in_thousands(scenario: Scenario) -> Iterator[Finding]:
    """Yield funders whose grants are all tiny beside those of the others."""
    amounts: dict[str, list[float]] = defaultdict(list)
    called: dict[str, str] = {}
    for one in scenario.grants.awards:
        who = tidied(one.funder_siret) or bare(one.funder)
        called.setdefault(who, one.funder)
        if one.eur > 0:
            amounts[who].append(one.eur)
    for who, mine in sorted(amounts.items()):
        others = [eur for other, some in amounts.items() if other != who for eur in some]
        if len(mine) < FEW or not others or max(mine) >= SMALL_EUR:
            continue
        usual, here = median(others), median(mine)
        if usual >= TIMES * here:
            label = scenario.grants.funder.get(called[who])
            values = {
                "funder": called[who] if label is None else label.label,
                "count": len(mine),
                "here": Text(fr=number(here, "fr"), en=number(here, "en")),
                "usual": Text(fr=number(usual, "fr"), en=number(usual, "en")),
            }
            yield warning("grants_in_thousands", IN_THOUSANDS.format(**values), (who,))


IN_THOUSANDS = Text(
    fr="{funder} : {count} subventions de {here} € en valeur médiane, contre {usual} € chez les "
    "autres. En milliers d'euros ? Si oui, multipliez ces montants par 1 000.",
    en="{funder}: {count} grants with a median of {here} €, against {usual} € elsewhere. In "
    "thousands of euros? If so, multiply these amounts by 1,000.",
)
