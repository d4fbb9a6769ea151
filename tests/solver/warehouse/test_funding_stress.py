from __future__ import annotations

import pytest

from models.funding import OwnSite, StatedKey
from models.funding_study import Holding, Stress
from solver.warehouse.bearable import Outside
from solver.warehouse.funding_year import funding_study
from tests.helpers.funding import SHARES, funding, holdings


def priced(
    candidates: tuple[Holding, ...] = (), outside: Outside | None = None, **changes: object
) -> dict[tuple[str, str | None], Stress]:
    study = funding_study(funding(**changes), holdings(), candidates, outside, 5000.0)
    return {(one.kind, one.who): one for one in study.stress}


NEWCOMER = Holding(
    payer="petites", surface_m2=500, cold_places=5, pallet_weeks=100, pallets_per_year=90
)


def test_every_stress_is_there() -> None:
    found = priced((NEWCOMER,))
    assert set(found) == {
        ("funder_leaves", "foundation"),
        ("subsidy_stops", "public"),
        *(("leaves", who) for who in SHARES),
        ("joins", "petites"),
        ("prices", None),
    }


def test_if_the_foundation_leaves_the_smallest_goes_from_6_to_21() -> None:
    one = priced()["funder_leaves", "foundation"]
    assert one.net_eur["catholique"] == 21_000
    assert one.change_eur["catholique"] == 15_000
    assert one.bill.net_eur == 700_000


def test_prices_rise_on_indexed_lines_only() -> None:
    one = priced()["prices", None]
    assert one.bill.cost_eur == pytest.approx(880_000 * 1.3 + 120_000)
    assert one.bill.net_eur == pytest.approx(one.bill.cost_eur - 800_000)


def test_when_one_leaves_sunk_costs_stay_and_lots_are_given_up() -> None:
    """Restos hold half: 400 k sunk, team 10 lots to 5, cold halved, direction whole."""
    one = priced()["leaves", "restos"]
    assert one.bill.cost_eur == pytest.approx(400_000 + 200_000 + 40_000 + 120_000)
    assert one.bill.subsidies_eur == {"public": 150_000}
    assert one.bill.net_eur == pytest.approx(110_000)
    assert one.net_eur["croix"] == pytest.approx(55_000)
    assert "restos" not in one.net_eur


def test_a_newcomer_without_room_makes_everyone_yield_in_proportion() -> None:
    one = priced((NEWCOMER,))["joins", "petites"]
    assert one.missing_m2 == pytest.approx(500)
    assert one.net_eur["petites"] == pytest.approx(one.bill.net_eur * 500 / 5500, abs=0.02)
    assert sum(one.net_eur.values()) == pytest.approx(one.bill.net_eur)


def test_a_stated_key_without_the_newcomer_gives_way_to_surfaces() -> None:
    keys = (StatedKey(id="agreed", label="Accord", shares=SHARES),)
    found = priced((NEWCOMER,), key="agreed", keys=keys)
    assert found["joins", "petites"].net_eur["petites"] > 0
    assert found["prices", None].net_eur["andes"] == pytest.approx(
        found["prices", None].bill.net_eur * 0.07, abs=0.01
    )


def test_whoever_is_better_off_alone_leaves_in_turn() -> None:
    """Cheap sites: without the foundation the largest leaves, and its part falls on the others."""
    site = OwnSite(eur_per_m2=100)
    one = priced(own_site=site)["funder_leaves", "foundation"]
    assert one.chain[0] == "restos"
    assert set(one.chain) | set(one.remaining_net_eur) == set(SHARES)
    calm = priced(own_site=OwnSite(eur_per_m2=1000))["funder_leaves", "foundation"]
    assert calm.chain == ()
    assert calm.remaining_net_eur == calm.net_eur


def test_the_most_that_each_can_bear_by_hand() -> None:
    outside = Outside(
        site_eur={"andes": 50_000},
        own_rounds_eur={"andes": 9_000, "restos": 40_000},
        shared_rounds_eur={"andes": 4_000},
    )
    study = funding_study(funding(), holdings(), outside=outside)
    limits = {one.payer: one for one in study.bearable}
    # stated site, and rounds that would cost 5 000 more
    assert limits["andes"].most_eur == 55_000
    assert limits["andes"].margin_eur == 41_000
    # market; rounds known on one side only are not counted
    assert limits["restos"].most_eur == 20_000 + 237_500 + 52_500 + 54_000
    # the smallest site that is let
    assert limits["catholique"].most_eur == 20_000 + 95 * 150 + 350 * 9 + 12 * 270


def test_a_subsidy_that_follows_lowers_what_one_can_bear() -> None:
    site = funding().own_site.changed(subsidy_follows=True)
    followed = {
        one.payer: one for one in funding_study(funding(own_site=site), holdings()).bearable
    }
    stays = {one.payer: one for one in funding_study(funding(), holdings()).bearable}
    assert stays["andes"].most_eur - followed["andes"].most_eur == 21_000


def test_keys_tell_who_would_leave() -> None:
    study = funding_study(funding(own_site=OwnSite(eur_per_m2=30)), holdings())
    by_key = {one.key: one for one in study.keys}
    # 30 €/m²: Restos would pay 75 000 alone and are asked 100 000
    assert by_key["surface"].leavers == ("restos", "croix", "populaire", "andes", "catholique")
    assert sum(by_key["nucleolus"].net_eur.values()) == pytest.approx(200_000)
