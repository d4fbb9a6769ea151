"""Contacts stand on drivers' sheets and pages, and in nothing else that is written or sent."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.base import Model
from models.study import Study
from scenarios import dump
from service.cli.earlier_studies import read_studies
from service.files import contacts_of, passed_on, with_contacts
from service.kinds.registry import KINDS
from service.privacy.ages import emptied
from service.sources import Upload
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.scenarios import changed, tiny
from tests.helpers.studies import planned
from tests.service.commands import app
from tests.service.databases import replanned

MARK = "06 91 23 45 67"
ALLOWED = ("feuilles-de-route.pdf", "telephones/")


def with_marks(study: Study) -> Study:
    """A study in which everybody can be rung at a number of their own."""
    world = study.scenario
    return study.changed(
        scenario=changed(
            world,
            people=tuple(one.changed(contact=f"{MARK} {one.id}") for one in world.people),
            donors=tuple(one.changed(contact=f"{MARK} {one.id}") for one in world.donors),
            associations=tuple(
                one.changed(contact=f'{MARK} "{one.id}"') for one in world.associations
            ),
        )
    )


def the_study(name: str) -> Model:
    if name == "week":
        return with_marks(planned())
    if name == "replan":
        call = replanned()
        return call.changed(answer=call.answer.changed(study=with_marks(planned())))
    world = with_marks(planned()).scenario
    return allocate(world, expected(world), compare=False)


@pytest.mark.parametrize("name", ["week", "replan", "split"])
def test_files_that_are_passed_on_have_no_contacts(name: str) -> None:
    kind, study = KINDS[name], the_study(name)
    assert MARK in study.model_dump_json()
    made = kind.made(study, "fr")
    for path, content in made.items():
        if not path.startswith(ALLOWED):
            assert MARK.encode() not in content, path
            if path.endswith(".xlsx"):
                import io
                import zipfile

                with zipfile.ZipFile(io.BytesIO(content)) as book:
                    assert not any(MARK.encode() in book.read(one) for one in book.namelist())
    drivers = [path for path in made if path.startswith("telephones/")]
    assert all(MARK.encode() in made[path] for path in drivers), "who drives has what they need"
    (whole,) = [path for path in made if path in ("study.json", "allocation.json")][:1]
    kind.study.model_validate_json(made[whole]) if name != "replan" else None


def test_the_command_keeps_them_apart_and_finds_them_again(tmp_path: Path) -> None:
    world = with_marks(planned()).scenario
    (tmp_path / "tiny.yaml").write_text(dump(world), encoding="utf-8")
    out = tmp_path / "out"
    words = ["run", str(tmp_path / "tiny.yaml"), "--iterations", "1", "--weeks", "1", "--json"]
    before = os.umask(0)
    try:
        done = CliRunner().invoke(app, [*words, "--out", str(out), "--lang", "en"])
    finally:
        os.umask(before)
    assert done.exit_code == 0, done.output
    assert MARK not in done.stdout
    assert MARK not in (out / "study.json").read_text()
    assert MARK in (out / "contacts.json").read_text()
    for path in (out, *out.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    asked = KINDS["replan"].asked
    field = "week" if "week" in asked.model_fields else "again"
    found, faults = read_studies(asked, {field: out / "study.json"}, KINDS)
    assert not faults
    again = found[field]
    people = getattr(again, "scenario", None) or again.study.scenario  # type: ignore[attr-defined]
    assert all(one.contact.startswith(MARK) for one in people.people)
    # moved away from its contacts, or beside others', it is read as it is
    for text in ("{}", "[]", "zut", '{"people": 3}'):
        (out / "contacts.json").write_text(text)
        assert not read_studies(asked, {field: out / "study.json"}, KINDS)[1], text
    # planned again where nobody can be rung, the file of before goes
    (tmp_path / "tiny.yaml").write_text(dump(tiny("hub")), encoding="utf-8")
    CliRunner().invoke(app, [*words, "--out", str(out)])
    assert not (out / "contacts.json").exists()


def test_contacts_are_emptied_whatever_they_hold() -> None:
    """Quotes, braces and words that look like JSON or YAML: only the contact goes."""
    odd = ('a "b"', "c\\", "{d}", "# e", "contact: f", '"contact": "g"', "h'i", "é")
    for one in odd:
        text = json.dumps({"id": "x", "contact": one, "note": one}, ensure_ascii=False)
        assert json.loads(passed_on(text)) == {"id": "x", "contact": "", "note": one}
        world = changed(
            tiny("hub"), people=tuple(who.changed(contact=one) for who in tiny("hub").people)
        )
        from scenarios import load

        upload = Upload("tiny.yaml", emptied(Upload("tiny.yaml", dump(world).encode())))
        with upload.at_hand() as path:
            found = load(path).scenario
        assert {who.contact for who in found.people} == {""}, one
        assert [who.changed(contact="") for who in world.people] == list(found.people)
    study = with_marks(planned())
    kept = contacts_of(study.model_dump_json())
    assert kept is not None
    again = with_contacts(passed_on(study.model_dump_json()).encode(), kept)
    assert Study.model_validate_json(again) == study
