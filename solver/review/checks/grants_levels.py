"""Money still to give: within envelopes and conditions, its levels proved by exact arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from models.findings import Finding
from models.grant_uses import USES
from models.grants import Envelope, FundedStructure, Grants
from models.grants_study import GrantsStudy, LevelProof
from models.numbers import decimal
from solver.review.checks.grants_money import eur, label
from solver.review.checks.violations import violation

NEAR = Fraction(1, 10**6)
"""How far a bound may lie above its level: of a euro for a poor person, or of a need."""
CENT = Fraction(1, 100)
ROUNDING = 1e-12
"""Relative: more than what a few sums of numbers lose."""


def _allowed(envelope: Envelope, structure: FundedStructure, use: str) -> bool:
    conditions = (
        not envelope.uses or use in envelope.uses,
        not envelope.structures or structure.id in envelope.structures,
        not envelope.territories
        or all(name in envelope.territories for name in structure.territories),
    )
    return all(conditions) and not structure.federation


def _asked(grants: Grants) -> dict[tuple[str, str], Fraction]:
    found: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for one in grants.structures:
        for ask in one.asks:
            found[one.id, ask.use] += Fraction(str(ask.eur))
    return found


def proposals_allowed(study: GrantsStudy) -> Iterator[Finding]:
    """Yield money proposed beyond an envelope, its conditions, or what lacks."""
    grants = study.scenario.grants
    asked, given = _asked(grants), defaultdict[tuple[str, ...], int](int)
    for one in study.proposals:
        where = (one.envelope, one.structure)
        if one.envelope not in grants.envelope or one.structure not in grants.structure:
            yield violation("reference", where, who=one.envelope, what=one.structure)
            continue
        envelope, structure = grants.envelope[one.envelope][1], grants.structure[one.structure]
        if not _allowed(envelope, structure, one.use):
            what = f"{structure.label} ({one.use})"
            yield violation("grant_earmark", where, who=envelope.label, what=what)
        given[("envelope", one.envelope)] += one.cents
        given[("cap", one.envelope, one.structure)] += one.cents
        given[("ask", one.structure, one.use)] += one.cents
    for key, cents in sorted(given.items()):
        limit = _limit(grants, asked, key)
        if limit is None or Fraction(cents, 100) <= limit:
            continue
        values = {"found": eur(cents), "limit": eur(limit * 100)}
        if key[0] == "ask":
            use = next(text for name, text in USES.items() if name == key[2])
            what = f"{label(study, key[1])}, {use.fr} / {use.en}"
            yield violation("grant_asked", (key[1],), what=what, **values)
        else:
            what = label(study, key[-1])
            who = label(study, key[1])
            yield violation("grant_envelope", (key[1],), who=who, what=what, **values)


def _limit(
    grants: Grants, asked: Mapping[tuple[str, str], Fraction], key: tuple[str, ...]
) -> Fraction | None:
    if key[0] == "ask":
        return asked[key[1], key[2]]
    envelope = grants.envelope[key[1]][1]
    most = envelope.eur if key[0] == "envelope" else envelope.most_eur
    return None if most is None else Fraction(str(most))


class Levels:
    """Everything that levels are made of, in exact numbers."""

    def __init__(self, study: GrantsStudy) -> None:
        grants = study.scenario.grants
        self.study, self.grants, self.asked = study, grants, _asked(grants)
        self.have: dict[str, Fraction] = defaultdict(Fraction)
        self.had: dict[str, Fraction] = defaultdict(Fraction)
        for one in study.parts:
            if one.year == study.year:
                self.had[one.structure] += Fraction(one.cents, 100)
                self.have[one.territory or ""] += Fraction(one.cents, 100)
        self.lacks: dict[str, Fraction] = defaultdict(Fraction)
        for (who, _), lacking in self.asked.items():
            self.lacks[who] += lacking
        self.proposed: dict[str, int] = defaultdict(int)
        for proposal in study.proposals:
            self.proposed[proposal.structure] += proposal.cents
        self.columns = [
            (envelope, structure.id, use)
            for envelope, (_, kept) in grants.envelope.items()
            for structure in grants.structures
            for use in {ask.use for ask in structure.asks}
            if _allowed(kept, structure, use)
        ]
        self.priced = [(*key, f"{key[1]}/{key[2]}", f"{key[0]}/{key[1]}") for key in self.columns]

    def base(self, of: str, name: str) -> tuple[Fraction, Fraction]:
        """Return what one has, and the size that its level divides by."""
        if of == "territory":
            return self.have[name], Fraction(self.grants.territory[name].poor_people)
        had = max(Fraction(0), self.had[name])
        return had, had + self.lacks[name]

    def reached(self, of: str, name: str) -> Fraction:
        """Return the level that the proposals reach."""
        have, size = self.base(of, name)
        for structure, cents in self.proposed.items():
            share = Fraction(1 if structure == name else 0)
            if of == "territory":
                shares = self.grants.structure[structure].territories
                share = Fraction(str(shares[name])) if name in shares else Fraction(0)
            if share:
                have += share * Fraction(cents, 100)
        return have / size

    def bound(self, proof: LevelProof, levels: Mapping[tuple[str, str], Fraction]) -> Fraction:
        """Return what the weighted prices prove that the level cannot exceed.

        A price that is a hair too low for a column is raised until it pays for it.
        """
        weights: dict[tuple[str, str], Fraction] = {
            (proof.of, name): Fraction(w) for name, w in proof.weights.items()
        }
        held: dict[tuple[str, str], Fraction] = {
            ("territory", name): Fraction(w) for name, w in proof.held.items()
        }
        held |= {("structure", name): Fraction(w) for name, w in proof.held_structures.items()}
        envelopes = {name: Fraction(p) for name, p in proof.envelopes.items()}
        every = weights | held
        asks = {key: Fraction(price) for key, price in proof.asks.items()}
        caps = {key: Fraction(price) for key, price in proof.caps.items()}
        none = Fraction(0)
        worth = {
            one.id: every.get(("structure", one.id), none)
            + sum(
                (
                    every[("territory", name)] * Fraction(str(share))
                    for name, share in one.territories.items()
                    if ("territory", name) in every
                ),
                none,
            )
            for one in self.grants.structures
        }
        about = {name: float(one) for name, one in worth.items()}
        alike: dict[Fraction, int] = {}
        same = {name: alike.setdefault(one, len(alike)) for name, one in worth.items()}
        rests, met = dict[str, Fraction](), set[tuple[str, int]]()
        for envelope, structure, _, asked, capped in self.priced:
            near, least = about[structure], proof.envelopes.get(envelope, 0.0)
            if asked not in asks and capped not in caps:
                # exact comparisons are what takes long here: those of the same worth are done once
                if (envelope, same[structure]) in met:
                    continue
                met.add((envelope, same[structure]))
            taken = proof.asks.get(asked, 0.0) + proof.caps.get(capped, 0.0)
            if near - taken < least - ROUNDING * (near + taken + least):
                continue  # beyond any rounding
            if asked not in rests:
                rests[asked] = worth[structure] - asks.get(asked, none)
            cap = caps.get(capped)
            left = rests[asked] if cap is None else rests[asked] - cap
            if left > envelopes.get(envelope, none):
                envelopes[envelope] = left
        total = Fraction(0)
        for (kind, name), weight in weights.items():
            total += weight * self.base(kind, name)[0]
        for (kind, name), weight in held.items():
            have, size = self.base(kind, name)
            total += weight * (have - size * levels[kind, name])
        for name, price in envelopes.items():
            total += price * Fraction(str(self.grants.envelope[name][1].eur))
        for key, price in asks.items():
            total += price * self.asked[key.partition("/")[0], key.partition("/")[2]]
        for key, price in caps.items():
            most = self.grants.envelope[key.partition("/")[0]][1].most_eur
            total += price * Fraction(str(most))
        sizes = (weight * self.base(kind, name)[1] for (kind, name), weight in weights.items())
        return total / sum(sizes, Fraction(0))


def levels_proved(study: GrantsStudy) -> Iterator[Finding]:
    """Yield levels that are not reached, or whose prices do not prove them.

    By weak duality: whoever is settled has a weight, so none of them can be higher while the others
    keep their levels.
    """
    levels = Levels(study)
    settled: dict[tuple[str, str], Fraction] = {}
    cents = CENT * (len(levels.columns) + 1)
    for proof in study.proofs:
        level = Fraction(proof.level)
        if not _sound(proof, settled) or not proof.who:
            yield _unproved(study, proof, None)
            continue
        bound = levels.bound(proof, settled)
        near = NEAR * max(Fraction(1), level)
        if not all(proof.weights[name] > 0 for name in proof.who) or bound - level > near:
            yield _unproved(study, proof, bound)
        for name in proof.who:
            reached = levels.reached(proof.of, name)
            if reached < level - NEAR - cents / levels.base(proof.of, name)[1]:
                yield _unproved(study, proof.changed(who=(name,)), reached)
            settled[proof.of, name] = level
    if levels.columns:
        due = {
            ("territory", one.id) for one in study.scenario.grants.territories if one.poor_people
        }
        for of, name in sorted(due - set(settled)):
            del of
            values = {"who": label(study, name), "found": "–", "limit": "–"}
            yield violation("grant_level", (name,), **values)


def _sound(proof: LevelProof, settled: Mapping[tuple[str, str], Fraction]) -> bool:
    """Tell whether prices are none below zero, and weigh each where it belongs."""
    prices = (
        proof.weights,
        proof.held,
        proof.held_structures,
        proof.envelopes,
        proof.asks,
        proof.caps,
    )
    held = [("territory", name) for name in proof.held]
    held += [("structure", name) for name in proof.held_structures]
    return (
        all(price >= 0 for some in prices for price in some.values())
        and all(name in proof.weights for name in proof.who)
        and not any((proof.of, name) in settled for name in proof.weights)
        and all(key in settled for key in held)
    )


def _unproved(study: GrantsStudy, proof: LevelProof, bound: Fraction | None) -> Finding:
    who = ", ".join(label(study, name) for name in proof.who) or "–"
    limit = "–" if bound is None else decimal(f"{float(bound):.4f}")
    values = {"who": who, "found": decimal(f"{proof.level:.4f}"), "limit": limit}
    return violation("grant_level", tuple(proof.who), **values)
