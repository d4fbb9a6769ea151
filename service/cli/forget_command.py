"""``ramasse forget``: somebody found in all that a server keeps, then replaced everywhere."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from models.base import Text
from service.cli.options import Spoken, refuse, spoken
from service.cli.remembering import Database, url_of


def forget(
    who: Annotated[
        str,
        typer.Argument(
            metavar="QUI", help="Nom, téléphone ou courriel / Name, telephone number or e-mail."
        ),
    ],
    yes: Annotated[
        bool, typer.Option("--yes", help="Remplacer sans demander / Replace without asking.")
    ] = False,
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Show where somebody is found, ask once, and replace them everywhere."""
    from service.database_errors import DatabaseError
    from service.ledger import Ledger, exists
    from service.privacy import forget as privacy
    from service.store import opened

    language, url = spoken(lang), url_of(database)
    if not exists(url):
        refuse([NO_DATABASE.format(url=url).in_(language)], language)
    try:
        Ledger(url).close()
        store = opened(url)
        try:
            found = privacy.look(store, who)
            for one in found.found:
                typer.echo(f"{one.called.in_(language)} {one.about} × {one.times}")
            if not found.found:
                typer.echo(NOWHERE.in_(language))
                return
            typer.echo(SPELT.format(spelt=", ".join(found.who.spellings)).in_(language))
            if not found.changeable:
                return
            if not yes and not sys.stdin.isatty():
                typer.echo(ASKS.in_(language))
                return
            if not yes and not typer.confirm(SURE.in_(language), err=True):
                typer.echo(NOTHING.in_(language))
                return
            made = privacy.forget(store, who)
            typer.echo(GONE.format(times=made.changeable).in_(language))
        finally:
            store.close()
    except privacy.TooLittleError as error:
        refuse([error.text.in_(language)], language)
    except DatabaseError as error:
        refuse([error.text.in_(language)], language)


NO_DATABASE = Text(
    fr="{url} : il n'y a pas de base ici. Attendu : celle du serveur. Dites-la par --database.",
    en="{url}: there is no database here. Expected: that of the server. Tell it by --database.",
)
NOWHERE = Text(
    fr="Trouvé nulle part. Essayez le téléphone, ou le nom de famille seul.",
    en="Found nowhere. Try the telephone number, or the family name alone.",
)
SPELT = Text(fr="Cherché sous : {spelt}.", en="Looked for as: {spelt}.")
ASKS = Text(
    fr="Rien n'a été remplacé. Pour le faire : la même commande avec --yes.",
    en="Nothing was replaced. To do it: the same command with --yes.",
)
SURE = Text(
    fr="Remplacer partout ? Il n'y a pas de retour.",
    en="Replace everywhere? There is no way back.",
)
NOTHING = Text(fr="Rien n'a été remplacé.", en="Nothing was replaced.")
GONE = Text(
    fr="Remplacé {times} fois. Les fichiers imprimés, envoyés ou écrits dans d'autres dossiers "
    "restent à effacer à la main.",
    en="Replaced {times} times. Files printed, sent or written to other folders are to be erased "
    "by hand.",
)
