"""``ramasse import``: a list of one's own put into the short workbook, its columns recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models import words
from models.base import Language, Text
from models.letters import bare
from scenarios.lists.taking import UNTAKEN
from service.cli.options import Spoken, file_faults, refuse, spoken
from service.files import cannot_write, place
from service.words.sentences import colon

if TYPE_CHECKING:
    from scenarios.lists import Listed, Taken

LARGEST = 10_000_000
"""Bytes of a list, at most."""
NOTHING = ("", "rien", "nothing", "none", "-")

ListFile = Annotated[
    Path, typer.Argument(metavar="LISTE", help="Liste .csv, .txt ou .xlsx / List to take.")
]
Of = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="SORTE",
        help="Ce qu'elle liste : associations, stores, vehicles, crews / What it lists.",
    ),
]
Into = Annotated[
    Path,
    typer.Option(
        metavar="VILLE.xlsx",
        help="Classeur court où mettre ses lignes, créé s'il manque / Short workbook to put its "
        "rows in, made when missing.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="TITRE=SENS",
        help="Prendre une colonne pour autre chose, ou pour « rien » / Take a column for another "
        'thing, or for "nothing".',
    ),
]
Take = Annotated[
    bool,
    typer.Option(
        "--take", help="Écrire ; sinon, montrer seulement / Write; else, only show what is taken."
    ),
]


def import_list(
    list_file: ListFile,
    of: Of,
    into: Into,
    column: Columns = None,
    take: Take = False,
    lang: Spoken = None,
) -> None:
    """Put a list of one's own into the short workbook; shown first, written with --take."""
    from scenarios.faults import ScenarioError, ordered
    from scenarios.lines import EMPTY
    from scenarios.lists import KINDS, listed, taken
    from scenarios.short.adding import associations_of, with_rows
    from scenarios.yaml_text import UnreadableError
    from tabular import TableError

    language = spoken(lang)
    if of not in KINDS:
        refuse([_KIND.format(found=of, known=", ".join(KINDS)).in_(language)], language)
    book = _book(into, language)
    try:
        names = {one: one for one in associations_of(book, str(into))}
        found = listed(_content(list_file, language), of, tuple(names), str(list_file))
    except UnreadableError as error:
        refuse(ScenarioError(ordered(error.complaints)).message(language).splitlines(), language)
    except TableError as error:
        refuse(
            [f"{list_file}{colon(language)}{one.text.in_(language)}" for one in error.faults],
            language,
        )
    if not found.guesses and not found.faults:
        refuse([f"{list_file}{colon(language)}{EMPTY.in_(language)}"], language)
    chosen = _chosen(found, column or (), language)
    made = taken(found, chosen, names)
    _show(found, chosen, made, language)
    if not take:
        typer.echo(_NOT_YET.in_(language))
        return
    if not made.rows:
        refuse([f"{list_file}{colon(language)}{_NO_ROW.in_(language)}"], language)
    try:
        content = with_rows(book, str(into), of, made.rows, language)
        place({into.name: content}, into.parent)
    except LookupError as error:
        refuse([_NOT_SHORT.format(path=into, sheet=error.args[0]).in_(language)], language)
    except OSError as error:
        refuse([cannot_write(into, error, language)], language)
    typer.echo(_WRITTEN.format(path=into, count=len(made.rows)).in_(language))


def _content(path: Path, language: Language) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        refuse(file_faults(path, language, error), language)
    if len(content) > LARGEST:
        refuse([_LARGE.format(path=path).in_(language)], language)
    return content


def _book(path: Path, language: Language) -> bytes:
    """Return the short workbook that rows go into, an empty one where there is none."""
    from scenarios.beginning.answers import begun
    from scenarios.short.drawing import book
    from tabular.container import is_workbook

    if not path.exists():
        return book(begun(language, date.today()), language, path.name)
    content = _content(path, language)
    if not is_workbook(content):
        refuse([_NOT_SHORT.format(path=path, sheet="–").in_(language)], language)
    return content


