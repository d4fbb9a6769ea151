"""Figures as Insee publishes them: secrets, codes, levels, spellings, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.territory import TerritoryFiles
from models.territory_study import Facts
from scenarios import ScenarioError
from scenarios.territory.facts import facts_of
from tests.helpers.scenarios import tiny
from tests.helpers.territories import area

FILOSOFI = """CODGEO;NBMENFISC21;NBPERSMENFISC21;MED21;PIMP21;TP6021
13001;63029;126064;25810;61,0;15,0
13004;23795;51915;20060;43,0;24,0
13055;388223;849546;20700;50,0;26,0
13061;102;237;22850;s;s
13201;15601;29311;16530;39,0;38,0
13203;18554;42581;13530;24,0;52,0
"""
IRIS = """IRIS;DEC_PIMP21;DEC_TP6021
130010101;59,0;21,0
130010102;46,0;ns
"""
GRIDS = {
    "2015": "IdINSPIRE,Depcom,I_est_cr,Ind,Men,Men_pauv,Men_fmp,Ind_0_3,Ind_4_5,Ind_6_10,"
    "Ind_11_17,Ind_65_79,Ind_80p\n"
    "CRS3035RES200mN2298400E3930200,13004,0,210,90,30,24,12,6,20,28,30,15\n",
    "2017": "Idcar_200m,I_est_200,lcog_geo,Ind,Men,Men_pauv,Men_fmp,Ind_0_3,Ind_4_5,Ind_6_10,"
    "Ind_11_17,Ind_65_79,Ind_80p\n"
    "CRS3035RES200mN2298400E3930200,1,13004,210,90,30,24,12,6,20,28,30,15\n",
    "2019": "idcar_200m,i_est_200,lcog_geo,ind,men,men_pauv,men_fmp,ind_0_3,ind_4_5,ind_6_10,"
    "ind_11_17,ind_65_79,ind_80p\n"
    "CRS3035RES200mN2298400E3930200,0,13004,210.0,90.0,30.0,24.0,12,6,20,28,30,15\n",
}


def read(folder: Path, texts: dict[str, str], codes: dict[str, str] | None = None) -> Facts:
    for name, text in (texts | (codes or {})).items():
        (folder / name).write_text(text, encoding="utf-8")
    files = TerritoryFiles(figures=tuple(texts), codes=tuple(codes or ()))
    world = tiny("hub")
    territory = world.territory.changed(files=files)
    return facts_of(world.changed(territory=territory), folder).facts


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read(folder, {"chiffres.csv": text})
    return [f"{one.place} {one.path} {one.text.en}" for one in caught.value.faults]


def test_filosofi_by_commune(tmp_path: Path) -> None:
    found = read(tmp_path, {"filo.csv": FILOSOFI})
    rate = {one.id: one.poverty_rate for one in found.zones}
    assert rate == {"13001": 0.15, "13004": 0.24, "13061": None, "13201": 0.38, "13203": 0.52}
    assert {one.id: one.need for one in found.zones}["13061"] is None
    arles = next(one for one in found.zones if one.id == "13004")
    assert (arles.label, arles.inhabitants, arles.need) == ("Arles", 51915, (12460, 12460))
    assert abs(arles.place.lat - 43.677) < 0.01
    assert "13055 left out" in found.files[0].notes[0].en


def test_iris_need_a_population(tmp_path: Path) -> None:
    alone = read(tmp_path, {"filo.csv": FILOSOFI, "iris.csv": IRIS})
    assert not any(len(one.id) == 9 for one in alone.zones)
    assert any("rates without population" in note.en for note in alone.files[1].notes)
    people = "IRIS;LIBIRIS;P21_POP;lat;lon\n130010101;Centre;3100;43,5290;5,4470\n"
    people += "130010102;Mazarin;2800;43,5260;5,4500\n"
    found = read(tmp_path, {"filo.csv": FILOSOFI, "iris.csv": IRIS, "pop.csv": people})
    named = {one.id: one for one in found.zones}
    assert named["130010101"].need == (651, 651)
    assert named["130010102"].need is None
    assert "13001" not in named
    assert "13004" in named


@pytest.mark.parametrize("year", GRIDS)
def test_the_three_spellings_of_the_grid(tmp_path: Path, year: str) -> None:
    (cell,) = read(tmp_path, {"carreaux.csv": GRIDS[year]}).zones
    assert cell.id == "crs3035res200mn2298400e3930200"
    assert (cell.inhabitants, cell.need) == (210, (70, 70))
    assert (cell.children, cell.older, cell.single_parents) == (22, 15, None)
    assert 43.0 < cell.place.lat < 44.5
    assert 4.0 < cell.place.lon < 6.0


def test_old_codes_and_merged_communes(tmp_path: Path) -> None:
    figures = "CODGEO;NBPERSMENFISC21;TP6021\n13991;1000;10,0\n13992;3000;30,0\n13002;5;s\n"
    codes = {"passage.csv": "CODGEO_INI;CODGEO_2025\n13991;13004\n13992;13004\n"}
    found = read(tmp_path, {"filo.csv": figures}, codes)
    arles = next(one for one in found.zones if one.id == "13004")
    assert arles.inhabitants == 4000
    assert arles.poverty_rate == pytest.approx(0.25)
    assert "today's (2)" in found.files[1].notes[0].en
    assert "Expected: a code of a commune of today" in refused(tmp_path, figures)[0]


def test_what_is_typed_goes_before_files(tmp_path: Path) -> None:
    (tmp_path / "filo.csv").write_text(FILOSOFI, encoding="utf-8")
    world, mine = tiny("hub"), area("13061", 40)
    files = TerritoryFiles(figures=("filo.csv",))
    territory = world.territory.changed(files=files, zones=(mine,))
    found = facts_of(world.changed(territory=territory), tmp_path).facts
    one = next(one for one in found.zones if one.id == "13061")
    assert (one.need, one.inhabitants, one.label) == ((40, 40), 237, mine.label)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = "code;population;taux_de_pauvrete;besoin_bas;besoin_haut;enfants\n"
    text += "13001;abc;15;;;\n13002;100;115;;;\n13003;100;15;40;20;\n13004;100;15;;;4\n"
    text += "13005;100;15;;;40\n13005;100;15;;;40\n"
    told = refused(tmp_path, text)
    assert len(told) == 5
    for line, words in zip(
        (2, 3, 4, 5, 7),
        ('Found "abc"', "from 0 to 100", "40 at least, 20 at most", "11 at least", "on line 6"),
        strict=True,
    ):
        assert any(one.startswith(f"chiffres.csv:{line} ") and words in one for one in told), words
    assert "no population, rate or need" in refused(tmp_path, "a;b\n1;2\n")[0]
    world = tiny("hub")
    files = TerritoryFiles(figures=("absent.csv",), lists=("rien.csv",), timetable="bus.zip")
    with pytest.raises(ScenarioError) as caught:
        facts_of(world.changed(territory=world.territory.changed(files=files)), tmp_path)
    assert {one.place for one in caught.value.faults} == {"absent.csv", "rien.csv", "bus.zip"}


def test_a_table_typed_by_hand_tells_which_columns_were_not_read(tmp_path: Path) -> None:
    text = "code;commune;taux_pauvrete;personnes_min;personnes_max;remarque\n"
    text += "13110;Trets;14,5;;;vu\n13072;Peynier;ns;40;60;\n"
    found = read(tmp_path, {"besoins.csv": text})
    assert {one.id: (one.poverty_rate, one.need_low, one.need_high) for one in found.zones} == {
        "13072": (None, 40, 60),
        "13110": (0.145, None, None),
    }
    assert [one.fr.partition(".")[0] for one in found.files[0].notes] == [
        "Colonnes qui n'ont pas été lues : remarque"
    ]
