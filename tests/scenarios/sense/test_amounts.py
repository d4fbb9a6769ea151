from pathlib import Path

import pytest

from scenarios.sense import problems
from tests.helpers.scenarios import changed, tiny
from tests.scenarios.files import faults_of, line_of, spoilt

CASES = [
    ("dairy: 0.3}", "dairy: 0.2}", "dairy: 0.2", "donor_kinds.market.family_shares", "0,9"),
    ("kg: 100,", "kg: 100, family_shares: {dairy: 0.5},", "0.5",
     "donors.super-1.offers.0.family_shares", "-0,5"),
    ("    payload_kg: 500\n    cold: refrigerated", "    payload_kg: 500\n    cold: boxes",
     "cold: boxes", "vehicles.van-2.cold", "norvégiennes"),
    ("    payload_kg: 500\n    cold: refrigerated", "    payload_kg: 500\n    boxes: 3",
     "boxes: 3", "vehicles.van-2.boxes", "cold: boxes"),
    ("policy:\n", "policy:\n  capacity_margin: 1\n", "capacity", "policy.capacity_margin", "0.1"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "path", "said"), CASES)
def test_amounts_that_disagree(
    tmp_path: Path, old: str, new: str, where: str, path: str, said: str
) -> None:
    text = spoilt(old, new)
    (fault,) = faults_of(tmp_path, text)
    assert (fault.place, fault.path) == (line_of(text, where), path)
    assert said in fault.text.fr


@pytest.mark.parametrize(
    ("total", "sound"), [(1 + 5e-7, True), (1 - 5e-7, True), (1 - 2e-6, False)]
)
def test_shares_add_up_within_a_millionth(total: float, sound: bool) -> None:
    scenario = tiny()
    kinds = tuple(
        kind.model_copy(update={"family_shares": {"bread": total}}) if kind.id == "bakery" else kind
        for kind in scenario.donor_kinds
    )
    assert (not problems(changed(scenario, donor_kinds=kinds))) == sound
