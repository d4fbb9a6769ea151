"""The ledger that a command remembers in: which one, and what is noted there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language
from service.cli.options import refuse
from service.words.ledger import ledger_word

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


def url_of(given: str | None) -> str:
    """Return where the ledger is: as it was given, else beside."""
    return given or f"sqlite:///{LEDGER_FILE}"


def ledger_for(
    given: str | None, world: Scenario, language: Language, *, publish: bool
) -> str | None:
    """Return where the ledger is, none if there is none; refuse to publish a week twice."""
    from service.database import DatabaseError
    from service.ledger import Ledger, exists

    url = url_of(given)
    try:
        if not (publish or given is not None or exists(url)):
            return None
        with Ledger(url) as ledger:
            if publish:
                ledger.check_unpublished(world)
    except DatabaseError as error:
        refuse([error.text.in_(language)], language)
    return url


def remember(url: str, split: Allocation, language: Language, *, publish: bool) -> str:
    """Publish a split, or note it as a draft; return the sentence that says so."""
    from service.database import DatabaseError
    from service.ledger import Ledger

    try:
        with Ledger(url) as ledger:
            (ledger.publish if publish else ledger.draft)(split)
    except DatabaseError as error:
        if publish:
            refuse([error.text.in_(language)], language)
        typer.echo(error.text.in_(language), err=True)
    return ledger_word("published" if publish else "drafted", language)
