from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.funding import PLATFORM, CostLine, Funder, Instalment, Subsidy, monthly
from models.funding_study import Bill
from solver.warehouse.funding import bill, cash, invoices
from solver.warehouse.funding_keys import Fractions, apportioned, exact, key_shares
from solver.warehouse.yearly_costs import running
from tests.helpers.funding import funding, holdings

MILLION = Fraction(1_000_000)


def surfaces() -> dict[str, Fraction]:
    found = key_shares(funding(), holdings(), "surface")
    assert found is not None
    return found


def net_by(of: Bill, shares: Fractions) -> dict[str, float]:
    """Return what each bears in the end: its invoice less its part of subsidies."""
    return {one.payer: one.net_eur for one in invoices(of, shares)}


def test_published_invoices() -> None:
    """data/test_vectors.md, warehouse cost key: 500 000 gross, 300 000 back, 200 000 net."""
    of = bill(funding(), running(funding(), holdings(), holdings()))
    assert (of.cost_eur, of.gross_eur, of.net_eur) == (1_000_000, 500_000, 200_000)
    assert of.funders_eur == {"foundation": 500_000}
    assert of.subsidies_eur == {"public": 300_000}
    assert net_by(of, surfaces()) == {
        "restos": 100_000,
        "croix": 50_000,
        "populaire": 30_000,
        "andes": 14_000,
        "catholique": 6_000,
    }
    restos = next(one for one in invoices(of, surfaces()) if one.payer == "restos")
    assert (restos.gross_eur, restos.subsidies_eur) == (250_000, {"public": 150_000})


def test_published_invoices_without_the_foundation() -> None:
    of = bill(funding(), MILLION, without=("foundation",))
    assert (of.gross_eur, of.net_eur) == (1_000_000, 700_000)
    assert net_by(of, surfaces()) == {
        "restos": 350_000,
        "croix": 175_000,
        "populaire": 105_000,
        "andes": 49_000,
        "catholique": 21_000,
    }


def test_shares_of_the_cost_follow_it_and_never_overpay() -> None:
    shared = funding(
        funders=(Funder(id="half", label="Moitié", share=0.5),),
        subsidies=(
            Subsidy(id="a", label="A", share=0.3, paid=monthly()),
            Subsidy(id="b", label="B", eur_per_year=900_000, paid=monthly()),
        ),
    )
    of = bill(shared, Fraction(2_000_000))
    assert of.funders_eur == {"half": 1_000_000}
    assert of.subsidies_eur == {"a": 600_000, "b": 400_000}
    assert of.net_eur == 0


def test_a_subsidy_shrinks_with_those_who_leave_unless_shared_anew() -> None:
    lost = bill(funding(), MILLION, present=Fraction(1, 2))
    assert lost.subsidies_eur == {"public": 150_000}
    anew = funding().subsidies[0].changed(shared_anew=True)
    kept = bill(funding(subsidies=(anew,)), MILLION, present=Fraction(1, 2))
    assert kept.subsidies_eur == {"public": 300_000}


cents = st.integers(0, 10**10)
weights = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "e", "f"]),
    st.fractions(0, 1000, max_denominator=997),
    min_size=1,
).filter(lambda drawn: any(drawn.values()))


@given(cents, weights)
def test_cents_add_up_and_stay_within_one_of_their_due(
    total: int, drawn: dict[str, Fraction]
) -> None:
    found = apportioned(total, drawn)
    whole = sum(drawn.values())
    assert sum(found.values()) == total
    assert all(abs(found[who] - total * weight / whole) < 1 for who, weight in drawn.items())
    # the order in which people are listed changes nothing
    assert apportioned(total, dict(reversed(drawn.items()))) == found


def test_the_odd_cent_goes_by_id() -> None:
    thirds = dict.fromkeys(("z", "y", "x"), Fraction(1))
    assert apportioned(100, thirds) == {"z": 33, "y": 33, "x": 34}
    with pytest.raises(ValueError, match="weights"):
        apportioned(1, {"a": Fraction(0)})
    with pytest.raises(ValueError, match="weights"):
        apportioned(1, {"a": Fraction(2), "b": Fraction(-1)})


