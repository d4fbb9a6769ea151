"""The book of accounts, and who did what: for who coordinates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Response

from models.base import Text
from models.scenario import Scenario
from scenarios import ScenarioError
from service.accounts import audit, book
from service.accounts.audit import DEEDS
from service.accounts.book import Account, AccountError
from service.accounts.passwords import PasswordError
from service.acting import Grant
from service.api.gate import NOT_YOURS
from service.api.problems import ProblemError
from service.database import Database
from service.store import scenarios
from service.store.scenarios import UnknownError
from service.web.account_words import ROLE_NAMES, account_word
from service.web.form_parts import Option
from service.web.visit import FORBIDDEN, UNUSABLE, PageRoute, Sent, SentForm, Visit, Visited
from service.web.words import say

people_pages = APIRouter(route_class=PageRoute)
SIMPLE: Mapping[str, Callable[[Database, Account], None]] = {
    "disable": book.disable,
    "enable": book.enable,
    "erase": book.erase,
}
ANYWHERE = (Grant("coordinator"), Grant("reader"))
"""Roles that are of nobody in particular."""


@dataclass(frozen=True)
class Offered:
    """Roles that may be given in a town; in all of them, where it has no name."""

    town: str
    label: str
    roles: tuple[Option, ...]


@people_pages.get("/accounts")
def accounts_page(visit: Visited) -> Response:
    """Show the accounts, and the form to add one."""
    return _accounts(visit)


@people_pages.post("/accounts")
def add_account(visit: Visited, sent: SentForm) -> Response:
    """Add an account."""
    _may_change(visit)
    assert visit.session is not None
    town = visit.session.acting.town or sent.text("town")
    try:
        book.add(visit.desk.database, sent.text("name"), _password(sent), _roles(sent, town), town)
    except (AccountError, PasswordError) as error:
        return _accounts(visit, error.text.in_(visit.language), sent)
    return visit.go("accounts", "account_changed")


@people_pages.get("/accounts/{number}")
def account_page(visit: Visited, number: str) -> Response:
    """Show one account, and what may be changed of it."""
    return _account(visit, _found(visit, number))


@people_pages.post("/accounts/{number}/{deed}")
def change_account(visit: Visited, sent: SentForm, number: str, deed: str) -> Response:
    """Disable, enable or erase an account, give it other roles or another password."""
    _may_change(visit)
    database, who = visit.desk.database, _found(visit, number)
    try:
        if deed in SIMPLE:
            SIMPLE[deed](database, who)
        elif deed == "roles":
            book.change_roles(database, who, _roles(sent, who.town))
        elif deed == "reset":
            book.reset(database, who, _password(sent))
        else:
            raise UnknownError(say["not_found_lead"])
    except (AccountError, PasswordError) as error:
        return _account(visit, who, error.text.in_(visit.language))
    return visit.go("accounts", "account_changed")


@people_pages.get("/audit")
def audit_page(visit: Visited) -> Response:
    """Show who did what."""
    names = {str(key): text.in_(visit.language) for key, text in DEEDS.items()}
    return visit.show(
        "audit.html.j2",
        title=account_word("audit", visit.language),
        here="me",
        lines=[(one, names.get(one.deed, one.deed)) for one in audit.done(visit.desk.database)],
    )


def role_name(grant: Grant, visit: Visit, town: Scenario | None) -> str:
    """Return a role in words: of whom, by what they are called in their town."""
    called = grant.of
    if town is not None:
        known = town.association if grant.role == "association" else town.person
        called = known[grant.of].label if grant.of in known else grant.of
    return ROLE_NAMES[grant.role].format(of=called).in_(visit.language)


def town_of(visit: Visit, town: str) -> Scenario | None:
    """Return the last scenario of an account's town, if it can be read."""
    try:
        return visit.desk.town(town) if town else None
    except (UnknownError, ScenarioError):
        return None


def _found(visit: Visit, number: str) -> Account:
    try:
        return book.numbered(visit.desk.database, number)
    except AccountError as error:
        raise UnknownError(error.text) from error


def _may_change(visit: Visit) -> None:
    """Refuse to make a first account by a page that asked nobody who they are."""
    if visit.session is None:
        raise ProblemError(FORBIDDEN, "forbidden", NOT_YOURS)


def _roles(sent: Sent, town: str) -> frozenset[Grant]:
    """Return the roles that are ticked; those of somebody are of the account's own town."""
    found = set()
    for word in sent.texts.get("roles", ()):
        where, _, role = word.rpartition(" ")
        if where and where != town:
            raise AccountError(ELSEWHERE)
        found.add(book.grant_of(role))
    return frozenset(found)


def _password(sent: Sent) -> str:
    return next(iter(sent.texts.get("password", ())), "")


def _towns(visit: Visit) -> dict[str, Scenario]:
    """Return the towns that may be known of, by id."""
    named = dict.fromkeys(one.town for one in scenarios.latest(visit.desk.database))
    found = ((name, town_of(visit, name)) for name in named)
    return {name: world for name, world in found if world is not None}


def _offered(visit: Visit, towns: Mapping[str, Scenario], held: Collection[str]) -> list[Offered]:
    """Return the roles that may be given, those of nobody in particular first."""

    def option(grant: Grant, town: Scenario | None) -> Option:
        value = str(grant) if town is None else f"{town.id} {grant}"
        return Option(value, role_name(grant, visit, town), value in held)

    found = [Offered("", "", tuple(option(one, None) for one in ANYWHERE))]
    for name, world in towns.items():
        mine = [Grant("association", one.id) for one in world.associations]
        mine += [Grant("driver", one.id) for one in world.people]
        found.append(Offered(name, world.label, tuple(option(one, world) for one in mine)))
    return found


def _accounts(visit: Visit, fault: str = "", sent: Sent | None = None) -> Response:
    towns = _towns(visit)
    found = book.listed(visit.desk.database)
    return visit.show(
        "accounts.html.j2",
        title=account_word("accounts", visit.language),
        here="me",
        status=UNUSABLE if fault else 200,
        people=[
            (one, [role_name(grant, visit, towns.get(one.town)) for grant in one.grants])
            for one in found
        ],
        towns={name: world.label for name, world in towns.items()},
        only_town="" if visit.session is None else visit.session.acting.town,
        given={} if sent is None else {key: sent.text(key) for key in ("name", "town")},
        offered=_offered(visit, towns, () if sent is None else sent.texts.get("roles", ())),
        fault=fault,
        faults=[fault] if fault else [],
    )


def _account(visit: Visit, who: Account, fault: str = "") -> Response:
    world = town_of(visit, who.town)
    towns = {} if world is None else {who.town: world}
    held = [str(one) if not one.of else f"{who.town} {one}" for one in who.grants]
    offered = _offered(visit, towns, held)
    known = {option.value for group in offered for option in group.roles}
    # of who left the town: still held until it is taken away
    gone = tuple(Option(one, one.partition(" ")[2], True) for one in held if one not in known)
    return visit.show(
        "account.html.j2",
        title=who.name,
        here="me",
        trail=[(account_word("accounts", visit.language), "accounts")],
        status=UNUSABLE if fault else 200,
        who=who,
        town=world.label if world is not None else who.town,
        offered=[*offered, Offered("", "", gone)] if gone else offered,
        fault=fault,
        faults=[fault] if fault else [],
    )


ELSEWHERE = Text(
    fr="Un rôle coché est d'une autre ville que celle du compte. Choisissez d'abord la ville, puis "
    "des rôles de cette ville.",
    en="A role that is ticked is of another town than the account. Choose the town first, then "
    "roles of that town.",
)
