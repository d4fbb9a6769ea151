"""What a bill says: to whom it is paid, who does not pay for what, what ceiling is reached."""

from __future__ import annotations

from models.buying_study import BuyingBill, BuyingStudy
from service.kinds.buying.lines import basis, in_one_line, many_of, notes_of, prices_of, to_whom
from service.kinds.buying.page import buying_page
from service.pages.page import Number
from tests.solver.review.checks.bought import payers, sound


def bill(study: BuyingStudy, who: str) -> BuyingBill:
    return next(one for one in study.plan.bills if one.association == who)


def test_a_bill_says_to_whom_it_is_paid() -> None:
    study = sound()
    assert "à payer à A, qui reçoit les factures." in in_one_line(study, bill(study, "b"), "fr")
    assert "to pay to the suppliers" in in_one_line(study, bill(study, "a"), "en")


def test_payers_are_told_one_after_the_other() -> None:
    study = sound()
    mine = bill(study, "b").changed(paid_by={"fund": 500})
    told = in_one_line(study, mine, "fr").replace("\u00a0", " ")
    assert "dont 5,00 € payés par « Fonds » : reste" in told


def test_what_is_bought_by_weight_is_told_in_kg() -> None:
    assert many_of(72, "kg", "fr") == "72\u00a0kg"
    assert many_of(1_200, "boîte", "en") == "1,200\u00a0× boîte"


def test_without_payers_nothing_is_left_to_pay_but_the_whole() -> None:
    study = sound()
    mine = bill(study, "b").changed(paid_by={})
    assert "reste" not in in_one_line(study, mine, "fr")


def test_a_payer_that_does_not_pay_for_a_member_is_said_so() -> None:
    study = payers(members=("a",))
    assert "Savon : « Fonds » ne paie pas pour cette association" in notes_of(
        study, bill(study, "b"), "fr"
    )[0].replace("\u00a0", " ")
    assert not any("ne paie pas" in one for one in notes_of(study, bill(study, "a"), "fr"))


def test_what_its_door_costs_is_said() -> None:
    study = sound()
    (way,) = (one for one in study.plan.last_mile if one.association == "b")
    told = notes_of(study, bill(study, "b"), "en")[-1]
    assert f"€{way.cents / 100:.2f} each time, within the price of all" in told
    assert notes_of(study, bill(study, "a"), "en")[-1] == (
        "To its door: it is the place of delivery."
    )


def test_prices_are_told_as_their_supplier_writes_them() -> None:
    """With VAT or without; of tiers that are paid apart, each with its units."""
    offer = sound().scenario.buying.offer["big-rice"]
    assert (basis(offer, "fr"), basis(offer.changed(vat_included=True), "fr")) == (
        "hors TVA",
        "TVA comprise",
    )
    assert prices_of(offer, 120, "en") == ["€1.20"]
    assert prices_of(offer.changed(tier_kind="incremental"), 120, "en") == [
        "96 at €1.50",
        "24 at €1.20",
    ]


def test_whom_a_payer_pays_is_said_on_its_page() -> None:
    assert to_whom(sound(), "fund", "en") == "to A, which is invoiced"


def test_a_ceiling_that_is_reached_is_said_so() -> None:
    taken = sum(one.paid_by.get("fund", 0) for one in sound().plan.bills)
    study = payers(ceiling_eur=taken / 100)
    assert "ceiling of" in notes_of(study, bill(study, "b"), "en")[0]


def test_the_last_row_of_the_bills_is_their_sum_to_the_cent() -> None:
    study = sound()
    (table,) = buying_page(study, "en").sections[0].tables
    assert table.total
    figures = [[one for one in row if isinstance(one, Number)] for row in table.rows]
    for column in range(5):
        *cells, total = [round(100 * (row[column].value or 0.0)) for row in figures]
        assert sum(cells) == total
    assert total == sum(one.own_cents for one in study.plan.bills)


def test_tiers_that_are_paid_apart_tell_what_a_unit_costs_on_average() -> None:
    """96 at 1.50 and the rest at 1.20."""
    study = sound()
    asked = study.scenario.buying
    apart = tuple(
        one.changed(tier_kind="incremental" if one.id == "big-rice" else one.tier_kind)
        for one in asked.offers
    )
    told = study.changed(scenario=study.scenario.changed(buying=asked.changed(offers=apart)))
    (units,) = [
        line.units for one in study.plan.orders for line in one.lines if line.offer == "big-rice"
    ]
    eur = (96 * 1.5 + (units - 96) * 1.2) / units if units > 96 else 1.5
    assert f"€{eur:.2f} a unit on average" in repr(buying_page(told, "en"))
