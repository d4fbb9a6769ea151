"""What drivers' telephones reach: the page of one round by its link, and what was told of it."""

from __future__ import annotations

import asyncio
import sys
import threading
import traceback
from collections import OrderedDict
from collections.abc import Mapping
from html import escape
from typing import Any

from pydantic import Field, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from models.base import Language, Model, Text
from service.accounts.audit import noted
from service.acting import TELEPHONE, by_hand_of
from service.api.handlers import BEYOND, status_of
from service.api.languages import language_of
from service.api.problems import AGAIN, DISK
from service.backend import Desk, NotReadyError
from service.database_errors import DatabaseError
from service.ledger.told_by_phone import Entry, Heard, hear
from service.links import FORGED, PATH, LinkError, RoundLink, Signer
from service.store import photos
from service.store.jpeg import MOST_BYTES as MOST_PHOTO
from service.store.scenarios import UnknownError

MOST_BYTES, PATIENCE_S = 200_000, 20.0
"""Of what is sent, and seconds in which it comes."""
MOST_PAGES = 60
PLAIN = "default-src 'none'; style-src 'unsafe-inline'"
SEALED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


class OneEntry(Model):
    """One entry as it is sent."""

    id: str = Field(max_length=60)
    code: str = Field(max_length=5_000)
    tried: tuple[str, ...] = Field(default=(), max_length=20)
    sure: bool = False


class Entries(Model):
    """What a telephone sends at once."""

    entries: tuple[OneEntry, ...] = Field(max_length=100)


class _RefusedError(Exception):
    """A request that is answered by a status and a sentence."""

    def __init__(self, status: int, text: Text) -> None:
        self.status = status
        self.text = text
        super().__init__(text.en)


def create_phone_app(desk: Desk, signer: Signer) -> Starlette:
    """Return the application of the telephones: links of rounds, and nothing else of ramasse."""
    pages = _Pages(desk)

    async def show(request: Request) -> Response:
        language = language_of(request)
        try:
            link = _opened(signer, request)
            page, policy = await run_in_threadpool(pages.page, link, language)
        except ANSWERED as error:
            status, text = _told(error)
            return _page(text, language, status)
        return HTMLResponse(page, headers=SEALED | {"Content-Security-Policy": policy})

    async def take(request: Request) -> Response:
        language = language_of(request)
        try:
            link = _opened(signer, request)
            sent = await _sent(request)
            heard = await run_in_threadpool(_heard, desk, link, sent)
        except ANSWERED as error:
            status, text = _told(error)
            return _why(text, language, status)
        except ClientDisconnect:
            return Response(status_code=400)
        return JSONResponse({"entries": [_answer(one, language) for one in heard]}, 200, SEALED)

    async def photo(request: Request) -> Response:
        language = language_of(request)
        try:
            link = _opened(signer, request)
            content = None
            if request.method == "PUT":
                content = await _whole(request, "image/jpeg", MOST_PHOTO)
            await run_in_threadpool(_photo, desk, link, request.path_params["stop"], content)
        except ANSWERED as error:
            status, text = _told(error)
            return _why(text, language, status)
        except ClientDisconnect:
            return Response(status_code=400)
        return Response(status_code=204, headers=SEALED)

    app = Starlette(
        routes=[
            Route(f"{PATH}/{{token}}", show, methods=["GET"]),
            Route(f"{PATH}/{{token}}", take, methods=["POST"]),
            Route(f"{PATH}/{{token}}/photos/{{stop:int}}", photo, methods=["PUT", "DELETE"]),
        ],
        exception_handlers={HTTPException: _nothing, 500: _failed},
    )
    app.router.redirect_slashes = False
    return app


class _Pages:
    """Pages of rounds that were made, at hand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made: OrderedDict[tuple[str, str, Language], tuple[str, str]] = OrderedDict()
        self._making = threading.Lock()
        self._erased = 0

    def page(self, link: RoundLink, language: Language) -> tuple[str, str]:
        """Return the page of a link, and what it may do."""
        key = (link.run, link.round, language)
        erased = self._desk.erased()
        with self._making:
            if self._erased != erased:
                self._erased = erased
                self._made.clear()
            if key not in self._made:
                self._made[key] = self._new(link, language)
            self._made.move_to_end(key)
            while len(self._made) > MOST_PAGES:
                self._made.popitem(last=False)
            return self._made[key]

    def _new(self, link: RoundLink, language: Language) -> tuple[str, str]:
        try:
            run, content = self._desk.content(link.run)
        except (UnknownError, NotReadyError) as error:
            raise _RefusedError(404, GONE) from error
        kind = self._desk.kinds[run.kind]
        telephones = kind.telephones
        if telephones is None:
            raise _RefusedError(404, GONE)
        study = kind.hands_on(kind.study.model_validate_json(content))
        page = telephones.page(study, link.round, language)
        if page is None:
            raise _RefusedError(404, GONE)
        return page, telephones.policy()


def _opened(signer: Signer, request: Request) -> RoundLink:
    try:
        return signer.read(request.path_params["token"])
    except LinkError as error:
        raise _RefusedError(410 if error.expired else 403, error.text) from error


async def _sent(request: Request) -> Entries:
    """Return what is sent, bounded in size and time."""
    body = await _whole(request, "application/json", MOST_BYTES)
    try:
        return Entries.model_validate_json(body)
    except ValidationError as error:
        raise _RefusedError(422, UNREADABLE) from error


async def _whole(request: Request, kind: str, most: int) -> bytes:
    """Return a body of one kind, bounded in size and time."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != kind:
        raise _RefusedError(415, UNREADABLE)
    try:
        return await asyncio.wait_for(_body(request, most), PATIENCE_S)
    except TimeoutError as error:
        raise _RefusedError(408, SLOW) from error


