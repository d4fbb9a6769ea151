"""``ramasse ledger``: the memory of the fair split, read and corrected."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language
from models.scenario import Scenario
from service.cli.options import ScenarioName, Spoken, loaded, refuse, spoken
from service.cli.remembering import Database, url_of
from service.files import cannot_write, place
from service.words.ledger import ledger_word

if TYPE_CHECKING:
    from service.ledger import Ledger

ledger_app = typer.Typer(no_args_is_help=True, add_completion=False)


class Correction(StrEnum):
    """What a correction says."""

    received = "received"
    refused = "refused"
    returned = "returned"


@ledger_app.command("show", help="Le solde de chaque structure / Each association's balance.")
def show_ledger(
    scenario: ScenarioName,
    database: Database = None,
    weeks: Annotated[
        int | None, typer.Option(min=1, help="Dernières semaines seulement / The last weeks only.")
    ] = None,
    families: Annotated[
        bool, typer.Option("--families", help="Détail par famille / By family.")
    ] = False,
    lang: Spoken = None,
) -> None:
    """Print what each association needed, was promised and keeps."""
    from rich.console import Console

    from service.ledger.balances import balances_page
    from service.pages.terminal import show

    language, world, ledger = _opened(scenario, database, lang)
    with ledger:
        published = ledger.weeks(world.id)
        since = None if weeks is None or not published else published[-weeks:][0]
        balances = ledger.balances(world.id, since)
    if not balances:
        typer.echo(ledger_word["empty"].format(town=world.label).in_(language))
        return
    page = balances_page(world, balances, language, families=families)
    show(page, Console(highlight=False), language)


@ledger_app.command("correct", help="Ajouter une ligne visible / Add a visible line.")
def correct_ledger(
    scenario: ScenarioName,
    week: Annotated[str, typer.Option(metavar="AAAA-MM-JJ", help="Semaine / Week.")],
    association: Annotated[str, typer.Option(help="Structure / Association.")],
    family: Annotated[str, typer.Option(help="Famille / Family.")],
    kind: Annotated[
        Correction, typer.Option(help="received : écart reçu / difference; refused, returned.")
    ],
    kg: Annotated[
        str, typer.Option(metavar="KG", help="kg, ou unités : 12 u / kg, or units: 12 u.")
    ],
    reason: Annotated[str, typer.Option(help="Pourquoi / Why.")],
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Add a correction to a published week; nothing written is ever changed."""
    from service.accounts.audit import noted_where_kept
    from service.database_errors import DatabaseError
    from service.ledger import corrections

    language, world, ledger = _opened(scenario, database, lang)
    day = corrections.day(week)
    found = corrections.kg_of(world, family, kg)
    given = (world, week, association, family, kind.value, found, reason)
    faults = corrections.faults(*given, typed=kg)
    with ledger:
        if faults or day is None:
            refuse([one.line("--{}".format, language) for one in faults], language)
        try:
            told = noted_where_kept("corrected", world.id, str(day))
            ledger.correct(
                world.id, day, association, family, kind.value, found, reason.strip(), told
            )
        except DatabaseError as error:
            refuse([error.text.in_(language)], language)
    typer.echo(ledger_word("corrected", language))


@ledger_app.command("export", help="Toutes les lignes en CSV / Every line as CSV.")
def export_ledger(
    scenario: ScenarioName,
    database: Database = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FICHIER", help="Fichier à écrire / File to write.")
    ] = None,
    lang: Spoken = None,
) -> None:
    """Write every line of a town, in the order in which they were written."""
    from service.ledger.corrections import as_csv

    language, world, ledger = _opened(scenario, database, lang)
    with ledger:
        text = as_csv(ledger.entries(world.id), ledger.withdrawn(world.id))
    if out is None:
        sys.stdout.write(text)
        return
    try:
        place({out.name: text.encode()}, out.parent)
    except OSError as error:
        refuse([cannot_write(out, error, language)], language)


def _opened(scenario: str, database: str | None, lang: Spoken) -> tuple[Language, Scenario, Ledger]:
    from service.database_errors import DatabaseError
    from service.ledger import Ledger, exists

    language, url = spoken(lang), url_of(database)
    found, faults = loaded(scenario, None, (), language)
    if found is None:
        refuse(faults, language)
    world = found.scenario
    language = spoken(lang, world)
    if not exists(url):
        refuse([ledger_word["none"].format(url=url).in_(language)], language)
    try:
        return language, world, Ledger(url)
    except DatabaseError as error:
        refuse([error.text.in_(language)], language)
