"""Who did what: lines of numbers and ids, written with the deed and never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from sqlalchemy import Connection, func, select

from models.base import Text
from service.accounts.tables import accounts, audit
from service.acting import author, only_town
from service.database import Database
from service.store.scenarios import in_utc

Deed = Literal[
    "published",
    "settled",
    "withdrawn",
    "corrected",
    "closed",
    "weighed",
    "logged_in",
    "log_in_refused",
    "logged_out",
    "password",
    "user_added",
    "user_roles",
    "user_disabled",
    "user_enabled",
    "user_reset",
    "user_erased",
    "token_made",
    "token_revoked",
    "photo_erased",
    "forgotten",
    "resealed",
    "aged",
]
DEEDS: Mapping[Deed, Text] = {
    "published": Text(fr="a publié une semaine", en="published a week"),
    "settled": Text(fr="a mis au réel une semaine publiée", en="brought a week to what came in"),
    "withdrawn": Text(fr="a retiré une semaine publiée", en="withdrew a published week"),
    "corrected": Text(fr="a corrigé une semaine publiée", en="corrected a published week"),
    "closed": Text(fr="a clos une semaine", en="closed a week"),
    "weighed": Text(fr="a saisi ce qui est rentré", en="weighed in"),
    "logged_in": Text(fr="a ouvert sa session", en="logged in"),
    "log_in_refused": Text(fr="connexion refusée", en="log-in refused"),
    "logged_out": Text(fr="a fermé sa session", en="logged out"),
    "password": Text(fr="a changé son mot de passe", en="changed the password"),
    "user_added": Text(fr="a créé un compte", en="added an account"),
    "user_roles": Text(fr="a changé les rôles d'un compte", en="changed an account's roles"),
    "user_disabled": Text(fr="a bloqué un compte", en="disabled an account"),
    "user_enabled": Text(fr="a rouvert un compte", en="enabled an account"),
    "user_reset": Text(fr="a donné un nouveau mot de passe", en="reset a password"),
    "user_erased": Text(fr="a effacé un compte", en="erased an account"),
    "token_made": Text(fr="a fait un jeton de programme", en="made a program's token"),
    "token_revoked": Text(fr="a révoqué un jeton", en="revoked a token"),
    "photo_erased": Text(fr="a effacé une photo", en="erased a photo"),
    "forgotten": Text(fr="a effacé une personne", en="erased a person"),
    "resealed": Text(
        fr="a sorti d'une chaîne des remarques à effacer ; elle finissait avant par",
        en="took remarks to be erased out of a chain; before, it ended with",
    ),
    "aged": Text(fr="a effacé ce qui a dépassé son âge", en="erased what was past its age"),
}
assert set(DEEDS) == set(get_args(Deed))


@dataclass(frozen=True)
class Done:
    """One deed."""

    at: datetime
    account: str
    """A number, or the hand that is none; empty: a page without accounts, the server itself."""
    name: str
    """Of the account as it is now; empty once erased."""
    deed: str
    town: str
    about: str


def noted(deed: Deed, town: str = "", about: str = "") -> Callable[[Connection], None]:
    """Return what writes a deed, within another deed."""

    def write(connection: Connection) -> None:
        connection.execute(
            audit.insert().values(
                at=datetime.now(UTC), account=author() or "", deed=deed, town=town, about=about
            )
        )

    return write


def noted_where_kept(deed: Deed, town: str, about: str) -> Callable[[Connection], None]:
    """Return the same for a ledger that may be by itself: then there is no trail to write in."""

    def write(connection: Connection) -> None:
        if connection.dialect.has_table(connection, audit.name):
            noted(deed, town, about)(connection)

    return write


def note(database: Database, deed: Deed, town: str = "", about: str = "") -> None:
    """Write that something was done."""
    with database.begin() as connection:
        noted(deed, town, about)(connection)


def done(database: Database, most: int = 200) -> list[Done]:
    """Return what was done, the newest first: all of it, or that of the one town that is seen."""
    query = (
        select(audit, accounts.c.name)
        .outerjoin(accounts, accounts.c.number == audit.c.account)
        .order_by(audit.c.id.desc())
        .limit(most)
    )
    town = only_town()
    if town is not None:
        query = query.where(audit.c.town == town)
    with database.connect() as connection:
        return [
            Done(in_utc(row.at), row.account, row.name or "", row.deed, row.town, row.about)
            for row in connection.execute(query)
        ]


def last_forgotten(database: Database) -> int:
    """Return the number of the last deed that erased something: what is at hand may be stale."""
    query = select(func.max(audit.c.id)).where(audit.c.deed.in_(("forgotten", "aged")))
    with database.connect() as connection:
        return connection.scalar(query) or 0