async def _body(request: Request, most: int) -> bytes:
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise _RefusedError(413, UNREADABLE)
    return bytes(found)


def _heard(desk: Desk, link: RoundLink, sent: Entries) -> list[Heard]:
    try:
        week = desk.plan_of(link.run)
    except UnknownError as error:
        raise _RefusedError(404, GONE) from error
    if week is None or week.plan is None or link.round not in week.plan.round:
        raise _RefusedError(404, GONE)
    world = week.world
    told = noted("weighed", world.id, str(world.week_of))
    with by_hand_of(TELEPHONE):
        return [
            hear(desk.ledger, world, week.plan, link.round, Entry(**dict(one)), told)
            for one in sent.entries
        ]


def _photo(desk: Desk, link: RoundLink, stop: int, content: bytes | None) -> None:
    """Keep a photo of a stop at which food is collected, or erase the one there is."""
    try:
        week = desk.plan_of(link.run)
    except UnknownError as error:
        raise _RefusedError(404, GONE) from error
    item = None if week is None or week.plan is None else week.plan.round.get(link.round)
    if week is None or item is None or stop >= len(item.collected):
        raise _RefusedError(404, GONE)
    if content is None:
        photos.let_go(desk.database, link.run, item.id, stop)
        return
    world = week.world
    of = photos.Taken(
        town=world.id,
        run=link.run,
        round=item.id,
        stop=stop,
        day=world.date_of(item.day),
        donor=item.collected[stop].site,
        crew=tuple(item.crew),
    )
    photos.keep(desk.database, of, content)


def _answer(one: Heard, language: Language) -> Mapping[str, Any]:
    why = [text.in_(language) for text in one.why]
    return {"id": one.id, "state": one.state, "why": why, "doubt": one.doubt}


ANSWERED = (_RefusedError, DatabaseError, OverflowError, OSError)
"""What is told as what it is: by the statuses that the page and the API answer with."""


def _told(error: Exception) -> tuple[int, Text]:
    if isinstance(error, _RefusedError):
        return error.status, error.text
    if isinstance(error, DatabaseError):
        return status_of(error)[0], error.text
    if isinstance(error, OverflowError):
        return 422, BEYOND
    traceback.print_exception(error, file=sys.stderr)
    return 503, DISK.format(why=getattr(error, "strerror", None) or type(error).__name__)


def _why(text: Text, language: Language, status: int) -> Response:
    more = AGAIN if status in (429, 503) else {}
    return JSONResponse({"why": text.in_(language)}, status, SEALED | more)


def _page(text: Text, language: Language, status: int) -> Response:
    body = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>ramasse</title>'
        f'<p style="font: 20px/1.5 system-ui; margin: 2em">{escape(text.in_(language))}</p></html>'
    )
    more = AGAIN if status in (429, 503) else {}
    return HTMLResponse(body, status, SEALED | {"Content-Security-Policy": PLAIN} | more)


async def _nothing(request: Request, error: Exception) -> Response:
    del request
    status = error.status_code if isinstance(error, HTTPException) else 404
    return PlainTextResponse(str(status), status, SEALED)


async def _failed(request: Request, error: Exception) -> Response:
    """Answer that it failed, without a word of what was asked: a path holds a secret."""
    del error
    return JSONResponse({"why": FAILED.in_(language_of(request))}, 500, SEALED)


GONE = FORGED
UNREADABLE = Text(
    fr="Cet envoi est illisible ou trop long. Rien n'a été écrit. Rechargez la page, ou donnez le "
    "texte à la coordination.",
    en="This cannot be read or is too long. Nothing was written. Load the page again, or give the "
    "text to the coordinators.",
)
SLOW = Text(
    fr="L'envoi n'est pas arrivé à temps. Rien n'a été écrit. Il sera essayé de nouveau.",
    en="It did not come in time. Nothing was written. It will be tried again.",
)
FAILED = Text(
    fr="Le serveur a failli. Rien n'a été écrit. Donnez le texte à la coordination.",
    en="The server failed. Nothing was written. Give the text to the coordinators.",
)
