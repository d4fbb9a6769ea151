"""The commands about roads: ``ramasse roads fetch`` and ``roads check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.base import Language
from models.base import Text as Said
from service.cli.options import (
    FAILED,
    ScenarioName,
    Sets,
    Spoken,
    VariantName,
    loaded,
    refuse,
    spoken,
)
from service.files import cannot_write

roads_app = typer.Typer(no_args_is_help=True, add_completion=False)


@roads_app.command(help="Télécharger le réseau du scénario / Download the scenario's roads.")
def fetch(
    scenario: ScenarioName,
    out: Annotated[
        Path, typer.Option(metavar="FICHIER.graphml", help="Fichier à écrire / File to write.")
    ],
    variant: VariantName = None,
    sets: Sets = None,
    margin_km: Annotated[
        float, typer.Option(help="Marge autour des sites, km / Margin around sites, km.", min=0.0)
    ] = 3.0,
    lang: Spoken = None,
) -> None:
    """Download the drivable roads around a scenario's sites, with their date and licence."""
    language = spoken(lang)
    found, faults = loaded(scenario, variant, sets or [], language)
    if found is not None and out.suffix != ".graphml":
        faults.append(SUFFIX.format(path=out).in_(language))
    if found is None or faults:
        refuse(faults, language)

    from solver.travel.download import OfflineError, download

    language = spoken(lang, found.scenario)
    try:
        note = download(found.scenario, out, margin_km)
    except OfflineError as error:
        typer.echo(OFFLINE.format(why=error).in_(language), err=True)
        raise typer.Exit(FAILED) from error
    except OSError as error:
        refuse([cannot_write(out, error, language)], language)
    typer.echo(note.in_(language))
    typer.echo(THEN.format(name=out.name).in_(language))


@roads_app.command(
    help="Vérifier le réseau d'un scénario / Check the road graph of a scenario.", name="check"
)
def check_roads(
    scenario: ScenarioName, variant: VariantName = None, sets: Sets = None, lang: Spoken = None
) -> None:
    """Print how far each site lies from a road, and what is odd in the travel times."""
    language = spoken(lang)
    found, faults = loaded(scenario, variant, sets or [], language)
    if found is None or faults:
        refuse(faults, language)
    world = found.scenario
    language = spoken(lang, world)
    if world.travel.roads is None:
        refuse([NONE.format(label=world.label).in_(language)], language)

    from solver.travel import matrix
    from solver.travel.matrices import oddities
    from solver.travel.road_network import read_network
    from solver.travel.roads import snapped

    network = read_network(found.folder / world.travel.roads, world.travel.profile)
    _, away = snapped(network, world.sites, world.travel.snap_limit_m)
    _say(SIZE.format(nodes=len(network), name=world.travel.roads), language)
    for name, metres in sorted(zip(world.sites, away, strict=True), key=lambda one: -one[1]):
        typer.echo(f"  {name}: {metres:.0f} m")
    for one in oddities(matrix(world, found.folder)):
        _say(one.text, language)


def _say(text: Said, language: Language) -> None:
    typer.echo(text.in_(language))


SUFFIX = Said(
    fr="--out {path} : attendu un nom qui finit par .graphml. Changez-le.",
    en="--out {path}: expected a name that ends with .graphml. Change it.",
)
OFFLINE = Said(
    fr="Le réseau routier n'a pas pu être téléchargé ({why}). Rien n'a été écrit. Attendu : une "
    "connexion à Overpass (OpenStreetMap). Sans connexion, donnez un extrait dans travel.roads, un "
    "tableau dans travel.table, ou gardez l'estimation.",
    en="The road graph could not be downloaded ({why}). Nothing was written. Expected: a "
    "connection to Overpass (OpenStreetMap). Offline, give an extract in travel.roads, a table in "
    "travel.table, or keep the estimate.",
)
THEN = Said(
    fr="Posez ce fichier à côté du scénario et écrivez : travel: {{roads: {name}}}",
    en="Put this file beside the scenario and write: travel: {{roads: {name}}}",
)
NONE = Said(
    fr="« {label} » ne nomme aucun réseau routier. Attendu : travel.roads. Donnez-en un.",
    en='"{label}" names no road graph. Expected: travel.roads. Give one.',
)
SIZE = Said(
    fr="{name} : {nodes} carrefours et points où rouler. Distance de chaque site à la route :",
    en="{name}: {nodes} nodes to drive. Distance of each site to the road:",
)
