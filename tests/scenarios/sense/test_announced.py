"""What is announced and contradicts itself is refused, each with a remedy."""

from pathlib import Path

import pytest

from tests.scenarios.files import faults_of, spoilt

SUPER = "    private: true\n    offers:\n      - {days: [mon], kg: 100"
SECOURS = "    counted_on: 2026-10-01\n    openings:\n      - {day: tue"


def store(lines: str) -> str:
    """The file in which a store announces something."""
    return spoilt(
        SUPER, f"    private: true\n    {lines}\n    offers:\n      - {{days: [mon], kg: 100"
    )


def association(lines: str) -> str:
    """The file in which an association announces something."""
    return spoilt(
        SECOURS, f"    {lines}\n    counted_on: 2026-10-01\n    openings:\n      - {{day: tue"
    )


CASES = [
    (store("absences: [{first: 2026-11-25, last: 2026-11-24}]"), "absences.0.last", "avant"),
    (store("exceptions: [{on: 2026-11-23, opens: \"10:50\"}]"), "exceptions.0.opens", "20 min"),
    (store("exceptions: [{on: 2026-11-23, kg: 4}, {on: 2026-11-23, kg: 5}]"),
     "exceptions.1.on", "déjà"),
    (store("exceptions: [{on: 2026-11-25, kg: 4}]"), "exceptions.0.on", "jour de ramasse"),
    (store("absences: [{first: 2026-11-23}]\n    exceptions: [{on: 2026-11-23, kg: 4}]"),
     "exceptions.0.on", "fermeture"),
    (association("moved: [{on: 2026-11-23}]"), "moved.0.on", "pas de distribution"),
    (association("moved: [{on: 2026-11-24}, {on: 2026-11-24}]"), "moved.1.on", "déjà"),
    (association("moved: [{on: 2026-11-24, to: 2026-11-25}]\n    absences: [{first: 2026-11-25}]"),
     "moved.0.to", "fermeture"),
    (store("formerly: [{until: 2026-11-30, brand: A}]"), "formerly.0.until", "pas encore eu lieu"),
    (store("formerly: [{until: 2026-11-01}]"), "formerly.0.brand", "rien n'était autrement"),
    (store("formerly: [{until: 2026-11-01, brand: A}, {until: 2026-11-01, brand: B}]"),
     "formerly.1.until", "déjà dit"),
    (store("formerly: [{until: 2026-11-01, holder: nobody}]"), "formerly.0.holder", "nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "said"), CASES)
def test_what_contradicts_itself(tmp_path: Path, text: str, path: str, said: str) -> None:
    (fault,) = faults_of(tmp_path, text)
    assert fault.path.endswith(path)
    assert said in fault.text.fr
    assert fault.text.fr != fault.text.en


def test_names_of_stock_are_looked_up(tmp_path: Path) -> None:
    text = association("stock: [{family: diary, kg: 5, until: 2026-11-28}]")
    (fault,) = faults_of(tmp_path, text)
    assert "dairy" in fault.text.fr
