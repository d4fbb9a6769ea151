"""What all commands share: their options, the language, and how they refuse."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from models.base import Language
from service.asking.input_faults import cannot_write
from service.words.labels import word

if TYPE_CHECKING:
    from models.scenario import Scenario

BAD_INPUT = 2
"""Exit status when what was given cannot be used: nothing was written."""
FAILED = 1
"""Exit status when the plan breaks a rule, or its files cannot be written."""


class Lang(StrEnum):
    """Language of what is printed and written."""

    fr = "fr"
    en = "en"


ScenarioName = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="Nom de la bibliothèque ou chemin d'un fichier YAML ou Excel / "
        "Name of the library or path of a YAML file or workbook.",
    ),
]
VariantName = Annotated[
    str | None, typer.Option("--variant", help="Variante du scénario / Variant of the scenario.")
]
Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="CHEMIN=VALEUR",
        help="Change une valeur, ex. policy.sorting_min=30 / Change a value; may be repeated.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DOSSIER", help="Où écrire les fichiers / Where files are written."),
]
Spoken = Annotated[
    Lang | None,
    typer.Option(
        "--lang",
        envvar="RAMASSE_LANG",
        help="Langue ; sinon celle du scénario / Language; else the scenario's.",
    ),
]


def spoken(lang: Lang | None, world: Scenario | None = None) -> Language:
    """Return the language asked for, else the scenario's, else French."""
    if lang is None:
        return "fr" if world is None else world.language
    return "fr" if lang is Lang.fr else "en"


def refuse(faults: Sequence[str], language: Language) -> NoReturn:
    """Say all that is wrong, and leave."""
    typer.echo(word("bad_input", language), err=True)
    for fault in faults:
        typer.echo(f"- {fault}", err=True)
    raise typer.Exit(BAD_INPUT)


def folder_faults(
    out: Path | None, language: Language, names: Sequence[str] | None = None
) -> list[str]:
    """Return why files cannot be put in a folder, if they cannot; those of a run by default."""
    from service.kinds.week.files import NAMES
    from service.pages.outputs import check_writable

    if out is None:
        return []
    try:
        check_writable(out, names or NAMES)
    except OSError as error:
        return [cannot_write(out, error, language)]
    return []
