"""``ramasse check``, and what else is told of scenarios without planning one.

Engines are imported once the scenario is known to be good: ``check`` starts at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scenarios.read_later import faults_later
from service.asking.telling import line_of
from service.cli.options import (
    OPTION,
    ScenarioName,
    Sets,
    Spoken,
    VariantName,
    folder_faults,
    loaded,
    refuse,
    spoken,
)
from service.files import cannot_write, place
from service.words.labels import word
from service.words.sentences import colon, of_variant

if TYPE_CHECKING:
    from models.base import Language
    from scenarios import Loaded
    from service.asking.kinds import Kinds


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
    if found is not None:
        faults += [line_of(one, OPTION, language) for one in faults_later(found)]
    faults += folder_faults(out, language, (SITES,))
    if found is None or faults:
        refuse(faults, language)
    world = found.scenario
    kinds: Kinds = context.obj
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
        place({out.name: text().encode()}, out.parent)
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
