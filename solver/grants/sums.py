"""What each structure, funder and territory has in the year, and how many it depends on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from models.grants import Grants
from models.grants_study import (
    FunderGave,
    GrantPart,
    StructureFunded,
    TerritoryFunded,
)


def concentration(cents: Iterable[int]) -> float | None:
    """Return Herfindahl's index of some sums: the sum of their squared shares.

    One over it says how many equal funders would concentrate as much.

    Examples
    --------
    >>> concentration([50, 50]), concentration([100]), concentration([])
    (0.5, 1.0, None)
    """
    positive = [one for one in cents if one > 0]
    total = sum(positive)
    return sum((one / total) ** 2 for one in positive) if total else None


def by_structure(
    grants: Grants, parts: Collection[GrantPart], year: int
) -> tuple[StructureFunded, ...]:
    """Return what each structure receives: those of the list, then the others, by id."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    before: dict[str, int] = defaultdict(int)
    passed: dict[str, int] = defaultdict(int)
    last: dict[str, int] = {}
    for one in parts:
        if one.passed:
            passed[one.structure] -= one.cents if one.year == year else 0
        elif one.cents > 0:
            last[one.structure] = max(last.get(one.structure, one.year), one.year)
        if one.year == year:
            sums[one.structure][one.funder] += one.cents
        elif one.year == year - 1:
            before[one.structure] += one.cents
    others = sorted({one.structure for one in parts} - set(grants.structure))
    found = []
    for name in [*grants.structure, *others]:
        mine = {funder: cents for funder, cents in sums[name].items() if funder != name}
        most = min(mine, key=lambda funder: (-mine[funder], funder), default=None)
        given = sum(cents for cents in mine.values() if cents > 0)
        asks = grants.structure[name].asks if name in grants.structure else ()
        found.append(
            StructureFunded(
                structure=name,
                cents=sum(sums[name].values()),
                before_cents=before[name],
                funders=sum(cents > 0 for cents in mine.values()),
                concentration=concentration(mine.values()),
                most=most if most is not None and mine[most] > 0 else None,
                most_share=mine[most] / given if most is not None and given else 0.0,
                asked_cents=round(100 * sum(one.eur for one in asks)),
                passed_cents=passed[name],
                last_year=last.get(name),
            )
        )
    return tuple(found)


def by_funder(grants: Grants, parts: Collection[GrantPart], year: int) -> tuple[FunderGave, ...]:
    """Return what each funder gives: those of the list, then the others, by id."""
    now: dict[str, int] = defaultdict(int)
    before: dict[str, int] = defaultdict(int)
    whom: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in parts:
        if one.year == year:
            now[one.funder] += one.cents
            whom[one.funder][one.structure] += one.cents
        elif one.year == year - 1:
            before[one.funder] += one.cents
    others = sorted({one.funder for one in parts} - set(grants.funder))
    return tuple(
        FunderGave(
            funder=name,
            cents=now[name],
            before_cents=before[name],
            structures=sum(cents > 0 for cents in whom[name].values()),
        )
        for name in [*grants.funder, *others]
    )


def by_territory(
    grants: Grants, parts: Collection[GrantPart], year: int, more: Mapping[str, int]
) -> tuple[TerritoryFunded, ...]:
    """Return what each territory has.

    Parameters
    ----------
    more
        Cents still to give, by territory.
    """
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in parts:
        if one.year == year and one.territory is not None:
            sums[one.territory][one.funder] += one.cents
    return tuple(
        TerritoryFunded(
            territory=one.id,
            poor_people=one.poor_people,
            cents=sum(sums[one.id].values()),
            then_cents=sum(sums[one.id].values()) + more.get(one.id, 0),
            funders=sum(cents > 0 for cents in sums[one.id].values()),
            concentration=concentration(sums[one.id].values()),
        )
        for one in grants.territories
    )
