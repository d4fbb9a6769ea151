"""A page in the terminal: its answer first, whole words, nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill, indent
from typing import TYPE_CHECKING

from models.base import Language
from models.numbers import amount
from service.pages.page import NOTHING, UNKNOWN, Cell, Head, Line, Number, Page, Table, Words
from service.words.labels import word
from service.words.sentences import colon, count, semicolon, unbroken

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

STYLES = {"": "", "good": "green", "bad": "red", "weak": "dim", "error": "red", "warning": "yellow"}
MARGIN, BETWEEN = 2, 2
"""Spaces before a table, and between its columns."""
BREAK = "\n"
"""Between the lines of a cell."""
EMPTY = ("", UNKNOWN, NOTHING)


def show(page: Page, console: Console, language: Language, files: Sequence[Path] = ()) -> None:
    """Print a page: every text is printed as it is, never as markup."""
    _print(console, page.answer, style="bold")
    _print(console, f"{page.title} · {page.subtitle}", style="dim")
    for alert in page.alerts:
        _print(console, f"! {alert.text}", STYLES[alert.tone])
    for section in page.sections:
        parts = section.on("terminal")
        if not parts:
            continue
        console.print()
        _print(console, section.title, style="bold")
        for before, part in zip((None, *parts), parts, strict=False):
            if isinstance(part, Line):
                _line(part, console)
            elif isinstance(part, Table):
                if isinstance(before, Table):
                    console.print()
                _table(part, console, language)
    if files:
        console.print()
        _print(console, word("files", language), style="bold")
        for path in _named_once(files):
            console.print(f"  {path}", soft_wrap=True, markup=False)


def _named_once(files: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files, and instead of those of a folder among them the folder."""
    top = min((path.parent for path in files), key=lambda folder: len(folder.parts))
    return tuple(dict.fromkeys(path if path.parent == top else path.parent for path in files))


def _print(console: Console, text: str, style: str = "", margin: int = 0) -> None:
    from rich.text import Text as Styled

    wrapped = _wrapped(text, console.width - margin)
    console.print(Styled(indent(wrapped, " " * margin), style=style), soft_wrap=True)


def _wrapped(text: str, width: int) -> str:
    """Return a text in lines that hold: a number stays with its unit, a word with its sign."""
    lines = unbroken(text).split(BREAK)
    return BREAK.join(fill(line, width, break_on_hyphens=False) for line in lines)


def _line(line: Line, console: Console) -> None:
    _print(console, line.text, STYLES[line.tone], MARGIN)
    if line.remedy:
        _print(console, f"→ {line.remedy}", "dim", 2 * MARGIN)


def _table(table: Table, console: Console, language: Language) -> None:
    if table.title:
        _print(console, table.title, "underline", MARGIN)
    if table.reasons:
        _reasons(table, console, language)
    else:
        room = console.width - MARGIN - BETWEEN * (len(table.columns) - 1)
        widths = _widths(table, language, room)
        if widths is None:
            _paragraphs(table, console, language)
        else:
            _columns(table, widths, console, language)
    notes = [f"{_called(head)}{colon(language)}{head.note}" for head in table.columns if head.note]
    if notes:
        _print(console, f"{semicolon(language).join(notes)}.", "dim", MARGIN)


def _reasons(table: Table, console: Console, language: Language) -> None:
    """Print things with their reason and what would change it; the rest are counted."""
    most = table.most or len(table.rows)
    for cells in table.rows[:most]:
        what, why = cells[: -table.reasons], cells[-table.reasons :]
        texts = (_written(cell, language) for cell in what)
        named = ", ".join(text for text in texts if text not in EMPTY)
        reason, remedy, *_ = (*(_written(cell, language) for cell in why), "")
        _line(Line(f"{named}{colon(language)}{reason}", remedy), console)
    if left := table.rows[most:]:
        told = count(len(left), "other", language)
        amounts = [cell for cell in left[0] if isinstance(cell, Number) and cell.unit]
        if amounts:
            at = left[0].index(amounts[0])
            sums = [cell.value or 0.0 for one in left if isinstance(cell := one[at], Number)]
            told += f" ({amount(sum(sums), amounts[0].unit, language)})"
        _print(console, f"+ {told}", margin=MARGIN)


def _paragraphs(table: Table, console: Console, language: Language) -> None:
    """Print what is too wide for columns: the name of a row, then each figure after its head."""
    for name, *cells in table.rows:
        written = [_written(cell, language) for cell in cells]
        told = [
            f"{_called(head)}{colon(language)}{text.replace(BREAK, ', ')}"
            for head, text in zip(table.columns[1:], written, strict=True)
            if text not in EMPTY
        ]
        between = BREAK if any(BREAK in text for text in written) else semicolon(language)
        _print(console, _written(name, language), "underline", MARGIN)
        _print(console, between.join(told), margin=2 * MARGIN)


def _columns(table: Table, widths: Sequence[int], console: Console, language: Language) -> None:
    from rich.padding import Padding
    from rich.table import Table as Columns
    from rich.text import Text as Styled

    grid = Columns(box=None, padding=(0, BETWEEN, 0, 0), pad_edge=False)
    for at, (head, width) in enumerate(zip(table.columns, widths, strict=True)):
        numbers = any(isinstance(cells[at], Number) for cells in table.rows)
        head_ = Styled(_wrapped(_called(head), width))
        grid.add_column(head_, width=width, justify="right" if numbers else "left")
    for at, cells in enumerate(table.rows):
        total = table.total and at == len(table.rows) - 1
        grid.add_row(
            *(
                _styled(cell, width, language, strong=total)
                for cell, width in zip(cells, widths, strict=True)
            )
        )
    console.print(Padding(grid, (0, 0, 0, MARGIN), expand=False))


def _widths(table: Table, language: Language, room: int) -> list[int] | None:
    """Return how wide each column is, no word cut; none where they do not hold side by side."""
    columns = [
        [_called(head), *(_written(cells[at], language) for cells in table.rows)]
        for at, head in enumerate(table.columns)
    ]
    least = [max(len(word_) for text in one for word_ in (*text.split(" "), "")) for one in columns]
    widths = [
        max(len(line) for text in one for line in (*text.split(BREAK), "")) for one in columns
    ]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        spare = [width - low for width, low in zip(widths, least, strict=True)]
        widest = max((at for at, one in enumerate(spare) if one), key=lambda at: widths[at])
        widths[widest] -= 1
    return widths


def _called(head: Head) -> str:
    return head.short or head.text


def _written(cell: Cell, language: Language) -> str:
    if isinstance(cell, Number):
        return cell.written(language)
    return cell.text if isinstance(cell, Words) else cell


def _styled(cell: Cell, width: int, language: Language, *, strong: bool) -> Styled:
    from rich.text import Text as Styled

    style = "" if isinstance(cell, str) else STYLES[cell.tone]
    text = _wrapped(_written(cell, language), width)
    return Styled(text, style=f"{style} bold".strip() if strong else style)
