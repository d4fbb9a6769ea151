from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.scenario import Scenario
from models.travel import TravelMatrix, TravelPolicy
from solver.travel import TravelError, matrix
from tests.helpers.scenarios import tiny

HEAD = "from,to,seconds,metres"
FILE = "travel.csv"


def scenario() -> Scenario:
    return tiny(donors=(), travel=TravelPolicy(table=FILE))


def lines() -> list[str]:
    """Return a table without fault: line ``n`` of the file is entry ``n - 2``."""
    sites = list(scenario().sites)
    return [
        f"{a},{b},{60 * (i + 1)},{1000 + 10 * i + j}"
        for i, a in enumerate(sites)
        for j, b in enumerate(sites)
        if a != b
    ]


def faults(folder: Path, rows: list[str], head: str = HEAD) -> tuple[str, ...]:
    (folder / FILE).write_text("\n".join([head, *rows]), encoding="utf-8")
    with pytest.raises(TravelError) as caught:
        matrix(scenario(), folder)
    assert all(fault.fr != fault.en for fault in caught.value.faults)
    return tuple(fault.en for fault in caught.value.faults)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_table_is_taken_as_it_is(tmp_path: Path, encoding: str) -> None:
    (tmp_path / FILE).write_text("\r\n".join([HEAD, *lines(), "", ""]), encoding=encoding)
    travel = matrix(scenario(), tmp_path)
    assert travel.source == "table"
    assert FILE in travel.detail
    assert travel.between("secours", "restos") == (60, 1001)
    assert travel.between("restos", "secours") == (120, 1010)
    assert travel.between("ccas", "ccas") == (0, 0)


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    rows = lines()
    rows[0] = rows[0].replace("secours", "secour")
    rows[1] = "secours,ccas,-5,1000"
    rows[3] = rows[2]
    del rows[4]
    found = faults(tmp_path, rows)
    assert [fault.split(": ")[0] for fault in found] == [
        f"{FILE}:2",
        f"{FILE}:3",
        f"{FILE}:5",
        FILE,
    ]
    assert 'secour". Expected' in found[0]
    assert 'Did you mean "Secours"?' in found[0]
    assert "-5" in found[1]
    assert "given already" in found[2]
    # the line with a wrong value is not counted as missing too
    assert "3 pairs missing" in found[3]


@pytest.mark.parametrize(
    "value", ["", "12.5", "1e3", "²", "nan", "9" * 5000], ids=lambda value: value[:6] or "nothing"
)
def test_only_whole_numbers_of_sensible_size(tmp_path: Path, value: str) -> None:
    rows = lines()
    rows[2] = f"restos,secours,{value},1000"
    found = faults(tmp_path, rows)
    assert len(found) == 1
    assert found[0].startswith(f"{FILE}:4: ")
    assert len(found[0]) < 300


def test_a_decimal_comma_is_not_read_as_two_values(tmp_path: Path) -> None:
    rows = lines()
    rows[2] = "restos,secours,12,5,1000"
    assert faults(tmp_path, rows)[0].startswith(f"{FILE}:4: ")


def test_going_nowhere_takes_no_time(tmp_path: Path) -> None:
    assert faults(tmp_path, [*lines(), "ccas,ccas,60,0"])[0].startswith(f"{FILE}:8: ")


@pytest.mark.parametrize("head", ["", "from,to,seconds", "site,to,seconds,metres"])
def test_the_columns_are_named(tmp_path: Path, head: str) -> None:
    found = faults(tmp_path, lines(), head)
    assert len(found) == 1
    assert "from, to, seconds, metres" in found[0]


def test_a_table_of_a_french_spreadsheet_is_read_in_any_order(tmp_path: Path) -> None:
    labels = {one.id: one.label for one in scenario().associations}
    rows = ["Vers;De;Mètres;Secondes"]
    for line in lines():
        a, b, seconds, metres = line.split(",")
        rows.append(f"{b};{labels[a]};{int(metres):,};{seconds}".replace(",", "\u202f"))
    usual = matrix_of(tmp_path, "\n".join([HEAD, *lines()]).encode())
    for letters in ("cp1252", "utf-16", "utf-8-sig"):
        text = "\r".join(rows)
        text = text.replace("\u202f", "\u00a0") if letters == "cp1252" else text
        found = matrix_of(tmp_path, text.encode(letters))
        assert (found.seconds, found.metres) == (usual.seconds, usual.metres)


def matrix_of(folder: Path, content: bytes) -> TravelMatrix:
    (folder / FILE).write_bytes(content)
    return matrix(scenario(), folder)


def test_a_cell_without_end_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, ["x" * 200_000])


@pytest.mark.parametrize(
    ("content", "why"), [(None, "File not found"), (b"\xff\xfe\x00", "cannot be read")]
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, why: str) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(TravelError, match=why):
        matrix(scenario(), tmp_path)


def calm(peak_min: int | None) -> Scenario:
    return tiny(donors=(), travel=TravelPolicy(table=FILE, peak_min=peak_min))


def test_a_fifth_column_gives_the_times_after_the_peak(tmp_path: Path) -> None:
    rows = [f"{line},{n}" for n, line in enumerate(lines(), start=30)]
    (tmp_path / FILE).write_text("\n".join([f"{HEAD},off_peak_seconds", *rows]), encoding="utf-8")
    travel = matrix(calm(90), tmp_path)
    assert travel.way("secours", "restos", 90 * 60) == (60, 1001)
    assert travel.way("secours", "restos", 90 * 60 + 1) == (30, 1001)
    assert travel.way("ccas", "ccas", 99_999) == (0, 0)
    assert travel.digest != travel.changed(peak_s=60).digest
    assert travel.digest != travel.changed(off_peak_seconds=travel.seconds).digest
    assert (travel.fastest_s("restos", "secours"), travel.slowest_s("restos", "secours")) == (
        32,
        120,
    )


