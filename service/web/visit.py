"""One visit of a page: its language, what was sent, and how it is answered."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from pydantic import Field
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from models.base import Language, Text
from scenarios import ScenarioError
from service.accounts.sessions import Session, same
from service.api.gate import FIELD, REPLAYED, SAFE
from service.api.languages import language_of
from service.api.problems import AGAIN, DISK, ProblemError
from service.backend import Desk, NotReadyError
from service.database_errors import DatabaseError, UnusableError
from service.ledger import LedgerError
from service.store.runs import Run
from service.store.scenarios import UnknownError, variant_labels
from service.web.rendering import NOT_FOUND, page, refusal
from service.web.words import say

LONGEST_NUMBER = 9
"""Digits."""
MOST_FIELDS = 40_000
"""Fields of one form: a full page of the widest table has a tenth of it."""
FORBIDDEN, CONFLICT, UNUSABLE, UNFORESEEN, UNAVAILABLE = 403, 409, 422, 500, 503


@dataclass(frozen=True)
class Visit:
    """Who asks, in which language, of which desk."""

    request: Request
    language: Language
    desk: Desk

    @property
    def session(self) -> Session | None:
        """Who is logged in; none where nobody has to."""
        found: Session | None = getattr(self.request.state, "session", None)
        return found

    def show(self, template: str, *, title: str, **context: Any) -> HTMLResponse:
        """Return a page."""
        return page(self.request, template, self.language, title=title, **context)

    def runs(self, found: Sequence[Run]) -> dict[str, Any]:
        """Return what a list of runs shows: them, and the labels of their variants."""
        wanted = {(one.scenario, one.version) for one in found}
        return {"runs": found, "labels": variant_labels(self.desk.database, wanted)}

    def go(self, path: str, done: str = "") -> RedirectResponse:
        """Return a redirection to a page below the language's, which says what was done."""
        target = f"/{self.language}/{path}"
        if done:
            target += f"{'&' if '?' in target else '?'}done={done}"
        return RedirectResponse(target, 303)

    def say(self, key: str, **values: object) -> str:
        """Return one label of the page."""
        return say(key, self.language, **values)

    def refuse(self, faults: Sequence[str], status: int = UNUSABLE) -> Response:
        """Return a page that says why nothing was done."""
        return refusal(self.request, status, faults)

    def later(self, why: Text) -> Response:
        """Return a page that says why nothing can be done now, and when to try again."""
        answer = self.refuse([why.in_(self.language)], UNAVAILABLE)
        answer.headers.update(AGAIN)
        return answer


def visit(request: Request) -> Visit:
    """Return the visit of a request."""
    return Visit(request, language_of(request), request.app.state.desk)


async def _visit(request: Request) -> Visit:
    return visit(request)  # no thread is needed for it


@dataclass(frozen=True)
class Sent:
    """What a form sent."""

    texts: Mapping[str, Sequence[str]]
    files: Mapping[str, Sequence[tuple[str, bytes]]]
    """Names and contents of files, by field."""

    def text(self, name: str) -> str:
        """Return one text, stripped; empty when it was not sent."""
        return next(iter(self.texts.get(name, ())), "").strip()

    @property
    def key(self) -> str | None:
        """What tells this form from any other that was shown; none of one that has none."""
        text = self.text("key")
        return text if re.fullmatch(r"[0-9a-f]{32}", text) else None

    def number(self, name: str) -> int | None:
        """Return a whole number above 0, none when the text says none."""
        text = self.text(name)
        return int(text) or None if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


async def sent(request: Request) -> Sent:
    """Return what the form of a request sent."""
    texts: dict[str, list[str]] = {}
    files: dict[str, list[tuple[str, bytes]]] = {}
    async with request.form(max_fields=MOST_FIELDS, max_files=20) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                content = await value.read()
                if value.filename:
                    files.setdefault(name, []).append((value.filename, content))
            elif name != FIELD:
                texts.setdefault(name, []).append(value)
    return Sent(texts, files)


async def _replayed(request: Request) -> bool:
    """Tell whether a form is not of the session that sends it: an old one, or another site's."""
    session: Session | None = getattr(request.state, "session", None)
    if session is None or not session.secret or request.method in SAFE:
        return False
    # kept by the request: whoever reads the form next has the same
    form = await request.form(max_fields=MOST_FIELDS, max_files=20)
    given = form.get(FIELD)
    return not isinstance(given, str) or not same(given, session.form)


Number = Annotated[int, Field(ge=1, lt=10**LONGEST_NUMBER)]
Visited = Annotated[Visit, Depends(_visit)]
SentForm = Annotated[Sent, Depends(sent)]


class PageRoute(APIRoute):
    """A page whose refusals are pages too."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, its errors told as pages."""
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            here = visit(request)
            try:
                if await _replayed(request):
                    return here.refuse([REPLAYED.in_(here.language)], FORBIDDEN)
                return await handle(request)
            except (UnknownError, RequestValidationError, OverflowError) as error:
                # a day or a number beyond those there are is of nothing that is here
                text = error.text.in_(here.language) if isinstance(error, UnknownError) else ""
                return here.refuse([text or here.say("not_found_lead")], NOT_FOUND)
            except (LedgerError, NotReadyError) as error:
                return here.refuse([error.text.in_(here.language)], CONFLICT)
            except UnusableError as error:
                return here.refuse([error.text.in_(here.language)])
            except DatabaseError as error:
                return here.later(error.text)
            except OSError as error:
                traceback.print_exc(file=sys.stderr)
                return here.later(DISK.format(why=error.strerror or type(error).__name__))
            except ScenarioError as error:
                return here.refuse(error.message(here.language).splitlines())
            except HTTPException as error:
                told = error.text if isinstance(error, ProblemError) else None
                text = here.say("not_found_lead") if told is None else told.in_(here.language)
                return here.refuse([text], error.status_code)
            except Exception:
                traceback.print_exc(file=sys.stderr)
                return here.refuse([here.say("unforeseen")], UNFORESEEN)
            finally:
                # files that came with it, whether they were read or not
                await request.close()

        return told
