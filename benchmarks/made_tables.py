"""Tables as people save them, and as they go wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from openpyxl import Workbook

HEADS = ("Famille", "kg", "Libellé", "Date limite")
LABELS = ("Pommes", "Pâtes 500 g", "Crème fraîche", "Œufs ; lot 2", "Riz, 5 kg", 'Pain "bio"', "")
FAMILIES = ("fruit", "dairy", "bread")
DATES = ("2026-12-01", "01/12/2026", "1er décembre 2026", "")


@dataclass(frozen=True)
class Written:
    """A table that was written, and what reading it must give."""

    content: bytes
    name: str
    kg: float
    """What its lots weigh together."""
    sound: bool
    """Whether it says so plainly: it must be read, and not merely refused."""
    told: int = 0
    """Lines that are not lots, and must be told."""
    blind: bool = False
    """Whether its bytes were changed at random: what it says then is anyone's guess."""


def written(random: Random, families: Sequence[str] = FAMILIES) -> Written:
    """Return a table of lots: in most a dialect of its own, in half something wrong.

    Parameters
    ----------
    families
        What the lots may be.
    """
    rows = [
        [
            random.choice(families),
            round(random.uniform(0.5, 2000), random.choice((0, 1, 2))),
            random.choice(LABELS),
            random.choice(DATES),
        ]
        for _ in range(random.randint(1, 7))
    ]
    kg = sum(float(str(row[1])) for row in rows)
    if random.random() < 0.03:
        return _book(random, rows, kg)
    separator = random.choice(";,\t")
    letters = random.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "mac_roman"))
    end = random.choice(("\n", "\r\n", "\r"))
    blank = "\u00a0" if letters in ("cp1252", "mac_roman") else random.choice("\u202f\u00a0 ")
    table, told = _table(random, rows, kg, blank, end)
    harm = random.choice(HARMS) if random.random() < 0.5 else None
    table = _harmed(random, table, harm, "16" in letters)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(table)
    text = out.getvalue()
    if harm == "quote":
        at = text.rfind(separator)
        text = f'{text[: at + 1]}"{text[at + 1 :]}'
    if random.random() < 0.1:
        text = text.replace(end, f"{end}{end}", 1)
    if random.random() < 0.1 and separator == ";":
        text = f"sep=;{end}{text}"
    content = text.encode(letters, "replace")
    if harm == "bytes":
        content = _changed(random, content)
    return Written(content, "lots.csv", kg, harm is None, told, harm == "bytes")


def _table(
    random: Random, rows: list[list[object]], kg: float, blank: str, end: str
) -> tuple[list[list[str]], int]:
    """Return the cells of a sound table, and how many of its lines are not lots."""
    order = random.sample(range(4), 4)
    table = [[HEADS[n] for n in order]]
    for row in rows:
        cells = [str(row[0]), _number(random, float(str(row[1])), blank), str(row[2]), str(row[3])]
        if random.random() < 0.1 and cells[2]:
            cells[2] += f"{end}suite"
        table.append([cells[n] for n in order])
    told = 0
    if random.random() < 0.2:
        total = ["Total", _number(random, kg, blank), "", ""]
        table.append([total[n] for n in order])
        told += 1
    if random.random() < 0.1:
        table.insert(0, ["Lots de la semaine"])
        told += 1
    return ([[*row, "", ""] for row in table] if random.random() < 0.2 else table), told


def _harmed(
    random: Random, table: list[list[str]], harm: str | None, wide: bool
) -> list[list[str]]:
    if harm == "extra cell":
        return [*table[:-1], [*table[-1], *([""] * 4), "à vérifier"]]
    if harm == "control":
        stray = random.choice("\x00\x07\x1b\u202e") if wide else "\x07"
        return [*table[:-1], [table[-1][0] + stray, *table[-1][1:]]]
    if harm == "twice":
        return [[*row, row[0]] for row in table]
    if harm == "no family":
        return [*table, ["zzz"]]
    return table


HARMS = ("extra cell", "control", "twice", "no family", "quote", "bytes", "bytes")


def _number(random: Random, value: float, blank: str) -> str:
    text = f"{value:,.2f}".replace(",", random.choice((blank, "")))
    return text.replace(".", random.choice(",."))


def _changed(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, 12)):
        at = random.randrange(len(changed) + 1)
        changed[at : at + random.randint(0, 3)] = random.randbytes(random.randint(0, 3))
    return bytes(changed)


def _book(random: Random, rows: list[list[object]], kg: float) -> Written:
    book = Workbook()
    first = book.active
    assert first is not None
    harm = random.choice((None, None, "hidden", "strange", "bytes"))
    sheets = [first, book.create_sheet("Mardi")] if len(rows) > 1 else [first]
    for sheet, part in zip(sheets, (rows[::2], rows[1::2]), strict=False):
        for row in (HEADS, *part):
            sheet.append([cell or None for cell in row])
    if harm == "hidden":
        sheets[-1].sheet_state = "hidden"
        book.create_sheet("Visible")
    elif harm == "strange":
        book.create_sheet("Notes").append(["rien", "de", "connu"])
    out = io.BytesIO()
    book.save(out)
    content = out.getvalue()
    if harm == "bytes":
        content = _changed(random, content)
    return Written(content, "lots.xlsx", kg, harm is None, 0, harm == "bytes")
