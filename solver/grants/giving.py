"""Where the money still to give would go: territories first, then structures, then ties."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.grant_uses import GrantUse
from models.grants import Envelope, Grants
from models.grants_study import GrantPart, LevelProof, Proposal
from solver.grants.leximin import (
    SLACK,
    Levelled,
    Limit,
    Raising,
    Settled,
    fairest,
    limit_rows,
)
from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, Floats

SMALLEST = 1e-6
"""Euros that count as none."""
Choice = tuple[str, str, GrantUse]
"""Envelope, structure, use."""


def may_fund(grants: Grants, envelope: Envelope, structure: str, use: GrantUse) -> bool:
    """Tell whether the conditions of an envelope allow a use of a structure.

    Of a structure of several territories, all must be allowed.
    """
    one = grants.structure[structure]
    return (
        not one.federation
        and (not envelope.uses or use in envelope.uses)
        and (not envelope.structures or structure in envelope.structures)
        and (not envelope.territories or set(one.territories) <= set(envelope.territories))
    )


@dataclass(frozen=True)
class Given:
    """Money that may still be given, as columns and limits: all in the order of ids."""

    grants: Grants
    have: Mapping[str, float]
    """Euros of the year by territory."""
    had: Mapping[str, float]
    """Euros of the year by structure."""
    envelopes: Mapping[str, Envelope]

    @cached_property
    def choices(self) -> list[Choice]:
        """The sums that are chosen."""
        uses = {one.id: sorted({ask.use for ask in one.asks}) for one in self.grants.structures}
        return [
            (name, structure, use)
            for name in sorted(self.envelopes)
            for structure in sorted(uses)
            for use in uses[structure]
            if may_fund(self.grants, self.envelopes[name], structure, use)
        ]

    @cached_property
    def asked(self) -> dict[str, float]:
        """Euros that lack, by ``structure/use``."""
        found: dict[str, float] = {}
        for structure in self.grants.structures:
            for one in structure.asks:
                key = f"{structure.id}/{one.use}"
                found[key] = found.get(key, 0.0) + one.eur
        return found

    @cached_property
    def limits(self) -> list[Limit]:
        """Envelopes, what each lacks, what an envelope gives one structure at most."""
        sums: dict[str, list[int]] = {}
        most: dict[str, float] = {}
        for n, (envelope, structure, use) in enumerate(self.choices):
            kept = self.envelopes[envelope]
            for key, limit in (
                (f"envelope:{envelope}", kept.eur),
                (f"ask:{structure}/{use}", self.asked[f"{structure}/{use}"]),
                (f"cap:{envelope}/{structure}", kept.most_eur),
            ):
                if limit is not None:
                    sums.setdefault(key, []).append(n)
                    most[key] = limit
        return [Limit(key, most[key], tuple(sums[key])) for key in sorted(sums)]

    @cached_property
    def territories(self) -> list[Levelled]:
        """Euros for each poor person of each territory."""
        gains: dict[str, dict[int, float]] = {name: {} for name in self.grants.territory}
        for n, (_, structure, _) in enumerate(self.choices):
            for name, share in self.grants.structure[structure].territories.items():
                if share > 0:
                    gains[name][n] = share
        return [
            Levelled(
                f"territory:{name}", self.have.get(name, 0.0), float(one.poor_people), gains[name]
            )
            for name, one in sorted(self.grants.territory.items())
            if one.poor_people
        ]

    @cached_property
    def structures(self) -> list[Levelled]:
        """What each structure has of what it has and lacks."""
        gains: dict[str, dict[int, float]] = {}
        for n, (_, structure, _) in enumerate(self.choices):
            gains.setdefault(structure, {})[n] = 1.0
        found = []
        for name in sorted(gains):
            lacks = sum(one.eur for one in self.grants.structure[name].asks)
            had = max(0.0, self.had.get(name, 0.0))
            if had + lacks > SMALLEST:
                found.append(Levelled(f"structure:{name}", had, had + lacks, gains[name]))
        return found

    @cached_property
    def raising(self) -> Raising:
        """The fairest levels of territories, which may be raised again with other limits."""
        return Raising(len(self.choices), self.territories, self.limits)


def given_of(grants: Grants, parts: Collection[GrantPart]) -> Given:
    """Return the money still to give, beside what the year has already.

    Parameters
    ----------
    parts
        Those of the year.
    """
    have: dict[str, float] = {one.id: 0.0 for one in grants.territories}
    had: dict[str, float] = {}
    cents: dict[str, int] = dict.fromkeys(have, 0)
    by: dict[str, int] = {}
    for one in parts:
        if one.territory is not None:
            cents[one.territory] += one.cents
        by[one.structure] = by.get(one.structure, 0) + one.cents
    have |= {name: total / 100 for name, total in cents.items()}
    had |= {name: total / 100 for name, total in by.items()}
    return Given(grants, have, had, {name: one for name, (_, one) in grants.envelope.items()})


def chosen(given: Given) -> tuple[tuple[Proposal, ...], tuple[LevelProof, ...]]:
    """Return where the money goes, and what proves it.

    Territories by euros for a poor person, then structures by what they have of what they need;
    of ways alike, the first envelope and the first structure by id.
    """
    if not given.choices:
        return (), ()
    first = given.raising.found
    floors = [(one, first.level[one.name]) for one in given.territories]
    second = fairest(len(given.choices), given.structures, given.limits, floors)
    values = _first_of_alike(
        given, [*floors, *((s, second.level[s.name]) for s in given.structures)]
    )
    proposals = tuple(
        Proposal(envelope=envelope, structure=structure, use=use, cents=cents)
        for (envelope, structure, use), cents in zip(
            given.choices, _whole(given, values), strict=True
        )
        if cents
    )
    proofs = [_proof("territory", one) for one in first.settled]
    proofs += [_proof("structure", one) for one in second.settled]
    return proposals, tuple(proofs)


def _first_of_alike(given: Given, floors: list[tuple[Levelled, float]]) -> Floats:
    """Return the choice that reaches all levels with most from the first choices by id."""
    program = LinearProgram()
    count = len(given.choices)
    program.add_columns(count, costs=np.arange(1.0, count + 1) / count)
    program.add_rows(*limit_rows(count, given.limits))
    for levelled, level in floors:
        low = levelled.size * level - levelled.have
        low -= 10 * SLACK * max(1.0, abs(low))
        columns = np.array(list(levelled.gains), dtype=np.int64)
        program.add_row(low, INFINITY, columns, np.array(list(levelled.gains.values())))
    return program.solve().values


def _whole(given: Given, values: Floats) -> list[int]:
    """Return euros as whole cents, to the nearest, no limit exceeded."""
    cents = [int(100 * eur + 0.5) for eur in values]
    for one in given.limits:
        over = sum(cents[n] for n in one.columns) - int(100 * one.most + 1e-6)
        for n in sorted(one.columns, key=lambda n: (100 * values[n] - cents[n], n)):
            if over <= 0:
                break
            if cents[n]:
                cents[n] -= 1
                over -= 1
    return cents


def _proof(of: str, one: Settled) -> LevelProof:
    def named(values: Mapping[str, float], kind: str) -> dict[str, float]:
        return {
            name.removeprefix(f"{kind}:"): value
            for name, value in values.items()
            if name.startswith(f"{kind}:")
        }

    return LevelProof.model_validate(
        {
            "of": of,
            "who": tuple(name.partition(":")[2] for name in one.who),
            "level": one.level,
            "weights": named(one.weights, of),
            "held": named(one.held, "territory"),
            "held_structures": named(one.held, "structure"),
            "envelopes": named(one.prices, "envelope"),
            "asks": named(one.prices, "ask"),
            "caps": named(one.prices, "cap"),
        }
    )
