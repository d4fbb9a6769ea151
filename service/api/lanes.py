"""Who is served beside whom: pages, files, uploads and deeds each have lanes of their own.

Work of a kind waits for its own kind only, and waits without a thread: two hundred uploads or a
locked database hold no page's thread, and what needs no work at all (styles, scripts, health) waits
for nobody. A body is taken in before its lane is entered: who sends slowly holds no lane.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Literal

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.base import Text
from service.api.languages import language_of
from service.api.problems import AGAIN, ProblemError, answer, lines

Lane = Literal["pages", "files", "uploads", "deeds"]


@dataclass(frozen=True)
class Width:
    """How much of a kind is done at once, and how many may wait for it."""

    at_once: int
    waiting: int


WIDTHS: dict[Lane, Width] = {
    # more threads that compute would not be faster, and would hold up the one that answers
    "pages": Width(4, 400),
    "files": Width(6, 200),
    "uploads": Width(2, 40),
    "deeds": Width(4, 200),
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FREE = re.compile(r"/static/|/(health|ready)$|/(api/(v1/)?|fr/|en/)runs/[^/]+/(events|steps)$")
"""What waits for nobody: it needs no thread, or has its own."""
FILES = re.compile(r"\.(xlsx|pdf|zip|ics|csv)$|/(files|archive|file|beside|versions)(/|$)")


def lane_of(method: str, path: str, kind: str) -> Lane | None:
    """Return the lane of a request, none where it waits for nobody.

    Parameters
    ----------
    kind
        Of its body.

    Examples
    --------
    >>> lane_of("GET", "/fr/runs/1", ""), lane_of("GET", "/fr/runs/1/files/a.pdf", "")
    ('pages', 'files')
    >>> lane_of("POST", "/api/scenarios", "multipart/form-data; boundary=x")
    'uploads'
    >>> lane_of("GET", "/static/web.css", "")
    """
    if method in SAFE:
        if FREE.search(path):
            return None
        return "files" if FILES.search(path) else "pages"
    return "uploads" if kind.lower().startswith("multipart/") else "deeds"


class Lanes:
    """What lets requests in, some of each kind at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._lanes: dict[Lane, _Lane] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in when its turn comes, or say that too many wait."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                # of this loop: an application may be started again in another
                self._lanes = {}
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        name = lane_of(request.method, scope["path"], request.headers.get("content-type", ""))
        if name is None:
            await self._app(scope, receive, send)
            return
        turn = _Turn(self._lanes.setdefault(name, _Lane(WIDTHS[name])))
        taking = receive
        try:
            if request.method in SAFE:
                await turn.take()
            else:
                taking = turn.after_body(receive)
            await self._app(scope, taking, turn.until_answered(send))
        except BusyError:
            told = lines([BUSY.in_(language_of(request))])
            await answer(request, 503, "busy", told, AGAIN)(scope, receive, send)
        finally:
            turn.give_back()


class BusyError(ProblemError):
    """Too many requests of a kind wait already."""

    def __init__(self) -> None:
        super().__init__(503, "busy", BUSY, AGAIN)


class _Lane:
    """The turns of one kind, and how many requests wait for one."""

    def __init__(self, width: Width) -> None:
        self.turns = asyncio.Semaphore(width.at_once)
        self.most = width.waiting
        self.waiting = 0


class _Turn:
    """One request's turn in its lane: taken once, given back once."""

    def __init__(self, lane: _Lane) -> None:
        self._lane = lane
        self._held = False

    async def take(self) -> None:
        """Wait for it; raise ``BusyError`` where too many do."""
        if self._lane.turns.locked() and self._lane.waiting >= self._lane.most:
            raise BusyError
        self._lane.waiting += 1
        try:
            await self._lane.turns.acquire()
        finally:
            self._lane.waiting -= 1
        self._held = True

    def give_back(self) -> None:
        if self._held:
            self._held = False
            self._lane.turns.release()

    def after_body(self, receive: Receive) -> Receive:
        """Return what gives the body, and waits for the turn before the end of it is given."""
        whole = False

        async def taken() -> Message:
            nonlocal whole
            message = await receive()
            if not whole and not message.get("more_body", False):
                whole = True
                if message["type"] == "http.request":
                    await self.take()
            return message

        return taken

    def until_answered(self, send: Send) -> Send:
        """Return what sends the answer, and lets the next one in once it is known."""

        async def sent(message: Message) -> None:
            self.give_back()
            await send(message)

        return sent


BUSY = Text(
    fr="Trop de demandes à la fois. Rien n'a été fait. Recommencez dans quelques secondes.",
    en="Too many requests at once. Nothing was done. Try again in a few seconds.",
)
