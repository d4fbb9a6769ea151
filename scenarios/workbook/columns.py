"""The columns of a sheet as they are found: which cell of a row holds which value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from models.base import Text
from scenarios.faults import Complaint, did_you_mean, nearest, shown
from scenarios.workbook.assembly import Blanks
from scenarios.workbook.cells import plain_text
from scenarios.workbook.headings import NONE, heading, known_headings
from scenarios.workbook.layout import TOP, Column, Table, column, columns
from scenarios.workbook.letters import bare
from scenarios.workbook.sheets import Sheet
from scenarios.workbook.spreading import flat_columns

SEARCHED = 5
"""The first rows, or columns, among which the ids are looked for."""


@dataclass
class Columns:
    """Where the values of a sheet's records stand."""

    first: int = 1
    """The first row of records."""
    parent: int | None = None
    """The column that names the item a row belongs to."""
    at: dict[str, int] = field(default_factory=dict)
    """The column, or for the town's values the row, of each id."""
    known: dict[str, Column] = field(default_factory=dict)
    said: list[Complaint] = field(default_factory=list)
    values: int = 2
    """For the town: the column of values."""
    lacking: set[str] = field(default_factory=set)
    """Fields whose column is missing, which is said."""

    def holds(self, cells: Mapping[int, object]) -> bool:
        """Tell whether a row has something under a title."""
        return any(number in cells for number in (*self.at.values(), self.parent))

    def places(self, row: int | None) -> Iterator[tuple[Column, tuple[int, int]]]:
        """Yield each column with the cell of a row; with its own cell for the town's values."""
        for name, number in self.at.items():
            yield self.known[name], (number, self.values) if row is None else (row, number)

    def blanks(self, sheet: Sheet, row: int | None = None) -> Blanks:
        """Return what a row leaves out."""
        cells = {
            one.id: sheet.mark(*at)
            for one, at in self.places(row)
            if at not in sheet.cells and at not in sheet.faults
        }
        return Blanks(cells, self.lacking)


def columns_of(table: Table, sheet: Sheet, labels: Mapping[str, str] = NONE) -> Columns:
    """Return the columns of a table's sheet, by their ids or else by their titles.

    Parameters
    ----------
    table
        What the sheet should be.
    sheet
        The sheet.
    labels
        The ids that columns of keys may be called by, by bare label.
    """
    record = table.place.item
    flat = {one.id: one for one in flat_columns(table)} if table.flat else {}

    def named(name: str) -> Column | None:
        return flat.get(name) if table.flat else column(record, name)

    usual = list(flat.values()) if table.flat else list(columns(record, table.name, _no_keys))
    keyed = [column(record, key) for key, one in record.keys.items() if one.kind == "mapping"]
    titles = known_headings((*usual, *(one for one in keyed if one is not None)))

    def is_id(raw: object) -> bool:
        text = str(raw).strip()
        return named(text) is not None or text == table.parent_id != ""

    def is_title(raw: object) -> bool:
        return isinstance(raw, str) and bare(raw) in titles

    head = _best(sheet, is_title)
    ids = _best(sheet, is_id)
    if head and ids and 2 * sum(map(is_id, sheet.row(ids).values())) < len(sheet.row(ids)):
        # a row of values, one of which is also the id of a column
        ids = None
    found = Columns(first=max(head or 0, ids or 0) + 1)
    if not head and not ids:
        found.said.append(Complaint(sheet.mark(1, 1), "", _NO_HEADS))
        return found
    named_above = sheet.row(head) if head else {}
    named_here = sheet.row(ids) if ids else {}
    sheet.titles = {at: plain_text(raw).strip() for at, raw in (named_here | named_above).items()}
    for number in sorted({*named_above, *named_here}):
        here = plain_text(named_here.get(number)).strip()
        above = plain_text(named_above.get(number))
        # an id that is none gives way to the title above it
        sure = here and (named(here) is not None or here == table.parent_id)
        text = here if sure else _titled(above, titles, labels) or _titled(here, titles, labels)
        text = text or here
        if table.parent is not None and text == table.parent_id:
            found.parent = number
            continue
        one = named(text) if text else None
        if one is None:
            row = (ids if number in named_here else head) or 1
            shown_text = text or plain_text(named_above.get(number))
            found.said.append(_unknown(sheet, row, number, shown_text, usual))
        elif text in found.at:
            found.said.append(Complaint(sheet.mark(ids or 1, number), "", _TWICE))
        else:
            found.at[text], found.known[text] = number, one
    _missing(found, table, sheet, usual)
    _outside(found, sheet)
    return found


def town_columns(sheet: Sheet) -> Columns:
    """Return where the town's own values stand: a row each, the id in a column of its own."""
    found = Columns()
    by_column = {
        number: [
            (row, str(raw).strip())
            for (row, at), raw in sorted(sheet.cells.items())
            if at == number and isinstance(raw, str)
        ]
        for number in range(1, SEARCHED + 1)
    }
    counts = {
        number: sum(column(TOP, text) is not None for _, text in cells)
        for number, cells in by_column.items()
    }
    ids = max(counts, key=lambda number: (counts[number], -number))
    if not counts[ids]:
        found.said.append(Complaint(sheet.mark(1, 1), "", _NO_HEADS))
        return found
    usual = list(columns(TOP, "", _no_keys))
    for row, text in by_column[ids]:
        one = column(TOP, text)
        if one is None and row > 1 and not text.startswith("("):
            found.said.append(_unknown(sheet, row, ids, text, usual))
        elif one is not None and text in found.at:
            found.said.append(Complaint(sheet.mark(row, ids), "", _TWICE))
        elif one is not None:
            found.at[text], found.known[text] = row, one
    sheet.by_row = True
    sheet.titles = {row: plain_text(sheet.cells.get((row, 1))).strip() for row in found.at.values()}
    named = set(found.at.values())
    lost = [row for row, at in sheet.cells if at == found.values and row > 1 and row not in named]
    known = {row for row, _ in by_column[ids]}
    found.said += [
        Complaint(sheet.mark(row, found.values), "", _NO_ID) for row in lost if row not in known
    ]
    return found


