from __future__ import annotations

import random

import pytest

from solver.told.transfers import MOST_EXACT, fewest_payments


def groups(balances: tuple[int, ...]) -> int:
    """The most groups of sum zero in which balances can be parted: tried one by one."""
    if not balances:
        return 0
    first, rest = balances[0], balances[1:]
    found = 0
    for mask in range(1 << len(rest)):
        inside = [one for n, one in enumerate(rest) if mask >> n & 1]
        if first + sum(inside) == 0:
            left = tuple(one for n, one in enumerate(rest) if not mask >> n & 1)
            found = max(found, 1 + groups(left))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_payments_settle_everything_and_there_are_no_fewer(seed: int) -> None:
    """Against all ways of parting balances in groups that settle among themselves."""
    draw = random.Random(seed)
    size = draw.randrange(2, 8)
    cents = [draw.choice((-300, -200, -100, 100, 200, 300, 50)) for _ in range(size - 1)]
    owed = {f"a{n}": one for n, one in enumerate([*cents, -sum(cents)])}
    payments = fewest_payments(owed)
    left = dict(owed)
    for one in payments:
        left[one.payer] -= one.cents
        left[one.payee] += one.cents
    assert not any(left.values())
    open_ = tuple(one for one in owed.values() if one)
    assert len(payments) == len(open_) - groups(open_)


def test_many_are_settled_too() -> None:
    """Beyond what is proved, all is paid all the same, in fewer payments than there are payers."""
    count = MOST_EXACT + 6
    owed = {f"a{n:02d}": (n + 1) * (1 if n % 2 else -1) for n in range(count)}
    owed["rest"] = -sum(owed.values())
    payments = fewest_payments(owed)
    assert sum(one.cents for one in payments) == sum(one for one in owed.values() if one > 0)
    assert len(payments) <= count


def test_what_does_not_add_up_is_refused() -> None:
    """Money is neither made nor lost."""
    with pytest.raises(ValueError, match="same"):
        fewest_payments({"a": 3, "b": -2})


def test_who_is_even_pays_nothing() -> None:
    """No payment of nothing."""
    assert fewest_payments({"a": 0, "b": 0}) == ()
