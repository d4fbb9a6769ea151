"""Logging in and out, one's own account, and its tokens."""

from __future__ import annotations

import re
import secrets

from fastapi import APIRouter, Response

from service.accounts import attempts, book, sessions
from service.accounts.attempts import TooManyError
from service.accounts.book import Account, AccountError
from service.accounts.passwords import PasswordError
from service.accounts.sessions import ABSOLUTE, RefusedError, same
from service.acting import Grant
from service.api.front import Front
from service.api.gate import REPLAYED, SIGN_IN, cookie_of
from service.api.problems import ProblemError
from service.web.account_words import account_word
from service.web.people_pages import role_name, town_of
from service.web.phone_pages import phone_page_word
from service.web.visit import FORBIDDEN, UNUSABLE, PageRoute, Sent, SentForm, Visit, Visited

account_pages = APIRouter(route_class=PageRoute)
ONCE = "ramasse-form"
"""The cookie that a log-in form goes with."""
FORM_S = 3600
UNAUTHORISED, TOO_MANY = 401, 429
_OWN = re.compile(r"/(fr|en)/[A-Za-z0-9_./?=&%:,+~@-]*")


@account_pages.get("/log-in")
def log_in_page(visit: Visited, to: str = "") -> Response:
    """Show the form to log in by."""
    return _log_in(visit, to)


@account_pages.post("/log-in")
def log_in(visit: Visited, sent: SentForm) -> Response:
    """Log in, and lead to the page that was asked for."""
    request, to = visit.request, sent.text("to")
    form = request.cookies.get(ONCE, "")
    if not form or not same(form, sent.text("once")):
        return _log_in(visit, to, REPLAYED.in_(visit.language), FORBIDDEN)
    front: Front = request.app.state.front
    cookie = cookie_of(front)
    # as it was typed: a password may begin with a space
    password = next(iter(sent.texts.get("password", ())), "")
    try:
        secret = sessions.log_in(
            visit.desk.database,
            sent.text("name"),
            password,
            front.address_of(request),
            request.cookies.get(cookie, ""),
        )
    except TooManyError as error:
        answer = _log_in(visit, to, error.text.in_(visit.language), TOO_MANY)
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    except RefusedError as error:
        return _log_in(visit, to, error.text.in_(visit.language), UNAUTHORISED, sent.text("name"))
    answer = visit.go("")
    if _is_own(to):
        answer.headers["location"] = to
    _remember(answer, front, secret)
    answer.delete_cookie(ONCE, path="/", httponly=True, samesite="strict", secure=front.encrypted)
    return answer


@account_pages.post("/log-out")
def log_out(visit: Visited) -> Response:
    """End the session."""
    if visit.session is not None:
        sessions.end(visit.desk.database, visit.session.secret, told=True)
    front: Front = visit.request.app.state.front
    answer = visit.go("log-in", "logged_out")
    answer.delete_cookie(
        cookie_of(front), path="/", httponly=True, samesite="lax", secure=front.encrypted
    )
    return answer


@account_pages.get("/me")
def me(visit: Visited) -> Response:
    """Show who one is, and what one may."""
    return _me(visit)


@account_pages.post("/me/password")
def change_password(visit: Visited, sent: SentForm) -> Response:
    """Change one's password; every other session ends, and this one gets another secret."""
    who, (now, new, again) = _account(visit), _typed(sent, "now", "new", "again")
    database, address = visit.desk.database, f"account {who.number}"
    try:
        taken = attempts.take(database, who.name, address)
    except TooManyError as error:
        return _me(visit, error.text.in_(visit.language), status=TOO_MANY)
    if not sessions.proved(database, who.number, now):
        return _me(visit, account_word("not_the_present", visit.language))
    attempts.succeeded(database, who.name, address, taken)
    if new != again:
        return _me(visit, account_word("not_the_same", visit.language))
    try:
        book.reset(database, who, new, deed="password", to_change=False)
    except PasswordError as error:
        return _me(visit, error.text.in_(visit.language))
    answer = visit.go("me", "password_changed")
    _remember(answer, visit.request.app.state.front, sessions.begin(database, who.number))
    return answer


@account_pages.post("/me/tokens")
def make_token(visit: Visited, sent: SentForm) -> Response:
    """Make a token, and show it this once."""
    try:
        grant = book.grant_of(sent.text("role"))
        label = sent.text("label") or "–"
        made = sessions.make_token(visit.desk.database, _account(visit), label, grant)
    except AccountError as error:
        return _me(visit, error.text.in_(visit.language))
    return _me(visit, token=made, status=200)


@account_pages.post("/me/tokens/{token}/revoke")
def revoke_token(visit: Visited, token: str) -> Response:
    """End a token."""
    sessions.revoke(visit.desk.database, _account(visit), token)
    return visit.go("me", "account_changed")


def _log_in(visit: Visit, to: str, fault: str = "", status: int = 200, name: str = "") -> Response:
    front: Front = visit.request.app.state.front
    once = secrets.token_urlsafe(24)
    answer = visit.show(
        "log_in.html.j2",
        title=account_word("log_in", visit.language),
        here="me",
        status=status,
        to=to if _is_own(to) else "",
        once=once,
        fault=fault,
        name=name,
        faults=[fault] if fault else [],
    )
    answer.set_cookie(
        ONCE,
        once,
        max_age=FORM_S,
        httponly=True,
        samesite="strict",
        secure=front.encrypted,
        path="/",
    )
    return answer


def _remember(answer: Response, front: Front, secret: str) -> None:
    answer.set_cookie(
        cookie_of(front),
        secret,
        max_age=int(ABSOLUTE.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=front.encrypted,
        path="/",
    )


def _is_own(path: str) -> bool:
    """Tell whether a path is one of ours: nobody is led to another site by logging in."""
    return bool(_OWN.fullmatch(path)) and "//" not in path and ".." not in path


def _account(visit: Visit) -> Account:
    if visit.session is None:
        raise ProblemError(UNAUTHORISED, "sign-in", SIGN_IN)
    return book.numbered(visit.desk.database, visit.session.acting.account)


def _me(visit: Visit, fault: str = "", token: str = "", status: int = UNUSABLE) -> Response:
    if visit.session is None:
        return visit.go("accounts")
    who = _account(visit)
    held = [Grant(one.role, one.of) for one in who.grants]
    offered = list(held)
    if Grant("coordinator") in held and Grant("reader") not in held:
        offered.append(Grant("reader"))
    acting, town = visit.session.acting, town_of(visit, who.town)
    return visit.show(
        "me.html.j2",
        title=account_word("me", visit.language),
        here="me",
        status=status if fault else 200,
        who=who,
        town=who.town if town is None else town.label,
        number=acting.account,
        roles=[role_name(one, visit, town) for one in held],
        offered=[(str(one), role_name(one, visit, town)) for one in offered],
        tokens=[
            (one, role_name(one.grant, visit, town))
            for one in sessions.tokens_of(visit.desk.database, who.number)
        ],
        token=token,
        pw=phone_page_word.all_in(visit.language),
        fault=fault,
        faults=[fault] if fault else [],
    )


def _typed(sent: Sent, *names: str) -> list[str]:
    return [next(iter(sent.texts.get(name, ())), "") for name in names]
