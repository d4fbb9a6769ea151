"""A rota at the command line: its files, what is refused, what is changed by hand."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.rota import Decision
from models.rota_study import RotaStudy
from scenarios import dump
from tests.helpers.rotas import town
from tests.helpers.studies import planned
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "120", "RAMASSE_LANG": ""})


def events(path: Path) -> list[Any]:
    found: list[Any] = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rota of the demonstration, with its files."""
    out = tmp_path_factory.mktemp("rota") / "out"
    done = call("rota", "aubagne_benevoles", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert "143 places tenues sur 152" in done.stdout
    assert "conduire le fourgon, mardi matin (4 à pourvoir)" in done.stdout
    return out


def study(folder: Path) -> RotaStudy:
    return RotaStudy.model_validate_json((folder / "study.json").read_text("utf-8"))


def test_the_demonstration_is_proved_and_says_whom_to_look_for(made: Path) -> None:
    found = study(made)
    assert found.violations == ()
    assert all(one.by == "potentials" for one in found.levels)
    assert sum(one.empty for one in found.shortages) == 9
    best = found.recruits[0]
    assert (best.skills, best.day, best.shift, best.fills) == (("driving",), "tue", "morning", 2)
    # who drives and who loads is told apart, day by day
    report = (made / "report.html").read_text("utf-8")
    assert re.search(r"chauffeur (p\d\d|\(1 à pourvoir\)) · ", report)


def test_its_files_say_pseudonyms_and_nothing_else(made: Path) -> None:
    found = study(made)
    busy = {one.person for one in found.plan.placements}
    assert {path.stem.removeprefix("benevole-") for path in (made / "agendas").iterdir()} == busy
    mine = events(made / "agendas" / "benevole-p17.ics")
    assert len(mine) == sum(one.person == "p17" for one in found.plan.placements)
    assert (made / "planning.pdf").read_bytes().startswith(b"%PDF")
    text = (made / "messages" / "planning-association-de-femmes.txt").read_text("utf-8")
    assert "p48" in text
    pasted = "".join(path.read_text("utf-8") for path in (made / "messages").iterdir())
    assert "à pourvoir" in pasted
    book = load_workbook(io.BytesIO((made / "classeur.xlsx").read_bytes()))
    rows = list(book["Services un à un"].iter_rows(values_only=True))
    assert len(rows) > len(found.duties)
    page = (made / "report.html").read_text("utf-8")
    assert page.count("<rect") > len({one.activity for one in found.duties})


def test_someone_is_ruled_out_and_the_fewest_places_change(made: Path, tmp_path: Path) -> None:
    before = study(made)
    out = next(one for one in before.plan.placements if one.duty.startswith("tri_20261130"))
    activity = before.duty[out.duty].activity
    told = call(
        *("rota-change", str(made / "study.json"), "--excluded", f"{out.person}:{activity}"),
        *("--out", str(tmp_path / "out"), "--lang", "en"),
    )
    assert told.exit_code == 0, told.output
    assert "What changed" in told.stdout
    assert "What it costs" in told.stdout
    after = study(tmp_path / "out")
    assert after.violations == ()
    assert len(set(before.plan.placements) - set(after.plan.placements)) == 1
    gone = events(tmp_path / "out" / "agendas" / f"benevole-{out.person}.ics")
    assert [one for one in gone if one.get("STATUS") == "CANCELLED"]
    # a decision stays until another undoes it
    again = call(
        *("rota-change", str(tmp_path / "out" / "study.json"), "--comes"),
        *(f"{out.person}:{activity}", "--out", str(tmp_path / "again")),
    )
    assert again.exit_code == 0, again.output
    assert [(one.person, one.rule) for one in study(tmp_path / "again").decisions] == [
        (out.person, "comes")
    ]
    freed = call(
        *("rota-change", str(tmp_path / "out" / "study.json"), "--free"),
        *(f"{out.person}:{activity}", "--out", str(tmp_path / "freed")),
    )
    assert freed.exit_code == 0, freed.output
    assert study(tmp_path / "freed").decisions == before.decisions
    unknown = call(
        *("rota-change", str(made / "study.json"), "--free", f"{out.person}:{activity}"),
        *("--lang", "en"),
    )
    assert unknown.exit_code == 2
    assert f"{out.person}:{activity} is not decided by hand" in unknown.stderr


def test_what_cannot_be_is_refused_all_at_once(made: Path, tmp_path: Path) -> None:
    refused = call(
        *("rota-change", str(made / "study.json"), "--comes", "p99:tri_20261130"),
        *("--comes", "p17:trri_20261130", "--excluded", "p17", "--lang", "en"),
    )
    assert refused.exit_code == 2
    assert refused.stderr.count("\n- ") == 3
    assert "Did you mean" in refused.stderr
    pair = call(
        *("rota-change", str(made / "study.json"), "--comes", "p13:ramasse-sp_20261130"),
        *("--comes", "p13:tri_20261130", "--out", str(tmp_path / "none")),
    )
    assert pair.exit_code == 2
    assert "ne tiennent pas ensemble" in pair.stderr
    assert not (tmp_path / "none").exists()
    nothing = call("rota", "aix")
    assert nothing.exit_code == 2
    assert "bénévoles" in nothing.stderr


def test_a_planned_week_asks_for_its_crews_and_takes_them(tmp_path: Path) -> None:
    week = planned()
    file, rounds = tmp_path / "town.yaml", tmp_path / "week.json"
    world = town().changed(week_of=week.scenario.week_of)
    volunteers = tuple(
        one.changed(skills=("drive", "cold"), helps=("ccas", "restos"), max_per_week=7, offers=(
            one.offers[0].changed(days=("mon", "tue", "wed"), shifts=("morning", "afternoon")),
        ))
        for one in world.rota.volunteers
    )  # fmt: skip
    world = world.changed(rota=world.rota.changed(volunteers=volunteers, weeks=1))
    file.write_text(dump(world), encoding="utf-8")
    rounds.write_text(week.model_dump_json(), encoding="utf-8")
    told = call("rota", str(file), "--week", str(rounds), "--out", str(tmp_path / "rota"))
    assert told.exit_code == 0, told.output
    found = study(tmp_path / "rota")
    assert found.violations == ()
    aboard = [one for one in found.duties if one.kind == "round"]
    assert {one.activity.rpartition("_")[0] for one in aboard} == set(week.plan.round)
    assert sum(one.places for one in aboard) == sum(len(one.crew) for one in week.plan.rounds)

    from solver.rota.crews import with_crews

    crewed = with_crews(week.scenario, found)
    placed = {p.person for p in found.plan.placements if found.duty[p.duty].kind == "round"}
    assert {re.sub("-(secours|ccas|restos)$", "", one.id) for one in crewed.people} == placed
    for one in crewed.people:
        assert "driver" in one.roles
        assert one.most_shifts <= 7
    later = week.scenario.changed(week_of=week.scenario.week_of.replace(year=2027))
    assert with_crews(later, found) is later


def test_decisions_of_the_file_that_conflict_are_named(tmp_path: Path) -> None:
    world = town()
    decisions = (Decision(person="p1", duty="tour"), Decision(person="p3", duty="sort"))
    file = tmp_path / "town.yaml"
    file.write_text(dump(world.changed(rota=world.rota.changed(decisions=decisions))), "utf-8")
    refused = call("rota", str(file), "--lang", "en")
    assert refused.exit_code == 2
    assert "p1 at “Ramasse” on 1 December 2026 (this person does not offer" in refused.stderr
    assert "p3 at “Tri”" in refused.stderr
