from pathlib import Path

import pytest

from models.fields import titled_of
from models.scenario import Scenario
from scenarios.fields import records
from scenarios.sense import names, problems
from tests.helpers.warehouses import stored, warehouse
from tests.scenarios.files import SOUND, faults_of, line_of, spoilt

REFERENCES = [
    # (replaced, by, wrong name, path, right name)
    ("fruit: 0.7", "fruitz: 0.7", "fruitz", "donor_kinds.market.family_shares.fruitz", "fruit"),
    ("loading_min: 20", "loading_min: 20, shelf_days: {dary: 1}", "dary",
     "donor_kinds.market.shelf_days.dary", "dairy"),
    ("kg: 100,", "kg: 100, family_shares: {diary: 1},", "diary",
     "donors.super-1.offers.0.family_shares.diary", "dairy"),
    ("    people: 80", "    people: 80\n    refuses: [dariy]", "dariy",
     "associations.restos.refuses.0", "dairy"),
    ("    holder: restos", "    holder: restoz", "restoz", "donors.super-1.holder", "restos"),
    ("    owner: restos", "    owner: restoz", "restoz", "vehicles.van-2.owner", "restos"),
    ("    payload_kg: 500", "    payload_kg: 500\n    shifts: [mornin]", "mornin]",
     "vehicles.van-2.shifts.0", "morning"),
    ("    payload_kg: 500", "    payload_kg: 500\n    forbidden: [super-2]", "super-2",
     "vehicles.van-2.forbidden.0", "super-1"),
    ("    payload_kg: 500", "    payload_kg: 500\n    loans: [{to: secour, days: [mon]}]",
     "secour,", "vehicles.van-2.loans.0.to", "secours"),
    ("id: p3, label: René, association: restos", "id: p3, label: René, association: restoz",
     "restoz", "people.p3.association", "restos"),
    ("id: p3,", "id: p3, shifts: [mornings],", "mornings", "people.p3.shifts.0", "morning"),
    ("members: [secours, restos]", "members: [secours, restos, restoz]", "restoz",
     "policy.pools.town.members.2", "restos"),
    ("hub: secours,", "hub: secourz,", "secourz", "policy.pools.town.hub", "secours"),
    ("mode: hub,", "mode: hub, collectors: [secours, restos, restoz],", "restoz",
     "policy.pools.town.collectors.2", "restos"),
    ("policy:\n", "policy:\n  opened: [supr-1]\n", "supr-1", "policy.opened.0", "super-1"),
    ("policy:\n", "policy:\n  commitments: [{donor: super-11, vehicle: van-2, day: mon}]\n",
     "super-11", "policy.commitments.0.donor", "super-1"),
    ("policy:\n", "policy:\n  commitments: [{donor: super-1, vehicle: van-22, day: mon}]\n",
     "van-22", "policy.commitments.0.vehicle", "van-2"),
    ("policy:\n",
     "policy:\n  commitments: [{donor: hyper-1, vehicle: van-1, day: mon, shift: mornin}]\n",
     "mornin}", "policy.commitments.0.shift", "morning"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "wrong", "path", "right"), REFERENCES)
def test_a_name_of_nothing(
    tmp_path: Path, old: str, new: str, wrong: str, path: str, right: str
) -> None:
    text = spoilt(old, new)
    found = {fault.path: fault for fault in faults_of(tmp_path, text)}
    assert f"Vouliez-vous dire « {right} »" in found[path].text.fr
    assert f'Did you mean "{right}"' in found[path].text.en
    assert found[path].place == line_of(text, wrong)


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("id: van-2", "id: van-1", "vehicles.van-1.id"),
        ("- {id: p4,", "- {id: p3,", "people.p3.id"),
        ("- id: restos", "- id: hyper-1", "donors.hyper-1.id"),
    ],
)
def test_an_id_taken_twice(tmp_path: Path, old: str, new: str, path: str) -> None:
    faults = faults_of(tmp_path, spoilt(old, new).partition("variants:")[0])
    (fault,) = (fault for fault in faults if fault.path == path)
    assert "déjà pris" in fault.text.fr


def test_other_ids_taken_twice(tmp_path: Path) -> None:
    lines = SOUND.splitlines(keepends=True)
    for start in ("  - {id: morning", "  - {id: fruit", "  - {id: market", "    - {id: town"):
        number = next(n for n, line in enumerate(lines) if line.startswith(start))
        lines.insert(number, lines[number])
    faults = faults_of(tmp_path, "".join(lines))
    assert {"shifts.morning.id", "families.fruit.id", "donor_kinds.market.id",
            "policy.pools.town.id"} <= {fault.path for fault in faults}  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("days: [mon, tue]\nshifts", "days: [mon, tue, mon]\nshifts", "days.2"),
        ("{days: [mon], kg", "{days: [mon, mon], kg", "donors.super-1.offers.0.days.1"),
        ("members: [secours, restos]", "members: [secours, restos, restos]",
         "policy.pools.town.members.2"),
        ("roles: [driver], days: [mon]}", "roles: [driver, driver], days: [mon]}",
         "people.p3.roles.1"),
        ("policy:\n", "policy:\n  objectives: [{objective: food}, {objective: food}]\n",
         "policy.objectives.1"),
    ],
)  # fmt: skip
def test_something_said_twice(tmp_path: Path, old: str, new: str, path: str) -> None:
    faults = faults_of(tmp_path, spoilt(old, new))
    assert path in [fault.path for fault in faults]


def test_every_list_of_names_says_each_once(tmp_path: Path) -> None:
    """Whatever the system: what a new one lists is looked at as well."""
    twice = stored(warehouse(arrival_days=("mon", "mon")))
    found = {".".join(map(str, one.loc)) for one in problems(twice)}
    assert found == {"warehouse.arrival_days.1"}


def test_every_list_referred_to_says_what_one_of_its_things_is() -> None:
    lists = {titled_of(m, f).refers for m in records(Scenario) for f in m.model_fields} - {()}
    assert ("associations", "donors") in lists
    assert all(names._one_of(one).fr != names._one_of(one).en for one in lists)
