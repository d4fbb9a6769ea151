"""What grants are for, and in what they are given: words, and how a purpose tells them."""

from __future__ import annotations

from typing import Literal

from models.base import Text

GrantUse = Literal["purchases", "running", "jobs", "equipment", "transport", "support", "unsorted"]
"""What a grant is for; ``unsorted``: nothing says."""
GrantNature = Literal["cash", "in_kind", "mixed"]

USES: dict[GrantUse, Text] = {
    "purchases": Text(fr="achats de denrées", en="food purchases"),
    "running": Text(fr="fonctionnement", en="running costs"),
    "jobs": Text(fr="emplois", en="jobs"),
    "equipment": Text(fr="équipement", en="equipment"),
    "transport": Text(fr="camions et trajets", en="trucks and travel"),
    "support": Text(fr="accompagnement des personnes", en="support of people"),
    "unsorted": Text(fr="usage non précisé", en="use not said"),
}
NATURES: dict[GrantNature, Text] = {
    "cash": Text(fr="aide en numéraire", en="in money"),
    "in_kind": Text(fr="aide en nature", en="in kind"),
    "mixed": Text(fr="aide en numéraire;aide en nature", en="in money and in kind"),
}
"""As the SCDL form writes them."""
USE_WORDS: tuple[tuple[GrantUse, tuple[str, ...]], ...] = (
    ("purchases", ("denree", "achat", "alimentaires", "produits", "colis")),
    ("jobs", ("emploi", "salari", "poste", "adulte-relais", "fonjep")),
    ("equipment", ("equipement", "investissement", "materiel", "travaux", "chambre froide")),
    ("transport", ("camion", "vehicule", "transport", "ramasse", "logistique")),
    ("support", ("accompagnement", "atelier", "insertion", "acces aux droits")),
    ("running", ("fonctionnement", "soutien", "aide alimentaire", "activites", "projet")),
)
"""Beginnings of words by which what a grant is for is told from its purpose, the first found."""
