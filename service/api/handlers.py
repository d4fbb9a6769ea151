"""Every error of the application told as a problem."""

from __future__ import annotations

import sys
import traceback

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from models.base import Text
from scenarios import ScenarioError
from service.api.body_faults import refused_request
from service.api.languages import language_of
from service.api.problems import AGAIN, DISK, NOWHERE, ProblemError, Refusal, answer, lines, told
from service.backend import NotReadyError
from service.database_errors import DatabaseError, UnusableError
from service.ledger import LedgerError
from service.runs.queue import BadInputError
from service.store.runs import FullError
from service.store.scenarios import UnknownError

METHOD = Text(
    fr="Cette adresse n'accepte pas cette méthode. Attendu : l'une de celles de /api/openapi.json.",
    en="This address does not take this method. Expected: one of those of /api/openapi.json.",
)


INTERNAL = Text(
    fr="Erreur imprévue ; le journal du serveur la décrit. Rien n'a été fait. Signalez-la.",
    en="Unforeseen error; the server's log describes it. Nothing was done. Report it.",
)


BEYOND = Text(
    fr="Un jour ou un nombre est hors de ce qui existe. Rien n'a été fait. Attendu : des années et "
    "des quantités ordinaires. Corrigez-le.",
    en="A day or a number is beyond those there are. Nothing was done. Expected: ordinary years "
    "and amounts. Correct it.",
)
UNREADABLE = Text(
    fr="La demande ne peut pas être lue. Attendu : ce que décrit /api/openapi.json.",
    en="The request cannot be read. Expected: what /api/openapi.json describes.",
)


def listen(app: FastAPI, refuse_page: Refusal) -> None:
    """Have every error of an application told as a problem.

    Parameters
    ----------
    refuse_page
        Makes a page of a refusal, given the sentences, for who asked for a page.
    """
    app.state.refuse_page = refuse_page
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(BadInputError, _bad_input)
    app.add_exception_handler(ScenarioError, _scenario)
    app.add_exception_handler(DatabaseError, _database)
    app.add_exception_handler(OverflowError, _beyond)
    app.add_exception_handler(OSError, _disk)
    app.add_exception_handler(RequestValidationError, refused_request)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    text = error.text.in_(language_of(request)) if error.text else ""
    return answer(request, error.status_code, error.kind, lines([text]), error.headers)


def _bad_input(request: Request, error: Exception) -> Response:
    assert isinstance(error, BadInputError)
    found = told(error.faults, language_of(request))
    return answer(request, 422, "bad-input", found)


def _scenario(request: Request, error: Exception) -> Response:
    assert isinstance(error, ScenarioError)
    language = language_of(request)
    return answer(request, 422, "bad-input", told(error.faults, language))


KINDS_OF_ERRORS: tuple[tuple[type[DatabaseError], int, str], ...] = (
    (UnknownError, 404, "not-found"),
    (NotReadyError, 409, "not-ready"),
    (FullError, 429, "busy"),
    (LedgerError, 409, "conflict"),
    (UnusableError, 422, "unusable"),
)


def status_of(error: DatabaseError) -> tuple[int, str]:
    """Return the status and the kind of problem of what is kept, or where it is, refuses."""
    return next(
        ((status, kind) for of, status, kind in KINDS_OF_ERRORS if isinstance(error, of)),
        (503, "database"),
    )


def _database(request: Request, error: Exception) -> Response:
    assert isinstance(error, DatabaseError)
    status, kind = status_of(error)
    told = lines([error.text.in_(language_of(request))])
    return answer(request, status, kind, told, AGAIN if status in (429, 503) else None)


def _beyond(request: Request, error: Exception) -> Response:
    """Tell of a day or a number that no calendar and no database has."""
    del error
    return answer(request, 422, "unusable", lines([BEYOND.in_(language_of(request))]))


def _disk(request: Request, error: Exception) -> Response:
    assert isinstance(error, OSError)
    traceback.print_exception(error, file=sys.stderr)
    text = DISK.format(why=error.strerror or type(error).__name__)
    return answer(request, 503, "disk", lines([text.in_(language_of(request))]), AGAIN)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, OSError):
        # the library takes whatever ends the reading of a body for a fault of the body
        return _disk(request, error.__cause__)
    kind, text = {404: ("not-found", NOWHERE), 405: ("method", METHOD)}.get(
        error.status_code, ("http", UNREADABLE)
    )
    sentence = lines([text.in_(language_of(request))])
    return answer(request, error.status_code, kind, sentence, error.headers)


def _unforeseen(request: Request, error: Exception) -> Response:
    traceback.print_exception(error, file=sys.stderr)
    return answer(request, 500, "internal", lines([INTERNAL.in_(language_of(request))]))
