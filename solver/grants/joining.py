"""Who the names and numbers of grants mean: one party each, whatever they are called by."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from models.grant_uses import USE_WORDS, GrantUse
from models.grants import FundedStructure, Grant, GrantFunder, Grants
from models.grants_study import FundedParty
from models.identifiers import is_rna, is_siret, tidied
from models.letters import bare

SIREN = 9
"""First digits of a SIRET: the body, wherever it is."""


@dataclass
class Joined:
    """Grants, each with who gives and who receives."""

    funder: list[str] = field(default_factory=list)
    structure: list[str] = field(default_factory=list)
    parties: dict[str, FundedParty] = field(default_factory=dict)


class _Known:
    """Those of the scenario's lists, found by number first, then by id or name."""

    def __init__(self, grants: Grants) -> None:
        listed: list[FundedStructure | GrantFunder] = [*grants.structures, *grants.funders]
        self.parties = {
            one.id: FundedParty(id=one.id, label=one.label, listed=True) for one in listed
        }
        self._siret: dict[str, str] = {}
        self._rna: dict[str, str] = {}
        self._numbered: set[str] = set()
        sirens: dict[str, set[str]] = defaultdict(set)
        names: dict[str, set[str]] = defaultdict(set)
        for one in listed:
            siret, rna = tidied(one.siret), tidied(getattr(one, "rna", ""))
            if siret:
                self._siret[siret] = one.id
                sirens[siret[:SIREN]].add(one.id)
                self._numbered.add(one.id)
            if rna:
                self._rna[rna] = one.id
            names[bare(one.label)].add(one.id)
        self._siren = {siren: ids.copy().pop() for siren, ids in sirens.items() if len(ids) == 1}
        self._name = {name: ids.copy().pop() for name, ids in names.items() if len(ids) == 1}

    def meant(self, name: str, siret: str, rna: str) -> str | None:
        """Return who is meant, none when it is nobody listed.

        A number decides: a name is looked at only where the listed one has no SIRET, or the grant
        gives none.
        """
        found = self._siret.get(siret) or self._siren.get(siret[:SIREN] or "-")
        found = found or self._rna.get(rna)
        if found is not None:
            return found
        named = name if name in self.parties else self._name.get(bare(name))
        if named is not None and siret and named in self._numbered:
            return None
        return named


def join(grants: Grants) -> Joined:
    """Return who gives and who receives of each grant, in the order of the list."""
    known = _Known(grants)
    joined = Joined(parties=dict(known.parties))

    def party(name: str, siret: str, rna: str = "") -> str:
        siret, rna = tidied(siret), tidied(rna)
        siret, rna = (siret if is_siret(siret) else ""), (rna if is_rna(rna) else "")
        found = known.meant(name, siret, rna)
        if found is None:
            found = f"siret-{siret}" if siret else f"rna-{rna.lower()}" if rna else _slug(name)
            label = joined.parties[found].label if found in joined.parties else name
            # of several spellings of one number, the first in the alphabet
            label = min(label, name)
            joined.parties[found] = FundedParty(id=found, label=label, listed=False)
        return found

    for one in grants.awards:
        joined.funder.append(party(one.funder, one.funder_siret))
        joined.structure.append(party(one.structure, one.structure_siret, one.structure_rna))
    return joined


def _slug(name: str) -> str:
    return "name-" + re.sub(r"\W+", "-", bare(name)).strip("-")


def use_of(grant: Grant) -> GrantUse:
    """Return what a grant is for: as it says, else by the words of its purpose.

    Examples
    --------
    >>> from datetime import date
    >>> one = Grant(funder="a", structure="b", agreed=date(2026, 1, 1), eur=1, purpose="Un camion")
    >>> use_of(one), use_of(one.changed(purpose="Chantier")), use_of(one.changed(use="jobs"))
    ('transport', 'unsorted', 'jobs')
    """
    return _told(grant.purpose) if grant.use is None else grant.use


@lru_cache(maxsize=4096)  # thousands of grants have a few dozen purposes
def _told(purpose: str) -> GrantUse:
    """Return the use that the words of a purpose tell."""
    words = re.split(r"[^a-z0-9-]+", bare(purpose))
    text = " " + " ".join(words)
    found = [
        (text.find(f" {begin}"), use)
        for use, begins in USE_WORDS
        for begin in begins
        if f" {begin}" in text
    ]
    if not found:
        return "unsorted"
    order = [use for use, _ in USE_WORDS]
    return min((use for _, use in found), key=lambda use: (_weak(use), order.index(use)))


def _weak(use: GrantUse) -> int:
    """Return how little the words of a use tell beside those of another."""
    return {"running": 2, "purchases": 1}.get(use, 0)