def _chosen(found: Listed, columns: Sequence[str], language: Language) -> Mapping[int, str]:
    """Return what each column is taken for, as it was guessed or said."""
    from scenarios.lists import roles
    from tabular.faults import column_letters

    offered = roles(found.kind)
    called = {bare(one): role for role, text in offered.items() for one in (role, text.fr, text.en)}
    chosen = {one.column: one.role for one in found.guesses}
    titles: dict[str, list[int]] = {}
    for guess in found.guesses:
        titles.setdefault(bare(guess.title), []).append(guess.column)
    faults = []
    for one in columns:
        title, _, role = one.rpartition("=")
        at = titles.get(bare(title)) or [
            guess.column
            for guess in found.guesses
            if column_letters(guess.column) == title.strip().upper()
        ]
        if len(at) > 1:
            letters = ", ".join(map(column_letters, at))
            faults.append(_TITLE_TWICE.format(found=one, letters=letters).in_(language))
        elif not at or (bare(role) not in called and bare(role) not in NOTHING):
            values = {
                "found": one,
                "titles": ", ".join(guess.title for guess in found.guesses),
                "roles": ", ".join(text.in_(language) for text in offered.values()),
            }
            faults.append(_COLUMN.format(**values).in_(language))
        else:
            chosen[at[0]] = called.get(bare(role), "")
    for role, text in offered.items():
        both = [one for one in found.guesses if chosen[one.column] == role]
        if len(both) > 1:
            names = ", ".join(f"{one.title} ({column_letters(one.column)})" for one in both)
            first = column_letters(both[0].column)
            faults.append(_ROLE_TWICE.format(names=names, role=text, first=first).in_(language))
    if faults:
        refuse(faults, language)
    return chosen


def _show(found: Listed, chosen: Mapping[int, str], made: Taken, language: Language) -> None:
    # the library of tables takes a while to import
    from rich.console import Console
    from rich.table import Table

    from scenarios.lists import roles

    offered = roles(found.kind)
    table = Table(box=None)
    for title in (_TITLE, _MEANT, _SAMPLES):
        table.add_column(title.in_(language), overflow="fold")
    for one in found.guesses:
        role = chosen[one.column]
        meant = offered[role].in_(language) if role else words.NOTHING.in_(language)
        table.add_row(one.title, meant, ", ".join(one.samples))
    Console().print(table, markup=False)
    typer.echo(_ROWS.format(count=len(made.rows)).in_(language))
    if made.untaken:
        typer.echo(f"{UNTAKEN.in_(language)}{colon(language).rstrip()}")
    for text in made.untaken:
        typer.echo(f"- {text.in_(language)}")


_TITLE = Text(fr="Colonne", en="Column")
_MEANT = Text(fr="Prise pour", en="Taken for")
_SAMPLES = Text(fr="Par exemple", en="For example")
_ROWS = Text(fr="Lignes comprises : {count}", en="Rows understood: {count}")
_NOT_YET = Text(
    fr="Rien n'est écrit. Si c'est juste, ajoutez --take ; sinon --column TITRE=SENS.",
    en="Nothing is written. If this is right, add --take; else --column TITLE=MEANING.",
)
_NO_ROW = Text(
    fr="Aucune ligne n'est comprise. Attendu : un nom par ligne. Dites quelle colonne est le nom, "
    "par exemple --column A=Nom.",
    en="No row is understood. Expected: a name a row. Say which column is the name, such as "
    "--column A=Name.",
)
_WRITTEN = Text(
    fr="{count} lignes ajoutées à {path}. Vérifiez : ramasse check {path}",
    en="{count} rows added to {path}. Check: ramasse check {path}",
)
_KIND = Text(
    fr="« {found} » n'est pas une sorte de liste. Attendu : {known}. Corrigez --as.",
    en='"{found}" is no kind of list. Expected: {known}. Correct --as.',
)
_COLUMN = Text(
    fr="--column {found} : colonne ou sens inconnu. Attendu : une colonne ({titles}), « = », un "
    "sens ({roles}, rien). Corrigez-le.",
    en='--column {found}: unknown column or meaning. Expected: a column ({titles}), "=", a meaning '
    "({roles}, nothing). Correct it.",
)
_TITLE_TWICE = Text(
    fr="--column {found} : plusieurs colonnes ont ce titre. Attendu : la lettre de l'une "
    "({letters}). Écrivez-la à la place du titre.",
    en="--column {found}: several columns have this title. Expected: the letter of one "
    "({letters}). Write it instead of the title.",
)
_ROLE_TWICE = Text(
    fr="Colonnes {names} : prises toutes pour « {role} ». Attendu : une seule. Ajoutez par exemple "
    "--column {first}=rien.",
    en='Columns {names}: all taken for "{role}". Expected: one. Add for instance --column '
    "{first}=nothing.",
)
_LARGE = Text(
    fr="{path} dépasse 10 Mo. Attendu : une liste. Retirez ce qui n'en est pas une.",
    en="{path} is over 10 MB. Expected: a list. Remove what is not one.",
)
_NOT_SHORT = Text(
    fr="{path} n'est pas le classeur court, ou n'a pas la feuille « {sheet} » entière. Attendu : "
    "celui de « ramasse template --short ». Partez de lui.",
    en='{path} is not the short workbook, or lacks the sheet "{sheet}" whole. Expected: that of '
    '"ramasse template --short". Begin from it.',
)
