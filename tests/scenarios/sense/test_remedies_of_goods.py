"""What is wrong with purchases, stock and grants: it is told, all at once, and its remedy works."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from scenarios import ScenarioError, load

RICE, LOT, GRANT = "buying.offers.grossiste-riz", "transfers.lots", "grants.structures.relais-arles"
FIRST = "{funder: ville, structure: relais-arles, agreed: 2027-02-01, reference: R, eur: 900}"


class Wrong(NamedTuple):
    """A value that is wrong, what is told of it, and values that follow what is told."""

    town: str
    given: str
    """One on each line."""
    said: str
    mended: str


def awards(*lines: str) -> str:
    return f"grants.awards=[{', '.join(lines)}]"


def again(**values: object) -> str:
    told = {"funder": "ville", "structure": "relais-arles", "agreed": "2027-02-01"}
    return f"{{{', '.join(f'{key}: {one}' for key, one in (told | values).items())}}}"


BUYING = {
    "a gap between tiers": Wrong(
        "aix_achats",
        f"{RICE}.tiers=[{{from_units: 0, to_units: 300, price_eur: 2}}, "
        "{from_units: 360, price_eur: 1}]",
        "Write 360 in both places, or leave the end empty",
        f"{RICE}.tiers.0.to_units=360",
    ),
    "tiers that fall back": Wrong(
        "aix_achats",
        "buying.offers.grossiste-huile.tiers=[{from_units: 0, price_eur: 3}, "
        "{from_units: 200, price_eur: 2}, {from_units: 100, price_eur: 1}]",
        "a tier from 100 follows the one from 200",
        "buying.offers.grossiste-huile.tiers.2.from_units=300",
    ),
    "a price that rises": Wrong(
        "aix_achats",
        "buying.offers.grossiste-thon.tiers=[{from_units: 0, price_eur: 1}, "
        "{from_units: 9, price_eur: 2}]",
        "Correct it, or swap the two",
        "buying.offers.grossiste-thon.tiers=[{from_units: 0, price_eur: 2}, "
        "{from_units: 9, price_eur: 1}]",
    ),
    "a pack of nothing": Wrong(
        "aix_achats",
        "buying.offers.centrale-riz.pack_units=0",
        "1 if single units can be bought",
        "buying.offers.centrale-riz.pack_units=1",
    ),
    "prices with VAT and without": Wrong(
        "aix_achats",
        "buying.offers.hyper-riz.vat_included=false",
        "Expected: one basis for all its offers",
        "buying.offers.hyper-riz.vat_included=true",
    ),
    "an article without kg": Wrong(
        "aix_achats",
        "buying.articles.pommes.kg_per_unit=null",
        "Write 1.",
        "buying.articles.pommes.kg_per_unit=1",
    ),
    "a payer that is not eligible": Wrong(
        "aix_achats",
        "buying.needs.savon.payer=departement",
        "Name another, or let the members pay",
        "buying.needs.savon.payer=fondation",
    ),
    "a payer that pays for none of those who need it": Wrong(
        "aix_achats",
        "buying.needs.serviettes.members=[restaurant, gardanne]",
        "add them to those for whom it pays",
        "buying.payers.ville.members=[restaurant]",
    ),
    "a budget in thousands": Wrong(
        "aix_achats",
        "buying.members.0.budget_eur='1,8 k€'",
        "Write 1800, in euros.",
        "buying.members.0.budget_eur=1800",
    ),
}
STOCK = {
    "a lot past its use-by": Wrong(
        "aubagne_entraide",
        f"{LOT}.yaourts-restos.date=2026-11-20",
        "if it is a best-before date, say so",
        f"{LOT}.yaourts-restos.date_kind=best_before",
    ),
    "food cooked at home": Wrong(
        "aubagne_entraide",
        f"{LOT}.soupe-ccas.cooked=home",
        "Take this lot out",
        f"{LOT}.soupe-ccas=null",
    ),
    "surplus cooked at home": Wrong(
        "aubagne_entraide",
        "fridge.surplus.0.cooked=home",
        "Take the line out",
        "fridge.surplus.0=null",
    ),
    "a transfer that breaks the cold chain": Wrong(
        "aubagne_entraide",
        "transfers.trips.course-solidarite.cold=none\n"
        "transfers.fixed=[{lot: poulet-sp, to: solidarity, kg: 8, trip: course-solidarite}]",
        "would break the cold chain",
        "transfers.fixed=[{lot: poulet-sp, to: solidarity, kg: 8}]",
    ),
}
GRANTS = {
    "a SIRET that fails its check": Wrong(
        "marseille_financeurs",
        f"{GRANT}.siret='99920090000011'",
        "a SIRET of 14 digits that passes its check",
        f"{GRANT}.siret='99920090000010'",
    ),
    "an RNA that fails its check": Wrong(
        "marseille_financeurs", f"{GRANT}.rna=W13", "or empty the cell", f"{GRANT}.rna=''"
    ),
    "an amount in thousands": Wrong(
        "marseille_financeurs",
        awards(again(eur="'12 k€'")),
        "Write 12000, in euros.",
        awards(again(eur=12000)),
    ),
    "a grant counted twice": Wrong(
        "marseille_financeurs",
        awards(FIRST, again(reference="R", eur=900)),
        "counted already: number 1 of the list",
        awards(FIRST, again(reference="R", eur=900, first="2027-03-01", last="2027-05-01")),
    ),
    "instalments and their total": Wrong(
        "marseille_financeurs",
        awards(
            again(reference="R", eur=400, last="2027-06-01"),
            again(reference="R", eur=500, last="2027-12-01"),
            again(reference="R", eur=900),
        ),
        "the total of the 2 instalments",
        awards(
            again(reference="R", eur=400, last="2027-06-01"),
            again(reference="R", eur=500, last="2027-12-01"),
        ),
    ),
    "a negative grant": Wrong(
        "marseille_financeurs",
        awards(again(reference="R", eur=-5)),
        "Add the grant given back",
        awards(FIRST, again(reference="R", eur=-5)),
    ),
}
ALL = BUYING | STOCK | GRANTS


def told(town: str, *given: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load(town, None, given)
    assert all(one.place and one.path for one in caught.value.faults)
    return [one.text.en for one in caught.value.faults]


@pytest.mark.parametrize("what", ALL)
def test_it_is_told_and_what_is_told_to_do_mends_it(what: str) -> None:
    one = ALL[what]
    assert any(one.said in text for text in told(one.town, *one.given.splitlines()))
    load(one.town, None, [*one.given.splitlines(), one.mended])


@pytest.mark.parametrize("some", [BUYING, STOCK])
def test_all_are_told_at_once(some: dict[str, Wrong]) -> None:
    (town,) = {one.town for one in some.values()}
    given = [line for one in some.values() for line in one.given.splitlines()]
    texts = " ".join(told(town, *given))
    assert [what for what, one in some.items() if one.said not in texts] == []


def test_a_best_before_that_is_past_is_no_fault() -> None:
    load("aubagne_entraide", None, [f"{LOT}.pates-ccas.date=2026-11-01"])
