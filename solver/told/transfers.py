"""The fewest payments that settle who owes and who is owed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.month import Payment

MOST_EXACT = 14
"""Associations whose payments are proved to be the fewest; beyond, the largest go first."""


def fewest_payments(owed: Mapping[str, int]) -> tuple[Payment, ...]:
    """Return payments that settle everything: as few as there can be, up to some associations.

    n balances need n payments less the number of groups, each of sum zero, in which they can be
    parted: the most groups are found by dynamic programming over subsets.

    Parameters
    ----------
    owed
        Cents by association, adding up to zero: above zero it pays, below it is paid.

    Raises
    ------
    ValueError
        They do not add up to zero.

    Examples
    --------
    >>> [(p.payer, p.payee, p.cents) for p in fewest_payments({"a": 5, "b": 3, "c": -5, "d": -3})]
    [('a', 'c', 5), ('b', 'd', 3)]
    """
    if sum(owed.values()):
        raise ValueError("what is owed and what is due must be the same")
    names = [one for one in sorted(owed) if owed[one]]
    groups = _groups([owed[one] for one in names]) if len(names) <= MOST_EXACT else None
    parts = [names] if groups is None else [[names[n] for n in one] for one in groups]
    found = [one for part in parts for one in _paid({name: owed[name] for name in part})]
    return tuple(sorted(found, key=lambda one: (one.payer, one.payee)))


def _groups(balances: Sequence[int]) -> list[list[int]]:
    """Return the most groups of sum zero in which balances can be parted, by their numbers."""
    size = 1 << len(balances)
    sums, most, last = [0] * size, [0] * size, [0] * size
    for mask in range(1, size):
        low = (mask & -mask).bit_length() - 1
        sums[mask] = sums[mask & (mask - 1)] + balances[low]
        best, chosen = -1, 0
        for n in range(len(balances)):
            if mask >> n & 1 and most[mask ^ 1 << n] > best:
                best, chosen = most[mask ^ 1 << n], n
        most[mask], last[mask] = best + (sums[mask] == 0), chosen
    found: list[list[int]] = []
    mask, group = size - 1, list[int]()
    while mask:
        if sums[mask] == 0 and group:
            found.append(group)
            group = []
        group.append(last[mask])
        mask ^= 1 << last[mask]
    return found + [group] * bool(group)


def _paid(owed: dict[str, int]) -> Iterator[Payment]:
    """Yield payments within one group: whoever owes most pays whoever is owed most."""
    while any(owed.values()):
        payer = max(sorted(owed), key=lambda one: owed[one])
        payee = min(sorted(owed), key=lambda one: owed[one])
        cents = min(owed[payer], -owed[payee])
        owed[payer] -= cents
        owed[payee] += cents
        yield Payment(payer=payer, payee=payee, cents=cents)
