"""Tables of lines under headers, as people export them: French or English, CSV of any kind."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.base import Text
from scenarios.faults import Complaint, Mark, choices, meant
from scenarios.workbook.letters import bare
from scenarios.yaml_text import UnreadableError

MOST_LINES = 20_000


def csv_lines(content: bytes, label: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of a CSV file with their numbers, whatever its separator and letters.

    Raises
    ------
    UnreadableError
        A line cannot be read.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max((";", ",", "\t"), key=first.count))
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        where = Mark(label, reader.line_num)
        raise UnreadableError([Complaint(where, "", UNREADABLE)]) from error


def columns_of(
    cells: Sequence[Any], headers: Mapping[str, tuple[str, ...]], label: str
) -> tuple[dict[str, int], list[Complaint]]:
    """Return where each field stands on a line of headers, and what is wrong with them.

    Parameters
    ----------
    headers
        What a field's column may be called, by field: in French first, in English last.
    label
        How faults name the file.
    """
    known = {header: name for name, called in headers.items() for header in called}
    columns: dict[str, int] = {}
    complaints = []
    for at, cell in enumerate(cells):
        header = re.sub(r"[\s-]+", "_", bare(str(cell or "")))
        if not header:
            continue
        if header not in known:
            text = UNKNOWN.format(
                french=choices(one[0] for one in headers.values()),
                english=choices(one[-1] for one in headers.values()),
                remedy=meant(header, known, REMOVE),
            )
            complaints.append(Complaint(Mark(label, 1), header[:60], text))
        elif known[header] in columns:
            complaints.append(Complaint(Mark(label, 1), header, TWICE))
        else:
            columns[known[header]] = at
    return columns, complaints


REMOVE = Text(fr="Retirez-la.", en="Remove it.")
UNKNOWN = Text(
    fr="Colonne inconnue. Attendu : {french}. {remedy}",
    en="Unknown column. Expected: {english}. {remedy}",
)
TWICE = Text(
    fr="Cette colonne est là deux fois. Attendu : une seule. Retirez-en une.",
    en="This column is there twice. Expected: one. Remove one of them.",
)
UNREADABLE = Text(
    fr="Cette ligne n'est pas lisible. Attendu : des cellules courtes, guillemets fermés. "
    "Enregistrez de nouveau le fichier en CSV.",
    en="This line cannot be read. Expected: short cells, closed quotes. Save the file again as "
    "CSV.",
)
