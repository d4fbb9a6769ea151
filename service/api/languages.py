"""The language of an answer: the one that the caller prefers, French otherwise."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Request

from models.base import Language


def preferred(header: str) -> Language:
    """Return the language that an ``Accept-Language`` header prefers.

    Examples
    --------
    >>> preferred("en-GB,en;q=0.9,fr;q=0.5"), preferred("de, fr;q=0.2"), preferred("")
    ('en', 'fr', 'fr')
    """
    best: tuple[float, Language] = (0.0, "fr")
    for part in header.split(","):
        tag, _, rest = part.strip().partition(";")
        weight = _weight(rest)
        primary = tag.strip().lower().partition("-")[0]
        if primary == "en" and weight > best[0]:
            best = (weight, "en")
        elif primary == "fr" and weight > best[0]:
            best = (weight, "fr")
    return best[1]


def language_of(request: Request) -> Language:
    """Return the language of a request: its page's, else the one that the caller prefers."""
    page = request.url.path[:4]
    if page in ("/fr/", "/en/"):
        return "en" if page == "/en/" else "fr"
    return preferred(request.headers.get("accept-language", ""))


def _weight(rest: str) -> float:
    name, _, value = rest.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0


async def _asked(
    request: Request,
    accept_language: Annotated[
        str, Header(description="`fr` (by default) or `en`.", examples=["fr"])
    ] = "",
) -> Language:
    del accept_language  # declared for the description; read as other answers do
    return language_of(request)


Spoken = Annotated[Language, Depends(_asked)]
