from __future__ import annotations

from typing import Any

import pytest

from models.funding import Funder, Instalment, StatedKey, Subsidy, monthly
from models.scenario import Scenario
from scenarios.sense import problems
from tests.helpers.funding import funding
from tests.helpers.warehouses import stored, warehouse


def world(**changes: Any) -> Scenario:
    sound = funding(keys=(key(big=0.75, small=0.25),), **changes)
    return stored(warehouse(funding=sound))


def key(name: str = "agreed", **shares: float) -> StatedKey:
    return StatedKey(id=name, label="Accord", shares=shares)


def said(scenario: Scenario) -> list[tuple[str, str, str]]:
    return [(".".join(map(str, one.loc)), one.text.fr, one.text.en) for one in problems(scenario)]


def keyed(*keys: StatedKey, **others: Any) -> Scenario:
    return stored(warehouse(funding=funding(keys=keys, **others)))


FUNDER = Funder(id="f", label="F", eur_per_year=1_000_001)
SUBSIDY = Subsidy(id="s", label="S", eur_per_year=500_001, paid=monthly())
CASES = [
    (keyed(key(big=0.75, small=0.2)), "keys.0.shares", "0,95"),
    (keyed(key(big=0.75, smal=0.25)), "keys.0.shares.smal", "small"),
    (keyed(key("shapley", big=1.0)), "keys.0.id", "shapley"),
    (keyed(key(guests=1.0), key="agreed"), "key", "aucun réseau admis"),
    (world(key="surfac"), "key", "surface"),
    (world(funders=(FUNDER,)), "funders", "1000001.00"),
    (world(subsidies=(SUBSIDY,)), "subsidies", "500001.00"),
    (world(funders=(Funder(id="f", label="F"),)), "funders.0", "ni montant"),
    (world(funders=(FUNDER.changed(share=0.5),)), "funders.0", "montant et part"),
    (world(invoiced=(Instalment(month=1, share=0.5),)), "invoiced", "0,5"),
    (
        world(subsidies=(SUBSIDY.changed(eur_per_year=1.0, paid=monthly()[:6]),)),
        "subsidies.0.paid",
        "0,5",
    ),
    (world(advanced_by="nobody"), "advanced_by", "platform"),
    (world(funders=(FUNDER.changed(id="big", eur_per_year=1.0),)), "funders.0.id", "networks"),
    (world(funders=(FUNDER.changed(id="platform", eur_per_year=1.0),)), "funders.0.id", "platform"),
    (world(subsidies=(SUBSIDY.changed(id="foundation", eur_per_year=1.0),)), "subsidies.0.id", "f"),
]


@pytest.mark.parametrize(("scenario", "where", "what"), CASES)
def test_each_fault_is_named(scenario: Scenario, where: str, what: str) -> None:
    found = said(scenario)
    full = f"warehouse.funding.{where}"
    assert [one for one in found if one[0] == full and what in one[1]], found
    assert all("Expected" in one[2] for one in found if one[0] == full)


def test_a_network_is_not_called_as_the_platform() -> None:
    base = warehouse()
    renamed = tuple(
        one.changed(id="platform") if one.id == "guests" else one for one in base.networks
    )
    money = funding(keys=(key(big=0.75, small=0.25),))
    found = said(stored(warehouse(networks=renamed, points=(), funding=money)))
    assert [one for one in found if one[0] == "warehouse.networks.2.id"], found


def test_a_sound_funding_has_no_fault() -> None:
    assert said(world()) == []
    assert said(world(key="agreed", advanced_by="big")) == []
