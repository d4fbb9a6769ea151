"""Sessions of browsers and tokens of programs: random, kept as their SHA-256 alone."""

from __future__ import annotations

import hmac
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import select

from models.base import Text
from service.accounts import attempts, passwords
from service.accounts.audit import note, noted
from service.accounts.book import OF_SOMEBODY, Account, AccountError, held_by
from service.accounts.tables import accounts, sessions, tokens
from service.acting import Acting, Grant, acting_as
from service.database import Database
from service.database_errors import DatabaseError
from service.store.scenarios import in_utc

IDLE, ABSOLUTE = timedelta(hours=2), timedelta(hours=12)
"""A session ends so long after the last page, and so long after the log-in."""
NOTED = timedelta(minutes=1)
"""How often it is noted that a session is used."""
TOKEN_DAYS = 365
BYTES = 32
_TOKEN = re.compile(r"ram_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


class RefusedError(AccountError):
    """A log-in that is refused: the same words whatever was wrong."""

    def __init__(self) -> None:
        super().__init__(REFUSED)


@dataclass(frozen=True)
class Session:
    """Who a browser or a program is, for one call."""

    acting: Acting
    name: str
    secret: str = field(repr=False)
    """Of the browser; empty for a program."""
    to_change: bool = False

    @property
    def form(self) -> str:
        """What every form of this session bears: no other site and no other session knows it."""
        return form_of(self.secret)


def form_of(secret: str) -> str:
    """Return what the forms of a session bear."""
    return hmac.new(secret.encode(), b"ramasse: a form, 1", sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Tell whether two secrets are the same, in a time that says nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def log_in(database: Database, name: str, password: str, address: str, before: str = "") -> str:
    """Return the secret of a new session; the one that the browser had before is ended.

    Raises
    ------
    TooManyError
        Too many failures.
    RefusedError
        There is no such account, it is disabled, or the password is another.
    """
    wanted = name.strip().casefold()[:200]
    taken = attempts.take(database, wanted, address)
    with database.connect() as connection:
        row = connection.execute(select(accounts).where(accounts.c.name == wanted)).first()
    kept = None if row is None or row.disabled_at is not None else row.password
    if not passwords.verified(password, kept) or row is None:
        # for a name that nobody has too: both take as long
        known = ("", "") if row is None else (row.town, row.number)
        note(database, "log_in_refused", *known)
        raise RefusedError
    attempts.succeeded(database, wanted, address, taken)
    more = {"password": passwords.hashed(password)} if passwords.outdated(row.password) else {}
    secret, now = secrets.token_urlsafe(BYTES), datetime.now(UTC)
    with database.begin() as connection, acting_as(Acting(row.number, row.town, frozenset())):
        connection.execute(
            accounts.update().where(accounts.c.number == row.number).values(seen_at=now, **more)
        )
        if before:
            connection.execute(sessions.delete().where(sessions.c.digest == _digest(before)))
        connection.execute(
            sessions.insert().values(
                digest=_digest(secret), account=row.number, created_at=now, seen_at=now
            )
        )
        noted("logged_in", row.town)(connection)
    return secret


def opened(database: Database, secret: str, now: datetime | None = None) -> Session | None:
    """Return the session of a browser's secret, if it goes on."""
    if not secret or len(secret) > 2 * BYTES:
        return None
    moment = now or datetime.now(UTC)
    query = (
        select(sessions.c.created_at, sessions.c.seen_at, accounts)
        .join(accounts, accounts.c.number == sessions.c.account)
        .where(sessions.c.digest == _digest(secret), accounts.c.disabled_at.is_(None))
    )
    with database.connect() as connection:
        row = connection.execute(query).first()
        if row is None:
            return None
        held = held_by(connection, row.number)
    begun, seen = in_utc(row[0]), in_utc(row[1])
    if moment - begun > ABSOLUTE or moment - seen > IDLE:
        with suppress(DatabaseError):
            end(database, secret)
        return None
    if moment - seen > NOTED:
        # a page that is only read does not fail where nothing can be written now
        with suppress(DatabaseError), database.begin() as connection:
            of = sessions.c.digest == _digest(secret)
            connection.execute(sessions.update().where(of).values(seen_at=moment))
    return Session(Acting(row.number, row.town, held), row.name, secret, bool(row.to_change))


def end(database: Database, secret: str, *, told: bool = False) -> None:
    """End a session."""
    with database.begin() as connection:
        connection.execute(sessions.delete().where(sessions.c.digest == _digest(secret)))
        if told:
            noted("logged_out")(connection)


def begin(database: Database, number: str) -> str:
    """Return the secret of a new session of an account whose password was just proved."""
    secret, now = secrets.token_urlsafe(BYTES), datetime.now(UTC)
    with database.begin() as connection:
        connection.execute(
            sessions.insert().values(
                digest=_digest(secret), account=number, created_at=now, seen_at=now
            )
        )
    return secret


def proved(database: Database, number: str, password: str) -> bool:
    """Tell whether a password is that of an account."""
    with database.connect() as connection:
        kept = connection.scalar(select(accounts.c.password).where(accounts.c.number == number))
    return passwords.verified(password, kept)


# -- programs ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Token:
    """A program's token, without its secret."""

    id: str
    account: str
    label: str
    grant: Grant
    created_at: datetime
    until: datetime


def make_token(
    database: Database, who: Account, label: str, grant: Grant, days: int = TOKEN_DAYS
) -> str:
    """Return a new token of an account: it is shown once and kept as its SHA-256.

    Raises
    ------
    AccountError
        The account is disabled, or does not hold the role.
    """
    if who.disabled_at is not None or not _covered(grant, frozenset(who.grants)):
        raise AccountError(NOT_HELD.format(role=str(grant), name=who.name))
    name, secret, now = secrets.token_hex(6), secrets.token_urlsafe(BYTES), datetime.now(UTC)
    with database.begin() as connection:
        connection.execute(
            tokens.insert().values(
                id=name,
                digest=_digest(secret),
                account=who.number,
                label=label.strip()[:60],
                role=grant.role,
                of=grant.of,
                created_at=now,
                until=now + timedelta(days=days),
            )
        )
        noted("token_made", who.town, f"{who.number} {name}")(connection)
    return f"ram_{name}_{secret}"


def tokens_of(database: Database, number: str) -> list[Token]:
    """Return the tokens of an account, the oldest first."""
    query = select(tokens).where(tokens.c.account == number).order_by(tokens.c.created_at)
    with database.connect() as connection:
        return [
            Token(
                row.id,
                row.account,
                row.label,
                Grant(row.role, row.of),
                in_utc(row.created_at),
                in_utc(row.until),
            )
            for row in connection.execute(query)
        ]


def revoke(database: Database, who: Account, name: str) -> None:
    """End a token of an account.

    Raises
    ------
    AccountError
        It has none of that name.
    """
    with database.begin() as connection:
        gone = connection.execute(
            tokens.delete().where(tokens.c.id == name, tokens.c.account == who.number)
        )
        if not gone.rowcount:
            raise AccountError(NO_TOKEN.format(id=name[:20], name=who.name))
        noted("token_revoked", who.town, f"{who.number} {name}")(connection)


def program(database: Database, token: str, now: datetime | None = None) -> Session | None:
    """Return who a program's token is of; none where it is forged, over, revoked or not held."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    name, secret = found.groups()
    query = (
        select(tokens.c.digest, tokens.c.role, tokens.c.of, tokens.c.until, accounts)
        .join(accounts, accounts.c.number == tokens.c.account)
        .where(tokens.c.id == name, accounts.c.disabled_at.is_(None))
    )
    with database.connect() as connection:
        row = connection.execute(query).first()
        held = frozenset() if row is None else held_by(connection, row.number)
    if row is None or not same(row.digest, _digest(secret)):
        return None
    grant = Grant(row.role, row.of)
    if in_utc(row.until) < (now or datetime.now(UTC)) or not _covered(grant, held):
        return None
    return Session(Acting(row.number, row.town, frozenset((grant,))), row.name, "")


def _covered(grant: Grant, held: frozenset[Grant]) -> bool:
    """Tell whether a role is among those held; who coordinates may let a program do less."""
    less = Grant("coordinator") in held and grant.role not in OF_SOMEBODY
    return grant in held or less


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


REFUSED = Text(
    fr="Ce nom et ce mot de passe ne vont pas ensemble, ou le compte est bloqué. Vérifiez-les, ou "
    "demandez un nouveau mot de passe à la coordination.",
    en="This name and this password do not go together, or the account is disabled. Check them, or "
    "ask the coordinators for a new password.",
)
NOT_HELD = Text(
    fr="Le compte « {name} » ne tient pas le rôle {role}, ou il est bloqué. Donnez-le-lui d'abord.",
    en='The account "{name}" does not hold the role {role}, or is disabled. Give it the role '
    "first.",
)
NO_TOKEN = Text(
    fr="Le compte « {name} » n'a pas de jeton {id}. Attendu : l'un de ceux de sa liste.",
    en='The account "{name}" has no token {id}. Expected: one of its list.',
)
