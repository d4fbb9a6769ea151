"""Grants to the cent: each counted once, spread by its days, the same by whatever is summed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from models.findings import Finding
from models.grants import Grant
from models.grants_study import GrantPart, GrantsStudy
from models.numbers import decimal
from solver.review.checks.violations import violation


def eur(cents: Fraction | int) -> object:
    """Return cents as euros, as each language writes them."""
    return decimal(f"{float(cents) / 100:.2f}")


def label(study: GrantsStudy, name: str) -> str:
    """Return what people call a party, territory or envelope."""
    grants = study.scenario.grants
    if name in study.party:
        return study.party[name].label
    if name in grants.territory:
        return grants.territory[name].label
    return grants.envelope[name][1].label if name in grants.envelope else name


def _counted(one: Grant) -> int:
    exact = Decimal(str(one.eur)) * Decimal(str(one.share)) * 100
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _said(study: GrantsStudy, award: int) -> str:
    one = study.scenario.grants.awards[award]
    return " – ".join(filter(None, (one.reference, one.funder, one.structure)))


def _given(study: GrantsStudy) -> dict[int, list[GrantPart]]:
    found: dict[int, list[GrantPart]] = defaultdict(list)
    for one in study.parts:
        if not one.passed:
            found[one.award].append(one)
    return found


def cents_counted(study: GrantsStudy) -> Iterator[Finding]:
    """Yield grants whose parts are not what they count, less those that they include."""
    awards, given = study.scenario.grants.awards, _given(study)
    by_reference: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(awards):
        by_reference[one.reference].append(n)
    who = {n: parts[0].funder for n, parts in given.items()}
    for n, one in enumerate(awards):
        limit = _counted(one)
        for reference in set(one.includes):
            others = [m for m in by_reference[reference] if who.get(m) != who.get(n)]
            limit -= sum(_counted(awards[m]) for m in others)
        found = sum(part.cents for part in given[n])
        if found != limit:
            yield violation(
                "grant_cents", (str(n),), who=_said(study, n), found=eur(found), limit=eur(limit)
            )


def days_counted(study: GrantsStudy) -> Iterator[Finding]:
    """Yield grants that have another part of a year than its days."""
    for n, parts in sorted(_given(study).items()):
        one = study.scenario.grants.awards[n]
        first = one.first or one.agreed
        last = max(first, one.last or first)
        whole = sum(part.cents for part in parts)
        years: dict[int, int] = defaultdict(int)
        for part in parts:
            years[part.year] += part.cents
        for year in sorted({*years, first.year, last.year}):
            begins, ends = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
            days = max(0, (ends + timedelta(days=1) - begins).days)
            limit = Fraction(whole * days, (last + timedelta(days=1) - first).days)
            if abs(years[year] - limit) >= 1:
                yield violation(
                    "grant_days",
                    (str(n),),
                    who=_said(study, n),
                    what=year,
                    found=eur(years[year]),
                    limit=eur(limit),
                )


def passed_once(study: GrantsStudy) -> Iterator[Finding]:
    """Yield those from whom more, or less, is taken off than they received and passed on."""
    received: dict[tuple[str, int], int] = defaultdict(int)
    handed: dict[tuple[str, int], int] = defaultdict(int)
    off: dict[tuple[str, int], int] = defaultdict(int)
    for one in study.parts:
        if one.passed:
            off[one.structure, one.year] -= one.cents
        else:
            received[one.structure, one.year] += one.cents
            handed[one.funder, one.year] += max(0, one.cents)
    years = sorted({one.year for one in study.parts})
    for who in sorted({name for name, _ in received} & {name for name, _ in handed}):
        purse = 0
        for year in years:
            purse += received[who, year]
            limit = min(max(0, purse), handed[who, year])
            if off[who, year] != limit:
                yield violation(
                    "grant_passed",
                    (who,),
                    who=label(study, who),
                    what=year,
                    found=eur(off[who, year]),
                    limit=eur(limit),
                )
            purse -= off[who, year]


def sums_add_up(study: GrantsStudy) -> Iterator[Finding]:
    """Yield sums that are not those of their lines, by structure, funder, territory, edition."""
    now = [one for one in study.parts if one.year == study.year]
    by: dict[str, dict[str, int]] = {axis: defaultdict(int) for axis in ("s", "f", "t")}
    for one in now:
        by["s"][one.structure] += one.cents
        by["f"][one.funder] += one.cents
        by["t"][one.territory or ""] += one.cents
    stated = [("s", one.structure, one.cents) for one in study.structures]
    stated += [("f", one.funder, one.cents) for one in study.funders]
    stated += [("t", one.territory, one.cents) for one in study.territories]
    for axis, name, cents in stated:
        if cents != by[axis][name]:
            yield _sum(study, name, cents, by[axis][name])
    whole = sum(one.cents for one in now)
    for axis, listed in (("s", study.structures), ("f", study.funders)):
        total = sum(one.cents for one in listed)
        if total != whole:
            yield _sum(study, axis, total, whole)
    for edition in study.editions:
        mine = by["s" if edition.kind == "structure" else "f"][edition.viewer]
        if edition.cents != mine:
            yield _sum(study, edition.viewer, edition.cents, mine)
        for shown in edition.totals:
            axis = shown.axis[0]
            limit = whole if axis == "a" else sum(by[axis][name] for name in shown.who)
            if shown.cents != limit:
                yield _sum(study, edition.viewer, shown.cents, limit)


def _sum(study: GrantsStudy, name: str, found: int, limit: int) -> Finding:
    values = {"what": label(study, name), "found": eur(found), "limit": eur(limit)}
    return violation("grant_sums", (name,), **values)
