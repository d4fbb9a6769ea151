"""``ramasse user``: the accounts of a server, made and changed beside its database."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from models.base import Language, Text
from service.cli.options import Spoken, refuse, spoken
from service.cli.remembering import Database, url_of

if TYPE_CHECKING:
    from service.accounts.book import Account
    from service.acting import Grant
    from service.database import Database as Opened

user_app = typer.Typer(no_args_is_help=True, add_completion=False)
Name = Annotated[str, typer.Argument(metavar="NOM", help="Nom du compte / Name of the account.")]
Roles = Annotated[
    list[str],
    typer.Option(
        "--role",
        help="coordinator, reader, association:ID, driver:ID ; à répéter / may be repeated.",
    ),
]
Town = Annotated[
    str,
    typer.Option(
        "--town",
        metavar="VILLE",
        help="La seule ville que voit le compte ; sinon toutes / The one town it sees; else all.",
    ),
]
MustChange = Annotated[
    bool,
    typer.Option(
        "--must-change",
        help="À changer à la première connexion / To be changed at the first log-in.",
    ),
]
Days = Annotated[
    int, typer.Option("--days", min=1, max=3650, help="Durée de vie en jours / Days it lasts.")
]


@user_app.command("add", help="Créer un compte / Add an account.")
def add(
    name: Name,
    role: Roles,
    town: Town = "",
    must_change: MustChange = False,
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Add an account; its password is asked for, or read from the standard input."""
    language = spoken(lang)
    with _book(database, language) as opened:
        from service.accounts import book

        held = _roles(role)
        made = book.add(opened, name, _password(language), held, town, to_change=must_change)
        _say(ADDED.format(name=made.name, number=made.number), language)


@user_app.command("list", help="Les comptes et leurs rôles / Accounts and their roles.")
def listed(database: Database = None, lang: Spoken = None) -> None:
    """Print every account: name, number, roles, town, state."""
    language = spoken(lang)
    with _book(database, language) as opened:
        from service.accounts import book

        found = book.listed(opened)
        for one in found:
            roles = ", ".join(str(grant) for grant in one.grants)
            state = "" if one.disabled_at is None else f"  {DISABLED.in_(language)}"
            where = one.town or ALL_TOWNS.in_(language)
            typer.echo(f"{one.name}  {one.number}  {roles}  {where}{state}")
        if not found:
            _say(NOBODY, language)


@user_app.command("role", help="Donner d'autres rôles, à la place / Give other roles instead.")
def role(name: Name, role: Roles, database: Database = None, lang: Spoken = None) -> None:
    """Give an account other roles, in place of those that it holds."""
    from service.accounts import book

    _changed(name, database, lang, lambda opened, who: book.change_roles(opened, who, _roles(role)))


@user_app.command("disable", help="Bloquer un compte / Disable an account.")
def disable(name: Name, database: Database = None, lang: Spoken = None) -> None:
    """Let an account in no more; its sessions and tokens end."""
    from service.accounts import book

    _changed(name, database, lang, book.disable)


@user_app.command("enable", help="Rouvrir un compte / Enable an account again.")
def enable(name: Name, database: Database = None, lang: Spoken = None) -> None:
    """Let an account in again."""
    from service.accounts import book

    _changed(name, database, lang, book.enable)


