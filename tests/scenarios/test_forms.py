from __future__ import annotations

from pathlib import Path

import pytest

from scenarios import ScenarioError, load, variants
from scenarios.forms import canonical, content, yaml
from tests.scenarios.files import SOUND


@pytest.fixture
def village(tmp_path: Path) -> Path:
    path = tmp_path / "village.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_the_usual_order_is_that_of_the_models(village: Path) -> None:
    keys = list(content(village))
    assert keys[:4] == ["schema_version", "id", "label", "week_of"]
    assert keys[-1] == "variants"
    assert keys.index("donors") < keys.index("vehicles") < keys.index("policy")


def test_the_text_says_the_same_and_stays_as_it_is(tmp_path: Path, village: Path) -> None:
    again = tmp_path / "again.yaml"
    again.write_text(yaml(content(village)), encoding="utf-8")
    assert variants(again) == variants(village)
    for name, _ in variants(village):
        assert load(again, name).scenario == load(village, name).scenario
    assert yaml(content(again)) == again.read_text(encoding="utf-8")


def test_what_is_the_default_anyway_is_left_out() -> None:
    said = {
        "id": "a",
        "language": "fr",
        "donors": [],
        "policy": {
            "pools": [{"id": "p", "label": "P", "mode": "alone", "collectors": None}],
            "cold_chain": {"max_min_out": 30, "max_min_boxes": 90},
            "day_factors": {},
            "objectives": [
                {"objective": "food", "tolerance": 0.01},
                {"objective": "fairness", "tolerance": 0.02},
                {"objective": "hours", "tolerance": 0.01},
                {"objective": "cost"},
            ],
        },
        "bookings": {"trucks": [{"id": "t", "drivers": [], "refrigerated": False}]},
    }
    assert canonical(said) == {
        "schema_version": 1,
        "id": "a",
        "policy": {"pools": [{"id": "p", "label": "P", "mode": "alone"}]},
        # no driver at all is not the same as any driver
        "bookings": {"trucks": [{"id": "t", "drivers": []}]},
    }


def test_keys_stand_in_the_order_of_their_table() -> None:
    said = {
        "families": [{"id": "bread"}, {"id": "dry"}],
        "donor_kinds": [{"id": "k", "family_shares": {"odd": 0, "dry": 0.5, "bread": 0.5}}],
        "policy": {"day_factors": {"tue": 1.2, "mon": 1.4}},
    }
    made = canonical(said)
    assert list(made["donor_kinds"][0]["family_shares"]) == ["bread", "dry", "odd"]
    assert list(made["policy"]["day_factors"]) == ["mon", "tue"]


def test_overrides_keep_their_order() -> None:
    changes = {"z": 1, "a": None, "days": ["tue", "mon"]}
    said = {"variants": {"b": {"label": "B", "set": changes}, "a": {"label": "A", "set": {}}}}
    made = canonical(said)["variants"]
    assert list(made) == ["b", "a"]
    assert list(made["b"]["set"]) == ["z", "a", "days"]
    assert made["b"]["set"] == changes
    assert made["a"] == {"label": "A"}


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- 1\n", encoding="utf-8")
    with pytest.raises(ScenarioError):
        content(path)
