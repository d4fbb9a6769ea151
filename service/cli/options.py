"""What all commands share: their options, the language, and how they refuse."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from models.base import Language
from models.unread import unread, why_unread
from scenarios import Loaded, ScenarioError
from service.asking.telling import line_of
from service.sources import OnDisk, opened
from service.words.labels import word
from service.words.sentences import colon

if TYPE_CHECKING:
    from models.scenario import Scenario

BAD_INPUT = 2
"""Exit status when what was given cannot be used: nothing was written."""
FAILED = 1
"""Exit status when the plan breaks a rule, or its files cannot be written."""


OPTION = {"variant": "--variant", "sets": "--set"}.__getitem__
"""How commands name what is applied on a scenario's file."""


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
Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADRESSE", help="Grappe Dask, ex. tcp://127.0.0.1:8786 / An existing Dask cluster."
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Tout recalculer / Plan everything again.")
]
Json = Annotated[
    bool, typer.Option("--json", help="L'étude seule, en JSON / The study alone, as JSON.")
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


def loaded(
    scenario: str, variant: str | None, sets: Sequence[str], language: Language
) -> tuple[Loaded | None, list[str]]:
    """Return a scenario if it is sound, or its faults; those of its travel included."""
    try:
        with opened(OnDisk(scenario), variant, sets) as found:
            return found, []
    except ScenarioError as error:
        return None, [line_of(one, OPTION, language) for one in error.faults]


def file_faults(path: Path, language: Language, error: Exception | None = None) -> list[str]:
    """Return why a file that is given cannot be read, if it cannot; ``error`` is what was met."""
    why = unread(path) if error is None else why_unread(path, error)
    return [] if why is None else [f"{path}{colon(language)}{why.in_(language)}"]


def folder_faults(out: Path | None, language: Language, names: Sequence[str]) -> list[str]:
    """Return why files of some names cannot be put in a folder, if they cannot."""
    from service.files import cannot_write, check_writable

    if out is None:
        return []
    try:
        check_writable(out, names)
    except OSError as error:
        return [cannot_write(out, error, language)]
    return []
