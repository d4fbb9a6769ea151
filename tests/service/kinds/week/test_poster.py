from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from models.plan import Plan
from models.study import Study
from service.kinds.week.poster import content, poster
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned, study


def text(pdf: bytes, folder: Path) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    path = folder / "poster.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True)
    return [" ".join(page.split()) for page in done.stdout.split("\f")[:-1]]


def test_every_round_is_on_one_page_without_a_contact(tmp_path: Path) -> None:
    made = planned()
    world = made.scenario
    people = tuple(one.changed(contact="06 00 00 00 01") for one in world.people)
    (page,) = text(poster(made.changed(scenario=world.changed(people=people)), "fr"), tmp_path)
    assert "06 00 00 00 01" not in page
    said = content(made, "fr")
    assert sum(len(day["rounds"]) for day in said["days"]) == len(made.plan.rounds)
    for day in said["days"]:
        for one in day["rounds"]:
            assert all(moment in page for moment, _, _ in one["stops"])


def test_associations_stand_in_rounds_by_their_short_name_and_whole_below() -> None:
    made = planned("hub")
    world = made.scenario
    short = tuple(one.changed(short=f"A{n}") for n, one in enumerate(world.associations))
    said = content(made.changed(scenario=world.changed(associations=short)), "fr")
    stops = [place for day in said["days"] for one in day["rounds"] for *_, place in one["stops"]]
    assert {one.name for one in short} & set(stops)
    assert not {one.label for one in short} & set(stops)
    assert [name for name, _ in said["doors"]] == [
        f"{one.name} – {one.label}" for one in short if one.name in stops
    ]


def test_a_week_of_five_times_as_many_rounds_holds_on_the_page(tmp_path: Path) -> None:
    made = planned()
    rounds = tuple(one.changed(id=f"{one.id}-{n}") for n in range(5) for one in made.plan.rounds)
    many = study(made.scenario, Plan(rounds=rounds))
    assert len(text(poster(many, "en"), tmp_path)) == 1


def test_no_round(tmp_path: Path) -> None:
    empty: Study = study(tiny("hub"), Plan())
    (page,) = text(poster(empty, "fr"), tmp_path)
    assert "Aucune tournée" in page
