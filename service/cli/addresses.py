"""The commands about addresses: ``ramasse addresses import``, ``find`` and ``fill``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from models.base import Language, Text
from models.numbers import number
from scenarios import ScenarioError
from scenarios.addresses.finding import KEPT, LIMIT, SERVICE, Finder, books_folder
from service.cli.options import ScenarioName, Spoken, refuse, spoken
from service.cli.workbooks import BOOK, YAML, path_faults, write
from service.files import cannot_write

addresses_app = typer.Typer(no_args_is_help=True, add_completion=False)
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="ADRESSES.csv.gz…",
        help="Fichiers de la Base Adresse Nationale / Files of the Base Adresse Nationale.",
    ),
]
Online = Annotated[
    bool,
    typer.Option(
        "--online",
        help="Demander aussi en ligne ce qui manque ; seules les adresses partent / "
        "Also ask on line for what is missing; only addresses are sent.",
    ),
]
Service = Annotated[
    str | None,
    typer.Option(
        "--service",
        metavar="URL",
        envvar=SERVICE,
        help="Service demandé en ligne, sinon celui de l'IGN / Service asked, else IGN's.",
    ),
]


@addresses_app.command("import", help="Lire un fichier d'adresses / Read a file of addresses.")
def import_addresses(files: Files, lang: Spoken = None) -> None:
    """Read files of the Base Adresse Nationale, once, to be looked up offline ever after."""
    from scenarios.addresses.importing import import_file

    language = spoken(lang)
    faults: list[str] = []
    for path in files:
        began = time.monotonic()
        try:
            made = import_file(path, books_folder())
        except ScenarioError as error:
            faults += error.message(language).splitlines()
            continue
        except OSError as error:
            faults.append(cannot_write(books_folder(), error, language))
            continue
        _say(IMPORTED, language, (made.addresses, made.streets, made.communes), path.name, began)
        if made.left_out:
            typer.echo(LEFT_OUT.format(count=_count(made.left_out)).in_(language))
    if faults:
        refuse(faults, language)


@addresses_app.command(help="Chercher une adresse / Look an address up.")
def find(
    address: Annotated[str, typer.Argument(metavar="ADRESSE", help="Numéro et rue / Address.")],
    commune: Annotated[str, typer.Option(help="Sa commune / Its commune.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=50, help="Au plus / At most.")] = LIMIT,
    online: Online = False,
    service: Service = None,
    lang: Spoken = None,
) -> None:
    """Print what an address may mean, the best first, with its position."""
    from scenarios.addresses.candidates import chosen
    from scenarios.addresses.told import UNKNOWN_COMMUNE
    from scenarios.faults import did_you_mean, shown

    language = spoken(lang)
    finder = _finder(service, online=online)
    found = finder.find(address, commune, limit)
    _tell_online(finder, language)
    for one in found:
        score = number(100 * one.score, language)
        typer.echo(f"{score:>4} %  {one.lat:.5f}, {one.lon:.5f}  {one.label}")
    if not found:
        close = None if finder.centre(commune) else finder.nearest_commune(commune)
        if commune and close is not None:
            text = UNKNOWN_COMMUNE.format(found=shown(commune), remedy=did_you_mean(close))
        else:
            text = (NOTHING if finder.books else NO_BOOK).format(text=address)
        refuse([text.in_(language)], language)
    if chosen(found) is None:
        typer.echo(SEVERAL.in_(language))


@addresses_app.command(help="Écrire les positions trouvées / Write the positions that are found.")
def fill(
    scenario: ScenarioName,
    out: Annotated[
        Path, typer.Option(metavar="SORTIE", help="Fichier .xlsx ou .yaml / File to write.")
    ],
    online: Online = False,
    service: Service = None,
    lang: Spoken = None,
) -> None:
    """Write a scenario file with the position of each of its addresses, and how it was found."""
    from scenarios.addresses.filling import filled
    from scenarios.addresses.outcome import how_found
    from scenarios.faults import ordered
    from scenarios.forms import canonical
    from scenarios.nodes import plain
    from scenarios.reading import tree

    language = spoken(lang)
    faults = path_faults(out, (*BOOK, *YAML), language)
    finder = _finder(service, online=online)
    try:
        read = tree(scenario)
        said = canonical(dict(plain(read)))
    except ScenarioError as error:
        refuse([*error.message(language).splitlines(), *faults], language)
    language = spoken(lang) if lang is not None or said.get("language") != "en" else "en"
    after, found, complaints = filled(said, finder=finder, like=read)
    faults += ScenarioError(ordered(complaints)).message(language).splitlines()
    if faults:
        refuse(faults, language)
    write(after, out, language)
    _tell_online(finder, language)
    typer.echo(FILLED.format(path=out, count=len(found)).in_(language))
    for one in how_found(found):
        typer.echo(f"- {one.text.in_(language)}")


def _finder(service: str | None, *, online: bool) -> Finder:
    from scenarios.addresses import online as asking
    from scenarios.addresses.book import books

    folder = books_folder()
    asked = asking.Online(service or asking.SERVICE, folder / KEPT) if online else None
    return Finder(books(folder), asked)


def _tell_online(finder: Finder, language: Language) -> None:
    """Say what was sent, to whom; and why nothing came back."""
    if finder.online is None:
        return
    if finder.online.asked:
        text = SENT.format(count=len(finder.online.asked), service=finder.online.service)
        typer.echo(text.in_(language), err=True)
    if finder.online.failed:
        text = SILENT.format(service=finder.online.service, why=finder.online.failed)
        typer.echo(text.in_(language), err=True)


def _say(
    text: Text, language: Language, counts: tuple[int, int, int], name: str, began: float
) -> None:
    addresses, streets, communes = map(_count, counts)
    seconds = time.monotonic() - began
    told = text.format(
        name=name,
        addresses=addresses,
        streets=streets,
        communes=communes,
        seconds=Text(fr=number(seconds, "fr", 1), en=number(seconds, "en", 1)),
    )
    typer.echo(told.in_(language))


def _count(value: int) -> Text:
    return Text(fr=number(value, "fr"), en=number(value, "en"))


IMPORTED = Text(
    fr="{name} : {addresses} adresses, {streets} voies, {communes} communes, lues en {seconds} s. "
    "Elles servent désormais sans connexion.",
    en="{name}: {addresses} addresses, {streets} streets, {communes} communes, read in {seconds} "
    "s. They are used offline from now on.",
)
LEFT_OUT = Text(
    fr="Lignes sans position ou sans voie, laissées de côté : {count}.",
    en="Lines without a position or a street, left out: {count}.",
)
NOTHING = Text(
    fr="Rien ne ressemble à « {text} ». Attendu : une adresse d'une commune importée. Vérifiez "
    "l'orthographe, ou ajoutez --commune.",
    en='Nothing is like "{text}". Expected: an address of a commune that was imported. Check the '
    "spelling, or add --commune.",
)
NO_BOOK = Text(
    fr="« {text} » : aucun fichier d'adresses n'est importé. Attendu : celui du département. "
    "Importez-le : ramasse addresses import adresses-13.csv.gz",
    en='"{text}": no file of addresses was imported. Expected: that of the department. Import it: '
    "ramasse addresses import adresses-13.csv.gz",
)
SEVERAL = Text(
    fr="Aucune n'est sûre : écrivez l'une d'elles en entier.",
    en="None is certain: write one of them in full.",
)
SENT = Text(
    fr="Adresses envoyées à {service} : {count}, et rien d'autre.",
    en="Addresses sent to {service}: {count}, and nothing else.",
)
SILENT = Text(
    fr="{service} n'a pas répondu ({why}) : ce qui manque est cherché sans lui.",
    en="{service} did not answer ({why}): what is missing is looked for without it.",
)
FILLED = Text(
    fr="Fichier écrit : {path}. Positions cherchées : {count}.",
    en="File written: {path}. Positions looked up: {count}.",
)
