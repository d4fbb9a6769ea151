"""``ramasse words``: all that is said, for whoever translates it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import Lang, Spoken, file_faults, refuse, spoken
from service.files import cannot_write, place

words_app = typer.Typer(no_args_is_help=True, add_completion=False)


@words_app.command(
    "export", help="Les textes en fichier .po, l'autre langue en regard / Texts as a .po file."
)
def export_words(
    to: Annotated[
        Lang, typer.Option("--to", help="Langue à relire / Language to be reviewed.")
    ] = Lang.fr,
    out: Annotated[
        Path | None, typer.Option(metavar="FICHIER", help="Fichier à écrire / File to write.")
    ] = None,
    lang: Spoken = None,
) -> None:
    """Print every text as a .po file, or write it."""
    from service.words.catalogue import exported

    text = exported(spoken(to))
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        place({out.name: text.encode()}, out.parent)
    except OSError as error:
        refuse([cannot_write(out, error, spoken(lang))], spoken(lang))


@words_app.command(
    "import", help="Reprendre un .po relu dans les sources / Take a .po file over into the sources."
)
def import_words(
    file: Annotated[
        Path, typer.Argument(metavar="FICHIER", help="Le .po relu / The reviewed .po file.")
    ],
    lang: Spoken = None,
) -> None:
    """Write the texts of a .po file into the sources; nothing is written unless all can be."""
    from service.words.catalogue import CHANGED, CatalogueError, imported
    from service.words.sources import ROOT

    language = spoken(lang)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        refuse(file_faults(file, language, error), language)
    try:
        changed = imported(text)
    except CatalogueError as error:
        refuse([one.in_(language) for one in error.faults], language)
    except OSError as error:
        refuse([cannot_write(ROOT, error, language)], language)
    typer.echo(CHANGED.format(count=changed).in_(language))
