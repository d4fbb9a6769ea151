"""What is wrong with a request's body, in the sentences of the command."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from models.base import Language, Text
from scenarios.faults import choices, shown
from scenarios.shape import check_shape
from scenarios.yaml_text import UnreadableError, parse
from service.api.languages import language_of
from service.api.problems import FaultTold, answer, told
from service.asking.kinds import Kinds
from service.asking.reading import shape_fault


def refused_request(request: Request, error: Exception) -> Response:
    """Return why a request cannot be read: each fault at its field."""
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
