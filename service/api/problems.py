"""Errors in one shape (RFC 9457), with the sentences of the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from fastapi import Request, Response
from pydantic import Field
from starlette.exceptions import HTTPException

from models.base import Language, Model, Text
from service.api.languages import language_of
from service.api.versions import ASKED
from service.asking.telling import AnyFault, place_of
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


NO_ACCESS = Text(fr="Accès refusé.", en="Access refused.")
TITLES: Mapping[str, Text] = {
    "not-found": Text(fr="Introuvable.", en="Not found."),
    "not-ready": Text(fr="Pas encore possible.", en="Not possible yet."),
    "conflict": Text(fr="Déjà fait, ou contradictoire.", en="Done already, or contradictory."),
    "too-large": Text(fr="Envoi trop gros.", en="Too large."),
    "slow": Text(fr="Envoi trop lent.", en="Too slow."),
    "busy": Text(fr="Trop de demandes.", en="Too many requests."),
    "not-local": NO_ACCESS,
    "forbidden": NO_ACCESS,
    "sign-in": Text(fr="Connexion demandée.", en="Log-in needed."),
    "database": Text(fr="La base de données ne répond pas.", en="The database does not answer."),
    "disk": Text(fr="Fichiers inaccessibles.", en="Files out of reach."),
    "unusable": Text(fr="Contenu refusé.", en="Content refused."),
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
AGAIN = {"Retry-After": "5"}
"""Seconds after which what could not be done now may be asked again."""
DISK = Text(
    fr="Le serveur ne peut pas lire ou écrire ses fichiers ({why}). Rien n'a été gardé. Libérez de "
    "la place et vérifiez les droits du dossier, puis recommencez.",
    en="The server cannot read or write its files ({why}). Nothing was kept. Make room and check "
    "the rights of the folder, then try again.",
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
        instance=request.scope.get(ASKED, request.url.path),
        faults=told,
    )
    more = {"Content-Language": language, "Cache-Control": "no-store", **(headers or {})}
    return Response(problem.model_dump_json(), status, more, MEDIA)


def lines(found: Sequence[str]) -> tuple[FaultTold, ...]:
    """Return faults that are sentences already."""
    return tuple(FaultTold(text=line) for line in found)


def _line(fault: FaultTold) -> str:
    told = re.match(rf"{re.escape(fault.path)}[\s:]", fault.text) is not None
    where = ": ".join(part for part in (fault.place, "" if told else fault.path) if part)
    return f"{where} — {fault.text}" if where else fault.text


def told(faults: Iterable[AnyFault], language: Language) -> tuple[FaultTold, ...]:
    """Return faults in one language, fields called as JSON does."""
    return tuple(
        FaultTold(path=one.field, text=one.told(str, language))
        if isinstance(one, FieldFault)
        else FaultTold(place=place_of(one, str), path=one.path, text=one.text.in_(language))
        for one in faults
    )
