from pathlib import Path

import pytest

from scenarios import load
from tests.scenarios.files import SOUND, faults_of, line_of

WEEK = """\
boxes_per_day: 5
deliveries:
  - id: to-restos
    source: secours
    to: restos
    days: [mon]
    max_visits: 2
    units:
      - {family: fruit, kg: 300, pallets: 1}
      - {family: dairy, kg: 40, boxes: 1}
errands:
  - {vehicle: van-1, day: tue, trip: 2, to: restos, rides_along: [frozen]}
policy:
"""
SOURCE = SOUND.replace("policy:\n", WEEK, 1)
CASES = [
    ("source: secours", "source: secour", "source: secour", "to-restos.source", "secours"),
    ("to: restos\n    days", "to: resto\n    days", "    to: resto", "to-restos.to", "restos"),
    ("source: secours", "source: restos", "source: restos", "to-restos.source",
     "lieu de tri d'aucun groupe"),
    ("to: restos\n    days", "to: secours\n    days", "    to: secours", "to-restos.to",
     "n'est pas un autre membre"),
    ("family: fruit, kg: 300", "family: fruits, kg: 300", "fruits, kg: 300",
     "to-restos.units.0.family", "fruit"),
    ("    days: [mon]\n    max", "    days: [mon, sat]\n    max", "days: [mon, sat]",
     "to-restos.days.1", "jour de tournée"),
    ("    days: [mon]\n    max", "    days: [mon, mon]\n    max", "days: [mon, mon]",
     "to-restos.days.1", "deux fois"),
    ("max_visits: 2", "min_visits: 3", "min_visits", "to-restos.min_visits", "2 unités"),
    ("max_visits: 2", "max_visits: 1\n    min_visits: 2", "min_visits", "to-restos.min_visits",
     "max_visits 1"),
    ("vehicle: van-1, day", "vehicle: van-3, day", "trip: 2", "errands.0.vehicle", "van-1"),
    ("day: tue, trip: 2", "day: wed, trip: 2", "trip: 2", "errands.0.day", "mon, tue"),
    ("vehicle: van-1, day", "vehicle: van-2, day", "trip: 2", "errands.0.day", "mon"),
    ("trip: 2", "trip: 3", "trip: 3", "errands.0.trip", "vont de 1 à 2"),
    ("trip: 2, to: restos", "trip: 2, to: resto", "trip: 2", "errands.0.to", "restos"),
    ("rides_along: [frozen]}", "rides_along: [frozen]}\n"
     "  - {vehicle: van-1, day: tue, trip: 2, to: secours}", "to: secours}", "errands.1.to",
     "va déjà à"),
    ("rides_along: [frozen]", "rides_along: [frozen, frozen]", "trip: 2",
     "errands.0.rides_along.1", "deux fois"),
    ("boxes_per_day: 5", "travel: {peak_min: 90}", "peak_min", "travel.peak_min",
     "off_peak_seconds"),
]  # fmt: skip


def spoilt(old: str, new: str) -> str:
    assert SOURCE.count(old) == 1, f"{old!r} stands {SOURCE.count(old)} times"
    return SOURCE.replace(old, new)


@pytest.mark.parametrize(("old", "new", "where", "path", "said"), CASES)
def test_deliveries_that_cannot_be(
    tmp_path: Path, old: str, new: str, where: str, path: str, said: str
) -> None:
    text = spoilt(old, new)
    (fault,) = faults_of(tmp_path, text)
    full = f"deliveries.{path}" if path.startswith("to-") else path
    assert (fault.place, fault.path) == (line_of(text, where), full)
    assert said in fault.text.fr


def test_what_the_place_or_the_vehicle_refuses(tmp_path: Path) -> None:
    text = spoilt("    people: 80\n", "    people: 80\n    refuses: [dairy]\n")
    (fault,) = faults_of(tmp_path, text)
    assert fault.path == "deliveries.to-restos.units.1.family"
    text = spoilt("    days: [mon, tue]\n  - id: van-2", "    days: [mon, tue]\n"
                  "    forbidden: [restos]\n  - id: van-2")  # fmt: skip
    (fault,) = faults_of(tmp_path, text)
    assert (fault.path, "forbidden" in fault.text.fr) == ("errands.0.vehicle", True)


def test_an_errand_while_the_vehicle_is_at_the_garage(tmp_path: Path) -> None:
    busy = '    busy: [{day: tue, starts: "07:00", ends: "13:00"}]\n'
    text = spoilt(
        "    days: [mon, tue]\n  - id: van-2", f"    days: [mon, tue]\n{busy}  - id: van-2"
    )
    (fault,) = faults_of(tmp_path, text)
    assert fault.path == "errands.0.day"


def test_an_errand_outside_the_pool_of_its_vehicle(tmp_path: Path) -> None:
    text = SOURCE.replace("    owner: secours\n", "    owner: secours\n    lent: false\n")
    (fault,) = faults_of(tmp_path, text)
    assert (fault.path, "même groupe" in fault.text.fr) == ("errands.0.to", True)


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    text = spoilt("source: secours", "source: nobody")
    text = text.replace("trip: 2", "trip: 9").replace("max_visits: 2", "min_visits: 7")
    assert [fault.path for fault in faults_of(tmp_path, text)] == [
        "deliveries.to-restos.source",
        "deliveries.to-restos.min_visits",
        "errands.0.trip",
    ]


def test_a_sound_week_and_its_variants(tmp_path: Path) -> None:
    path = tmp_path / "village.yaml"
    path.write_text(SOURCE, encoding="utf-8")
    scenario = load(path, None, ["deliveries.to-restos.weeks=odd"]).scenario
    assert list(scenario.units) == []  # the 48th week
    scenario = load(path, None, ["deliveries.to-restos.weeks=even"]).scenario
    assert [(unit.id, unit.temperature, unit.kg) for unit in scenario.units.values()] == [
        ("to-restos_1", "ambient", 300),
        ("to-restos_2", "chilled", 40),
    ]
