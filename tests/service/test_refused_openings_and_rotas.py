"""Each wrong calendar and rota, by command, API and page, in both languages; remedies followed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from models.rota import Rota
from tests.helpers.outlets import calendar_of, outlet, slot
from tests.service.commands import app
from tests.service.databases import create_app

Content = dict[str, Any]
Change = Callable[[Content], object]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("refused")
    made = create_app(f"sqlite:///{folder / 'refused.db'}", workers=0)
    with TestClient(made, base_url="http://127.0.0.1") as found:
        yield found


def sound() -> Content:
    """A town with an outlet that closes, and a rota of two."""
    closed = {"first": "2027-07-12", "last": "2027-07-18"}
    world = calendar_of([outlet("a", [slot("tue"), slot("fri", today=False)], closures=[closed])])
    people = [
        {"id": name, "association": "secours", "offers": [{"days": ["tue"], "shifts": ["morning"]}]}
        for name in ("p1", "p2")
    ]
    duty = {
        "id": "sort",
        "label": "Tri",
        "association": "secours",
        "days": ["tue"],
        "shift": "morning",
    }
    asked = {"volunteers": people, "duties": [duty], "skills": [{"id": "cold", "label": "Froid"}]}
    content: Content = json.loads(world.changed(rota=Rota.model_validate(asked)).model_dump_json())
    return content


def at(*path: str | int, **values: Any) -> Change:
    """Set fields of what lies at a path."""

    def change(content: Content) -> None:
        there: Any = content
        for step in path:
            there = there[step]
        there.update(values)

    return change


def more(*path: str | int, **values: Any) -> Change:
    """Add a row to the list at a path."""

    def change(content: Content) -> None:
        there: Any = content
        for step in path:
            there = there[step]
        there.append(values)

    return change


A = ("openings", "outlets", 0)
P1 = ("rota", "volunteers", 0)
REFUSED: Mapping[str, tuple[Change, Change, str]] = {
    "a date beyond the holidays known": (
        at("openings", first="2028-06-05", days=70),
        at("openings", days=27),
        "openings.days",
    ),
    "closures that overlap": (
        more(*A, "closures", first="2027-07-16", last="2027-07-20"),
        at(*A, "closures", 1, first="2027-07-19"),
        "openings.outlets.a.closures.1",
    ),
    "a closure of 0 days": (
        at(*A, "closures", 0, last="2027-07-11"),
        at(*A, "closures", 0, last="2027-07-12"),
        "openings.outlets.a.closures.0.last",
    ),
    "a slot over midnight": (
        at(*A, "slots", 0, starts="21:00", ends="01:00"),
        at(*A, "slots", 0, ends="23:59"),
        "openings.outlets.a.slots.0.ends",
    ),
    "an outlet that admits no class": (
        at(*A, admits=[]),
        at(*A, admits=["families"]),
        "openings.outlets.a.admits",
    ),
    "an outlet with nobody able to open it": (
        at("openings", people=[{"association": "secours", "people": 1}]),
        at("openings", people=[{"association": "secours", "people": 2}]),
        "openings.outlets.a.slots",
    ),
    "the same pseudonym twice": (
        at("rota", "volunteers", 1, id="p1"),
        at("rota", "volunteers", 1, id="p2"),
        "rota.volunteers.p1.id",
    ),
    "an e-mail in an id": (
        at(*P1, id="marie@exemple.fr"),
        at(*P1, id="p7"),
        "rota.volunteers.marie@exemple.fr.id",
    ),
    "a telephone in an id": (
        at(*P1, id="0612345678"),
        at(*P1, id="p7"),
        "rota.volunteers.0612345678.id",
    ),
    "a telephone in a note": (
        at(*P1, note="06.12.34.56.78 le soir"),
        at(*P1, note="le soir"),
        "rota.volunteers.p1.note",
    ),
    "a weekly cap of 0": (
        at(*P1, max_per_week=0),
        at(*P1, max_per_week=1),
        "rota.volunteers.p1.max_per_week",
    ),
    "a skill spelled two ways": (
        at(*P1, skills=["colds"]),
        at(*P1, skills=["cold"]),
        "rota.volunteers.p1.skills.0",
    ),
    "a duty longer than its half-day": (
        at("rota", "duties", 0, ends="23:00"),
        at("rota", "duties", 0, ends=None),
        "rota.duties.sort.ends",
    ),
}
FEW = 2
CASES = [
    pytest.param(what, marks=[] if n < FEW else pytest.mark.long) for n, what in enumerate(REFUSED)
]


def checked(path: Path, language: str) -> Any:
    path_of = ("check", str(path), "--lang", language)
    return CliRunner().invoke(app, path_of, env={"COLUMNS": "400", "RAMASSE_LANG": ""})


def one_line(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("what", CASES)
def test_it_is_refused_everywhere_alike_and_its_remedy_works(
    what: str, client: TestClient, tmp_path: Path
) -> None:
    spoil, mend, where = REFUSED[what]
    content, path = sound(), tmp_path / "town.yaml"
    spoil(content)
    path.write_text(json.dumps(content), encoding="utf-8")  # JSON is YAML
    for language, expected in (("fr", "Attendu :"), ("en", "Expected:")):
        files = {"file": ("town.yaml", path.read_bytes())}
        answer = client.post(
            "/api/v1/scenarios", files=files, headers={"Accept-Language": language}
        )
        assert answer.status_code == 422
        (fault,) = answer.json()["faults"]
        assert fault["path"] == where
        assert expected in fault["text"]
        told = checked(path, language)
        assert told.exit_code == 2
        page = client.post(f"/{language}/scenarios", files=files)
        assert page.status_code == 422
        for said in (told.stderr, page.text):
            assert one_line(fault["text"]) in one_line(said)
    mend(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    assert checked(path, "en").exit_code == 0


def test_the_town_they_are_made_of_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(json.dumps(sound()), encoding="utf-8")
    assert checked(path, "fr").exit_code == 0
