"""The gate: who comes, and whether the rule of what they ask for lets them in.

It stands before the application and finds the route as the application does, so that a body is not
read for who may not send it. Where no accounts are asked for, everybody of this computer may
everything.
"""

from __future__ import annotations

import base64
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi import routing as fastapi_routing
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from models.base import Text
from service.accounts import sessions
from service.accounts.book import any_account
from service.accounts.sessions import Session
from service.acting import acting_as
from service.api.front import Front
from service.api.languages import language_of
from service.api.problems import AGAIN, NOWHERE, answer, lines
from service.api.rules import Rule, rule_of
from service.backend import Desk
from service.database_errors import DatabaseError

SAFE = frozenset({"GET", "HEAD"})
FIELD, HEADER = "form-mark", "x-form-mark"
"""Where a form bears what is its session's alone, and a script that has its cookie."""
LOOKED_S = 1.0
"""How long it is taken that there is no account."""
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def cookie_of(front: Front) -> str:
    """Return the name of the cookie of sessions."""
    return "__Host-ramasse" if front.encrypted else "ramasse"


class Gate:
    """What every request passes, after the guard."""

    def __init__(self, app: ASGIApp, within: FastAPI, front: Front) -> None:
        self._app = app
        self._within = within
        self._front = front
        self._routes: list[tuple[Callable[[str], object], frozenset[str], str]] = []
        self._empty_until = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through as whoever sends it, or answer why not."""
        if scope["type"] != "http":
            if scope["type"] != "websocket":
                await self._app(scope, receive, send)
            return
        request = Request(scope)
        found = self._route(request.method, scope["path"])
        if found is None:
            # nothing is there: the application says so
            await self._app(scope, receive, send)
            return
        template, parts = found
        desk: Desk = self._within.state.desk
        resources = frozenset(kind.resource for kind in desk.kinds.values())
        rule = rule_of(request.method, template, resources)
        if rule is None:
            await self._refusal(request, 403, "forbidden", NO_RULE)(scope, receive, send)
            return
        if rule.nobody:
            await self._app(scope, receive, send)
            return
        try:
            session = await self._who(request, desk)
            asked = session is not None or await self._asks(desk)
        except DatabaseError as error:
            traceback.print_exception(error, file=sys.stderr)
            told = lines([error.text.in_(language_of(request))])
            await answer(request, 503, "database", told, AGAIN)(scope, receive, send)
            return
        if not asked:
            await self._app(scope, receive, send)
            return
        if session is None:
            await self._sign_in(request)(scope, receive, send)
            return
        refused = _refused(request, rule, session, parts)
        if refused is not None:
            status, kind, text = refused
            if text is FIRST_PASSWORD and _is_page(request):
                there = f"/{language_of(request)}/me"
                await RedirectResponse(there, 303)(scope, receive, send)
                return
            with acting_as(session.acting):
                request.state.session = session
                made = self._refusal(request, status, kind, text)
            await made(scope, receive, send)
            return
        request.state.session = session
        with acting_as(session.acting):
            await self._app(scope, receive, send)

    def _route(self, method: str, path: str) -> tuple[str, dict[str, str]] | None:
        """Return the path's template and parts of the route that the application will choose."""
        if not self._routes:
            self._routes = list(_routes(self._within))
        for match, methods, template in self._routes:
            found = match(path)
            if found and (not methods or method in methods):
                return template, found.groupdict()  # type: ignore[attr-defined]
        return None

    async def _who(self, request: Request, desk: Desk) -> Session | None:
        given = request.headers.get("authorization", "")
        if given:
            token = _token_in(given)
            return await run_in_threadpool(sessions.program, desk.database, token)
        secret = request.cookies.get(cookie_of(self._front), "")
        if not secret:
            return None
        return await run_in_threadpool(sessions.opened, desk.database, secret)

    async def _asks(self, desk: Desk) -> bool:
        """Tell whether accounts are asked for: from elsewhere always, here where there are some."""
        if self._front.asks:
            return True
        if time.monotonic() < self._empty_until:
            return False
        if await run_in_threadpool(any_account, desk.database):
            return True
        self._empty_until = time.monotonic() + LOOKED_S
        return False

    def _sign_in(self, request: Request) -> Response:
        path = request.url.path
        if _is_page(request):
            there = quote(path + (f"?{request.url.query}" if request.url.query else ""))
            return RedirectResponse(f"/{language_of(request)}/log-in?to={there}", 303)
        return self._refusal(request, 401, "sign-in", SIGN_IN)

    @staticmethod
    def _refusal(request: Request, status: int, kind: str, text: Text) -> Response:
        more = {"WWW-Authenticate": "Bearer"} if status == 401 else None
        return answer(request, status, kind, lines([text.in_(language_of(request))]), more)


