"""The command, its page and its public edition, and what it refuses."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from service.kinds.territory.pictures import shown
from service.kinds.territory.public import public_page
from service.pages.html import html as drawn
from tests.helpers.territories import area, mapped, point
from tests.service.commands import app


def call(*args: str) -> Any:
    return CliRunner().invoke(app, args, env={"COLUMNS": "100", "RAMASSE_LANG": ""})


def test_the_department(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("territory", "department13", "--draws", "50", "--out", str(out))
    assert done.exit_code == 0, done.output
    told = " ".join(done.stdout.split())
    assert "n'ont aucun lieu d'aide à portée à pied" in told
    assert "d'abord : Tarascon" in told
    assert "ERREUR DE RAMASSE" not in told
    assert "26 zones sur 134 ne sont pas classées" in told
    assert {path.name for path in out.iterdir()} >= {"report.html", "public.html", "public.xlsx"}
    public = (out / "public.html").read_text(encoding="utf-8")
    assert "Édition publique" in public
    assert "places par semaine" not in public


def test_the_public_edition_writes_no_small_count_and_no_camp() -> None:
    zones = [area("a", 400, camp_people=70), area("b", 8, 6), area("c", 63, 40)]
    study = mapped(zones, [point("p", people=3)])
    written = {one.zone: one.value for one in shown(study, public=True)}
    assert written == {"a": 400, "b": None, "c": 60}
    text = html.unescape(re.sub(r"<[^>]+>", " ", drawn(public_page(study, "fr"), "fr")))
    assert "Environ 70 personnes dans le besoin, sur 470" in " ".join(
        text.replace("\u202f", " ").replace("\u00a0", " ").split()
    )
    assert "saturé" not in text
    assert "places" not in text


def test_what_is_refused() -> None:
    zones = "territory.zones=[{id: '13055', label: Ville, place: {commune: Marseille, lat: 43.3, "
    zones += (
        "lon: 5.4}, need_low: 90, need_high: 40, children: 4}, {id: '13201', label: Un, place: "
    )
    zones += "{commune: Marseille, lat: 43.3, lon: 5.4}}, {id: '132010101', label: Deux, place: "
    zones += "{commune: Marseille, lat: 43.3, lon: 5.4}, camp_people: 30}]"
    done = call("territory", "department13", "--set", zones, "--lang", "en")
    assert done.exit_code == 2
    for words in (
        "90 people at least, 40 at most",
        "4. Expected: 11 at least",
        "smaller than a commune",
        "(13055) stands beside its own parts",
        "(13201) stands beside its own parts",
    ):
        assert words in done.stderr
    none = call("territory", "aix", "--lang", "en")
    assert none.exit_code == 2
    assert "has no areas" in none.stderr
    lost = call("territory", "department13", "--set", "territory.files.lists=[rien.csv]")
    assert lost.exit_code == 2
    assert "rien.csv" in lost.stderr
