from pathlib import Path

import pytest

from tests.scenarios.files import SOUND, faults_of, line_of, spoilt

VAN_2 = "    payload_kg: 500\n"


def loans(*given: str) -> str:
    return spoilt(VAN_2, VAN_2 + "    loans:\n" + "".join(f"      - {{{one}}}\n" for one in given))


def promises(*given: str, text: str = SOUND) -> str:
    listed = "".join(f"    - {{{one}}}\n" for one in given)
    return text.replace("policy:\n", "policy:\n  commitments:\n" + listed)


@pytest.mark.parametrize(
    ("text", "where", "path", "said"),
    [
        (loans("to: restos, days: [mon]"), "to: restos", "0.to", "qui le possède"),
        (loans("to: secours, days: [tue]"), "to: secours", "0.days.0", "ne sort pas (tue)"),
    ],
)
def test_loans(tmp_path: Path, text: str, where: str, path: str, said: str) -> None:
    (fault,) = faults_of(tmp_path, text)
    assert (fault.place, fault.path) == (line_of(text, where), f"vehicles.van-2.loans.{path}")
    assert said in fault.text.fr


def test_a_vehicle_lent_to_two_on_one_day(tmp_path: Path) -> None:
    text = loans("to: secours, days: [mon]", "to: third, days: [mon]").replace(
        "donor_kinds:",
        "  - id: third\n    label: Tiers\n    people: 1\n"
        "    place: {lat: 43.3, lon: 5.5, commune: Aubagne}\ndonor_kinds:",
    )
    (fault,) = faults_of(tmp_path, text)
    assert fault.path == "vehicles.van-2.loans.1.days.0"
    assert "déjà prêté à « secours »" in fault.text.fr


SHIFTS = SOUND.replace(
    "families:\n",
    '  - {id: afternoon, label: Soir, starts: "13:00", ends: "17:00", max_min: 240}\nfamilies:\n',
)


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        (promises("donor: super-1, vehicle: van-2, day: tue"), "0.day", "n'offre rien"),
        (promises("donor: hyper-1, vehicle: van-2, day: tue"), "0.vehicle", "ne sort pas"),
        (promises("donor: hyper-1, vehicle: van-1, day: mon, at: '08:15'"), "0.at", "08:30–11:00"),
        (promises("donor: hyper-1, vehicle: van-1, day: mon, at: '10:45'"), "0.at", "08:30–11:00"),
        (
            promises(
                "donor: hyper-1, vehicle: van-1, day: mon",
                text=SOUND.replace("    days: [mon, tue]\n  - id: van-2",
                                   "    days: [mon, tue]\n    forbidden: [hyper-1]\n  - id: van-2"),
            ),
            "0.vehicle",
            "forbidden",
        ),
        (
            promises(
                "donor: hyper-1, vehicle: van-1, day: mon, shift: morning",
                text=SHIFTS.replace("payload_kg: 900", "payload_kg: 900\n    shifts: [afternoon]"),
            ),
            "0.shift",
            "ne sort pas sur la plage",
        ),
        (
            promises("donor: hyper-1, vehicle: van-1, day: mon, shift: afternoon", text=SHIFTS),
            "0.shift",
            "13:00–17:00",
        ),
        (
            promises(
                "donor: hyper-1, vehicle: van-1, day: mon",
                text=SHIFTS.replace("payload_kg: 900", "payload_kg: 900\n    shifts: [afternoon]"),
            ),
            "0.vehicle",
            "13:00–17:00",
        ),
        (
            promises(
                "donor: hyper-1, vehicle: van-1, day: mon, at: '09:00', shift: afternoon",
                text=SHIFTS,
            ),
            "0.at",
            "13:00–17:00",
        ),
        (promises("donor: super-1, vehicle: van-1, day: mon"), "0.vehicle", "titulaire seul"),
    ],
)  # fmt: skip
def test_a_promise_that_cannot_be_kept(tmp_path: Path, text: str, path: str, said: str) -> None:
    faults = faults_of(tmp_path, text)
    found = {fault.path: fault for fault in faults}
    path = f"policy.commitments.{path}"
    assert said in found[path].text.fr
    assert found[path].place == line_of(text, "    - {donor:")


@pytest.mark.parametrize(
    ("first", "second", "path", "said"),
    [
        (
            "donor: hyper-1, vehicle: van-1, day: mon",
            "donor: hyper-1, vehicle: van-2, day: mon",
            "1.vehicle",
            "à « van-1 »",
        ),
        (
            "donor: hyper-1, vehicle: van-1, day: mon, at: '09:00'",
            "donor: hyper-1, vehicle: van-1, day: mon, at: '10:00'",
            "1.vehicle",
            "déjà promis",
        ),
        (
            "donor: hyper-1, vehicle: van-2, day: mon, at: '09:00'",
            "donor: super-1, vehicle: van-2, day: mon, at: '09:00'",
            "1.at",
            "fini avant",
        ),
        (
            "donor: hyper-1, vehicle: van-2, day: mon, at: '09:10'",
            "donor: super-1, vehicle: van-2, day: mon, at: '09:00'",
            "1.at",
            "fini avant",
        ),
    ],
)
def test_two_promises_that_contradict_each_other(
    tmp_path: Path, first: str, second: str, path: str, said: str
) -> None:
    text = promises(first, second)
    (fault,) = faults_of(tmp_path, text)
    assert fault.path == f"policy.commitments.{path}"
    assert fault.place == line_of(text, second)
    assert said in fault.text.fr


def test_promises_that_can_be_kept_are_no_fault(tmp_path: Path) -> None:
    text = promises(
        "donor: hyper-1, vehicle: van-2, day: mon, at: '08:30', shift: morning",
        "donor: super-1, vehicle: van-2, day: mon, at: '08:50'",
        "donor: hyper-1, vehicle: van-1, day: tue",
    ).replace("week_of: 2026-11-23", "week_of: 2026-11-24")
    assert [fault.path for fault in faults_of(tmp_path, text)] == ["week_of"]


def test_a_vehicle_that_is_not_lent_keeps_no_promise_of_the_pool(tmp_path: Path) -> None:
    text = promises("donor: hyper-1, vehicle: van-1, day: mon").replace(
        "payload_kg: 900", "payload_kg: 900\n    lent: false"
    )
    (fault,) = faults_of(tmp_path, text)
    assert fault.path == "policy.commitments.0.vehicle"
    assert "lent" in fault.text.fr
