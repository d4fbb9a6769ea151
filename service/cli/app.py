"""The command ``ramasse``: one command a kind of run, and those of files and of the server.

Engines are imported once the scenario is known to be good: ``check`` starts at once.
"""

from __future__ import annotations

import io
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from models.base import Language
from scenarios import Loaded
from service.asking.kinds import Kinds
from service.cli.addresses import addresses_app
from service.cli.backup_commands import backup, restore
from service.cli.forget_command import forget
from service.cli.hours import hours
from service.cli.journal_commands import journal, weeks
from service.cli.kind_command import command_of
from service.cli.ledger_commands import ledger_app
from service.cli.lists import import_list
from service.cli.options import (
    ScenarioName,
    Sets,
    Spoken,
    VariantName,
    folder_faults,
    loaded,
    refuse,
    spoken,
)
from service.cli.outlines import outlines_app
from service.cli.roads import roads_app
from service.cli.serve import serve
from service.cli.user_commands import user_app
from service.cli.weigh_command import weigh
from service.cli.words import words_app
from service.cli.workbooks import convert, template
from service.files import cannot_write, place
from service.words.labels import word
from service.words.sentences import colon, of_variant


def app_of(kinds: Kinds) -> typer.Typer:
    """Return the command ``ramasse`` over some kinds of runs."""
    app = typer.Typer(
        help="Logistique partagée de l'aide alimentaire / Shared logistics for food aid.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"obj": kinds},
    )
    app.callback()(always)
    app.command(help="Vérifier un scénario sans le planifier / Check a scenario.")(check)
    for kind in kinds.values():
        told = f"{kind.title.fr} / {kind.title.en}."
        app.command(kind.command, help=told)(command_of(kind, kinds))
    app.command(help="Le schéma JSON des scénarios / The JSON Schema of scenario files.")(schema)
    app.command(help="Les scénarios fournis, leurs variantes / Scenarios that come with it.")(
        scenarios
    )
    app.command(help="Servir la page et l'API / Serve the page and the API.")(serve)
    app.command(help="Un classeur à remplir / A workbook to fill in.")(template)
    app.command("import", help="Reprendre une liste à vous / Take a list of your own.")(import_list)
    app.command(help="Reprendre des horaires d'ouverture / Take opening hours.")(hours)
    app.command(help="Passer de YAML à Excel, ou l'inverse / From YAML to Excel, or back.")(convert)
    app.command(help="Saisir ce qui est rentré / Weigh in what came.")(weigh)
    app.command(help="Ce qui est rentré, et s'il est intact / What came in, and if intact.")(
        journal
    )
    app.command(help="Où en est chaque semaine / How far each week is.")(weeks)
    app.command(help="Tout sauvegarder dans un fichier / Save all in one file.")(backup)
    app.command(help="Remettre une sauvegarde en place / Put a backup back.")(restore)
    app.command(help="Effacer une personne partout / Erase a person everywhere.")(forget)
    app.add_typer(addresses_app, name="addresses")
    app.add_typer(ledger_app, name="ledger")
    app.add_typer(outlines_app, name="outlines")
    app.add_typer(roads_app, name="roads")
    app.add_typer(user_app, name="user")
    app.add_typer(words_app, name="words")
    return app


def main() -> None:
    """Run the command."""
    from service.kinds.registry import KINDS

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a narrow character set must not end a run
            stream.reconfigure(errors="replace")
    app_of(KINDS)()


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"ramasse {version('ramasse')}")
        raise typer.Exit


def always(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="La version / The version."
        ),
    ] = False,
) -> None:
    """Tell the version, if that is all that is asked."""


def check(
    context: typer.Context,
    scenario: ScenarioName,
    variant: VariantName = None,
    sets: Sets = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DOSSIER", help="Où écrire la carte des sites / Where the sites' map goes."
        ),
    ] = None,
    lang: Spoken = None,
) -> None:
    """Print the faults of a scenario, or its warnings and a short summary; draw its sites."""
    language = spoken(lang)
    found, faults = loaded(scenario, variant, sets or [], language)
    faults += folder_faults(out, language, (SITES,))
    if found is None or faults:
        refuse(faults, language)
    world, kinds = found.scenario, context.obj
    assert isinstance(kinds, Kinds)
    language = spoken(lang, world)
    typer.echo(f"{word('good', language)} {of_variant(world.label, world.variant)}")
    for line in kinds.summary(world, language):
        typer.echo(line)
    if found.warnings:
        typer.echo(f"\n{word('warnings', language)}{colon(language).rstrip()}")
    for one in found.warnings:
        typer.echo(f"- {one.text.in_(language)}")
    if out is not None:
        _draw_sites(found, out, language)


def _draw_sites(found: Loaded, out: Path, language: Language) -> None:
    """Write the map of a scenario's sites."""
    from service.pages.html import html
    from service.pages.sites_page import sites_page

    drawn = html(sites_page(found.scenario, found.warnings, language), language)
    try:
        place({SITES: drawn.encode()}, out)
    except OSError as error:
        refuse([cannot_write(out, error, language)], language)
    typer.echo(f"\n{word('sites_drawn', language)}{colon(language)}{out / SITES}")


SITES = "sites.html"


def schema(
    out: Annotated[
        Path | None, typer.Option(metavar="FICHIER", help="Fichier à écrire / File to write.")
    ] = None,
    lang: Spoken = None,
) -> None:
    """Print the schema, or write it to a file."""
    from scenarios.schema import text

    if out is None:
        typer.echo(text(), nl=False)
        return
    try:
        out.write_text(text(), encoding="utf-8")
    except OSError as error:
        refuse([cannot_write(out, error, spoken(lang))], spoken(lang))


def scenarios() -> None:
    """Print the names of the library, each with its variants."""
    from scenarios import library, variants

    for name in library():
        named = variants(name)
        typer.echo(f"{name}: {named[0][1]}")
        wide = max(len(variant) for variant, _ in named)
        for variant, label in named:
            typer.echo(f"  {variant:<{wide}}  {label}")