def _is_page(request: Request) -> bool:
    """Tell whether a page is asked for, and nothing sent."""
    return request.url.path.startswith(("/fr/", "/en/")) and request.method in SAFE


def _token_in(header: str) -> str:
    """Return the token of an ``Authorization``; agendas can only send it as a password."""
    scheme, _, given = header.partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(given.strip(), validate=True).decode().partition(":")[2]
        except ValueError:
            return ""
    return ""


def _routes(app: FastAPI) -> list[tuple[Callable[[str], object], frozenset[str], str]]:
    """Return how each route is found, by which methods, and its template, in their order."""
    made: list[tuple[Callable[[str], object], frozenset[str], str]] = []
    # older versions of the library keep all routes in one list
    each: Callable[[Any], Iterator[Any]] = getattr(fastapi_routing, "iter_route_contexts", iter)
    for one in each(app.routes):
        path = one.path or ""
        route = getattr(one, "original_route", None)
        if isinstance(route, Mount) or not one.methods:
            regex, _, _ = compile_path(path.rstrip("/") + "/{path:path}")
            made.append((regex.match, SAFE, path))
            continue
        regex, _, _ = compile_path(path)
        made.append((regex.match, frozenset(one.methods), path))
    return made


def _refused(
    request: Request, rule: Rule, session: Session, parts: dict[str, str]
) -> tuple[int, str, Text] | None:
    """Return why a rule does not let somebody in, if it does not."""
    who = session.acting
    if session.to_change and not rule.first_password:
        return 403, "forbidden", FIRST_PASSWORD
    if not who.holds(*rule.roles) or (rule.all_towns and who.town):
        return 403, "forbidden", NOT_YOURS
    if "town" in parts and who.town not in ("", parts["town"]):
        # whether there is such a town is not told
        return 404, "not-found", NOWHERE
    coordinates = who.holds("coordinator")
    if rule.of and not coordinates:
        mine = {one.of for one in who.grants if one.role == rule.of}
        if parts[rule.of] not in mine:
            return 403, "forbidden", ANOTHER_S
    writes = request.method not in SAFE and request.url.path.startswith("/api/")
    if writes and session.secret:
        given = request.headers.get(HEADER, "")
        if not sessions.same(given, session.form):
            return 403, "forbidden", REPLAYED
    return None


SIGN_IN = Text(
    fr="Il faut se connecter. Ouvrez la page de connexion ; un programme envoie son jeton : "
    "Authorization: Bearer ram_….",
    en="Log in first. Open the log-in page; a program sends its token: Authorization: Bearer "
    "ram_….",
)
NOT_YOURS = Text(
    fr="Votre rôle ne le permet pas. Rien n'a été fait. Demandez à la coordination, qui donne les "
    "rôles.",
    en="Your role does not allow it. Nothing was done. Ask the coordinators, who give roles.",
)
ANOTHER_S = Text(
    fr="C'est à quelqu'un d'autre. Rien n'a été montré ni fait. Ouvrez ce qui est à vous par "
    "« Mon espace ».",
    en="This is somebody else's. Nothing was shown or done. Open what is yours by My own page.",
)
FIRST_PASSWORD = Text(
    fr="Ce mot de passe vous a été donné. Choisissez d'abord le vôtre, sur la page « Mon compte ».",
    en="This password was given to you. First choose your own, on the page My account.",
)
REPLAYED = Text(
    fr="Ce formulaire n'est pas de cette connexion : il est ancien, ou d'un autre site. Rien n'a "
    "été fait. Ouvrez la page de nouveau, puis recommencez.",
    en="This form is not of this session: it is old, or another site's. Nothing was done. Open the "
    "page again, then start over.",
)
NO_RULE = Text(
    fr="Personne n'a dit qui peut demander cela. C'est donc refusé.",
    en="Nobody has said who may ask for this. So it is refused.",
)
