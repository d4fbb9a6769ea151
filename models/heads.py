"""For whom a need is counted: per person, household, small child, person of a class, structure."""

from __future__ import annotations

from typing import Literal

from models.base import Text
from models.publics import AUDIENCES

Per = Literal[
    "person",
    "household",
    "child",
    "families",
    "isolated",
    "seniors",
    "students",
    "street",
    "structure",
]
"""person; household; child under 36 months; a person of one class of the public; the structure
itself, once."""

PER_NAMES: dict[str, Text] = {
    "person": Text(fr="personne aidée", en="person helped"),
    "household": Text(fr="foyer", en="household"),
    "child": Text(fr="enfant de moins de 36 mois", en="child under 36 months"),
    **dict(AUDIENCES.items()),
    "structure": Text(fr="structure", en="structure"),
}
