from __future__ import annotations

from service.kinds.warehouse.supply_sheets import sheets, supply_sheets
from tests.helpers.funded import hostile_study, studied


def test_a_sheet_for_each_round_with_every_drop() -> None:
    study = studied()
    supply = study.replenishment
    assert supply is not None
    data = sheets(study, "fr")
    called = [one["called"] for one in data["sheets"]]
    assert len(set(called)) == len(supply.rounds)
    assert not {one.id for one in supply.rounds} & set(called)
    for sheet, item in zip(data["sheets"], supply.rounds, strict=True):
        kinds = [row["kind"] for row in sheet["rows"]]
        assert kinds.count("load") == len(item.trips)
        assert kinds.count("drop") == sum(len(trip.drops) for trip in item.trips)
        assert kinds[-1] == "return"
        loaded = [row["total"] for row in sheet["rows"] if row["kind"] == "load"]
        assert loaded == [str(trip.total_kg) for trip in item.trips]
    assert data["stamps"] == ["Temps et distances estimés, hors réseau routier."]


def test_a_week_without_rounds_gives_a_page_that_says_so() -> None:
    study = studied().changed(replenishment=None)
    assert sheets(study, "en")["sheets"] == []
    assert supply_sheets(study, "en").startswith(b"%PDF")


def test_names_are_printed_as_they_are() -> None:
    assert supply_sheets(hostile_study(), "fr").startswith(b"%PDF")
