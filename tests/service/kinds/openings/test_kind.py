"""A summer of openings: its command, its papers, what is changed by hand, what the public reads."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from typer.testing import CliRunner

from models.calendar import DAY_NAMES
from models.openings_study import HandChange, OpeningStudy
from models.rota import Rota
from scenarios import dump
from service.kinds.openings.page import opening_page
from service.kinds.openings.posters import _data
from service.pages.page import Number, Table
from solver.openings.plan import open_outlets
from solver.programs.cp_sat import Limits
from tests.helpers.outlets import calendar_of, group, outlet, slot, with_volunteers
from tests.service.commands import app

AUGUST = {"first": "2027-07-12", "last": "2027-07-25"}
WORLD = calendar_of(
    [
        outlet(
            "a",
            [slot("tue", households=40), slot("fri", today=False, of_month=["first", "third"])],
            closures=[AUGUST],
            hours_told="2026-07-01",
        ),
        outlet(
            "b",
            [slot("tue"), slot("sat", today=False)],
            association="restos",
            sector="nord",
            reach_min={"centre": 15},
            closures=[AUGUST | {"latest": "2027-08-01"}],
        ),
    ],
    28,
    groups=[group(households=23), group("seniors", audience="seniors", label="Personnes âgées")],
    relays=[{"id": "help", "association": "ccas", "outlet": "a"}],
)


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "120", "RAMASSE_LANG": ""})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A calendar, in its folder."""
    folder = tmp_path_factory.mktemp("openings")
    (folder / "town.yaml").write_text(dump(WORLD), encoding="utf-8")
    done = call("openings", str(folder / "town.yaml"), "--out", str(folder / "out"))
    assert done.exit_code == 0, done.output
    return folder / "out"


def one_line(text: str) -> str:
    return " ".join(text.split())


def study_in(folder: Path) -> OpeningStudy:
    return OpeningStudy.model_validate_json((folder / "study.json").read_text("utf-8"))


def test_the_command_answers_and_writes_its_papers(made: Path) -> None:
    study = study_in(made)
    assert study.violations == ()
    page = opening_page(study, "fr")
    # older people, whom nothing receives, are alarmed of, and do not hide what is done for others
    waited = next(one for one in study.gaps if one.group == "families")
    assert waited.after_days < waited.before_days < 28
    assert page.answer.startswith("Parmi ceux qu'un lieu reçoit, personne n'attend plus de")
    assert "un groupe sur 2 attend moins longtemps" in page.answer
    assert {one.worst_days for one in study.curve} <= set(range(28))
    assert any("Personnes âgées" in one.text for one in page.alerts)
    book = load_workbook(io.BytesIO((made / "classeur.xlsx").read_bytes()))
    assert "Attente la plus longue" in book.sheetnames
    report = (made / "report.html").read_text("utf-8")
    assert report.count("<rect") > 10
    assert "il y a 12 mois" in report
    (agenda, _) = sorted((made / "agendas").iterdir())
    events: Any = Calendar.from_ical(agenda.read_bytes()).walk("VEVENT")
    # first and third Fridays of July or every Tuesday, the weeks closed left out, relays in
    days = {one["DTSTART"].dt.date() for one in events}
    assert len(days) == len(events) == len({str(one["UID"]) for one in events})
    (text, _) = sorted((made / "messages").iterdir())
    told = text.read_text("utf-8")
    assert told.startswith("Lieu a (colis)\nDu 5 juillet 2027 au 1er août 2027.\nOuvert : mardi 14")
    assert "Fermé du lundi 12 juillet au dimanche 25 juillet inclus, sauf" in told


