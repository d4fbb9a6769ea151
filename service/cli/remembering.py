"""The ledger that a command remembers in: which one, and what is noted there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language, Text
from models.dates import dated
from service.cli.options import FAILED, refuse
from service.words.journal import journal_word

if TYPE_CHECKING:
    from models.allocation import Allocation
    from models.scenario import Scenario

LEDGER_FILE = "ramasse-ledger.db"

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        envvar="RAMASSE_DATABASE",
        help="Registre : sqlite:///fichier.db ou postgresql+psycopg://… / Ledger. "
        f"Par défaut / by default: {LEDGER_FILE}.",
    ),
]
Publish = Annotated[
    bool, typer.Option("--publish", help="Publier la semaine au registre / Publish the week.")
]


Yes = Annotated[
    bool,
    typer.Option("--yes", help="Publier sans demander / Publish without asking."),
]


def url_of(given: str | None) -> str:
    """Return where the ledger is: as it was given, else beside."""
    return given or f"sqlite:///{LEDGER_FILE}"


def ledger_for(
    given: str | None, world: Scenario, language: Language, *, publish: bool, settles: bool = False
) -> str | None:
    """Return where the ledger is, none if there is none; refuse to publish a week twice.

    Parameters
    ----------
    settles
        Whether what came in is brought to a week that is published.
    """
    if not (publish or given is not None or Path(LEDGER_FILE).exists()):
        return None  # without waiting for what reads databases
    from service.database_errors import DatabaseError
    from service.ledger import Ledger

    url = url_of(given)
    try:
        with Ledger(url) as ledger:
            if publish and not settles:
                ledger.check_unpublished(world)
    except DatabaseError as error:
        refuse([error.text.in_(language)], language)
    return url


def confirm(
    url: str, split: Allocation, warnings: Sequence[Text], language: Language, *, sure: bool
) -> None:
    """Show what publishing a split writes, and ask once where somebody can answer."""
    from rich.console import Console

    from service.ledger import Ledger, LedgerError
    from service.ledger.publishing import OTHER_DRAFT, publishing_page, settles
    from service.pages.terminal import show

    try:
        with Ledger(url) as ledger:
            draft = ledger.draft_of(split.scenario)
            kept = ledger.kept(split.scenario) if settles(split) else None
    except LedgerError as error:
        refuse([error.text.in_(language)], language)
    told = list(warnings)
    if draft is not None and draft[0] != split.provenance.input_digest:
        told.append(OTHER_DRAFT.format(on=dated(draft[1].date())))
    if not sure and _somebody_answers():
        page = publishing_page(split, told, language, kept)
        show(page, Console(stderr=True, highlight=False), language)
        if not typer.confirm(journal_word("publish_so", language), err=True):
            typer.echo(journal_word("not_published", language), err=True)
            raise typer.Exit(FAILED)
        return
    for one in told:
        typer.echo(f"- {one.in_(language)}", err=True)


def _somebody_answers() -> bool:
    """Tell whether a question would be read: a script has no terminal."""
    return sys.stdin.isatty()


def remember(url: str, split: Allocation, language: Language, *, publish: bool) -> str:
    """Publish a split, or note it as a draft; return the sentence that says so.

    Of a week that is published, what really came in is brought to it by visible lines.
    """
    from service.accounts.audit import noted_where_kept
    from service.database_errors import DatabaseError
    from service.ledger import Ledger
    from service.ledger.publishing import SETTLED, settles

    town, week_of = split.scenario.id, str(split.scenario.week_of)
    try:
        with Ledger(url) as ledger:
            if settles(split) and ledger.kept(split.scenario) is not None:
                if publish:
                    told = noted_where_kept("settled", town, week_of)
                    ledger.settle(split, SETTLED.in_(split.scenario.language), told)
                return journal_word("settled" if publish else "not_settled", language)
            if publish:
                ledger.publish(split, noted_where_kept("published", town, week_of))
            else:
                ledger.draft(split)
    except DatabaseError as error:
        if publish:
            refuse([error.text.in_(language)], language)
        typer.echo(error.text.in_(language), err=True)
    return journal_word("published" if publish else "drafted", language)
