"""The command, its page and its public edition, and what it refuses."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from service.kinds.territory.page import territory_page
from service.kinds.territory.pictures import pictures, shown
from service.kinds.territory.public import public, public_areas
from service.kinds.territory.ranking import best_idea
from service.kinds.territory.words import say
from service.pages.html import html as drawn
from service.pages.page import Number
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
    assert "chiffres étant inconnus ou secrets : 26 sur 134 (Aureille" in told
    made = {path.name for path in out.iterdir()}
    assert made >= {"report.html", "public.html", "public.xlsx", "carte.pdf", "carte_publique.pdf"}
    for name in ("carte.pdf", "carte_publique.pdf"):
        boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", (out / name).read_bytes())
        assert len(boxes) > 1
        assert {tuple(round(float(n) / 72 * 25.4) for n in one) for one in boxes} == {(420, 297)}
    public = (out / "public.html").read_text(encoding="utf-8")
    assert "Édition publique" in public
    assert "places par semaine" not in public


def test_the_public_edition_writes_no_small_count_and_no_camp() -> None:
    zones = [area("a", 400, camp_people=70), area("b", 8, 6), area("c", 63, 40)]
    study = mapped(zones, [point("p", people=3)])
    written = {one.zone: one.value for one in shown(study, public=True)}
    assert written == {"a": 400, "b": None, "c": 60}
    text = html.unescape(re.sub(r"<[^>]+>", " ", drawn(public(study, "fr"), "fr")))
    assert "Environ 70 personnes dans le besoin, sur environ 470" in " ".join(
        text.replace("\u202f", " ").replace("\u00a0", " ").split()
    )
    assert "saturé" not in text
    assert "places" not in text


def test_a_rate_tells_no_count_that_is_not_written() -> None:
    """Inhabitants are published: with the rate they would give it away."""
    rated = {"poverty_rate": 0.1, "inhabitants": 80}
    zones = [area("a", 400, poverty_rate=0.2, inhabitants=2_000), area("b", None, 6, **rated)]
    study = mapped(zones, [point("p")])
    assert study.hidden == ("b",)
    rates = {str(row[0]): row[2] for row in public_areas(study, "fr").rows}
    assert rates == {"Zone a": Number(0.2, share=True), "Zone b": Number(None)}


ZONES = (area("a", 400, camp_people=70), area("b", 8, 6), area("c", 63, 40), area("d", None, 1))


def test_the_maps_say_what_is_in_reach_how_many_and_what_would_change_it() -> None:
    study = mapped(ZONES, [point("p", mode="parcels")])
    reach, needs = pictures(study, "fr", public=False)
    assert {one.code: one.level for one in reach.zones} == {"a": 0, "b": 1, "c": 2, "d": 0}
    assert "30 min à pied" in reach.classes[0]
    proposed = [one.name for one in reach.spots if one.labelled]
    assert proposed
    assert reach.series == ("colis", f"le plus utile : {say[f'idea_{best_idea(study).idea}'].fr}")
    assert [one.level for one in needs.zones][3] is None
    assert needs.zones[0].value == "470 pers. dans le besoin"
    for zone in needs.zones:
        if zone.level:
            low = needs.classes[zone.level].replace("de ", "").split(" ")[0]
            assert int(zone.value.split(" ")[0]) >= int(low)
    alone = pictures(mapped(ZONES, []), "fr", public=False)
    assert [one.title for one in alone] == [needs.title]
    unknown = [area("d", None)]
    assert len(pictures(mapped(unknown, []), "fr", public=False)) == 1


def test_the_public_maps_tell_no_small_count_and_propose_nothing() -> None:
    study = mapped(ZONES, [point("p")])
    for picture in pictures(study, "fr", public=True):
        told = {one.code: one.value for one in picture.zones}
        assert told["a"] == "400 pers. dans le besoin"
        assert told["b"] == told["d"] == "inconnu, ou trop peu de monde pour être écrit"
        assert not any(one.labelled for one in picture.spots)
        assert not any("(8" in text for _, _, text in picture.names)
    assert next(one for one in picture.zones if one.code == "b").level is None


def test_each_map_has_its_table_in_its_section() -> None:
    study = mapped(ZONES, [point("p")])
    for page in (territory_page(study, "fr"), public(study, "fr")):
        section = page.sections[0]
        assert len(section.pictures) == 2
        rows = [table for table in section.tables if len(table.rows) == len(ZONES)]
        assert len(rows) == 1
        assert {row[0] for row in rows[0].rows} == {one.label for one in ZONES}


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
    # a check reads the files that the command would read
    checked = call("check", "department13", "--set", "territory.files.lists=[rien.csv]")
    assert checked.exit_code == 2
    assert "rien.csv" in checked.stderr
    lost = call("territory", "department13", "--set", "territory.files.lists=[rien.csv]")
    assert lost.exit_code == 2
    assert "rien.csv" in lost.stderr
