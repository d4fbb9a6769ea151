"""A short workbook as the tree of a whole scenario, each value with the cell it was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.base import Text
from models.letters import bare
from scenarios.addresses.finding import Finder
from scenarios.beginning.answers import Answers
from scenarios.beginning.reading import answered_at
from scenarios.beginning.sense import problems
from scenarios.beginning.town import content
from scenarios.faults import EMPTY_CELL, Complaint, Mark, choices, did_you_mean, nearest, shown
from scenarios.lines import sheet_read
from scenarios.naming import ids_of, slug
from scenarios.nodes import Entry, Node, planted
from scenarios.shape import check_shape
from scenarios.short.layout import ASSOCIATION, BY_NAME, KEPT, SHEETS, SOME_DAYS, TOWN, Sheet
from scenarios.workbook.assembly import EMPTY_SHEET, NO_SHEET
from scenarios.workbook.cells import Raw, expected, plain_text
from scenarios.workbook.recognition import strangers
from scenarios.workbook.sheets import Sheet as Cells
from scenarios.yaml_text import UnreadableError
from tabular import Row

SITES = ("associations", "stores")
"""Lists whose ids are all different."""


def parse(
    sheets: Sequence[Cells], label: str, finder: Finder
) -> tuple[Node, list[Complaint], list[Text]]:
    """Return the tree of the scenario that a short workbook's answers make, and what was not read.

    Communes are told from streets by what a finder knows.

    Raises
    ------
    UnreadableError
        With everything that is wrong with the answers: nothing can be made of them then.
    """
    reader = _Reader(label)
    answers = reader.answers(sheets)
    said = reader.said
    made, wrong = check_shape(answers, Answers)
    said = [*said, *wrong]
    if made is not None and not said:
        for one in problems(made, finder):
            said.append(Complaint(reader.mark(one.path), "", one.text))
    if said or made is None:
        raise UnreadableError(said)
    found = _planted(content(made, finder), (), reader, Mark(label, title=""))
    return found, [], reader.notes


@dataclass
class _Reader:
    label: str
    said: list[Complaint] = field(default_factory=list)
    at: dict[str, Mark] = field(default_factory=dict)
    """Where each answer stands, by its dotted path."""
    named: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)
    """What associations are called: bare, their id, their line."""
    labels: dict[str, str] = field(default_factory=dict)
    """The names of associations by what they are compared by."""
    notes: list[Text] = field(default_factory=list)
    """What was not read, and need not be."""

    def mark(self, path: str) -> Mark:
        """Return where an answer stands, or the nearest around it."""
        while path and path not in self.at:
            path = path.rpartition(".")[0]
        return self.at.get(path, Mark(self.label, title=""))

    def answers(self, sheets: Sequence[Cells]) -> Node:
        """Return the answers as nodes that remember their cells."""
        found: dict[str, Cells] = {}
        others = []
        for sheet in sheets:
            known = BY_NAME.get(bare(sheet.name))
            if known is not None and known.name not in found:
                found[known.name] = sheet
            else:
                others.append(sheet)
        self.said += strangers(others, [one.title for one in SHEETS if one.name not in found])
        lists: dict[str, Entry] = {}
        taken: set[str] = set()
        for one in SHEETS[1:]:
            rows = self._rows(one, found.get(one.name), taken)
            if rows is not None:
                lists[one.name] = rows
        town = self._town(found[TOWN.name])
        self._crews(lists)
        return Node(Mark(self.label, title=""), {**town, **lists})

    def _town(self, cells: Cells) -> dict[str, Entry]:
        cells.by_row = True
        entries: dict[str, Entry] = {}
        for row, line in cells.rows(1):
            key = TOWN.headers.field(plain_text(line.get(1)))
            if key is None:
                if row > 1 and line.get(2) is not None:
                    self.said.append(cells.complaint(row, 1, self._strange(line.get(1))))
                continue
            cells.titles[row] = plain_text(line[1]).strip()
            mark = cells.mark(row, 2)
            self.at[key] = mark
            if (row, 2) in cells.faults:
                self.said.append(cells.complaint(row, 2, cells.faults[row, 2]))
                entries[key] = Entry(mark, Node(mark, None, unreadable=True))
            elif line.get(2) is not None:
                entries[key] = Entry(mark, self._node(line[2], TOWN, key, mark))
        for key in TOWN.fields:
            if key in TOWN.item.required and key not in entries:
                mark = self.at.get(key, cells.whole)
                entries[key] = Entry(mark, self._blank(TOWN, key, mark, there=key in self.at))
        return entries

    @staticmethod
    def _strange(question: Raw) -> Text:
        """Return what is said of an answer to what is not asked."""
        asked = {
            bare(word): text
            for key in TOWN.fields
            for text in (TOWN.told(key).title,)
            for word in (text.fr, text.en)
        }
        close = nearest(bare(plain_text(question)), asked)
        tip = _CLEAR if close is None else did_you_mean(asked[close])
        return _STRANGE_ROW.format(found=shown(plain_text(question)), tip=tip)

    def _rows(self, sheet: Sheet, cells: Cells | None, taken: set[str]) -> Entry | None:
        required = sheet.name in SHEETS[0].item.required
        if cells is None:
            mark = Mark(self.label, title="")
            fault = NO_SHEET.format(name=sheet.title)
            return Entry(mark, Node(mark, (), fault=fault)) if required else None
        read = sheet_read(cells, self.label, sheet.headers)
        table = read.table
        cells.titles = {at + 1: title for at, title in enumerate(table.titles)}
        said = read.complaints()
        self.said += said
        self.notes += read.notes()
        rows = [row for row in table.rows if set(row.cells) - {KEPT}]
        names = [row.text("label") for row in rows]
        kept = [row.text(KEPT) for row in rows]
        ids = ids_of(names, sheet.name.removesuffix("s"), taken, kept)
        if sheet.name in SITES:
            taken.update(ids)
        if sheet.name == "associations":
            self.labels = {bare(name): name for name in names}
            self.named["associations"] = [
                (bare(name), one, row.number)
                for name, one, row in zip(names, ids, rows, strict=True)
            ]
        nodes = [
            self._row(sheet, cells, table.columns, row, one)
            for row, one in zip(rows, ids, strict=True)
        ]
        mark = cells.mark(table.head + 1, 1)
        if not nodes and required:
            return Entry(mark, Node(mark, (), fault=EMPTY_SHEET, unreadable=bool(said)))
        return Entry(mark, Node(mark, tuple(nodes)))

    def _row(
        self, sheet: Sheet, cells: Cells, columns: Mapping[str, int], row: Row, one: str
    ) -> Node:
        path = f"{sheet.name}.{one}"
        whole = cells.mark(row.number, columns.get("label", 0) + 1)
        self.at[path] = whole
        entries = {KEPT: Entry(whole, Node(whole, one))}
        for key in sheet.fields:
            column = columns.get(key)
            mark = cells.whole if column is None else cells.mark(row.number, column + 1)
            if column is not None:
                self.at[f"{path}.{key}"] = mark
            if key in row.unread:
                entries[key] = Entry(mark, Node(mark, None, unreadable=True))
            elif key in row.cells and sheet.is_days(key):
                entries |= self._times(row.cells[key], sheet, key, mark)
            elif key in row.cells:
                entries[key] = Entry(mark, self._node(row.cells[key], sheet, key, mark))
            elif key in sheet.item.required:
                entries[key] = Entry(mark, self._blank(sheet, key, mark, there=column is not None))
        return Node(whole, dict(entries))

    def _blank(self, sheet: Sheet, key: str, mark: Mark, *, there: bool) -> Node:
        title = sheet.told(key).title
        wanted = SOME_DAYS if sheet.is_days(key) else expected(sheet.item.keys[key])
        wanted = ASSOCIATION if sheet.told(key).refers else wanted
        text = EMPTY_CELL.format(expected=wanted) if there else _NO_COLUMN.format(name=title)
        return Node(mark, None, fault=text)

    def _node(self, raw: Raw, sheet: Sheet, key: str, mark: Mark) -> Node:
        """Return the node of a cell that is not empty."""
        if sheet.told(key).refers:
            return self._association(plain_text(raw).strip(), mark)
        value, fault = sheet.value(key, raw)
        return Node(mark, value, fault=fault)

    def _times(self, raw: Raw, sheet: Sheet, key: str, mark: Mark) -> dict[str, Entry]:
        said, fault = sheet.times(raw)
        if fault is not None:
            found = shown(plain_text(raw))
            text = Text(fr=f"Trouvé {found}. {fault.fr}", en=f"Found {found}. {fault.en}")
            return {key: Entry(mark, Node(mark, plain_text(raw), fault=text))}
        return {name: Entry(mark, planted(value, mark)) for name, value in said.items()}

    def _association(self, name: str, mark: Mark) -> Node:
        """Return the id of the association that a cell names."""
        known = self.named.get("associations", [])
        found = [(one, line) for word, one, line in known if word == bare(name)]
        # "Croix Rouge" is "Croix-Rouge"
        found = found or [(one, line) for word, one, line in known if slug(word) == slug(name)]
        if len(found) == 1:
            return Node(mark, found[0][0])
        if found:
            lines = ", ".join(str(line) for _, line in found)
            return self._nobody(mark, _TWICE.format(found=shown(name), lines=lines))
        words = self.labels
        close = nearest(bare(name), words)
        tip = did_you_mean(words[close]) if close is not None else _ADD
        listed = choices(words.values(), 12)
        text = _NOBODY.format(found=shown(name), known=listed, tip=tip)
        return self._nobody(mark, text)

    def _nobody(self, mark: Mark, text: Text) -> Node:
        self.said.append(Complaint(mark, "", text))
        return Node(mark, None, unreadable=True)

    def _crews(self, lists: dict[str, Entry]) -> None:
        """Give each association of which no crew is said the usual one."""
        there = lists.get("crews")
        given = there.node.value if there is not None else ()
        rows = list(given) if isinstance(given, tuple) else []
        said = {
            node.value["association"].node.value
            for node in rows
            if isinstance(node.value, dict) and "association" in node.value
        }
        taken = [_id(node) for node in rows]
        for _, one, _ in self.named.get("associations", []):
            if one in said or one in taken:
                continue
            mark = self.at[f"associations.{one}"]
            entries = {key: Entry(mark, Node(mark, one)) for key in (KEPT, "association")}
            rows.append(Node(mark, entries))
        if rows:
            mark = rows[0].mark if there is None else there.mark
            lists["crews"] = Entry(mark, Node(mark, tuple(rows)))


def _id(node: Node) -> Any:
    return node.value[KEPT].node.value if isinstance(node.value, dict) else None


def _planted(value: Any, path: tuple[str, ...], reader: _Reader, around: Mark) -> Node:
    """Return plain content as nodes that stand where the answers do that they were made from."""
    dotted = ".".join(path)
    answer = answered_at(dotted)
    known = answer in reader.at or answer.rpartition(".")[0] in reader.at
    mark = reader.mark(answer) if answer and known else around
    if isinstance(value, Mapping):
        return Node(
            mark,
            {
                str(key): Entry(mark, _planted(one, (*path, str(key)), reader, mark))
                for key, one in value.items()
            },
        )
    if isinstance(value, list | tuple):
        steps = [
            str(one["id"]) if isinstance(one, Mapping) and "id" in one else str(n)
            for n, one in enumerate(value)
        ]
        return Node(
            mark,
            tuple(
                _planted(one, (*path, step), reader, mark)
                for step, one in zip(steps, value, strict=True)
            ),
        )
    return Node(mark, value)


_NO_COLUMN = Text(
    fr="La colonne ou la ligne « {name} » manque. Attendu : celle du classeur à remplir. "
    "Ajoutez-la.",
    en='The column or row "{name}" is missing. Expected: that of the workbook to fill in. Add it.',
)
_STRANGE_ROW = Text(
    fr="Trouvé {found}, qui n'est pas une question de cette feuille. Attendu : celles du classeur "
    "à remplir. {tip}",
    en="Found {found}, which is no question of this sheet. Expected: those of the workbook to fill "
    "in. {tip}",
)
_CLEAR = Text(fr="Videz cette ligne.", en="Empty this row.")
_ADD = Text(
    fr="Corrigez-le, ou ajoutez sa ligne dans la feuille « Associations ».",
    en='Correct it, or add its row in the sheet "Associations".',
)
_NOBODY = Text(
    fr="Trouvé {found}, qui n'est pas dans la feuille « Associations ». Attendu : {known}. {tip}",
    en='Found {found}, which is not in the sheet "Associations". Expected: {known}. {tip}',
)
_TWICE = Text(
    fr="{found} est là deux fois dans la feuille « Associations », lignes {lines}. Attendu : un "
    "nom qui n'en désigne qu'une. Changez l'un des noms.",
    en='{found} stands there twice in the sheet "Associations", lines {lines}. Expected: a name of '
    "one only. Change one of the names.",
)
