"""Examples and refusals of the API's description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.api.problems import MEDIA, PREFIX
from service.asking.kind import Kind

Responses = dict[int | str, dict[str, Any]]

VERSION: Mapping[str, Any] = {
    "scenario": "aubagne",
    "number": 1,
    "name": "aubagne.yaml",
    "form": "yaml",
    "bytes": 28546,
    "digest": "25507ed6013ba105184cbb4e2b60c4ceb1b014c7796c2fd52846804c2ce1ec7d",
    "town": "aubagne",
    "label": "Aubagne, une semaine de ramasse",
    "week_of": "2026-11-30",
    "variants": [
        {"name": "base", "label": "Aubagne, une semaine de ramasse"},
        {"name": "hub", "label": "Lieu de tri commun"},
    ],
    "beside": [],
    "note": "Deux magasins de plus",
    "created_at": "2026-11-25T08:30:00Z",
}
SUMMARY: Mapping[str, Any] = {
    "label": "Aubagne, une semaine de ramasse",
    "variant": "hub",
    "lines": [
        "6 associations, 18 donateurs, 53 ramasses, 4 véhicules, 16 bénévoles",
        "Offert par semaine : 5 050 kg",
        "Besoin par semaine : 4 590 kg",
    ],
    "warnings": ["18 sites ont une position supposée."],
}
CANDIDATE: Mapping[str, Any] = {
    "label": "12 Rue de la République, 13400 Aubagne",
    "street": "12 Rue de la République",
    "commune": "Aubagne",
    "code": "13005",
    "postcode": "13400",
    "lat": 43.29,
    "lon": 5.5612,
    "score": 1.0,
    "level": "number",
    "origin": "file",
    "found_in": "adresses-13.csv.gz",
}
LIST_READ: Mapping[str, Any] = {
    "columns": [{"title": "Enseigne", "meant": "Nom", "samples": ["Lidl", "Super U"]}],
    "rows": [{"label": "Lidl", "address": "Aubagne", "days": ["mon", "thu"]}],
    "untaken": ["ligne 3, Passage : « parfois » n'est pas compris."],
}
LIBRARY: Mapping[str, Any] = {
    "name": "aubagne",
    "label": "Aubagne, une semaine de ramasse",
    "variants": VERSION["variants"],
}
RUN: Mapping[str, Any] = {
    "id": "5e2b7c1f90a4d836",
    "number": 12,
    "state": "interrupted",
    "scenario": "aubagne",
    "version": 1,
    "town": "aubagne",
    "label": "Aubagne, une semaine de ramasse",
    "week_of": "2026-11-30",
    "created_at": "2026-11-25T08:30:00Z",
    "started_at": "2026-11-25T08:30:01Z",
    "ended_at": "2026-11-25T08:30:31Z",
    "error": {
        "fr": "Le serveur s'est arrêté pendant ce calcul. Relancez-le pour aller plus loin.",
        "en": "The server stopped during this run. Start it again to go further.",
    },
    "has_study": True,
}
STEP: Mapping[str, Any] = {
    "number": 4,
    "at": "2026-11-25T08:30:07Z",
    "stage": "food",
    "usable_kg": 3412.5,
    "person_hours": 188.2,
    "eur": 271.4,
    "elapsed_s": 6.1,
    "done": 3,
    "of": 12,
    "text": "Nourriture : 3 412 kg, 188 h, 271 €",
}
EVENTS = (
    f"id: 4\nevent: step\ndata: {STEP!s}\n\n"
    'event: end\ndata: {"id": "5e2b7c1f90a4d836", "state": "done", "has_study": true}\n\n'
)
BALANCE: Mapping[str, Any] = {
    "association": "secours",
    "need_kg": 1440.0,
    "promised_kg": 1377.0,
    "received_kg": 1365.0,
    "by_family_kg": {"fruit": 560.0, "bread": 180.0, "dry": 625.0},
    "weeks": 1,
}
ENTRY: Mapping[str, Any] = {
    "week_of": "2026-11-30",
    "association": "secours",
    "family": "fruit",
    "kind": "returned",
    "kg": 12.0,
    "reason": "cageots abîmés",
    "recorded_at": "2026-12-01T17:05:00Z",
}
CORRECTION: Mapping[str, Any] = {
    "week_of": "2026-11-30",
    "association": "secours",
    "family": "fruit",
    "kind": "returned",
    "kg": 12.0,
    "reason": "cageots abîmés",
}
WITHDRAWAL: Mapping[str, Any] = {"week_of": "2026-11-30", "reason": "un magasin ferme"}
PUBLISHED: Mapping[str, Any] = {
    "town": "aubagne",
    "week_of": "2026-11-30",
    "run": "5e2b7c1f90a4d836",
    "published_at": "2026-11-27T18:00:00Z",
}
JOURNAL: Mapping[str, Any] = {
    "town": "aubagne",
    "weeks": ["2026-11-30"],
    "visits": [
        {
            "day": "2026-12-01",
            "donor": "super-1",
            "association": "secours",
            "holder": "secours",
            "round": "tue-van-1",
            "pickup": "super-1_tue",
            "outcome": "done",
            "food": [{"family": "fruit", "kg": 40.5, "rejected_kg": {"spoilt": 2.0}}],
        }
    ],
    "outings": [],
}
TOLD: Mapping[str, Any] = {"written": 1, "last": 412, "warnings": []}
FILES: tuple[str, ...] = ("study.json", "feuilles-de-route.pdf", "report.html")

_REFUSED: Mapping[int, tuple[str, str, str]] = {
    400: ("http", "Demande refusée.", "La demande ne peut pas être lue."),
    401: ("sign-in", "Connexion demandée.", "Il faut se connecter, ou envoyer un jeton."),
    403: ("not-local", "La page d'un autre site.", "Cette demande vient d'un autre site."),
    404: ("not-found", "Introuvable.", "Aucun calcul n'est enregistré ici sous ce nom."),
    409: ("not-ready", "Pas encore possible.", "Ce calcul n'est pas terminé."),
    413: ("too-large", "Envoi trop gros.", "L'envoi dépasse 40 Mo. Rien n'a été gardé."),
    421: ("not-local", "Accès refusé.", "Ce serveur ne répond qu'à cet ordinateur."),
    422: (
        "bad-input",
        "Rien n'a été calculé ni écrit. À corriger :",
        "aubagne.yaml:12: week_of — Trouvé « 2026-12-01 ». Attendu : un lundi.",
    ),
    429: ("busy", "Trop de demandes.", "200 calculs attendent déjà."),
    503: ("database", "La base de données ne répond pas.", "La base de données refuse."),
}


def example_of(kind: Kind, **values: object) -> Mapping[str, Any]:
    """Return a run of a kind as it is told."""
    return {**RUN, "kind": kind.name, "asked": dict(kind.example), **values}


def refusals(*statuses: int) -> Responses:
    """Return how some refusals are described."""
    found: Responses = {}
    for status in statuses:
        kind, title, detail = _REFUSED[status]
        example = {
            "type": PREFIX + kind,
            "title": title,
            "status": status,
            "detail": detail,
            "instance": "/api/runs",
            "faults": [{"place": "", "path": "", "text": detail}],
        }
        schema = {"$ref": "#/components/schemas/Problem"}
        found[status] = {
            "description": title,
            "content": {MEDIA: {"schema": schema, "example": example}},
        }
    return found


def shows(example: object, status: int = 200, *, media: str = "application/json") -> Responses:
    """Return how an answer is described, by an example."""
    return {status: {"content": {media: {"example": example}}}}


def models(shape: object) -> Responses:
    """Return how an answer is described by its shape alone: studies are long."""
    if isinstance(shape, type):
        return {200: {"description": "The study.", "model": shape}}
    content = {"application/json": {"schema": {"type": "object"}}}
    return {200: {"description": "The study; its shape is that of its kind.", "content": content}}


def gives(media: str, description: str) -> Responses:
    """Return how an answer that is a file is described."""
    schema = {"type": "string", "format": "binary"}
    return {200: {"description": description, "content": {media: {"schema": schema}}}}


COMMON: Responses = refusals(400, 401, 403, 421, 422, 503)
"""What any request may be answered."""
