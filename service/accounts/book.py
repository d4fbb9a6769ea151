"""The book of accounts: added, listed, given roles, disabled, erased."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.exc import IntegrityError

from models.base import Text
from service.accounts import passwords
from service.accounts.audit import Deed, noted
from service.accounts.tables import accounts, grants, sessions, tokens
from service.acting import Grant, Role, sees
from service.database import Database
from service.database_errors import DatabaseError
from service.store.scenarios import in_utc

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Of a number: none that is taken for another."""
DIGITS = 10
ROLES: tuple[Role, ...] = get_args(Role)
OF_SOMEBODY: tuple[Role, ...] = ("association", "driver")
"""Roles that are held of an association or a person."""
_NAME = re.compile(r"[^\W_][\w.@' -]{0,58}[^\W_]")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class AccountError(DatabaseError):
    """Something that accounts do not allow, in both languages."""


@dataclass(frozen=True)
class Account:
    """An account, without its password."""

    number: str
    name: str
    town: str
    """Empty: all towns."""
    grants: tuple[Grant, ...]
    created_at: datetime
    seen_at: datetime | None
    disabled_at: datetime | None
    to_change: bool
    """Whether somebody else chose the password."""


def any_account(database: Database) -> bool:
    """Tell whether there is an account."""
    with database.connect() as connection:
        return connection.scalar(select(accounts.c.number).limit(1)) is not None


def grant_of(text: str) -> Grant:
    """Return the role that a word says.

    Raises
    ------
    AccountError
        It is none.

    Examples
    --------
    >>> grant_of("association:ccas")
    Grant(role='association', of='ccas')
    """
    role, _, of = text.strip().partition(":")
    of = of.strip()
    found = next((one for one in ROLES if one == role.strip()), None)
    if found is None or (found in OF_SOMEBODY) != bool(of) or (of and not _ID.fullmatch(of)):
        raise AccountError(NO_ROLE.format(role=text[:40]))
    return Grant(found, of)


def name_of(text: str) -> str:
    """Return a name as it is kept.

    Raises
    ------
    AccountError
        It is none.
    """
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    if not _NAME.fullmatch(name):
        raise AccountError(NO_NAME)
    return name


def add(
    database: Database,
    name: str,
    password: str,
    held: Collection[Grant],
    town: str = "",
    *,
    to_change: bool = True,
) -> Account:
    """Add an account.

    Raises
    ------
    AccountError
        The name is taken or none, the town is none, or it would hold no role.
    PasswordError
        The password is not taken.
    """
    named = name_of(name)
    _check(held, town)
    passwords.check(password, named)
    number, kept = _number(), passwords.hashed(password)
    try:
        with database.begin() as connection:
            connection.execute(
                accounts.insert().values(
                    number=number,
                    name=named,
                    password=kept,
                    town=town,
                    to_change=int(to_change),
                    created_at=datetime.now(UTC),
                )
            )
            _grant(connection, number, held)
            noted("user_added", town, number)(connection)
    except IntegrityError as error:
        raise AccountError(TAKEN.format(name=named)) from error
    return named_account(database, named)


def listed(database: Database) -> list[Account]:
    """Return the accounts that may be known of, by name."""
    with database.connect() as connection:
        found = [_account(connection, row) for row in _rows(connection)]
    return [one for one in found if sees(one.town)]


def named_account(database: Database, name: str) -> Account:
    """Return the account of a name.

    Raises
    ------
    AccountError
        There is none, or it is of a town that is not seen.
    """
    wanted = unicodedata.normalize("NFKC", name).strip().casefold()
    found = next((one for one in listed(database) if one.name == wanted), None)
    if found is None:
        raise AccountError(UNKNOWN.format(name=wanted[:60]))
    return found


def numbered(database: Database, number: str) -> Account:
    """Return the account of a number.

    Raises
    ------
    AccountError
        There is none, or it is of a town that is not seen.
    """
    found = next((one for one in listed(database) if one.number == number), None)
    if found is None:
        raise AccountError(UNKNOWN.format(name=number[:60]))
    return found


def change_roles(database: Database, who: Account, held: Collection[Grant]) -> None:
    """Give an account other roles, in place of those that it holds: they hold from now on."""
    _check(held, who.town)
    with database.begin() as connection:
        _keep_one(connection, who, held)
        connection.execute(grants.delete().where(grants.c.account == who.number))
        _grant(connection, who.number, held)
        noted("user_roles", who.town, who.number)(connection)


def disable(database: Database, who: Account) -> None:
    """Let an account in no more; its sessions and tokens end now."""
    with database.begin() as connection:
        _keep_one(connection, who)
        _set(connection, who, disabled_at=datetime.now(UTC))
        _end(connection, who.number, tokens_too=True)
        noted("user_disabled", who.town, who.number)(connection)


def enable(database: Database, who: Account) -> None:
    """Let an account in again; its tokens have to be made anew."""
    with database.begin() as connection:
        _set(connection, who, disabled_at=None)
        noted("user_enabled", who.town, who.number)(connection)