@user_app.command("reset", help="Donner un nouveau mot de passe / Give a new password.")
def reset(
    name: Name,
    must_change: MustChange = False,
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Give an account another password: asked for, or read from the standard input."""
    from service.accounts import book

    language = spoken(lang)
    _changed(
        name,
        database,
        lang,
        lambda opened, who: book.reset(opened, who, _password(language), to_change=must_change),
    )


@user_app.command("erase", help="Effacer un compte / Erase an account.")
def erase(name: Name, database: Database = None, lang: Spoken = None) -> None:
    """Erase an account: its number stays where something was done, and means nobody."""
    from service.accounts import book

    _changed(name, database, lang, book.erase)


@user_app.command("token", help="Faire, montrer ou révoquer des jetons / Tokens of programs.")
def token(
    name: Name,
    role: Annotated[
        str, typer.Option("--role", help="Son rôle / Its role.", show_default="reader")
    ] = "reader",
    label: Annotated[
        str, typer.Option("--label", help="Pour quel programme / For which program.")
    ] = "–",
    days: Days = 365,
    revoke: Annotated[
        str, typer.Option("--revoke", metavar="ID", help="Révoquer celui-là / Revoke that one.")
    ] = "",
    show: Annotated[
        bool, typer.Option("--list", help="Montrer sans en faire / Show, make none.")
    ] = False,
    database: Database = None,
    lang: Spoken = None,
) -> None:
    """Make a token of an account and print it once; or show its tokens, or revoke one."""
    language = spoken(lang)
    with _book(database, language) as opened:
        from service.accounts import book, sessions

        who = book.named_account(opened, name)
        if revoke:
            sessions.revoke(opened, who, revoke)
            _say(DONE.format(name=who.name), language)
        elif show:
            for one in sessions.tokens_of(opened, who.number):
                typer.echo(f"{one.id}  {one.grant}  {one.label}  {one.until:%Y-%m-%d}")
        else:
            made = sessions.make_token(opened, who, label, book.grant_of(role), days)
            _say(ONCE, language)
            typer.echo(made)


def _changed(
    name: str,
    database: str | None,
    lang: Spoken,
    change: Callable[[Opened, Account], None],
) -> None:
    language = spoken(lang)
    with _book(database, language) as opened:
        from service.accounts import book

        who = book.named_account(opened, name)
        change(opened, who)
        _say(DONE.format(name=who.name), language)


@contextmanager
def _book(given: str | None, language: Language) -> Iterator[Opened]:
    """Open the database of a server, and say what it refuses."""
    from service.accounts.passwords import PasswordError
    from service.database_errors import DatabaseError
    from service.store import opened as open_store

    opened = None
    try:
        opened = open_store(url_of(given))
        yield opened
    except (DatabaseError, PasswordError) as error:
        refuse([error.text.in_(language)], language)
    finally:
        if opened is not None:
            opened.close()


def _roles(words: list[str]) -> list[Grant]:
    from service.accounts import book

    return [book.grant_of(one) for one in words]


def _password(language: Language) -> str:
    """Return the password that is typed twice, or the first line of the standard input.

    It is never an argument: those are seen by every program of the computer.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(ASK.in_(language))
    if getpass.getpass(ASK_AGAIN.in_(language)) != first:
        refuse([DIFFER.in_(language)], language)
    return first


def _say(text: Text, language: Language) -> None:
    typer.echo(text.in_(language), err=True)


ADDED = Text(
    fr="Compte « {name} » créé, numéro {number}.",
    en='Account "{name}" added, number {number}.',
)
DONE = Text(fr="C'est fait pour le compte « {name} ».", en='Done for the account "{name}".')
DISABLED = Text(fr="(bloqué)", en="(disabled)")
ALL_TOWNS = Text(fr="(toutes les villes)", en="(all towns)")
NOBODY = Text(
    fr="Aucun compte. Créez le premier : ramasse user add marie --role coordinator",
    en="No account. Make the first: ramasse user add marie --role coordinator",
)
ASK = Text(fr="Mot de passe : ", en="Password: ")
ASK_AGAIN = Text(fr="Encore une fois : ", en="Once more: ")
DIFFER = Text(
    fr="Les deux mots de passe diffèrent. Recommencez, en tapant deux fois le même.",
    en="The two passwords differ. Start over, and type the same one twice.",
)
ONCE = Text(
    fr="Voici le jeton, montré cette seule fois. Gardez-le en lieu sûr.",
    en="Here is the token, shown this once. Keep it in a safe place.",
)
