from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from scenarios import ScenarioError, load
from scenarios.forms import content, workbook
from scenarios.sizes import FAR, MANY_DONORS, MOST, large
from scenarios.source import LIBRARY
from tests.helpers.scenarios import changed, tiny


def test_a_list_that_is_too_long_is_refused_before_anything_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All lists at once, with their places and counts; at the bound it is taken."""
    world = load("aubagne").scenario
    monkeypatch.setattr(
        "scenarios.sizes.MOST", {**MOST, "donors": len(world.donors), "people": 3, "vehicles": 2}
    )
    with pytest.raises(ScenarioError) as found:
        load(LIBRARY / "aubagne.yaml")
    told = {one.path: one for one in found.value.faults}
    assert set(told) == {"people", "vehicles"}
    assert told["people"].text.en.startswith(f"{len(world.people)} volunteers")
    assert "3 at most" in told["people"].text.en
    assert ":" in told["people"].place


def load_text(text: str, folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    load(path)


def test_that_a_plan_takes_minutes_is_told_before() -> None:
    world = tiny("hub")
    assert not list(large(world))
    one: Any = world.donors[0]
    more = tuple(one.changed(id=f"store-{n}", offers=()) for n in range(MANY_DONORS))
    (told,) = large(changed(world, donors=(*world.donors, *more)))
    assert told.severity == "info"
    assert f"{MANY_DONORS + len(world.donors)} donors" in told.text.en


def test_what_is_far_too_long_is_not_read_to_its_end(tmp_path: Path) -> None:
    """Five thousand stores: refused by the line at which it is plain, not ten seconds later."""
    text = (LIBRARY / "aubagne.yaml").read_text(encoding="utf-8")
    head, tail = text.split("\ndonors:\n", 1)
    items = tail[tail.index("  - ") :]
    first = items[: items.index("\n  - ", 4)]
    whole = f"{head}\ndonors:\n{5_000 * (first + chr(10))}"
    assert len(whole) > 500_000
    began = time.process_time()
    with pytest.raises(ScenarioError) as found:
        load_text(whole, tmp_path)
    assert time.process_time() - began < 5
    (fault,) = found.value.faults
    most = MOST["donors"]
    assert f"More than {FAR * most} stores" in fault.text.en
    assert f"{most} at most" in fault.text.en
    lines = int(fault.place.rpartition(":")[2]) - head.count("\n")
    assert lines < 2 * FAR * most * first.count("\n") + 100


def test_of_a_workbook_too(tmp_path: Path) -> None:
    said = content(LIBRARY / "aubagne.yaml")
    said["donors"] = [
        {**said["donors"][0], "id": f"store-{n}", "offers": []}
        for n in range(FAR * MOST["donors"] + 1)
    ]
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(said, "fr", path.name))
    began = time.process_time()
    with pytest.raises(ScenarioError) as found:
        load(path)
    assert time.process_time() - began < 3
    (fault,) = found.value.faults
    assert fault.text.fr.startswith("Plus de 600 magasins")
    assert "Magasins!A" in fault.place