def reset(
    database: Database,
    who: Account,
    password: str,
    *,
    deed: Deed = "user_reset",
    to_change: bool = True,
) -> None:
    """Give an account another password; its sessions end.

    Raises
    ------
    PasswordError
        The password is not taken.
    """
    passwords.check(password, who.name)
    kept = passwords.hashed(password)
    with database.begin() as connection:
        _set(connection, who, password=kept, to_change=int(to_change))
        _end(connection, who.number, tokens_too=deed == "user_reset")
        noted(deed, who.town, who.number)(connection)


def erase(database: Database, who: Account) -> None:
    """Erase an account: its number stays where something was done, and means nobody."""
    with database.begin() as connection:
        _keep_one(connection, who)
        _end(connection, who.number, tokens_too=True)
        connection.execute(grants.delete().where(grants.c.account == who.number))
        connection.execute(accounts.delete().where(accounts.c.number == who.number))
        noted("user_erased", who.town, who.number)(connection)


def held_by(connection: Connection, number: str) -> frozenset[Grant]:
    """Return the roles that an account holds."""
    rows = connection.execute(select(grants).where(grants.c.account == number))
    return frozenset(Grant(row.role, row.of) for row in rows)


def _rows(connection: Connection) -> Sequence[Row[Any]]:
    columns = [one for one in accounts.c if one.name != "password"]
    return connection.execute(select(*columns).order_by(accounts.c.name)).all()


def _account(connection: Connection, row: Row[Any]) -> Account:
    return Account(
        row.number,
        row.name,
        row.town,
        tuple(sorted(held_by(connection, row.number), key=str)),
        in_utc(row.created_at),
        None if row.seen_at is None else in_utc(row.seen_at),
        None if row.disabled_at is None else in_utc(row.disabled_at),
        bool(row.to_change),
    )


def _check(held: Collection[Grant], town: str) -> None:
    if not held:
        raise AccountError(NO_ROLES)
    if town and not _ID.fullmatch(town):
        raise AccountError(NO_TOWN.format(town=town[:60]))
    if not town and any(one.role in OF_SOMEBODY for one in held):
        raise AccountError(OF_NO_TOWN)


def _keep_one(connection: Connection, who: Account, held: Collection[Grant] = ()) -> None:
    """Refuse that nobody is left who may add accounts in all towns, where somebody was."""
    if who.town or Grant("coordinator") in held:
        return
    others = select(func.count()).select_from(accounts.join(grants))
    left = others.where(
        accounts.c.town == "",
        accounts.c.disabled_at.is_(None),
        accounts.c.number != who.number,
        grants.c.role == "coordinator",
    )
    anybody = select(func.count()).select_from(accounts).where(accounts.c.number != who.number)
    if not connection.scalar(left) and connection.scalar(anybody):
        raise AccountError(LAST)


def _grant(connection: Connection, number: str, held: Collection[Grant]) -> None:
    rows = [{"account": number, "role": one.role, "of": one.of} for one in set(held)]
    connection.execute(grants.insert(), rows)


def _set(connection: Connection, who: Account, **values: object) -> None:
    connection.execute(accounts.update().where(accounts.c.number == who.number).values(values))


def _end(connection: Connection, number: str, *, tokens_too: bool) -> None:
    for table in (sessions, tokens) if tokens_too else (sessions,):
        connection.execute(table.delete().where(table.c.account == number))


def _number() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(DIGITS))


NO_ROLE = Text(
    fr="« {role} » n'est pas un rôle. Attendu : coordinator, reader, association:ID de "
    "l'association, ou driver:ID de la personne qui conduit.",
    en='"{role}" is no role. Expected: coordinator, reader, association:ID of the association, or '
    "driver:ID of the person who drives.",
)
NO_NAME = Text(
    fr="Ce nom de compte ne convient pas. Attendu : de 2 à 60 lettres, chiffres, points, tirets ou "
    "espaces, une lettre ou un chiffre au début et à la fin.",
    en="This name of an account will not do. Expected: 2 to 60 letters, digits, dots, dashes or "
    "spaces, a letter or a digit first and last.",
)
TAKEN = Text(
    fr="Un compte « {name} » existe déjà. Choisissez un autre nom, ou changez ses rôles.",
    en='An account "{name}" is there already. Choose another name, or change its roles.',
)
UNKNOWN = Text(
    fr="Aucun compte « {name} ». Attendu : l'un de ceux de la liste des comptes.",
    en='There is no account "{name}". Expected: one of the list of accounts.',
)
NO_ROLES = Text(
    fr="Ce compte n'aurait aucun rôle. Donnez-en un au moins.",
    en="This account would hold no role. Give it one at least.",
)
NO_TOWN = Text(
    fr="« {town} » n'est pas une ville. Attendu : l'identifiant de son scénario, comme aubagne.",
    en='"{town}" is no town. Expected: the id of its scenario, such as aubagne.',
)
OF_NO_TOWN = Text(
    fr="Une association ou un chauffeur est d'une ville. Choisissez la ville du compte.",
    en="An association or a driver is of one town. Choose the town of the account.",
)
LAST = Text(
    fr="C'est le dernier compte qui peut en ajouter dans toutes les villes. Donnez d'abord ce rôle "
    "à quelqu'un d'autre.",
    en="This is the last account that may add others in all towns. Give that role to somebody "
    "else first.",
)
