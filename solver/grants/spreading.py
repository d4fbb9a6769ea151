"""Grants in whole cents: over the years by days, over territories by shares, once each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from models.grant_uses import GrantUse
from models.grants import Grant, Grants
from models.grants_study import GrantPart
from solver.grants.joining import Joined, use_of


def cents_of(grant: Grant) -> int:
    """Return what a beneficiary has of a grant, in cents, halves away from zero.

    Examples
    --------
    >>> one = Grant(funder="a", structure="b", agreed=date(2026, 1, 1), eur=100.01, share=0.5)
    >>> cents_of(one), cents_of(one.changed(eur=-100.01))
    (5001, -5001)
    """
    exact = 100 * Fraction(str(grant.eur))
    if grant.share != 1:
        exact *= Fraction(str(grant.share))
    whole = int(abs(exact) + Fraction(1, 2))
    return whole if exact >= 0 else -whole


def own_cents(grants: Grants, joined: Joined) -> list[int]:
    """Return what each grant counts: less the grants of other funders that it includes."""
    by_reference: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(grants.awards):
        if one.reference:
            by_reference[one.reference].append(n)
    found = [cents_of(one) for one in grants.awards]
    return [
        found[n]
        - sum(
            found[other]
            for reference in dict.fromkeys(one.includes)
            for other in by_reference[reference]
            if joined.funder[other] != joined.funder[n]
        )
        for n, one in enumerate(grants.awards)
    ]


def by_year(grant: Grant, cents: int) -> Iterator[tuple[int, int]]:
    """Yield the years of a grant with their cents, by days, the sum exact.

    Examples
    --------
    >>> one = Grant(funder="a", structure="b", agreed=date(2026, 1, 1), eur=731,
    ...     first=date(2027, 7, 1), last=date(2029, 6, 30))
    >>> list(by_year(one, 73100))
    [(2027, 18400), (2028, 36600), (2029, 18100)]
    """
    first = grant.first or grant.agreed
    last = max(first, grant.last or first)
    days = (last - first).days + 1
    sign, whole = (1 if cents >= 0 else -1), abs(cents)
    given = 0
    for year in range(first.year, last.year + 1):
        until = (min(last, date(year, 12, 31)) - first).days + 1
        so_far = whole * until // days
        if so_far != given:
            yield year, sign * (so_far - given)
        given = so_far


def by_share(cents: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Return cents shared out, the sum exact: largest remainders first, then by id.

    Examples
    --------
    >>> by_share(100, {"a": 0.3333, "b": 0.3333, "c": 0.3334}), by_share(-5, {"a": 0.5, "b": 0.5})
    ({'a': 33, 'b': 33, 'c': 34}, {'a': -3, 'b': -2})
    """
    if len(shares) == 1:
        return dict.fromkeys(shares, cents)
    sign, whole = (1 if cents >= 0 else -1), abs(cents)
    total = sum(Fraction(str(one)) for one in shares.values())
    exact = {name: whole * Fraction(str(one)) / total for name, one in shares.items()}
    found = {name: int(one) for name, one in exact.items()}
    order = sorted(exact, key=lambda name: (found[name] - exact[name], name))
    for name in order[: whole - sum(found.values())]:
        found[name] += 1
    return {name: sign * one for name, one in found.items()}


def uses_of(grants: Grants, joined: Joined) -> list[GrantUse]:
    """Return what each grant is for; of one that does not say, what most of its decision is for.

    So are instalments and what is given back, which without a reference is of any grant of the same
    funder to the same structure.
    """
    given: dict[tuple[str, str, str], dict[GrantUse, float]] = defaultdict(dict)
    found = [use_of(one) for one in grants.awards]
    keys = [
        (funder, structure, one.reference)
        for funder, structure, one in zip(
            joined.funder, joined.structure, grants.awards, strict=True
        )
    ]
    for key, use, one in zip(keys, found, grants.awards, strict=True):
        if use != "unsorted" and one.eur > 0:
            for same in {key, (*key[:2], "")}:
                given[same][use] = given[same].get(use, 0.0) + one.eur * one.share
    for n, (key, one) in enumerate(zip(keys, grants.awards, strict=True)):
        eur = given.get(key)
        if found[n] == "unsorted" and eur and (one.reference or one.eur < 0):
            found[n] = min(eur, key=lambda use: (-eur[use], use))
    return found


def spread(grants: Grants, joined: Joined) -> tuple[GrantPart, ...]:
    """Return the parts of all grants, and what comes off those that passed money on."""
    parts, uses = [], uses_of(grants, joined)
    for n, (one, cents) in enumerate(zip(grants.awards, own_cents(grants, joined), strict=True)):
        use = uses[n]
        shares = _territories(grants, one, joined.structure[n])
        for year, of_year in by_year(one, cents):
            pieces: list[tuple[str | None, int]] = [(None, of_year)]
            if shares:
                pieces = list(by_share(of_year, shares).items())
            parts += [
                GrantPart(
                    award=n,
                    funder=joined.funder[n],
                    structure=joined.structure[n],
                    territory=territory,
                    use=use,
                    year=year,
                    cents=piece,
                    in_kind=one.nature == "in_kind",
                )
                for territory, piece in pieces
                if piece
            ]
    return (*parts, *_passed_on(parts))


def _territories(grants: Grants, grant: Grant, structure: str) -> Mapping[str, float]:
    if grant.territory is not None:
        return {grant.territory: 1.0}
    known = grants.structure.get(structure)
    return {} if known is None or known.federation else known.territories


def _passed_on(parts: list[GrantPart]) -> Iterator[GrantPart]:
    """Yield what comes off those that both receive and give: up to what they had received.

    What they give beyond is their own.
    """
    givers = {one.funder for one in parts}
    received: dict[tuple[str, int], int] = defaultdict(int)
    for one in parts:
        if one.structure in givers:
            received[one.structure, one.year] += one.cents
    through = {name for name, _ in received}
    left = dict.fromkeys(through, 0)
    years = sorted({one.year for one in parts})
    given: dict[tuple[str, int], list[GrantPart]] = defaultdict(list)
    for one in parts:
        if one.funder in through and one.cents > 0:
            given[one.funder, one.year].append(one)
    for year in years:
        for name in sorted(through):
            left[name] += received[name, year]
            for one in given[name, year]:
                off = min(one.cents, max(0, left[name]))
                left[name] -= off
                if off:
                    yield one.changed(structure=name, territory=None, cents=-off, passed=True)
