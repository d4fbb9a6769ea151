"""The command ``ramasse outlines import``: what is drawn under maps, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.base import Text
from models.numbers import number
from scenarios import ScenarioError
from scenarios.outlines.kept import outlines_folder
from service.cli.options import Spoken, refuse, spoken
from service.files import cannot_write

outlines_app = typer.Typer(no_args_is_help=True, add_completion=False)
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="CONTOURS.geojson…",
        help="Contours de communes ou de secteurs / Outlines of communes or sectors.",
    ),
]


@outlines_app.callback()
def always() -> None:
    """Do nothing of its own: it keeps ``import`` a word of the command."""


@outlines_app.command("import", help="Lire un fichier de contours / Read a file of outlines.")
def import_files(files: Files, lang: Spoken = None) -> None:
    """Read GeoJSON files of outlines, once, to be drawn under every map ever after."""
    from scenarios.outlines.importing import import_outlines

    language = spoken(lang)
    faults: list[str] = []
    for path in files:
        try:
            made = import_outlines(path, outlines_folder())
        except ScenarioError as error:
            faults += error.message(language).splitlines()
            continue
        except OSError as error:
            faults.append(cannot_write(outlines_folder(), error, language))
            continue
        given, kept = (number(one, language) for one in made.points)
        told = IMPORTED.format(
            name=path.name, zones=number(made.zones, language), given=given, kept=kept
        ).in_(language)
        typer.echo(told)
        for text, many in ((WITHOUT, made.without), (MENDED, made.mended)):
            if many:
                typer.echo(text.format(count=number(many, language)).in_(language))
    if faults:
        refuse(faults, language)


IMPORTED = Text(
    fr="{name} : {zones} contours, {given} points simplifiés en {kept}. Ils se dessinent désormais "
    "sous toutes les cartes, sans connexion.",
    en="{name}: {zones} outlines, {given} points simplified to {kept}. They are drawn under all "
    "maps from now on, offline.",
)
WITHOUT = Text(
    fr="Communes ou secteurs sans contour, laissés de côté : {count}.",
    en="Communes or sectors without an outline, left out: {count}.",
)
MENDED = Text(
    fr="Contours qui se croisaient, réparés : {count}.",
    en="Outlines that crossed themselves, mended: {count}.",
)