@given(
    st.floats(1, 1e7).map(lambda eur: round(eur, 2)),
    st.lists(st.floats(0.01, 100), min_size=2, max_size=6),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_every_column_of_the_invoices_adds_up_to_the_bill(
    eur: float, surfaces_m2: list[float], funded: float, back: float
) -> None:
    asked = funding(
        costs=(CostLine(id="all", label="Tout", eur_per_year=eur),),
        funders=(Funder(id="f", label="F", share=funded),),
        subsidies=(Subsidy(id="s", label="S", share=back, paid=monthly()),),
    )
    held = holdings(1.0, **{f"n{n}": m2 for n, m2 in enumerate(surfaces_m2)})
    of = bill(asked, running(asked, held, held))
    shares = key_shares(asked, held, "surface")
    assert shares is not None
    assert sum(shares.values()) == 1
    found = invoices(of, shares)

    def cents_of(values: list[float]) -> int:
        return sum(round(value * 100) for value in values)

    assert cents_of([one.gross_eur for one in found]) == round(of.gross_eur * 100)
    assert cents_of([one.net_eur for one in found]) == round(of.net_eur * 100)
    assert cents_of([one.subsidies_eur["s"] for one in found]) == round(of.subsidies_eur["s"] * 100)
    assert exact(of.cost_eur) == exact(eur)


def test_cash_by_month_says_who_advances_and_until_when() -> None:
    """Twelfths of the gross go out; half of the subsidy is back in September, half in February."""
    of = bill(funding(), MILLION)
    flows = {one.who: one for one in cash(funding(), of, invoices(of, surfaces()))}
    restos = flows["restos"]
    assert [one.month for one in restos.months] == list(range(1, 15))
    assert sum(round(one.paid_eur * 100) for one in restos.months) == 25_000_000
    assert restos.months[7].balance_eur == pytest.approx(-250_000 * 8 / 12, abs=0.05)
    assert restos.months[8].received_eur == 75_000
    assert restos.months[-1].balance_eur == -100_000
    # eight months of gross are out, eight months of net are its own
    assert restos.advance_eur == pytest.approx(150_000 * 8 / 12, abs=0.05)
    assert (restos.advance_month, restos.back_month) == (8, 14)
    assert flows[PLATFORM].advance_eur == pytest.approx(0, abs=0.1)
    assert flows[PLATFORM].months[-1].balance_eur == 0


def test_the_platform_or_a_network_may_advance_for_all() -> None:
    of = bill(funding(), MILLION)
    asked = funding(advanced_by=PLATFORM)
    flows = {one.who: one for one in cash(asked, of, invoices(of, surfaces()))}
    assert flows["catholique"].advance_eur == pytest.approx(0, abs=0.05)
    assert flows["catholique"].months[-1].balance_eur == -6_000
    assert flows[PLATFORM].advance_eur == pytest.approx(200_000, abs=0.1)
    assert flows[PLATFORM].months[-1].balance_eur == 0
    asked = funding(advanced_by="restos")
    flows = {one.who: one for one in cash(asked, of, invoices(of, surfaces()))}
    assert flows["restos"].advance_eur == pytest.approx(200_000, abs=0.1)
    assert flows["restos"].months[-1].balance_eur == -100_000
    assert flows[PLATFORM].advance_eur == pytest.approx(0, abs=0.1)


@settings(max_examples=30)
@given(st.sampled_from([None, PLATFORM, "restos", "foundation"]), st.integers(1, 36))
def test_whoever_advances_everyone_bears_the_same_in_the_end(by: str | None, month: int) -> None:
    paid = (Instalment(month=month, share=1.0),)
    asked = funding(
        advanced_by=by,
        subsidies=(Subsidy(id="public", label="P", eur_per_year=300_000, paid=paid),),
    )
    of = bill(asked, MILLION)
    asked_of = {one.payer: one.net_eur for one in invoices(of, surfaces())}
    for one in cash(asked, of, invoices(of, surfaces())):
        assert one.months[-1].balance_eur == -asked_of.get(one.who, 0)
        assert all(
            later.balance_eur - earlier.balance_eur
            == pytest.approx(later.received_eur - later.paid_eur, abs=0.005)
            for earlier, later in zip(one.months, one.months[1:], strict=False)
        )