@pytest.mark.parametrize(("peak_min", "head"), [(90, HEAD), (None, f"{HEAD},off_peak_seconds")])
def test_the_peak_and_the_fifth_column_go_together(
    tmp_path: Path, peak_min: int | None, head: str
) -> None:
    (tmp_path / FILE).write_text("\n".join([head, *lines()]), encoding="utf-8")
    with pytest.raises(TravelError, match=r"goes with travel\.peak_min"):
        matrix(calm(peak_min), tmp_path)


def test_a_line_without_its_fifth_value_is_named(tmp_path: Path) -> None:
    rows = [f"{line},30" for line in lines()]
    rows[1] = lines()[1]
    (tmp_path / FILE).write_text("\n".join([f"{HEAD},off_peak_seconds", *rows]), encoding="utf-8")
    with pytest.raises(TravelError, match="a whole number") as caught:
        matrix(calm(90), tmp_path)
    assert len(caught.value.faults) == 1


def book(folder: Path, *sheets: Sequence[Sequence[object]], hidden: str = "") -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(f"Feuil {number}")
        for row in rows:
            sheet.append(row)
        if sheet.title == hidden:
            sheet.sheet_state = "hidden"
    made.save(folder / "trajets.xlsx")
    (folder / "trajets.xlsx").replace(folder / FILE)
    return folder


def cells(*, labelled: bool = False) -> list[list[object]]:
    names = {one.id: one.label if labelled else one.id for one in scenario().associations}
    split = (line.split(",") for line in lines())
    return [[names[a], names[b], int(seconds), float(metres)] for a, b, seconds, metres in split]


def test_a_workbook_is_read_by_its_sheets(tmp_path: Path) -> None:
    usual = matrix_of(tmp_path, "\n".join([HEAD, *lines()]).encode())
    head: list[object] = ["De", "Vers", "Secondes", "Mètres"]
    rows = cells(labelled=True)
    assert len(rows) > 3
    for sheets in ([[head, *rows]], [[["Relevé"], head, *rows[:3]], [], [head, *rows[3:]]]):
        found = matrix(scenario(), book(tmp_path, *sheets))
        assert (found.seconds, found.metres) == (usual.seconds, usual.metres)


def test_faults_of_a_workbook_name_their_cells(tmp_path: Path) -> None:
    head = HEAD.split(",")
    rows = cells()
    rows[0][2], rows[1][0], rows[3][3] = 12.5, "secour", "=1+1"
    second: list[Sequence[object]] = [head, rows.pop()]
    third: list[Sequence[object]] = [head, ["ccas", "ccas", 60, 0]]
    with pytest.raises(TravelError) as caught:
        matrix(scenario(), book(tmp_path, [head, *rows], second, third, hidden="Feuil 2"))
    found = [one.en for one in caught.value.faults]
    places = [f"{FILE}:'Feuil 2'", f"{FILE}:'Feuil 1'!D5", f"{FILE}:'Feuil 1'!C2"]
    # what is missing may stand in the sheet that is not read: not told yet
    places += [f"{FILE}:'Feuil 1'!A3", f"{FILE}:'Feuil 3'!C2"]
    assert [one.split(": ")[0] for one in found] == places


def test_what_is_no_workbook_or_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(TravelError, match="no sheet with anything in"):
        matrix(scenario(), book(tmp_path, []))
    with pytest.raises(TravelError, match="from, to, seconds, metres"):
        matrix(scenario(), book(tmp_path, [["from", "to"], ["ccas", "restos"]]))
    strange: list[Sequence[object]] = [["Notes", "du"], ["lundi", 3]]
    with pytest.raises(TravelError, match="no title that is known"):
        matrix(scenario(), book(tmp_path, [HEAD.split(","), *cells()], strange))
    (tmp_path / FILE).write_bytes(b"PK\x03\x04" + bytes(range(8)) * 50)
    with pytest.raises(TravelError, match="cannot be read"):
        matrix(scenario(), tmp_path)


def test_minutes_and_km_are_read_by_their_titles(tmp_path: Path) -> None:
    usual = matrix_of(tmp_path, "\n".join([HEAD, *lines()]).encode())
    split = [line.split(",") for line in lines()]
    rows = [f"{a};{b};{int(s) / 60:g};{int(m) / 1000:g}".replace(".", ",") for a, b, s, m in split]
    found = matrix_of(tmp_path, "\n".join(["De;Vers;Durée (min);Km", *rows]).encode())
    assert (found.seconds, found.metres) == (usual.seconds, usual.metres)
    # minutes under the title of seconds: nobody drives so fast
    wrong = faults(tmp_path, [f"{a},{b},{int(s) // 60},{m}" for a, b, s, m in split])
    assert len(wrong) == len(lines())
    assert all("faster than any car" in one for one in wrong)
    both = faults(tmp_path, [f"{one},1" for one in lines()], f"{HEAD},km")
    assert "minutes and km" in both[-1]


def test_sites_are_called_by_their_names_and_long_lists_are_cut(tmp_path: Path) -> None:
    (missing,) = faults(tmp_path, lines()[1:])
    assert "1 pairs missing (Secours → Restos)" in missing
    found = faults(tmp_path, [*lines(), *("zzz,ccas,60,1000" for _ in range(90))])
    assert len(found) == 31
    assert "60 more" in found[-1]
