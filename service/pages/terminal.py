"""A page in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.base import Language
from service.pages.page import Cell, Number, Page, Table, Words
from service.words.labels import word

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled

STYLES = {"": "", "good": "green", "bad": "red", "weak": "dim"}


def show(page: Page, console: Console, language: Language, files: Sequence[Path] = ()) -> None:
    """Print a page: every text is printed as it is, never as markup."""
    from rich.padding import Padding
    from rich.text import Text as Styled

    console.print(Styled(page.title, style="bold cyan"))
    console.print(Styled(page.subtitle, style="dim"))
    for alert in page.alerts:
        console.print(Styled(alert, style="yellow"))
    for section in page.sections:
        if not section.lines and not any(table.brief for table in section.tables):
            continue
        console.print()
        console.print(Styled(section.title, style="bold"))
        for line in section.lines:
            console.print(Padding(Styled(line), (0, 0, 0, 2)))
        for table in section.tables:
            if table.brief:
                _table(table, console, language)
    if files:
        console.print()
        console.print(Styled(word("files", language), style="bold"))
        for path in files:
            console.print(Styled(f"  {path}"), soft_wrap=True)


def _table(table: Table, console: Console, language: Language) -> None:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text as Styled

    if table.title:
        console.print(Styled(f"  {table.title}", style="underline"))
    if not table.rows:
        return
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=True)
    for column, head in enumerate(table.heads):
        numbers = any(isinstance(row[column], Number) for row in table.rows if column < len(row))
        grid.add_column(Styled(head), justify="right" if numbers else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(_cell(cell, language) for cell in row))
    console.print(grid)


def _cell(cell: Cell, language: Language) -> Styled:
    from rich.text import Text as Styled

    if isinstance(cell, str):
        return Styled(cell)
    if isinstance(cell, Words):
        return Styled(cell.text, style=STYLES[cell.tone])
    return Styled(cell.written(language), style=STYLES[cell.tone])