def _no_keys(_: tuple[str, ...]) -> tuple[str, ...]:
    return ()


def _titled(title: str, titles: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Return the id that a title means: a column's, or a field's and one of its keys."""
    known = titles.get(bare(title))
    if known is not None:
        return known
    field, _, key = title.rpartition(":")
    name = titles.get(bare(field))
    return f"{name}.{labels.get(bare(key), key.strip())}" if name is not None else ""


def _best(sheet: Sheet, is_one: Callable[[object], bool]) -> int | None:
    """Return which of the first rows holds most of something, none when none does."""
    counts = {
        row: sum(is_one(raw) for raw in sheet.row(row).values()) for row in range(1, SEARCHED + 1)
    }
    best = max(counts, key=lambda row: (counts[row], -row))
    return best if counts[best] else None


def _unknown(sheet: Sheet, row: int, number: int, text: str, usual: list[Column]) -> Complaint:
    known = {one.id: _title(one) for one in usual}
    known |= {bare(heading(one, "fr")): _title(one) for one in usual}
    known |= {bare(heading(one, "en")): _title(one) for one in usual}
    close = nearest(text, known) or nearest(bare(text), known)
    tip = _DELETE if close is None else did_you_mean(known[close])
    said = _UNKNOWN.format(found=shown(text), tip=tip)
    return Complaint(sheet.mark(row, number), "", said)


def _title(one: Column) -> Text:
    return Text(fr=heading(one, "fr"), en=heading(one, "en"))


def _missing(found: Columns, table: Table, sheet: Sheet, usual: list[Column]) -> None:
    """Say which columns that no row can do without are not there."""
    names, titles = [], []
    if table.parent is not None and found.parent is None:
        names.append(table.parent_id)
        titles.append(table.parent.title)
    for one in usual:
        field = one.id.rpartition(".")[0] if one.form == "cross" else one.id
        there = any(name == field or name.startswith(f"{field}.") for name in found.at)
        # an id is made from the label
        if one.required and not there and not (field == "id" and "label" in found.at):
            names.append(field)
            titles.append(one.told.title if one.key is not None else _title(one))
    found.lacking |= set(names)
    if names:
        listed = Text(
            fr=", ".join(dict.fromkeys(one.fr for one in titles)),
            en=", ".join(dict.fromkeys(one.en for one in titles)),
        )
        text = _MISSING.format(names=listed)
        found.said.append(Complaint(sheet.whole, "", text))


def _outside(found: Columns, sheet: Sheet) -> None:
    """Say what stands under no title."""
    inside = {*found.at.values(), found.parent}
    inside |= {number for row in range(1, found.first) for number in sheet.row(row)}
    lost: dict[int, int] = {}
    for row, number in (*sheet.cells, *sheet.faults):
        if row >= found.first and number not in inside:
            lost[number] = min(row, lost.get(number, row))
    found.said += [Complaint(sheet.mark(row, number), "", _OUTSIDE) for number, row in lost.items()]


_DELETE = Text(fr="Supprimez-la, ou reprenez le modèle.", en="Delete it, or use the template.")
_NO_HEADS = Text(
    fr="Les titres de cette feuille manquent. Attendu : sur les deux premières lignes, ceux du "
    "modèle. Recopiez-les depuis « ramasse template ».",
    en="The titles of this sheet are missing. Expected: those of the template, on the first two "
    'rows. Copy them from "ramasse template".',
)
_UNKNOWN = Text(
    fr="Colonne ou réglage inconnu {found}. Attendu : ceux du modèle. {tip}",
    en="Unknown column or setting {found}. Expected: those of the template. {tip}",
)
_MISSING = Text(
    fr="Il manque des colonnes : {names}. Attendu : celles du modèle. Ajoutez-les.",
    en="Columns are missing: {names}. Expected: those of the template. Add them.",
)
_TWICE = Text(
    fr="Cet identifiant est déjà celui d'une autre colonne ou ligne. Attendu : une seule. Retirez "
    "l'une des deux.",
    en="This id is that of another column or row already. Expected: one. Remove one of them.",
)
_OUTSIDE = Text(
    fr="Cette colonne n'a pas de titre. Attendu : des valeurs sous un titre. Supprimez-la, ou "
    "donnez-lui un identifiant.",
    en="This column has no title. Expected: values under a title. Delete it, or give it an id.",
)
_NO_ID = Text(
    fr="Cette ligne n'a pas d'identifiant. Attendu : un réglage du modèle. Videz la cellule, ou "
    "redonnez l'identifiant.",
    en="This row has no id. Expected: a setting of the template. Empty the cell, or give the id.",
)