def test_what_the_public_reads_counts_nobody(made: Path) -> None:
    study = study_in(made)
    for language in ("fr", "en"):
        pdf = made / f"semainier-{language}.pdf"
        assert pdf.read_bytes().startswith(b"%PDF")
        told = json.dumps(_data(study, "fr" if language == "fr" else "en")["pages"])
        for count in ("23", "40"):
            assert not re.search(rf"\b{count}\b", re.sub(r"\b2[0-9] juillet", "", told))
    texts = [one.read_text("utf-8") for one in (made / "messages").iterdir()]
    texts += [one.read_text("utf-8") for one in (made / "agendas").iterdir()]
    for told in texts:
        assert "foyer" not in told
        assert "satur" not in told
    text = (
        subprocess.run(
            ["pdftotext", "-layout", str(made / "semainier-fr.pdf"), "-"],
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        if _has_pdftotext()
        else ""
    )
    if text:
        assert "Centre" in text
        assert "Nord" in text


def _has_pdftotext() -> bool:
    from shutil import which

    return which("pdftotext") is not None


def test_a_slot_fixed_by_hand_and_what_it_costs(made: Path, tmp_path: Path) -> None:
    study, kept = made / "study.json", study_in(made)
    now = {one.slot for one in kept.plan.slots if one.outlet == "b"}
    other = ({"tue-1400", "sat-1400"} - now).pop()
    out = tmp_path / "out"
    done = call("openings-change", str(study), "--fix", f"b/{other}", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert "Ce que coûtent les changements faits à la main" in done.stdout
    changed = study_in(out)
    assert changed.violations == ()
    assert changed.revision == 1
    assert {one.slot for one in changed.plan.slots if one.outlet == "b"} == {other}
    first = changed.levels[0]
    assert (first.level, first.value, first.proved) == ("changes", 1, True)
    assert changed.free_days <= tuple(
        sorted((one.after_days for one in changed.gaps), reverse=True)
    )
    freed = call(
        *("openings-change", str(out / "study.json"), "--free", f"b/{other}"),
        *("--out", str(tmp_path / "freed")),
    )
    assert freed.exit_code == 0, freed.output
    assert study_in(tmp_path / "freed").hand == ()
    unknown = call("openings-change", str(study), "--free", f"b/{other}", "--lang", "en")
    assert unknown.exit_code == 2
    assert f"b/{other} is not decided by hand" in unknown.stderr
    both = call(
        "openings-change",
        str(study),
        *("--fix", "b/tue-1400", "--fix", "b/sat-1400"),
        "--lang",
        "en",
    )
    assert both.exit_code == 2
    assert "it is the smallest set: Lieu b, Tuesday 14:00–17:00 (to be kept open)" in both.stderr
    assert "Free for instance: Lieu b" in both.stderr
    wrong = call(
        "openings-change",
        str(study),
        *("--fix", "b/tue-140", "--fix", "a/tue-1400", "--forbid", "a/tue-1400", "--lang", "en"),
    )
    assert wrong.exit_code == 2
    assert 'Did you mean "b/tue-1400"' in wrong.stderr
    assert "a/tue-1400 is both fixed and refused" in wrong.stderr
    assert call("openings-change", str(study), "--lang", "fr").exit_code == 2


def test_who_waits_longer_after_a_change_by_hand_is_named() -> None:
    outlets = [
        outlet("a", [slot("tue"), slot("fri", today=False, wish="free")]),
        outlet("b", [slot("tue"), slot("sat", today=False)], association="restos"),
    ]
    world, limits = calendar_of(outlets), Limits(work=5.0)
    kept = open_outlets(world, limits)
    opened = {(one.outlet, one.slot) for one in kept.plan.slots}
    hand = [
        HandChange(outlet=one.id, slot="tue-1400", wish="fixed")
        for one in world.openings.outlets
        if (one.id, "tue-1400") not in opened
    ]
    changed = open_outlets(world, limits, hand=hand, before=kept)
    then, now = (some.gaps[0].after_days for some in (kept, changed))
    assert now > then
    tables = opening_page(changed, "en").sections[0].parts
    (table,) = (one for one in tables if isinstance(one, Table) and one.heads[-1] == "wait added")
    ((label, before, after, more),) = table.rows
    assert label == world.openings.groups[0].label
    told = [one.value for one in (before, after, more) if isinstance(one, Number)]
    assert told == [then, now, now - then]
    # what nobody asked for moves nobody
    same = open_outlets(world, limits, before=kept)
    assert (same.plan, same.levels[0].value) == (kept.plan, 0)
    assert [one.least_days for one in same.gaps] == [one.least_days for one in kept.gaps]
    assert all(one.proved for one in same.levels)
    assert "No group waits more, or less" in str(opening_page(same, "en").sections[0].parts[-1])


def test_a_town_without_outlets_is_refused_and_wishes_of_the_file_conflict(tmp_path: Path) -> None:
    none = call("openings", "aix", "--lang", "en")
    assert none.exit_code == 2
    assert "has no outlet" in none.stderr
    fixed = [
        slot("tue", wish="fixed"),
        slot("fri", today=False, wish="fixed"),
        slot("sat", today=False),
    ]
    path = tmp_path / "fixed.yaml"
    path.write_text(
        dump(calendar_of([outlet("a", fixed), outlet("b", [slot("mon", wish="fixed")])]))
    )
    refused = call("openings", str(path), "--lang", "en")
    assert refused.exit_code == 2
    assert "Lieu a, Tuesday" in refused.stderr
    assert "Lieu b" not in refused.stderr
    # what is told to be freed is enough: it was more than one wish in a set of many
    many = [slot(day, wish="fixed", today=day == "mon") for day in ("mon", "tue", "wed", "thu")]
    path.write_text(dump(calendar_of([outlet("a", many)])))
    refused = call("openings", str(path), "--lang", "en")
    assert refused.exit_code == 2
    (freed,) = re.findall(
        r"Free for instance: (.+)\. All the others hold", one_line(refused.stderr)
    )
    assert freed.count("to be kept open") == 3
    left = [one for one in many if DAY_NAMES[one["day"]].en not in freed]
    assert len(left) == 1


def test_the_rota_is_asked_and_the_page_says_how_often(tmp_path: Path) -> None:
    world = with_volunteers()
    path, out = tmp_path / "town.yaml", tmp_path / "out"
    path.write_text(dump(world), encoding="utf-8")
    done = call("openings", str(path), "--rota", "--out", str(out), "--lang", "en")
    assert done.exit_code == 0, done.output
    study = study_in(out)
    assert study.violations == ()
    # the two who hold it come on Tuesdays alone, and without them it would open on Saturdays
    assert [one.slot for one in study.plan.slots if one.outlet == "b"] == ["tue-1400"]
    assert study.rota_rounds == 2
    times = f"{study.rota_rounds} times"
    assert f"The volunteers' rota was asked {times}" in done.stdout
    report = (out / "report.html").read_text("utf-8")
    assert f"The volunteers' rota was asked {times}" in html.unescape(report)
    without = call("openings", str(tmp_path / "town.yaml"), "--rota", "--set", "rota.volunteers=[]")
    assert without.exit_code == 2
    # what is decided by hand in the rota cannot hold: it is said, and nothing is written
    duty = {"id": "tri", "label": "Tri", "association": "restos", "days": ["tue"]}
    both = [{"person": f"p{n}", "duty": "tri"} for n in range(2)]
    asked = {"duties": [duty | {"shift": "afternoon"}], "decisions": both}
    rota = Rota.model_validate(world.rota.model_dump() | asked)
    path.write_text(dump(world.changed(rota=rota)), encoding="utf-8")
    refused = call("openings", str(path), "--rota", "--lang", "en")
    assert refused.exit_code == 2
    assert "These decisions cannot hold together: p0 at “Tri”" in one_line(refused.stderr)
