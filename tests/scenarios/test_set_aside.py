"""A value that cannot be read hides nothing of what else is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scenarios import ScenarioError, load
from tests.scenarios.files import SOUND

ODD = ("buying.offers.grossiste-pates.pack_units=0", "buying.articles.riz.kg_per_unit=null")


def told(*given: str, town: str = "aix_achats") -> Sequence[str]:
    with pytest.raises(ScenarioError) as caught:
        load(town, None, given)
    return [f"{one.path}: {one.text.en}" for one in caught.value.faults]


def test_an_amount_in_thousands_stands_as_its_remedy_says() -> None:
    """The room's other faults are told too, as they would be once it is written in euros."""
    found = told(*ODD, "buying.members.1.budget_eur='1,4 k€'")
    assert len(found) == 3
    assert any("Write 1400, in euros." in one for one in found)
    assert any("Write 0.46," in one for one in told("buying.members.0.budget_eur='0,46 € HT'"))


def test_two_faults_of_one_line_are_both_told(tmp_path: Path) -> None:
    """One cannot be read, the other can."""
    line = "    - {id: savon, label: Savon, unit: pain, kg_per_unit: null, vat_percent: much}"
    path = tmp_path / "village.yaml"
    path.write_text(f"{SOUND}buying:\n  articles:\n{line}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert [one.path.rpartition(".")[2] for one in caught.value.faults] == ["vat_percent"]
    path.write_text(path.read_text().replace("much", "'5,5'"), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(path)
    found = {one.path.rpartition(".")[2] for one in caught.value.faults}
    assert found == {"kg_per_unit", "vat_percent"}


def test_a_room_that_cannot_be_read_is_set_aside_and_the_others_looked_at() -> None:
    found = told(*ODD, "fridge.walk_min=far", "buying.needs.riz.low_units=9")
    assert len(found) == 4
    assert any('"Riz": 9 at least' in one for one in found)


def test_what_names_the_things_of_a_room_set_aside_is_not_called_unknown() -> None:
    (only,) = told("openings.days=many", town="vallee")
    assert only.startswith("openings.")


def test_where_the_town_itself_cannot_be_read_only_that_is_told() -> None:
    assert len(told(*ODD, "associations.colis.people=many")) == 1
    assert len(told(*ODD, "associations.colis.people='240 '")) in (1, 3)
