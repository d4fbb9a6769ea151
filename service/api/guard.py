"""What is refused before anything is read: other hosts, other sites' pages, too large bodies."""

from __future__ import annotations

import asyncio
import time

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.base import Text
from service.api.front import Front
from service.api.languages import language_of
from service.api.problems import NOWHERE, ProblemError, answer, lines

MOST_BYTES = 40_000_000
"""Of a request's body."""
BODY_S = 120.0
"""Seconds that a whole body is waited for."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """The gate before an application.

    A page of another site must neither read from a server of this computer (by a name that it
    points here: the ``Host`` is checked) nor write to it (the ``Origin`` is).
    """

    def __init__(self, app: ASGIApp, front: Front | None = None) -> None:
        self._app = app
        self._front = front or Front()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refused = _refused(request, self._front)
        if refused is not None:
            status, kind, text = refused
            told = lines([text.in_(language_of(request))])
            await answer(request, status, kind, told)(scope, receive, send)
            return
        await self._app(scope, _counted(receive), _sealed(scope, send))


def _sealed(scope: Scope, send: Send) -> Send:
    """Return what sends an answer, told not to be guessed at, embedded elsewhere or kept."""

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("X-Content-Type-Options", "nosniff")
            headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            headers.setdefault("X-Frame-Options", "DENY")
            if scope["path"].startswith("/api/"):
                headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sealed


def _refused(request: Request, front: Front) -> tuple[int, str, Text] | None:
    host = request.headers.get("host", "")
    if not front.answers(host):
        return 421, "not-local", ELSEWHERE if front.asks else HOST
    if "\0" in request.scope["path"] or any("\0" in one for one in request.query_params.values()):
        return 404, "not-found", NOWHERE
    if request.method not in SAFE:
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site", "same-origin")
        foreign = origin is not None and not front.own(origin, host)
        if foreign or site not in ("same-origin", "none"):
            return 403, "not-local", ORIGIN
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return 413, "too-large", LARGE
    return None


def _counted(receive: Receive) -> Receive:
    """Return what gives the body, and stops when there is too much of it or it comes too slowly."""
    seen, waited_s, whole = 0, 0.0, False

    async def counted() -> Message:
        nonlocal seen, waited_s, whole
        if whole:  # what comes now is that the caller left
            return await receive()
        began = time.monotonic()
        try:
            message = await asyncio.wait_for(receive(), max(0.0, BODY_S - waited_s))
        except TimeoutError as error:
            raise ProblemError(408, "slow", SLOW) from error
        waited_s += time.monotonic() - began
        whole = not message.get("more_body", False)
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise ProblemError(413, "too-large", LARGE)
        return message

    return counted


SLOW = Text(
    fr="L'envoi n'est pas arrivé à temps. Rien n'a été gardé. Recommencez sur une connexion plus "
    "rapide.",
    en="It did not come in time. Nothing was kept. Try again on a faster connection.",
)
LARGE = Text(
    fr=f"L'envoi dépasse {MOST_BYTES / 1e6:g} Mo. Rien n'a été gardé. Attendu : un scénario et les "
    "fichiers qu'il nomme. Retirez ce qui n'en est pas ; réduisez le réseau routier aux environs.",
    en=f"The body is above {MOST_BYTES / 1e6:g} MB. Nothing was kept. Expected: a scenario and the "
    "files that it names. Remove what is not; cut the road graph to the surroundings.",
)
HOST = Text(
    fr="Ce serveur ne répond qu'à cet ordinateur. Attendu : une adresse qui commence par "
    "http://localhost ou http://127.0.0.1.",
    en="This server answers this computer only. Expected: an address that begins with "
    "http://localhost or http://127.0.0.1.",
)
ELSEWHERE = Text(
    fr="Ce serveur ne répond pas à ce nom. Attendu : son adresse publique, que dit --site.",
    en="This server does not answer to this name. Expected: its public address, told by --site.",
)
ORIGIN = Text(
    fr="Cette demande vient de la page d'un autre site. Ouvrez la page de ramasse elle-même.",
    en="This request comes from another site's page. Open the page of ramasse itself.",
)
