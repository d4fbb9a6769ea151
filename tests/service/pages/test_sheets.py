from openpyxl import Workbook

from service.pages.sheets import fit, write_table


def test_numbers_fit_their_columns_and_texts_their_rows() -> None:
    sheet = Workbook().active
    assert sheet is not None
    long = "Mercredi après-midi, Fourgon 700 kg avec dix norvégiennes de plus"
    money = '#,##0.00" €"'
    write_table(
        sheet, 1, ("Qui", "Part"), [((long, None), (1234567.891, money)), ((long, None),) * 2]
    )
    fit(sheet, [("Qui", "Part")])
    assert sheet.column_dimensions["B"].width > len("1,234,567.89 €")
    assert sheet.row_dimensions[1].height is None
    assert sheet.row_dimensions[2].height == 2 * 14
    assert sheet.column_dimensions["B"].width < len(long) / 2
    assert sheet.row_dimensions[3].height >= 3 * 14


def test_sentences_are_written_across_and_wide_columns_stay_readable() -> None:
    sheet = Workbook().active
    assert sheet is not None
    sheet["A1"] = "Une phrase qui explique. " * 12
    why = "Plus personne n'est disponible pour conduire ou accompagner ce jour-là. " * 3
    write_table(sheet, 3, ("Qui", "Pourquoi"), [(("a", None), (why, None))])
    fit(sheet, [("Qui", "Pourquoi")], [1])
    assert sheet.column_dimensions["A"].width == 38
    assert sheet.column_dimensions["B"].width == 40
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1"]
    assert sheet.row_dimensions[1].height == 4 * 14
