"""Errors in one shape (RFC 9457), with the sentences of the command line."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from models.base import Language, Model, Text
from scenarios import ScenarioError
from scenarios.faults import choices, shown
from scenarios.shape import check_shape
from scenarios.yaml_text import UnreadableError, parse
from service.api.languages import language_of
from service.asking.kinds import Kinds
from service.asking.reading import shape_fault
from service.asking.telling import AnyFault, place_of
from service.backend import NotReadyError
from service.database import DatabaseError
from service.ledger import LedgerError
from service.runs.queue import BadInputError
from service.store.runs import FullError
from service.store.scenarios import UnknownError
from service.words.field_faults import FieldFault
from service.words.labels import word

MEDIA = "application/problem+json"
PREFIX = "urn:ramasse:problem:"


Refusal = Callable[[Request, int, Sequence[str]], Response]


class FaultTold(Model):
    """One fault: where, and what was found, expected, and to be done."""

    place: str = Field(
        default="", description="``file:line``, ``sheet!cell``, or what is applied on it."
    )
    path: str = Field(default="", description="Dotted path of the value.")
    text: str = Field(description="What was found, what was expected, and the remedy.")


class Problem(Model):
    """Why a request was refused (RFC 9457)."""

    type: str = Field(description="Stable kind of problem, ``urn:ramasse:problem:…``.")
    title: str
    status: int
    detail: str = Field(description="All that is wrong, one fault a line.")
    instance: str = Field(description="The path asked for.")
    faults: tuple[FaultTold, ...] = ()


class ProblemError(HTTPException):
    """A refusal, raised anywhere below the endpoints."""

    def __init__(
        self,
        status: int,
        kind: str,
        detail: Text | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail.en if detail else kind, dict(headers or {}))
        self.kind = kind
        self.text = detail


TITLES: Mapping[str, Text] = {
    "not-found": Text(fr="Introuvable.", en="Not found."),
    "not-ready": Text(fr="Pas encore possible.", en="Not possible yet."),
    "conflict": Text(fr="Déjà fait, ou contradictoire.", en="Done already, or contradictory."),
    "too-large": Text(fr="Envoi trop gros.", en="Too large."),
    "busy": Text(fr="Trop de demandes.", en="Too many requests."),
    "not-local": Text(fr="Accès refusé.", en="Access refused."),
    "database": Text(fr="La base de données ne répond pas.", en="The database does not answer."),
    "method": Text(fr="Méthode refusée.", en="Method refused."),
    "media": Text(fr="Format refusé.", en="Format refused."),
    "http": Text(fr="Demande refusée.", en="Request refused."),
    "internal": Text(fr="Erreur imprévue.", en="Unforeseen error."),
}
"""What each kind of problem is called; ``bad-input`` is called as the command does."""

NOWHERE = Text(
    fr="Rien ne se trouve à cette adresse. Attendu : l'une de celles de /api/openapi.json.",
    en="There is nothing at this address. Expected: one of those of /api/openapi.json.",
)
METHOD = Text(
    fr="Cette adresse n'accepte pas cette méthode. Attendu : l'une de celles de /api/openapi.json.",
    en="This address does not take this method. Expected: one of those of /api/openapi.json.",
)
INTERNAL = Text(
    fr="Erreur imprévue ; le journal du serveur la décrit. Rien n'a été fait. Signalez-la.",
    en="Unforeseen error; the server's log describes it. Nothing was done. Report it.",
)
UNREADABLE = Text(
    fr="La demande ne peut pas être lue. Attendu : ce que décrit /api/openapi.json.",
    en="The request cannot be read. Expected: what /api/openapi.json describes.",
)


def answer(
    request: Request,
    status: int,
    kind: str,
    faults: Iterable[FaultTold],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as an answer; as a page to who asked for one."""
    language = language_of(request)
    told = tuple(faults)
    if request.url.path.startswith(("/fr/", "/en/")):
        refuse: Refusal = request.app.state.refuse_page
        return refuse(request, status, [] if status == 404 else [one.text for one in told])
    title = word("bad_input", language) if kind == "bad-input" else TITLES[kind].in_(language)
    problem = Problem(
        type=PREFIX + kind,
        title=title,
        status=status,
        detail="\n".join(_line(one) for one in told),
        instance=request.url.path,
        faults=told,
    )
    more = {"Content-Language": language, "Cache-Control": "no-store", **(headers or {})}
    return Response(problem.model_dump_json(), status, more, MEDIA)


def lines(found: Sequence[str]) -> tuple[FaultTold, ...]:
    """Return faults that are sentences already."""
    return tuple(FaultTold(text=line) for line in found)


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
    app.add_exception_handler(RequestValidationError, _request)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


def _line(fault: FaultTold) -> str:
    told = fault.path and fault.text.startswith(f"{fault.path} ")
    where = ": ".join(part for part in (fault.place, "" if told else fault.path) if part)
    return f"{where} — {fault.text}" if where else fault.text


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


