"""``ramasse journal`` and ``weeks``: what came in, and how far each week is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language
from models.recurrence import monday_of
from models.scenario import Scenario
from service.cli.options import FAILED, ScenarioName, Spoken, loaded, refuse, spoken
from service.cli.remembering import Database, url_of
from service.files import cannot_write, place
from service.words.journal import journal_word

if TYPE_CHECKING:
    from service.ledger import Ledger


def journal(
    scenario: ScenarioName,
    database: Database = None,
    csv: Annotated[
        Path | None,
        typer.Option(metavar="FICHIER", help="Écrire toutes les lignes / Write every line."),
    ] = None,
    lang: Spoken = None,
) -> None:
    """Print what was told, by store and association, and whether every line is as written."""
    from rich.console import Console

    from service.ledger.journal_page import as_csv, corrections, journal_page
    from service.pages.terminal import show

    language, world = town(scenario, lang)
    with ledger_at(database, language, there=True) as ledger:
        told, checked = ledger.journal(world.id), ledger.check_journal(world.id)
        # lines of a journal that was altered may say anything
        lines = [] if checked.broken is not None else corrections(ledger.journal_lines(world.id))
    page = journal_page(world, told, checked, language, lines)
    show(page, Console(highlight=False), language)
    if csv is not None:
        put(csv, as_csv(told).encode(), language)
    if checked.broken is not None:
        raise typer.Exit(FAILED)


def weeks(
    scenario: ScenarioName,
    close: Annotated[
        str | None,
        typer.Option(metavar="AAAA-MM-JJ", help="Clore une semaine / Close a week."),
    ] = None,
    withdraw: Annotated[
        str | None,
        typer.Option(
            metavar="AAAA-MM-JJ", help="Retirer une publication / Withdraw a publication."
        ),
    ] = None,
    reason: Annotated[str, typer.Option(help="Pourquoi retirer / Why withdraw.")] = "",
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Print how far each week of a town is; close one, or withdraw its publication."""
    from rich.console import Console

    from service.accounts.audit import noted_where_kept
    from service.ledger import LedgerError
    from service.ledger.journal_page import calendar_page
    from service.ledger.weeks import calendar
    from service.pages.terminal import show
    from service.store.once import together
    from service.store.published import note_withdrawn_where_kept

    language, world = town(scenario, lang)
    faults = [
        journal_word["bad_week"].format(field=option, value=given).in_(language)
        for option, given in (("--close", close), ("--withdraw", withdraw))
        if given is not None and _day(given) is None
    ]
    if withdraw is not None and not reason.strip():
        faults.append(journal_word["no_reason"].format(field="--reason").in_(language))
    if faults:
        refuse(faults, language)
    with ledger_at(database, language, there=True) as ledger:
        try:
            if (day := _day(withdraw)) is not None:
                of = (world.id, monday_of(day))
                told = noted_where_kept("withdrawn", world.id, str(monday_of(day)))
                ledger.withdraw(*of, reason.strip(), together(note_withdrawn_where_kept(*of), told))
                typer.echo(journal_word("week_withdrawn", language))
            if (day := _day(close)) is not None:
                told = noted_where_kept("closed", world.id, str(monday_of(day)))
                ledger.close_week(world.id, monday_of(day), told)
                typer.echo(journal_word("week_closed", language))
            found = calendar(ledger, world.id)
        except LedgerError as error:
            refuse([error.text.in_(language)], language)
    show(calendar_page(world, found, language), Console(highlight=False), language)


def _day(text: str | None) -> date | None:
    from service.ledger.corrections import day

    return None if text is None else day(text)


def town(scenario: str, lang: Spoken) -> tuple[Language, Scenario]:
    """Return the language spoken and the town, or refuse with its faults."""
    language = spoken(lang)
    found, faults = loaded(scenario, None, (), language)
    if found is None:
        refuse(faults, language)
    return spoken(lang, found.scenario), found.scenario


def ledger_at(database: str | None, language: Language, *, there: bool = False) -> Ledger:
    """Return the ledger that is named, which must exist already if it is to be ``there``."""
    from service.ledger import Ledger, LedgerError, exists

    url = url_of(database)
    if there and not exists(url):
        refuse([journal_word["none"].format(url=url).in_(language)], language)
    try:
        return Ledger(url)
    except LedgerError as error:
        refuse([error.text.in_(language)], language)


def put(out: Path, content: bytes, language: Language) -> None:
    """Put one file in its place, or say why it cannot be written."""
    try:
        place({out.name: content}, out.parent)
    except OSError as error:
        refuse([cannot_write(out, error, language)], language)
