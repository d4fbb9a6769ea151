"""How large a town may be, seen before any of it is looked at; and from where on it is slow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.base import Text
from models.findings import Finding
from models.scenario import Scenario
from scenarios.faults import Complaint
from scenarios.nodes import Node, find

MOST: Mapping[str, int] = {
    "donors": 300,
    "associations": 300,
    "vehicles": 200,
    "people": 1_500,
}
"""Of each list, at most: what is larger is not answered in reasonable time."""
FAR, FAR_LEAST = 2, 600
"""A list is not read beyond so many times its bound, and so many things at least."""
MANY_DONORS = 120
"""From so many on a good plan takes minutes."""


def too_many(tree: Node) -> list[Complaint]:
    """Return which lists of a scenario are longer than may be."""
    found = []
    for name, most in MOST.items():
        node = find(tree, (name,))
        if node is None or not isinstance(node.value, tuple) or len(node.value) <= most:
            continue
        text = TOO_MANY[name].format(found=len(node.value), most=most)
        found.append(Complaint(node.mark, name, text))
    return found


def list_most(path: Sequence[str | int]) -> int | None:
    """Return how far a list of a scenario is read; none of one without a bound of its own.

    Reading is slow: of a list that is far beyond its bound the rest is not looked at.
    """
    most = MOST.get(str(path[0])) if len(path) == 1 else None
    return None if most is None else max(FAR_LEAST, FAR * most)


def far_too_many(name: str, found: int) -> Text:
    """Return that a list is longer than it is read."""
    more = Text(fr=f"Plus de {found}", en=f"More than {found}")
    return TOO_MANY[name].format(found=more, most=MOST[name])


def large(scenario: Scenario) -> Iterator[Finding]:
    """Yield that a plan of a large town takes minutes."""
    count = len(scenario.donors)
    if count >= MANY_DONORS:
        text = LARGE.format(count=count, many=MANY_DONORS, most=MOST["donors"])
        yield Finding(code="large", severity="info", text=text)


def _text(fr: str, en: str) -> Text:
    return Text(
        fr=f"{{found}} {fr}. Attendu : {{most}} au plus. Gardez ceux qui ramassent ensemble, "
        "secteur par secteur, un fichier chacun.",
        en=f"{{found}} {en}. Expected: {{most}} at most. Keep those who collect together, one "
        "sector and one file at a time.",
    )


TOO_MANY: Mapping[str, Text] = {
    "donors": _text("magasins et autres donateurs", "stores and other donors"),
    "associations": _text("associations en tout", "associations in all"),
    "vehicles": _text("véhicules en tout", "vehicles in all"),
    "people": _text("bénévoles et salariés en tout", "volunteers and staff in all"),
}
LARGE = Text(
    fr="{count} donateurs : à partir de {many}, comptez plusieurs minutes de calcul pour un bon "
    "plan ; au-delà de {most}, le fichier est refusé.",
    en="{count} donors: from {many} on, allow several minutes for a good plan; above {most} the "
    "file is refused.",
)
