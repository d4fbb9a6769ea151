"""The book of accounts, and who did what: for who coordinates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Response

from service.accounts import audit, book
from service.accounts.audit import DEEDS
from service.accounts.book import Account, AccountError
from service.accounts.passwords import PasswordError
from service.acting import Grant
from service.api.gate import NOT_YOURS
from service.api.problems import ProblemError
from service.database import Database
from service.store.scenarios import UnknownError
from service.web.account_pages import role_name
from service.web.account_words import account_word
from service.web.visit import FORBIDDEN, UNUSABLE, PageRoute, Sent, SentForm, Visit, Visited
from service.web.words import say

people_pages = APIRouter(route_class=PageRoute)
SIMPLE: Mapping[str, Callable[[Database, Account], None]] = {
    "disable": book.disable,
    "enable": book.enable,
    "erase": book.erase,
}


@people_pages.get("/accounts")
def accounts_page(visit: Visited) -> Response:
    """Show the accounts, and the form to add one."""
    return _accounts(visit)


@people_pages.post("/accounts")
def add_account(visit: Visited, sent: SentForm) -> Response:
    """Add an account."""
    _may_change(visit)
    town = _town(visit, sent)
    try:
        book.add(visit.desk.database, sent.text("name"), _password(sent), _roles(sent), town)
    except (AccountError, PasswordError) as error:
        return _accounts(visit, error.text.in_(visit.language), sent)
    return visit.go("accounts", "account_changed")


@people_pages.post("/accounts/{number}/{deed}")
def change_account(visit: Visited, sent: SentForm, number: str, deed: str) -> Response:
    """Disable, enable or erase an account, give it other roles or another password."""
    _may_change(visit)
    database = visit.desk.database
    try:
        who = book.numbered(database, number)
        if deed in SIMPLE:
            SIMPLE[deed](database, who)
        elif deed == "roles":
            book.change_roles(database, who, _roles(sent))
        elif deed == "reset":
            book.reset(database, who, _password(sent))
        else:
            raise UnknownError(say["not_found_lead"])
    except (AccountError, PasswordError) as error:
        return _accounts(visit, error.text.in_(visit.language))
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


def _may_change(visit: Visit) -> None:
    """Refuse to make a first account by a page that asked nobody who they are."""
    if visit.session is None:
        raise ProblemError(FORBIDDEN, "forbidden", NOT_YOURS)


def _town(visit: Visit, sent: Sent) -> str:
    """Return the town of a new account: that of who makes it, where it is of one."""
    assert visit.session is not None
    return visit.session.acting.town or sent.text("town")


def _roles(sent: Sent) -> frozenset[Grant]:
    words = sent.text("roles").replace(";", ",").split(",")
    return frozenset(book.grant_of(one) for one in words if one.strip())


def _password(sent: Sent) -> str:
    return next(iter(sent.texts.get("password", ())), "")


def _accounts(visit: Visit, fault: str = "", sent: Sent | None = None) -> Response:
    found = book.listed(visit.desk.database)
    given = {} if sent is None else {key: sent.text(key) for key in ("name", "roles", "town")}
    return visit.show(
        "accounts.html.j2",
        title=account_word("accounts", visit.language),
        here="me",
        status=UNUSABLE if fault else 200,
        people=[
            (
                one,
                [role_name(grant, visit) for grant in one.grants],
                ", ".join(str(grant) for grant in one.grants),
            )
            for one in found
        ],
        only_town="" if visit.session is None else visit.session.acting.town,
        given=given,
        fault=fault,
        faults=[fault] if fault else [],
    )