def told(faults: Iterable[AnyFault], language: Language) -> tuple[FaultTold, ...]:
    """Return faults in one language, fields called as JSON does."""
    return tuple(
        FaultTold(path=one.field, text=one.told(str, language))
        if isinstance(one, FieldFault)
        else FaultTold(place=place_of(one, str), path=one.path, text=one.text.in_(language))
        for one in faults
    )


KINDS_OF_ERRORS: tuple[tuple[type[DatabaseError], int, str], ...] = (
    (UnknownError, 404, "not-found"),
    (NotReadyError, 409, "not-ready"),
    (FullError, 429, "busy"),
    (LedgerError, 409, "conflict"),
)


def _database(request: Request, error: Exception) -> Response:
    assert isinstance(error, DatabaseError)
    status, kind = next(
        ((status, kind) for of, status, kind in KINDS_OF_ERRORS if isinstance(error, of)),
        (503, "database"),
    )
    return answer(request, status, kind, lines([error.text.in_(language_of(request))]))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind, text = {404: ("not-found", NOWHERE), 405: ("method", METHOD)}.get(
        error.status_code, ("http", UNREADABLE)
    )
    sentence = lines([text.in_(language_of(request))])
    return answer(request, error.status_code, kind, sentence, error.headers)


def _unforeseen(request: Request, error: Exception) -> Response:
    traceback.print_exception(error, file=sys.stderr)
    return answer(request, 500, "internal", lines([INTERNAL.in_(language_of(request))]))


def _request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    language = language_of(request)
    faults = _of_body(request, error, language) or [
        FaultTold(
            place=str(one["loc"][0]),
            path="" if one["type"] == "json_invalid" else ".".join(map(str, one["loc"][1:])),
            text=_wrong(one, request.app.state.desk.kinds).in_(language),
        )
        for one in error.errors()
    ]
    return answer(request, 422, "bad-input", faults)


def _of_body(
    request: Request, error: RequestValidationError, language: Language
) -> Sequence[FaultTold]:
    """Return the faults of a JSON body, found as those of a scenario file are."""
    model = _model(request, error.body)
    if model is None or not all(one["loc"][:1] == ("body",) for one in error.errors()):
        return ()
    text = json.dumps(error.body, ensure_ascii=False)
    try:
        root, complaints = parse(text, "", lines=False)
        more = check_shape(root, model)[1] if root is not None else []
    except UnreadableError as unreadable:
        complaints, more = unreadable.complaints, []
    found = [shape_fault(model, one, error.body) for one in (*complaints, *more)]
    return [one.changed(place="body") for one in told(found, language)]


def _model(request: Request, body: Any) -> type[BaseModel] | None:
    """Return what a JSON body had to be: of runs, what its kind asks for."""
    if not isinstance(body, dict):
        return None
    kinds: Kinds = request.app.state.desk.kinds
    if "kind" in body and str(body["kind"]) in kinds and request.url.path.endswith("/runs"):
        return kinds[str(body["kind"])].asked
    field = getattr(request.scope.get("route"), "body_field", None)
    found = getattr(getattr(field, "field_info", None), "annotation", None)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _wrong(one: Mapping[str, Any], kinds: Kinds) -> Text:
    kind = str(one.get("type", ""))
    if kind == "union_tag_not_found":
        return KIND_MISSING.format(kinds=choices(kinds))
    if kind == "union_tag_invalid":
        return KIND_UNKNOWN.format(kind=shown(one["ctx"]["tag"]), kinds=choices(kinds))
    if kind == "missing":
        return MISSING
    if kind in ("json_invalid", "model_attributes_type", "dict_type") and one["loc"][0] == "body":
        return NO_JSON
    value = one.get("input")
    found = shown(value if isinstance(value, str | int | float | list | dict) else None)
    return WRONG.format(found=found, expected=str(one.get("msg", "")))


KIND_MISSING = Text(
    fr="La clé « kind » manque. Attendu : l'un de ces mots : {kinds}. Ajoutez-la.",
    en='The key "kind" is missing. Expected: one of these words: {kinds}. Add it.',
)
KIND_UNKNOWN = Text(
    fr="Trouvé {kind}. Attendu : l'un de ces mots : {kinds}. Corrigez-le.",
    en="Found {kind}. Expected: one of these words: {kinds}. Correct it.",
)
MISSING = Text(
    fr="Cette valeur manque. Attendu : ce que décrit /api/openapi.json. Ajoutez-la.",
    en="This value is missing. Expected: what /api/openapi.json describes. Add it.",
)
NO_JSON = Text(
    fr="Ce n'est pas du JSON. Attendu : un objet JSON. Vérifiez guillemets, virgules et accolades.",
    en="This is not JSON. Expected: a JSON object. Check quotes, commas and braces.",
)
WRONG = Text(
    fr="Trouvé {found}. Attendu : ce que décrit /api/openapi.json ({expected}). Corrigez-le.",
    en="Found {found}. Expected: what /api/openapi.json describes ({expected}). Correct it.",
)
